// A prose field in the shell: mounts the editor of one Y.Text. In a table it is still until somebody is in it.
import { useEffect, useRef, useState } from 'preact/hooks'
import { TextSelection } from 'prosemirror-state'
import type * as Y from 'yjs'
import { mountProse, renderProse, type ProseView } from '../prose/field'
import { isInBubble } from './bubble'
import { useEditor } from './context'

/** Asks a field to take the focus back, with its caret where it was. Sent by what moves fields about. */
export const REFOCUS = 'refocus'

interface Props {
  text: Y.Text
  name: string
  label: string
  placeholder?: string
  startsAs?: 'paragraph' | 'bullet'
  singleLine?: boolean
  focus?: boolean
  /** Where the pointer was when it asked for the focus. */
  at?: Point | null
}

interface Point { left: number; top: number }

export function Prose({ text, name, label, placeholder = '', startsAs = 'paragraph', singleLine = false, focus = false, at = null }: Props) {
  const { session, select, askLink } = useEditor()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current) return
    const view: ProseView = mountProse(place.current, text, { session, name, label, placeholder, startsAs, singleLine, onSelection: select, onLink: askLink })
    if (focus) enter(view, at)
    const refocus = (event: Event): void => { event.preventDefault(); view.focus() }
    view.view.dom.addEventListener(REFOCUS, refocus)
    return () => view.destroy()
  }, [text, session])
  return <div class="prose-place" id={name} ref={place} />
}

/** Put the focus into a field, and the caret where the pointer was. */
function enter({ view, focus }: ProseView, at: Point | null): void {
  const found = at && view.posAtCoords(at)
  if (found) view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(found.pos))))
  focus()
}

/** A cell: a still picture of its text, and an editor as long as it has the focus or a colleague's caret. */
export function Cell(props: Props) {
  const { text, name, label, placeholder = '', focus = false } = props
  const { session } = useEditor()
  const [isFocused, setFocused] = useState(focus)
  const isVisited = useVisited(name)
  const still = useRef<HTMLDivElement>(null)
  const pointer = useRef<Point | null>(null)
  const isLive = session.mayWrite && (isFocused || isVisited)

  useEffect(() => {
    if (isLive) return
    const draw = (): void => still.current?.replaceChildren(renderProse(text))
    draw()
    text.observe(draw)
    return () => text.unobserve(draw)
  }, [text, isLive])

  if (isLive) {
    // A row that is sorted anew loses the focus for a moment: look again when that is over.
    const leave = (event: FocusEvent): void => {
      const cell = event.currentTarget as HTMLElement
      pointer.current = null
      setTimeout(() => { if (!cell.contains(document.activeElement) && !isInBubble()) setFocused(false) })
    }
    return <div key="live" class="cell" onFocusIn={() => setFocused(true)} onFocusOut={leave}><Prose {...props} focus={isFocused} at={pointer.current} /></div>
  }
  const isEmpty = text.length < 2 && !text.toString().trim()
  return (
    <div key="still" class={`cell still prose ${isEmpty ? 'blank' : ''}`} id={name} role="textbox" aria-multiline="true" aria-label={label} aria-readonly={!session.mayWrite}
      data-placeholder={placeholder} tabIndex={0} ref={still} onFocus={() => setFocused(true)}
      onMouseDown={event => { pointer.current = { left: event.clientX, top: event.clientY } }} />
  )
}

/** Whether a colleague's caret is in a field. */
function useVisited(name: string): boolean {
  const { session: { awareness } } = useEditor()
  const look = (): boolean => [...awareness.getStates()].some(([client, state]) => client !== awareness.clientID && (state as { cursor?: { field?: string } }).cursor?.field === name)
  const [isVisited, set] = useState(look)
  useEffect(() => {
    const follow = (): void => set(look())
    awareness.on('change', follow)
    return () => awareness.off('change', follow)
  }, [awareness, name])
  return isVisited
}

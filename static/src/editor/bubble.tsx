// The bubble over selected text: looks, a link, and what customers read in its place.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { ProseSelection } from '../prose/field'
import { useEditor } from './context'

export type BubbleForm = 'link' | 'wording' | null

interface Props {
  selection: ProseSelection | null
  form: BubbleForm
  setForm: (form: BubbleForm) => void
}

export function Bubble({ selection, form, setForm }: Props) {
  const { select } = useEditor()
  const bubble = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLElement | null>(null)
  const isShown = !!selection && (!selection.empty || !!selection.internal || form !== null)
  useEffect(() => { if (!isShown) setForm(null) }, [isShown])
  useEffect(() => { if (isShown && selection && bubble.current) place(bubble.current, selection.rect) })
  useToolbarKey(bubble)
  if (!isShown || !selection) return null
  const { commands, internal } = selection
  const button = (label: string, keys: string, isOn: boolean, act: () => void, look = '') => (
    <button class={look} aria-pressed={isOn} title={keys} onMouseDown={event => event.preventDefault()} onClick={act}>{label}</button>
  )
  const back = (): void => { setForm(null); field.current?.focus() }
  const come = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof HTMLElement && !bubble.current?.contains(event.relatedTarget)) field.current = event.relatedTarget
  }
  const leave = (event: FocusEvent): void => {
    if (!bubble.current?.contains(event.relatedTarget as Node | null)) select(null)
  }
  return (
    <div class="bubble" role="toolbar" aria-label="Selected text" ref={bubble} onFocusIn={come} onFocusOut={leave} onKeyDown={event => { if (event.key === 'Escape') back() }}>
      {form === null ? <>
        {button('B', 'Bold (Ctrl+B)', selection.strong, commands.toggleStrong, 'strong')}
        {button('I', 'Italic (Ctrl+I)', selection.em, commands.toggleEm, 'em')}
        {button('Code', 'Code (Ctrl+E)', selection.mono, commands.toggleMono)}
        {button('Link', 'Link (Ctrl+K)', !!selection.link, () => setForm('link'))}
        {button(internal ? 'Internal ✓' : 'Internal', 'Keep from customers (Ctrl+Shift+L)', !!internal, commands.toggleInternal, 'internal')}
        {internal && button('Public wording…', 'What customers read instead', !!internal.wording, () => setForm('wording'))}
      </> : form === 'link'
        ? <OneField label="Address" placeholder="https://…" value={selection.link ?? ''} done={value => { commands.setLink(value || null); setForm(null) }} cancel={back} />
        : <OneField label="Customers read" placeholder="our database" value={internal?.wording ?? ''} done={value => { commands.setWording(value || null); setForm(null) }} cancel={back} />}
    </div>
  )
}

function OneField({ label, placeholder, value, done, cancel }: { label: string; placeholder: string; value: string; done: (value: string) => void; cancel: () => void }) {
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => input.current?.focus(), [])
  return (
    <form onSubmit={event => { event.preventDefault(); done(input.current?.value.trim() ?? '') }}>
      <label>{label} <input ref={input} defaultValue={value} placeholder={placeholder} maxLength={2000} /></label>
      <button>Set</button>
      <button type="button" onClick={cancel}>Cancel</button>
    </form>
  )
}

/** Alt+F10 goes to the bubble, as it goes to the toolbar of other editors. */
function useToolbarKey(bubble: { current: HTMLDivElement | null }): void {
  useEffect(() => {
    const follow = (event: KeyboardEvent): void => {
      if (event.altKey && event.key === 'F10') bubble.current?.querySelector('button')?.focus()
    }
    addEventListener('keydown', follow)
    return () => removeEventListener('keydown', follow)
  }, [bubble])
}

/** Whether the focus is in the bubble; its selection is then still the one that it acts on. */
export function isInBubble(focused: Element | null = document.activeElement): boolean {
  return focused?.closest('.bubble') != null
}

/** Put the bubble below the selection, inside the window. Positions are set through the CSSOM: the policy allows no style attribute. */
function place(bubble: HTMLElement, rect: DOMRect): void {
  const { offsetWidth, offsetHeight } = bubble
  const isRoomBelow = rect.bottom + offsetHeight + 12 < innerHeight
  bubble.style.left = `${Math.max(8, Math.min(rect.left, innerWidth - offsetWidth - 8))}px`
  bubble.style.top = `${isRoomBelow ? rect.bottom + 8 : Math.max(8, rect.top - offsetHeight - 8)}px`
}

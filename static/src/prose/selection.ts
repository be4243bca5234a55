// What a toolbar needs to know about the selection, and what it can do with it.
import type { Mark, MarkType } from 'prosemirror-model'
import { Plugin, type Command } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { internalMarksIn, internalRange, setLink, setWording, isAllMarked, toggleEm, toggleInternal, toggleMono, toggleStrong } from './marking'
import { schema } from './schema'

export interface ProseSelection {
  readonly rect: DOMRect
  readonly empty: boolean
  readonly strong: boolean
  readonly em: boolean
  readonly mono: boolean
  readonly link: string | null
  readonly internal: { readonly ids: string[], readonly wording: string | null } | null
  readonly commands: {
    toggleStrong: () => void
    toggleEm: () => void
    toggleMono: () => void
    /** Tells whether the target was a safe one. */
    setLink: (href: string | null) => boolean
    toggleInternal: () => void
    setWording: (wording: string | null) => void
  }
}

/** Returns the plugin that tells about the selection of the focused field, and null when it is left. */
export const selections = (onSelection: (selection: ProseSelection | null) => void): Plugin => new Plugin({
  props: {
    handleDOMEvents: {
      focus (view) { queueMicrotask(() => { if (view.hasFocus()) onSelection(describe(view)) }); return false },
      blur () { onSelection(null); return false }
    }
  },
  view: () => ({
    update (view, before) {
      if (view.hasFocus() && (before.doc !== view.state.doc || !before.selection.eq(view.state.selection) || before.storedMarks !== view.state.storedMarks)) onSelection(describe(view))
    }
  })
})

/** Returns what a view's selection is. */
export function describe (view: EditorView): ProseSelection {
  const { state } = view
  const { empty, $from } = state.selection
  const range = internalRange(state)
  const marks = range ? internalMarksIn(state, range) : []
  return {
    rect: rectOf(view),
    empty,
    strong: has(view, 'strong'),
    em: has(view, 'em'),
    mono: has(view, 'mono'),
    link: linkAt(view),
    internal: marks.length ? { ids: marks.map(mark => mark.attrs['id']), wording: marks.find(mark => mark.attrs['wording'] !== null)?.attrs['wording'] ?? null } : null,
    commands: commandsOf(view)
  }

  function linkAt (view: EditorView): string | null {
    const marks = empty ? $from.marks().concat($from.nodeAfter?.marks ?? []) : marksIn(view)
    return marks.find(mark => mark.type.name === 'link')?.attrs['href'] ?? null
  }
}

function marksIn ({ state: { doc, selection } }: EditorView): Mark[] {
  const found: Mark[] = []
  doc.nodesBetween(selection.from, selection.to, node => { found.push(...node.marks) })
  return found
}

function has ({ state }: EditorView, name: string): boolean {
  const type = schema.marks[name] as MarkType
  const { empty, $from } = state.selection
  return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : isAllMarked(state, state.selection, type)
}

function rectOf (view: EditorView): DOMRect {
  const { from, to } = view.state.selection
  const [start, end] = [view.coordsAtPos(from), view.coordsAtPos(to, -1)]
  const [top, bottom] = [Math.min(start.top, end.top), Math.max(start.bottom, end.bottom)]
  const sameLine = Math.abs(start.top - end.top) < 2
  const box = view.dom.getBoundingClientRect()
  const [left, right] = sameLine ? [Math.min(start.left, end.left), Math.max(start.right, end.right)] : [box.left, box.right]
  return new DOMRect(left, top, right - left, bottom - top)
}

function commandsOf (view: EditorView): ProseSelection['commands'] {
  const run = (command: Command): boolean => {
    const done = command(view.state, view.dispatch)
    view.focus()
    return done
  }
  return {
    toggleStrong: () => { run(toggleStrong) },
    toggleEm: () => { run(toggleEm) },
    toggleMono: () => { run(toggleMono) },
    setLink: href => run(setLink(href)),
    toggleInternal: () => { run(toggleInternal) },
    setWording: wording => { run(setWording(wording)) }
  }
}

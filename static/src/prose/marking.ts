// Marks on a selection: strong, em, mono, link, and what stays internal.
import type { Mark, MarkType } from 'prosemirror-model'
import type { Command, EditorState, Transaction } from 'prosemirror-state'
import type { InternalMark } from './lines'
import { linkTarget } from './links'
import { schema } from './schema'

const internal = schema.marks['internal'] as MarkType
const link = schema.marks['link'] as MarkType

export const toggleStrong = toggle('strong')
export const toggleEm = toggle('em')
export const toggleMono = toggle('mono')

/** Puts a mark on the selection, or takes it off where all of it has it; with nothing selected, on what is typed next. */
function toggle (name: string): Command {
  const type = schema.marks[name] as MarkType
  return (state, dispatch) => {
    const { empty, from, to } = state.selection
    const isOn = empty ? type.isInSet(state.storedMarks ?? state.selection.$from.marks()) : isAllMarked(state, state.selection, type)
    if (empty) dispatch?.(isOn ? state.tr.removeStoredMark(type) : state.tr.addStoredMark(type.create()))
    else dispatch?.(isOn ? state.tr.removeMark(from, to, type) : state.tr.addMark(from, to, type.create()))
    return true
  }
}

/** Returns an id that nobody else has: each hiding is a mark of its own, so that two of them add up and never cancel. */
export const freshId = (): string => crypto.randomUUID().replaceAll('-', '').slice(0, 12)

/**
 * Hides the selection from customers, or shows it again where all of it is hidden. With nothing selected it shows
 * the hidden span at the caret again.
 */
export const toggleInternal: Command = (state, dispatch) => {
  const range = internalRange(state)
  if (!range) return false
  const hidden = state.selection.empty || isAllMarked(state, range, internal)
  if (hidden) dispatch?.(mapEnds(state.tr.removeMark(range.from, range.to, internal), range, () => []))
  else dispatch?.(hide(state.tr, range, internal.create({ id: freshId() })))
  return true
}

const hide = (tr: Transaction, range: Range, mark: Mark): Transaction =>
  mapEnds(tr.addMark(range.from, range.to, mark), range, ends => [...ends, lineEnd(mark)])

/** Changes the marks on the ends of the lines that end inside a range. */
function mapEnds (tr: Transaction, { from, to }: Range, turn: (ends: readonly InternalMark[]) => InternalMark[]): Transaction {
  tr.doc.nodesBetween(from, to, (node, at) => {
    if (node.isTextblock && at + node.nodeSize - 1 < to) tr.setNodeAttribute(at, 'internal', turn(node.attrs['internal']))
  })
  return tr
}

/** Sets the words that customers read in place of the hidden span; null takes them away. */
export const setWording = (wording: string | null): Command => (state, dispatch) => {
  const range = internalRange(state)
  const marks = range ? internalMarksIn(state, range) : []
  const [first] = marks
  if (!range || !first) return false
  const tr = state.tr
  rewrite(state, tr, first, internal.create({ id: first.attrs['id'], wording: wording?.trim() || null }))
  dispatch?.(tr)
  return true
}

/** Links the selection or the link at the caret; null takes the link away. False where the target is not safe. */
export const setLink = (typed: string | null): Command => (state, dispatch) => {
  const href = typed === null ? null : linkTarget(typed)
  const range = state.selection.empty ? markRange(state, mark => mark.type === link) : state.selection
  if ((typed !== null && href === null) || !range) return false
  const tr = state.tr.removeMark(range.from, range.to, link)
  dispatch?.(href === null ? tr : tr.addMark(range.from, range.to, link.create({ href })))
  return true
}

export interface Range { readonly from: number, readonly to: number }

/** Returns the selection, or the hidden span in which the caret stands. */
export const internalRange = (state: EditorState): Range | null =>
  state.selection.empty ? markRange(state, mark => mark.type === internal) : state.selection

/** Returns the internal marks in a range, each once. */
export function internalMarksIn (state: EditorState, { from, to }: Range): Mark[] {
  const found = new Map<string, Mark>()
  state.doc.nodesBetween(from, to, node => {
    for (const mark of node.marks) if (mark.type === internal) found.set(mark.attrs['id'], mark)
  })
  return [...found.values()]
}

/** Tells whether every character of a range carries a mark of a type. */
export function isAllMarked (state: EditorState, { from, to }: Range, type: MarkType): boolean {
  let characters = false
  let all = true
  state.doc.nodesBetween(from, to, node => {
    if (!node.isText) return
    characters = true
    all &&= type.isInSet(node.marks) !== undefined
  })
  return characters && all
}

/** Returns the stretch around the caret whose text carries such a mark, within its line. */
function markRange (state: EditorState, wanted: (mark: Mark) => boolean): Range | null {
  const { $from } = state.selection
  let range: Range | null = null
  let from = $from.start()
  let open: number | null = null
  $from.parent.forEach((node, offset) => {
    from = $from.start() + offset
    if (!node.marks.some(wanted)) { open = null; return }
    open ??= from
    if (open <= $from.pos && $from.pos <= from + node.nodeSize) range = { from: open, to: from + node.nodeSize }
    else if (range?.from === open) range = { from: open, to: from + node.nodeSize }
  })
  return range
}

/** Puts a mark in place of another one wherever that one is. */
function rewrite (state: EditorState, tr: Transaction, old: Mark, mark: Mark): void {
  state.doc.descendants((node, at) => {
    const ends: readonly InternalMark[] = node.attrs['internal'] ?? []
    if (ends.some(end => end.id === old.attrs['id'])) {
      tr.setNodeAttribute(at, 'internal', ends.map(end => end.id === old.attrs['id'] ? lineEnd(mark) : end))
    }
    if (old.isInSet(node.marks)) tr.removeMark(at, at + node.nodeSize, old).addMark(at, at + node.nodeSize, mark)
  })
}

const lineEnd = ({ attrs }: Mark): InternalMark =>
  ({ id: attrs['id'], ...(attrs['wording'] === null ? {} : { wording: attrs['wording'] }) })

// What a person can do to lines: open, join, nest, and turn them into something else.
import { Fragment } from 'prosemirror-model'
import { TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state'
import { blocksOf, docOf, internalOf, paragraph, replaceDoc, type Block } from './blocks'
import { MOST_DEPTH, type InternalMark, type LineKind } from './lines'
import { fromFlat, toFlat } from './places'

/** A place in lines: which line, and how many characters of it lie before. */
interface Spot { readonly line: number, readonly offset: number }

interface Selected { readonly blocks: Block[], readonly from: Spot, readonly to: Spot, readonly start: number }

/** Returns the lines of a state's document and where its selection lies in them. */
export function selected ({ doc, selection }: EditorState): Selected {
  const blocks = blocksOf(doc)
  const start = toFlat(doc, selection.from)
  return { blocks, start, from: spotOf(blocks, start), to: spotOf(blocks, toFlat(doc, selection.to)) }
}

function spotOf (blocks: readonly Block[], flat: number): Spot {
  let offset = flat
  for (const [line, { content }] of blocks.entries()) {
    if (offset <= content.size) return { line, offset }
    offset -= content.size + 1
  }
  const line = Math.max(0, blocks.length - 1)
  return { line, offset: blocks[line]?.content.size ?? 0 }
}

/** Returns a transaction that puts other lines in place of all, with the caret at a flat offset. */
function relined (state: EditorState, blocks: readonly Block[], anchor: number, head = anchor): Transaction {
  const tr = replaceDoc(state.tr, docOf(blocks))
  const place = (flat: number): number => fromFlat(tr.doc, flat)
  return tr.setSelection(TextSelection.create(tr.doc, place(anchor), place(head))).scrollIntoView()
}

/** Changes what the selected lines are; the text and the selection stay. */
function change (state: EditorState, turn: (block: Block, blocks: readonly Block[], line: number) => Block): Transaction {
  const { blocks, from, to } = selected(state)
  const { anchor, head } = state.selection
  const next = blocks.map((block, line) => (line >= from.line && line <= to.line ? turn(block, blocks, line) : block))
  return relined(state, next, toFlat(state.doc, anchor), toFlat(state.doc, head))
}

/** Makes the selected lines a kind, or paragraphs again where they all are it already. */
export const toggleKind = (kind: LineKind, depth = 0): Command => (state, dispatch) => {
  const { blocks, from, to } = selected(state)
  const all = blocks.slice(from.line, to.line + 1).every(block => block.kind === kind && (kind !== 'heading' || block.depth === depth))
  dispatch?.(change(state, block => all ? { ...block, kind: 'paragraph', depth: 0 } : { ...block, kind, depth }))
  return true
}

/** Nests the selected list items by one more or one less. False outside lists, so that Tab leaves the field. */
export const nest = (by: 1 | -1): Command => (state, dispatch) => {
  const { blocks, from, to } = selected(state)
  const lines = blocks.slice(from.line, to.line + 1)
  if (!lines.every(isItem) || (by < 0 && lines.every(line => line.depth === 0))) return false
  dispatch?.(change(state, (block, all, line) => ({ ...block, depth: Math.max(0, Math.min(mostDepth(all, line), block.depth + by)) })))
  return true
}

const isItem = ({ kind }: Block): boolean => kind === 'bullet' || kind === 'ordered'

/** An item lies at most one deeper than the item above it. */
function mostDepth (blocks: readonly Block[], line: number): number {
  const above = blocks[line - 1]
  return above && isItem(above) ? Math.min(MOST_DEPTH, above.depth + 1) : 0
}

/** Enter: opens a line. On an empty item, quotation or last line of code it leaves these instead. */
export const openLine: Command = (state, dispatch) => {
  const { blocks, from } = selected(state)
  const block = blocks[from.line]!
  const leaves = state.selection.empty && block.content.size === 0 && block.kind !== 'paragraph' &&
    (block.kind !== 'code' || (blocks[from.line - 1]?.kind === 'code' && blocks[from.line + 1]?.kind !== 'code'))
  if (leaves) dispatch?.(change(state, shallower))
  else dispatch?.(splitLine(state))
  return true
}

/** Shift+Enter: opens a line of the same kind, also where Enter would leave it. */
export const openSameLine: Command = (state, dispatch) => {
  dispatch?.(splitLine(state))
  return true
}

const shallower = (block: Block): Block =>
  isItem(block) && block.depth > 0 ? { ...block, depth: block.depth - 1 } : { ...block, kind: 'paragraph', depth: 0 }

function splitLine (state: EditorState): Transaction {
  const { blocks, from, to, start } = selected(state)
  const first = blocks[from.line]!
  const last = blocks[to.line]!
  const rest = last.content.cut(to.offset)
  const heading = first.kind === 'heading'
  const before: Block = {
    ...first,
    ...(heading && from.offset === 0 ? { kind: 'paragraph', depth: 0 } : {}),
    content: first.content.cut(0, from.offset),
    internal: around(first.content.cut(0, from.offset), rest)
  }
  const after: Block = { ...first, ...(heading && rest.size === 0 ? { kind: 'paragraph', depth: 0 } : {}), content: rest, internal: last.internal }
  return relined(state, [...blocks.slice(0, from.line), before, after, ...blocks.slice(to.line + 1)], start + 1)
}

/** The end of a line that is opened inside hidden text is hidden too. */
function around (left: Fragment, right: Fragment): InternalMark[] {
  const ids = new Set(internalOf(right.firstChild?.marks ?? []).map(mark => mark.id))
  return internalOf(left.lastChild?.marks ?? []).filter(mark => ids.has(mark.id))
}

/** Backspace at the start of a line: what it is goes first, then the line joins the one above. */
export const joinAbove: Command = (state, dispatch) => {
  const { blocks, from, start } = selected(state)
  if (!state.selection.empty || from.offset > 0) return false
  const block = blocks[from.line]!
  if (block.kind !== 'paragraph') dispatch?.(change(state, shallower))
  else if (from.line > 0) dispatch?.(relined(state, joined(blocks, from.line - 1), start - 1))
  return true
}

/** Delete at the end of a line: the one below joins it. */
export const joinBelow: Command = (state, dispatch) => {
  const { blocks, from, start } = selected(state)
  if (!state.selection.empty || from.offset < blocks[from.line]!.content.size) return false
  if (from.line + 1 < blocks.length) dispatch?.(relined(state, joined(blocks, from.line), start))
  return true
}

function joined (blocks: readonly Block[], line: number): Block[] {
  const [one, other] = [blocks[line]!, blocks[line + 1]!]
  const kept = one.content.size || one.kind === other.kind ? one : { ...one, kind: other.kind, depth: other.depth }
  return [...blocks.slice(0, line), { ...kept, content: one.content.append(other.content), internal: union(one, other) }, ...blocks.slice(line + 2)]
}

/** Fail closed: what hid one of two ends hides the one that is left. */
function union (one: Block, other: Block): InternalMark[] {
  const ids = new Set(one.internal.map(mark => mark.id))
  return [...one.internal, ...other.internal.filter(mark => !ids.has(mark.id))]
}

/** Deletes the selection, across lines of any kind. */
export const deleteSelected: Command = (state, dispatch) => {
  if (state.selection.empty) return false
  dispatch?.(spliceLines(state, [paragraph()]))
  return true
}

/** Returns a transaction that puts lines in place of the selection; the first and the last join what is left around it. */
export function spliceLines (state: EditorState, lines: readonly Block[]): Transaction {
  const { blocks, from, to, start } = selected(state)
  const first = blocks[from.line]!
  const last = blocks[to.line]!
  const left = first.content.cut(0, from.offset)
  const right = last.content.cut(to.offset)
  const head = lines[0] ?? paragraph()
  const takesKind = left.size === 0 && head.kind !== 'paragraph' && first.kind === 'paragraph'
  const top: Block = { ...(takesKind ? head : first), content: left.append(head.content) }
  const end = start + lines.reduce((size, line) => size + line.content.size + 1, -1)
  const middle = lines.length > 1
    ? [{ ...top, internal: head.internal }, ...lines.slice(1, -1), { ...lines.at(-1)!, content: lines.at(-1)!.content.append(right), internal: last.internal }]
    : [{ ...top, content: top.content.append(right), internal: first === last ? last.internal : union(first, last) }]
  return relined(state, [...blocks.slice(0, from.line), ...middle, ...blocks.slice(to.line + 1)], end)
}

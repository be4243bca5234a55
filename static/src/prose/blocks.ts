// A ProseMirror document as the lines it shows, and back. Every change of structure is made on lines: there every
// result is a valid document, and a place in the text is a number that a change of kind does not move.
import { Fragment, type Mark, type Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import type { InternalMark, Line, LineKind, Run } from './lines'
import { schema } from './schema'

/** A line whose runs are ProseMirror's. */
export interface Block {
  readonly kind: LineKind
  readonly depth: number
  readonly content: Fragment
  readonly internal: readonly InternalMark[]
}

export const paragraph = (content = Fragment.empty): Block => ({ kind: 'paragraph', depth: 0, content, internal: [] })

/** Returns lines as blocks. */
export const blocksOfLines = (lines: readonly Line[]): Block[] =>
  lines.map(({ runs, ...line }) => ({ ...line, content: Fragment.from(runs.map(run => schema.text(run.text, marksOf(run)))) }))

function marksOf (run: Run): Mark[] {
  const { marks } = schema
  const found = internalMarks(run.internal ?? [])
  if (run.link !== undefined) found.push(marks['link']!.create({ href: run.link }))
  for (const name of ['strong', 'em', 'mono'] as const) if (run[name]) found.push(marks[name]!.create())
  return found
}

/** Returns internal marks as ProseMirror's. */
export const internalMarks = (internal: readonly InternalMark[]): Mark[] =>
  internal.map(({ id, wording = null, value = null }) => schema.marks['internal']!.create({ id, wording, value }))

/** Returns the internal marks among ProseMirror's marks. */
export const internalOf = (marks: readonly Mark[]): InternalMark[] =>
  marks.filter(mark => mark.type === schema.marks['internal']).map(({ attrs }) => ({
    id: attrs['id'],
    ...(attrs['wording'] === null ? {} : { wording: attrs['wording'] }),
    ...(attrs['value'] === null ? {} : { value: attrs['value'] })
  }))

/** Returns the lines of a document or of a part of one. */
export function blocksOf (content: Node | Fragment): Block[] {
  const blocks: Block[] = []
  content.forEach(node => {
    if (node.isText) blocks.push(paragraph(Fragment.from(node)))
    else if (node.type.name === 'code') blocks.push(...codeLines(node))
    else if (node.isTextblock) blocks.push(blockOf(node, node.type.name as LineKind))
    else node.forEach(child => blocks.push(blockOf(child, node.type.name === 'list' ? node.attrs['kind'] : 'quote')))
  })
  return blocks
}

const blockOf = (node: Node, kind: LineKind): Block =>
  ({ kind, depth: node.attrs['depth'] ?? 0, content: node.content, internal: node.attrs['internal'] })

/** In a block of code the ends of lines are characters; the last one is the block's own. */
function codeLines (node: Node): Block[] {
  const code = { kind: 'code', depth: 0 } as const
  const blocks: Block[] = []
  let content = Fragment.empty
  node.forEach(text => text.text!.split('\n').forEach((part, at) => {
    if (at) { blocks.push({ ...code, content, internal: internalOf(text.marks) }); content = Fragment.empty }
    if (part) content = content.append(Fragment.from(schema.text(part, text.marks)))
  }))
  return [...blocks, { ...code, content, internal: node.attrs['internal'] }]
}

/** Returns the document that shows lines; none make one empty paragraph. */
export function docOf (blocks: readonly Block[]): Node {
  const nodes: Node[] = []
  for (let at = 0; at < blocks.length;) {
    const first = blocks[at]!
    let end = at + 1
    while (end < blocks.length && sharesNode(first.kind) && blocks[end]!.kind === first.kind) end++
    nodes.push(nodeOf(first.kind, blocks.slice(at, end)))
    at = end
  }
  return schema.node('doc', null, nodes.length ? nodes : schema.node('paragraph'))
}

const sharesNode = (kind: LineKind): boolean => kind !== 'paragraph' && kind !== 'heading'

function nodeOf (kind: LineKind, blocks: readonly Block[]): Node {
  const children = (name: string): Node[] => blocks.map(({ depth, internal, content }) => schema.node(name, { depth, internal }, content))
  switch (kind) {
    case 'bullet': case 'ordered': return schema.node('list', { kind }, children('item'))
    case 'quote': return schema.node('quote', null, children('quoted'))
    case 'code': return codeNode(blocks)
    default: return children(kind)[0]!
  }
}

function codeNode (blocks: readonly Block[]): Node {
  const last = blocks.at(-1)!
  const content = blocks.reduce((all, block) => {
    const end = block === last ? Fragment.empty : Fragment.from(schema.text('\n', internalMarks(block.internal)))
    return all.append(block.content).append(end)
  }, Fragment.empty)
  return schema.node('code', { internal: last.internal }, content)
}

/** Makes a transaction's document equal to another one by replacing only what differs. */
export function replaceDoc (tr: Transaction, next: Node): Transaction {
  const start = tr.doc.content.findDiffStart(next.content)
  if (start === null) return tr
  let { a, b } = tr.doc.content.findDiffEnd(next.content)!
  const overlap = start - Math.min(a, b)
  if (overlap > 0) { a += overlap; b += overlap }
  tr.replace(start, a, next.slice(start, b))
  // A replaced part whose ends lie at different depths may have been fitted in another way.
  return tr.doc.eq(next) ? tr : tr.replaceWith(0, tr.doc.content.size, next.content)
}

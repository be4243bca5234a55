// ProseMirror document -> Y.Text, as the fewest edits that say what the local person did: one change of text, then the
// changed attributes. What the person did not touch is not touched, so that it can merge with what a colleague does.
import type { Node } from 'prosemirror-model'
import type * as Y from 'yjs'
import { blocksOf, internalOf } from './blocks'
import { internalAttribute, isKnown, lineAttributes, LINE_KEYS, type Attributes } from './lines'
import { erase } from './markers'
import { LOCAL } from '../sync/undo'
import { readDoc, type Reading } from './read'

export interface Span { readonly insert: string, readonly attributes: Attributes }
interface Change { readonly start: number, readonly end: number, readonly inserted: number }

export interface Writing extends Reading {
  /** The document as it was before the local edit; the Y.Text says the same. */
  readonly base?: Node
  /** Where the caret stood before the edit: tells which of several equal characters was typed or deleted. */
  readonly caret?: number
}

/**
 * Makes a Y.Text say what a document shows. An edit of text never shows what was hidden, not even the end of a line
 * that joins another: a colleague may be typing there. Returns whether the text says more than the document for it.
 */
export function writeDoc (text: Y.Text, next: Node, writing: Writing = {}): boolean {
  const base = writing.base ?? readDoc(text, writing)
  if (base.eq(next)) return false
  const before = spansOf(base, writing)
  const after = spansOf(next, writing)
  let isKept = false
  text.doc!.transact(transaction => {
    if (!text.length) return insert(text, 0, after)
    if (!writing.singleLine && !text.toString().endsWith('\n')) text.insert(text.length, '\n', {})
    const change = textChange(plain(before), plain(after), writing.caret ?? Infinity)
    erase(transaction, text, change.start, change.end - change.start)
    insert(text, change.start, cut(after, change.start, change.start + change.inserted))
    const tail = change.start + change.inserted
    const hides = change.end > change.start || change.inserted > 0
    const head = format(text, 0, cut(before, 0, change.start), after, hides)
    isKept = format(text, tail, cut(before, change.end, Infinity), cut(after, tail, Infinity), hides) || head
  }, LOCAL)
  return isKept
}


/** Returns a document as spans of flat text: a delta. */
export function spansOf (doc: Node, { singleLine = false }: Reading = {}): Span[] {
  if (singleLine) return doc.textContent ? [{ insert: doc.textContent, attributes: {} }] : []
  return blocksOf(doc).flatMap(({ content, kind, depth, internal }) => [
    ...content.content.map(node => ({ insert: node.text!, attributes: characterAttributes(node) })),
    { insert: '\n', attributes: { ...lineAttributes(kind, depth), ...Object.fromEntries(internal.map(internalAttribute)) } }
  ])
}

function characterAttributes (node: Node): Attributes {
  const attributes: Attributes = Object.fromEntries(internalOf(node.marks).map(internalAttribute))
  for (const { type, attrs } of node.marks) {
    if (type.name === 'link') attributes['link'] = { href: attrs['href'] }
    else if (type.name !== 'internal') attributes[type.name] = true
  }
  return attributes
}

const plain = (spans: readonly Span[]): string => spans.map(span => span.insert).join('')

/** Returns the one replaced stretch that turns a text into another. */
function textChange (a: string, b: string, caret: number): Change {
  let start = 0
  let endA = a.length
  let endB = b.length
  const same = (limit: number): void => { while (start < Math.min(endA, endB, limit) && a[start] === b[start]) start++ }
  same(caret)
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) { endA--; endB-- }
  same(Infinity)
  // Half a surrogate pair is no character: Yjs would write U+FFFD.
  if (isSurrogate(a, start - 1, HIGH)) start--
  if (isSurrogate(a, endA, LOW)) { endA++; endB++ }
  // Enter at the end of a line opens a line behind it: the line keeps its own end, and what a colleague makes of it.
  if (start === endA && a[start] === '\n' && b[start] === '\n' && endB > start) return { start: start + 1, end: endA + 1, inserted: endB - start }
  return { start, end: endA, inserted: endB - start }
}

const HIGH = 0xd800
const LOW = 0xdc00
const isSurrogate = (text: string, at: number, half: number): boolean => (text.charCodeAt(at) & 0xfc00) === half

/** Returns the spans between two offsets. */
function cut (spans: readonly Span[], from: number, to: number): Span[] {
  const found: Span[] = []
  let at = 0
  for (const span of spans) {
    const insert = span.insert.slice(Math.max(0, from - at), Math.max(0, to - at))
    if (insert) found.push({ ...span, insert })
    at += span.insert.length
  }
  return found
}

/**
 * Inserts spans. Saying all attributes ends those on the left that the text shall not have; a mark that a colleague
 * puts around it at the same moment has a key of its own and covers it all the same.
 */
function insert (text: Y.Text, at: number, spans: readonly Span[]): void {
  let index = at
  for (const span of spans) {
    text.insert(index, span.insert, { ...span.attributes })
    index += span.insert.length
  }
}

/** Changes the attributes of text that stayed, where they differ. Returns whether it left something hidden. */
function format (text: Y.Text, at: number, before: readonly Span[], after: readonly Span[], hides: boolean): boolean {
  let index = at
  let isKept = false
  const rest = after.map(span => ({ ...span }))
  for (const span of before) {
    for (let left = span.insert.length; left > 0 && rest[0];) {
      const target = rest[0]
      const length = Math.min(left, target.insert.length)
      const changes = difference(span.attributes, target.attributes)
      for (const key of hides ? Object.keys(changes) : []) {
        if (changes[key] !== null || isKnown(key)) continue
        delete changes[key]
        isKept = true
      }
      if (Object.keys(changes).length) text.format(index, length, changes)
      index += length
      left -= length
      if (length === target.insert.length) rest.shift()
      else rest[0] = { ...target, insert: target.insert.slice(length) }
    }
  }
  return isKept
}

function difference (before: Attributes, after: Attributes): Attributes {
  const differs = (key: string): boolean => !same(before[key], after[key])
  const changed = Object.keys({ ...before, ...after }).filter(differs)
  // A line that becomes something else stops being all that colleagues made of it: it showed only one of these.
  const keys = LINE_KEYS.some(differs) ? new Set([...changed, ...LINE_KEYS]) : changed
  return Object.fromEntries([...keys].map(key => [key, after[key] ?? null]))
}

const same = (one: unknown, other: unknown): boolean => one === other || JSON.stringify(one) === JSON.stringify(other)

// Y.Text -> ProseMirror document. Total: every possible merge is a valid document.
import type { Node } from 'prosemirror-model'
import type * as Y from 'yjs'
import { blocksOfLines, docOf, paragraph } from './blocks'
import { readLines, type LineKind } from './lines'
import { schema } from './schema'

/** How a field reads: `singleLine` has neither marks nor lines; `startsAs` is what an empty one shows as its first line. */
export interface Reading {
  readonly singleLine?: boolean
  readonly startsAs?: LineKind
}

/** Returns what a Y.Text says. */
export function readDoc (text: Y.Text, { singleLine = false, startsAs = 'paragraph' }: Reading = {}): Node {
  if (singleLine) return docOfOneLine(text.toString())
  const blocks = blocksOfLines(readLines(text.toDelta()))
  return docOf(blocks.length ? blocks : [{ ...paragraph(), kind: startsAs }])
}

/** A line feed that got into a title shows as a space; nothing is taken away. */
function docOfOneLine (text: string): Node {
  return schema.node('doc', null, schema.node('paragraph', null, text ? [schema.text(text.replaceAll('\n', ' '))] : []))
}

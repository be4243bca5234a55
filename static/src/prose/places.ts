// Places: ProseMirror positions <-> offsets in the flat text, where every line counts its characters and its "\n".
import type { Node } from 'prosemirror-model'

/** Returns the flat offset of a position. */
export function toFlat (doc: Node, position: number): number {
  let flat = 0
  let found: number | null = null
  doc.descendants((node, at) => {
    if (found !== null) return false
    if (!node.isTextblock) return true
    if (position <= at + 1 + node.content.size) found = flat + Math.max(0, position - at - 1)
    flat += node.content.size + 1
    return false
  })
  return found ?? Math.max(0, flat - 1)
}

/** Returns the position of a flat offset; what lies behind the text is its end. */
export function fromFlat (doc: Node, flat: number): number {
  let rest = Math.max(0, flat)
  let found: number | null = null
  let end = 1
  doc.descendants((node, at) => {
    if (found !== null) return false
    if (!node.isTextblock) return true
    end = at + 1 + node.content.size
    if (rest <= node.content.size) found = at + 1 + rest
    rest -= node.content.size + 1
    return false
  })
  return found ?? end
}

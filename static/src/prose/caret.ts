// Places in a Y.Text that stay with their neighbours when colleagues edit around them.
import * as Y from 'yjs'

export interface Caret { readonly field: string, readonly anchor: unknown, readonly head: unknown }

/**
 * Returns a lasting place. Inside a line it stays behind the character on its left, so that two people who type at
 * one spot write two words and not one of alternating letters; at the start of a line it stays with that line.
 */
export function lastingPlace (text: Y.Text, offset: number): Y.RelativePosition {
  const index = Math.min(offset, text.length)
  const atStart = index === 0 || text.toString()[index - 1] === '\n'
  return Y.createRelativePositionFromTypeIndex(text, index, atStart ? 0 : -1)
}

/** Returns where a lasting place is now; null where it lies in another text or the text is not there yet. */
export function offsetOf (text: Y.Text, place: unknown): number | null {
  if (!place || !text.doc) return null
  const found = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(place), text.doc)
  return found?.type === text ? found.index : null
}

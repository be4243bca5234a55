// Keeps Yjs from tidying away format markers that a colleague still needs.
//
// A mark in a Y.Text is a pair of markers around characters. Yjs deletes pairs that hold no character any more: after a
// local deletion, and after every remote change. If Ada deletes the hidden words while Ben types between them, the pair
// goes and Ben's characters, typed inside a hidden span, become public when the two meet. An empty pair of markers costs
// a few bytes; a tidied one costs a leak.
import * as Y from 'yjs'

/** Stops the tidying after remote changes, for every Y.Text of the page. */
export function keepMarkers (): void {
  // Yjs tidies only texts on which it has seen formatting (YText._callObserver, 13.6); none of ours admits to any.
  Object.defineProperty(Y.Text.prototype, '_hasFormatting', { get: () => false, set: () => undefined, configurable: true })
}

/** Deletes characters and leaves every marker between them where it is, as Y.Text.delete does not. */
export function erase (transaction: Y.Transaction, text: Y.Text, index: number, length: number): void {
  let item = text._start
  let skip = index
  let left = length
  while (item && left > 0) {
    if (item.deleted || !item.countable || skip >= item.length) {
      if (!item.deleted && item.countable) skip -= item.length
      item = item.right
      continue
    }
    if (skip > 0) item = cut(transaction, item, skip)
    skip = 0
    if (item.length > left) cut(transaction, item, left)
    left -= item.length
    item.delete(transaction)
    item = item.right
  }
  // Yjs remembers where it searched last; those offsets are stale now.
  if (text._searchMarker) text._searchMarker.length = 0
}

/** Splits an item and returns its right part. */
const cut = (transaction: Y.Transaction, item: Y.Item, offset: number): Y.Item =>
  Y.getItemCleanStart(transaction, Y.createID(item.id.client, item.id.clock + offset))

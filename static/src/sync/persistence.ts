// The copy of a document on this device, so that an edit made offline outlives the tab. One database for each epoch of
// a document: what belongs to another epoch (a document restored from a backup) is kept, and never merged.
import { IndexeddbPersistence, storeState } from 'y-indexeddb'
import type * as Y from 'yjs'

/** How many changes are kept one by one before they are written as one. */
const COMPACT_AFTER = 500

const name = (number: number, epoch: string): string => `afterword-${number}-${epoch}`
const lastEpoch = (number: number): string => `afterword-${number}-epoch`

/** Returns the epoch that this device saw last; null where it has none, or keeps nothing. */
export function knownEpoch (number: number): string | null {
  try {
    return localStorage.getItem(lastEpoch(number))
  } catch {
    return null // Storage is switched off.
  }
}

/** Notes the epoch, so that the next visit can show the document before the server answers. */
export function rememberEpoch (number: number, epoch: string): void {
  try {
    localStorage.setItem(lastEpoch(number), epoch)
  } catch {
    // Storage is switched off or full: the next visit waits for the server.
  }
}

/**
 * Loads what this device keeps into a document and keeps its changes from then on. Null where it cannot keep any;
 * `onFull` is told when it can no longer.
 */
export async function keep (doc: Y.Doc, number: number, epoch: string, onFull: () => void): Promise<IndexeddbPersistence | null> {
  if (!await canKeep()) return null
  const kept = new IndexeddbPersistence(name(number, epoch), doc)
  await kept.whenSynced
  commitAtOnce(kept, doc, onFull)
  return kept
}

/**
 * Writes each change and commits it in the same breath. y-indexeddb lets the browser commit when it has heard back,
 * and a tab that is closed in between loses what was typed last.
 */
function commitAtOnce (kept: IndexeddbPersistence, doc: Y.Doc, onFull: () => void): void {
  let updates = 0
  const store = (update: Uint8Array, origin: unknown): void => {
    if (origin === kept || !kept.db) return
    const transaction = kept.db.transaction('updates', 'readwrite')
    transaction.objectStore('updates').add(update)
    transaction.onabort = onFull
    transaction.commit()
    if (++updates % COMPACT_AFTER === 0) void storeState(kept)
  }
  doc.off('update', kept._storeUpdate)
  kept._storeUpdate = store
  doc.on('update', store)
}

/** Private windows and strict settings refuse to open a database, and y-indexeddb would wait for it forever. */
function canKeep (): Promise<boolean> {
  return new Promise(resolve => {
    try {
      const request = indexedDB.open('afterword')
      request.onsuccess = () => { request.result.close(); resolve(true) }
      request.onerror = request.onblocked = () => resolve(false)
    } catch {
      resolve(false)
    }
  })
}

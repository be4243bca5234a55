// How safe the local edits are, in one word and one sentence.

export interface SyncStatus {
  readonly state: 'connecting' | 'saved' | 'saving' | 'offline' | 'refused'
  readonly sentence: string
  readonly unsaved: number
}

/** What the connection knows. `kept` tells whether this device holds the document too. */
export interface Facts {
  readonly online: boolean
  readonly synced: boolean
  readonly unsaved: number
  readonly kept: boolean
  readonly mayWrite: boolean
  readonly refusal: string
}

/** Returns the status that facts amount to. "Saved" is said only when the server has everything on disk. */
export function statusOf ({ online, synced, unsaved, kept, mayWrite, refusal }: Facts): SyncStatus {
  const status = (state: SyncStatus['state'], sentence: string): SyncStatus => ({ state, sentence, unsaved })
  if (refusal) return status('refused', mayWrite || unsaved ? `Not saved: ${refusal}` : refusal)
  if (!online) return status('offline', kept ? 'Offline: kept on this device' : 'Offline: keep this page open until it is saved')
  if (!synced) return status('connecting', 'Connecting…')
  if (!mayWrite) return status('saved', 'You can read, not edit')
  return unsaved > 0 ? status('saving', 'Saving…') : status('saved', 'Saved')
}

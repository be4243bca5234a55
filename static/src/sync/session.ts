// One person's session on one postmortem: the document, who else is here, undo, and whether everything is saved.
import type { IndexeddbPersistence } from 'y-indexeddb'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { keepMarkers } from '../prose/markers'
import { Connection } from './connection'
import { Gate } from './gate'
import { keep, knownEpoch, rememberEpoch } from './persistence'
import { presenceOf, type Person } from './presence'
import { Source, type Signal } from './signal'
import { statusOf, type SyncStatus } from './status'
import { LOCAL, undoOf } from './undo'

export type { Person } from './presence'
export type { Signal } from './signal'
export type { SyncStatus } from './status'
export { LOCAL } from './undo'

/** What the page tells about the postmortem and the person. */
export interface Bootstrap {
  readonly number: number
  readonly socket: string
  readonly user: { readonly name: string, readonly color: string, readonly mayWrite: boolean }
}

export interface Session {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly undo: Y.UndoManager
  readonly gate: Gate
  readonly status: Signal<SyncStatus>
  readonly people: Signal<Person[]>
  /** Whether this person may write; the server can change it while the page is open. */
  readonly mayWrite: boolean
  /** Resolves once there is something to show: from this device or from the server. */
  readonly ready: Promise<void>
  /** Makes a change that this person can undo. */
  edit: (change: () => void) => void
  /** Resolves when the server has everything on disk. */
  saved: () => Promise<void>
  close: () => void
}

/** Opens a session; it connects by itself. */
export function openSession (bootstrap: Bootstrap): Session {
  keepMarkers()
  return new OpenSession(bootstrap)
}

const OTHER_EPOCH = 'this postmortem was restored from another copy. Reload the page to go on; what you wrote is kept on this device.'

class OpenSession implements Session {
  readonly doc = new Y.Doc()
  readonly awareness = new Awareness(this.doc)
  readonly undo = undoOf(this.doc)
  readonly gate = new Gate()
  readonly people = presenceOf(this.awareness)
  readonly status: Source<SyncStatus>
  readonly ready: Promise<void>
  readonly #connection: Connection
  #kept: IndexeddbPersistence | null = null
  #epoch: string | null = null
  #mayWrite: boolean
  #isReady: () => void = () => undefined

  constructor (readonly bootstrap: Bootstrap) {
    const { user, socket } = bootstrap
    this.#mayWrite = user.mayWrite
    this.ready = new Promise(resolve => { this.#isReady = resolve })
    this.awareness.setLocalStateField('user', { name: user.name, color: user.color })
    this.#connection = new Connection({
      url: new URL(socket, location.href.replace(/^http/, 'ws')).href,
      doc: this.doc,
      awareness: this.awareness,
      gate: this.gate,
      join: (epoch, mayWrite) => this.#join(epoch, mayWrite),
      onChange: () => this.#tell()
    })
    this.status = new Source(this.#status())
    void this.#start()
  }

  get mayWrite (): boolean {
    return this.#mayWrite
  }

  edit (change: () => void): void {
    this.doc.transact(change, LOCAL)
  }

  saved (): Promise<void> {
    return new Promise(resolve => {
      const isSaved = ({ state, unsaved }: SyncStatus): boolean => state === 'saved' && unsaved === 0
      if (isSaved(this.status.value)) return resolve()
      const stop = this.status.subscribe(status => { if (isSaved(status)) { stop(); resolve() } })
    })
  }

  close (): void {
    this.#connection.close()
    void this.#kept?.destroy()
    this.awareness.destroy()
    this.undo.destroy()
  }

  /** Shows what this device keeps before the server is asked. */
  async #start (): Promise<void> {
    const epoch = knownEpoch(this.bootstrap.number)
    if (epoch !== null) await this.#keep(epoch)
    this.#connection.connect()
  }

  async #join (epoch: string, mayWrite: boolean): Promise<boolean> {
    this.#mayWrite = mayWrite
    rememberEpoch(this.bootstrap.number, epoch)
    if (this.#epoch === null) await this.#keep(epoch)
    if (this.#epoch === epoch) return true
    this.#connection.refuse(OTHER_EPOCH)
    return false
  }

  async #keep (epoch: string): Promise<void> {
    this.#epoch = epoch
    if (!this.#mayWrite) return
    this.#kept = await keep(this.doc, this.bootstrap.number, epoch, () => { this.#kept = null; this.#tell() })
    if (this.doc.store.clients.size === 0) return
    this.#connection.edited()
    this.#isReady()
  }

  #tell (): void {
    if (this.#connection.isSynced) this.#isReady()
    this.status.set(this.#status())
  }

  #status (): SyncStatus {
    const { isOnline, isSynced, unsaved, refusal } = this.#connection
    return statusOf({ online: isOnline, synced: isSynced, unsaved, refusal, kept: this.#kept !== null, mayWrite: this.#mayWrite })
  }
}

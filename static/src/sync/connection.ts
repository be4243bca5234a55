// The WebSocket to a room: connects, keeps on connecting, and resyncs from scratch each time. What is on disk at the
// server is counted in acknowledged.ts; what that means for people is said in status.ts.
import * as Awareness from 'y-protocols/awareness'
import * as Y from 'yjs'
import { Acknowledged } from './acknowledged'
import type { Gate } from './gate'
import * as messages from './messages'

/** Close codes after which trying again would only repeat the answer. */
const FINAL = new Set([4400, 4401, 4403, 4404, 4409, 4413])
const SENTENCES: Record<number, string> = {
  4401: 'Sign in again, then reload the page.',
  4403: 'You have no access to this postmortem any more.',
  4404: 'This postmortem does not exist any more.'
}
const SILENCE = 30_000
const ANSWER_WITHIN = 8_000
const LONGEST_DELAY = 30_000

export interface Room {
  readonly url: string
  readonly doc: Y.Doc
  readonly awareness: Awareness.Awareness
  readonly gate: Gate
  /** Told the document's epoch at each connection; the room is joined only if it resolves to true. */
  readonly join: (epoch: string, mayWrite: boolean) => Promise<boolean>
  readonly onChange: () => void
}

/** One room's connection. Everything it sets is read through its getters; `onChange` says when to look again. */
export class Connection {
  readonly #acknowledged = new Acknowledged()
  #socket: WebSocket | null = null
  #isJoined = false
  #hasAnswered = false
  #isSynced = false
  #refusal = ''
  #isClosed = false
  #attempts = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #pulse: ReturnType<typeof setTimeout> | undefined

  constructor (readonly room: Room) {
    room.doc.on('update', this.#onUpdate)
    room.awareness.on('update', this.#onAwareness)
    addEventListener('online', this.#wake)
    addEventListener('offline', this.#lose)
    addEventListener('pagehide', this.#leave)
    document.addEventListener('visibilitychange', this.#wake)
  }

  get isOnline (): boolean { return this.#isJoined }
  get isSynced (): boolean { return this.#isSynced && this.#acknowledged.isComplete }
  get unsaved (): number { return this.#acknowledged.unsaved }
  get refusal (): string { return this.#refusal }

  /** Opens the connection; from then on it comes back by itself. */
  connect (): void {
    clearTimeout(this.#retry)
    if (this.#socket || this.#isClosed) return
    const socket = new WebSocket(this.room.url)
    socket.binaryType = 'arraybuffer'
    socket.onmessage = ({ data }) => { if (socket === this.#socket) this.#receive(data) }
    socket.onclose = ({ code, reason }) => { if (socket === this.#socket) this.#closed(code, reason) }
    this.#socket = socket
    this.#acknowledged.connected()
    this.#expect(ANSWER_WITHIN)
  }

  /** Notes that the document holds edits from this device that the server may not know. */
  edited (): void {
    this.#acknowledged.edited()
    this.room.onChange()
  }

  /** Closes for good. */
  close (): void {
    this.#leave()
    this.#isClosed = true
    this.room.doc.off('update', this.#onUpdate)
    this.room.awareness.off('update', this.#onAwareness)
    removeEventListener('online', this.#wake)
    removeEventListener('offline', this.#lose)
    removeEventListener('pagehide', this.#leave)
    document.removeEventListener('visibilitychange', this.#wake)
    this.#drop()
  }

  /** Ends with a sentence; what is edited from now on stays on this device. */
  refuse (sentence: string): void {
    this.#refusal = sentence
    this.#isClosed = true
    this.#drop()
  }

  #receive (frame: ArrayBuffer): void {
    this.#expect(SILENCE)
    const message = messages.parse(frame)
    switch (message?.type) {
      case messages.HELLO: void this.#greet(message.epoch, message.mayWrite); break
      case messages.SYNC: this.#sync(message.step, message.data); break
      case messages.AWARENESS: Awareness.applyAwarenessUpdate(this.room.awareness, message.data, this); break
      case messages.SAVED: this.#acknowledged.saved(message.frames); this.room.onChange(); break
      case messages.REJECT: this.#refusal = message.sentence; this.room.onChange(); break
      case undefined: break
    }
  }

  async #greet (epoch: string, mayWrite: boolean): Promise<void> {
    const socket = this.#socket
    if (!await this.room.join(epoch, mayWrite) || socket !== this.#socket) return
    this.#attempts = 0
    this.#refusal = ''
    this.#isJoined = true
    this.#ask()
    this.#comeBack()
    if (this.#vector) this.#answer(this.#vector)
    this.room.onChange()
  }

  /** What the server has, from the moment it says so until it is answered: it may ask before we have joined. */
  #vector: Uint8Array | null = null

  #sync (step: number, data: Uint8Array): void {
    if (step !== messages.STEP_1) this.room.gate.pass(() => this.#apply(step, data))
    else if (this.#isJoined) this.#answer(data)
    else this.#vector = data
  }

  #apply (step: number, data: Uint8Array): void {
    Y.applyUpdate(this.room.doc, data, this)
    if (step !== messages.STEP_2) return
    this.#isSynced = true
    this.room.onChange()
  }

  #ask (): void {
    this.#send(messages.sync(messages.STEP_1, Y.encodeStateVector(this.room.doc)))
  }

  /** Sends all that the server lacks; live updates follow only then, so that none of them arrives before its cause. */
  #answer (vector: Uint8Array): void {
    this.#vector = null
    this.#hasAnswered = true
    this.#sendCounted(messages.STEP_2, Y.encodeStateAsUpdate(this.room.doc, vector))
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction): void => {
    if (origin === this || !transaction.local) return
    this.#acknowledged.edited()
    if (this.#hasAnswered) this.#sendCounted(messages.UPDATE, update)
    this.room.onChange()
  }

  #sendCounted (step: number, update: Uint8Array): void {
    if (!this.#send(messages.sync(step, update))) return
    this.#acknowledged.sent()
    this.#expect(ANSWER_WITHIN)
  }

  readonly #onAwareness = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>, origin: unknown): void => {
    const { clientID } = this.room.doc
    if (origin !== this && [...added, ...updated, ...removed].includes(clientID)) this.#announce([clientID])
  }

  /** Announces this person with a clock above the one with which the server told that they had gone. */
  #comeBack (): void {
    const { awareness } = this.room
    const meta = awareness.meta.get(awareness.clientID)
    if (meta) meta.clock++
    awareness.setLocalState(awareness.getLocalState())
  }

  #announce (clients: number[]): void {
    if (this.#isJoined) this.#send(messages.awareness(Awareness.encodeAwarenessUpdate(this.room.awareness, clients)))
  }

  #send (frame: Uint8Array<ArrayBuffer>): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(frame)
    return true
  }

  /** Waits for the server to say something; then asks it, and then takes the connection for dead. */
  #expect (within: number): void {
    clearTimeout(this.#pulse)
    this.#pulse = setTimeout(() => {
      if (within === SILENCE) { this.#expect(ANSWER_WITHIN); this.#ask() } else this.#closed(0, '')
    }, within)
  }

  readonly #wake = (): void => {
    if (document.visibilityState === 'hidden' && navigator.onLine) return
    if (!this.#socket) this.connect()
    else if (this.#isJoined) { this.#expect(ANSWER_WITHIN); this.#ask() }
  }

  readonly #lose = (): void => { this.#closed(0, '') }

  /** Lets colleagues see at once that this person has gone. */
  readonly #leave = (): void => {
    Awareness.removeAwarenessStates(this.room.awareness, [this.room.doc.clientID], 'leave')
  }

  #closed (code: number, reason: string): void {
    this.#drop()
    if (FINAL.has(code)) this.refuse(reason || SENTENCES[code] || 'Reload the page.')
    else if (!this.#isClosed) this.#retry = setTimeout(() => this.connect(), delay(this.#attempts++))
    this.room.onChange()
  }

  #drop (): void {
    const socket = this.#socket
    this.#socket = null
    this.#vector = null
    this.#isJoined = this.#hasAnswered = this.#isSynced = false
    clearTimeout(this.#pulse)
    clearTimeout(this.#retry)
    socket?.close()
    const { awareness } = this.room
    const others = [...awareness.getStates().keys()].filter(id => id !== this.room.doc.clientID)
    Awareness.removeAwarenessStates(awareness, others, this)
    for (const id of others) awareness.meta.delete(id) // Else the same state, told again, would count as old.
    this.room.onChange()
  }
}

/** Doubles from half a second, with a random part so that a restarted server is not met by all at once. */
const delay = (attempt: number): number => Math.min(LONGEST_DELAY, 500 * 2 ** attempt) * (0.5 + Math.random())

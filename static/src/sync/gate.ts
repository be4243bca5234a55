// The moment at which a colleague's change may come in: not while somebody here is in the middle of a keystroke.

/** Longest wait for a person who composes; some keyboards compose all the time. */
const PATIENCE = 3000

/** Lets remote changes through one by one, after the fields have told what they have not told yet. */
export class Gate {
  readonly #waiting: (() => void)[] = []
  readonly #holders = new Set<object>()
  readonly #flushers = new Set<() => void>()
  #timer: ReturnType<typeof setTimeout> | null = null

  /** Applies a remote change, now or when nobody holds the gate. */
  pass (apply: () => void): void {
    this.#waiting.push(apply)
    if (this.#holders.size === 0) this.#open()
    else this.#timer ??= setTimeout(() => this.#open(), PATIENCE)
  }

  /** Calls back before remote changes are applied, so that a field can report edits and caret moves in flight. */
  beforeEach (flush: () => void): () => void {
    this.#flushers.add(flush)
    return () => { this.#flushers.delete(flush) }
  }

  /** Keeps changes out while an input method composes. */
  hold (holder: object): void {
    this.#holders.add(holder)
  }

  /** Lets changes in again once nobody holds the gate any more. */
  release (holder: object): void {
    if (this.#holders.delete(holder) && this.#holders.size === 0) this.#open()
  }

  #open (): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const changes = this.#waiting.splice(0)
    if (changes.length) for (const flush of this.#flushers) flush()
    for (const apply of changes) apply()
  }
}

// Which local edits the server has on disk. Pure counting: no sockets, no clock.

/**
 * Counts update frames sent on one connection against what the server says it saved. Edits made while there is no
 * connection, or not acknowledged on the last one, go out again in sync step 2 and count there.
 */
export class Acknowledged {
  #edits = 0
  #sent = 0
  #saved = 0
  #isOpen = false

  /** How many local edits the server has not confirmed. */
  get unsaved (): number {
    return this.#edits
  }

  /** Notes a local edit. */
  edited (): void {
    this.#edits++
  }

  /** Starts anew on a new connection: nothing was sent on it yet. */
  connected (): void {
    this.#sent = this.#saved = 0
    this.#isOpen = false
  }

  /** Notes a frame that went out. The first one, step 2, holds all that the server lacks. */
  sent (): void {
    this.#sent++
    this.#isOpen = true
  }

  /** Notes that the server has the first frames of this connection on disk. */
  saved (frames: number): void {
    this.#saved = Math.max(this.#saved, frames)
    if (this.isComplete) this.#edits = 0
  }

  /** Tells whether everything of this connection, and so everything there is, is on disk. */
  get isComplete (): boolean {
    return this.#isOpen && this.#saved >= this.#sent
  }
}

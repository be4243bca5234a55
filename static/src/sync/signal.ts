// A value that tells when it changes.

export interface Signal<Value> {
  readonly value: Value
  /** Calls back after every change until the returned function is called. */
  subscribe: (listener: (value: Value) => void) => () => void
}

/** A signal that its owner can set. */
export class Source<Value> implements Signal<Value> {
  readonly #listeners = new Set<(value: Value) => void>()
  #value: Value

  constructor (value: Value) {
    this.#value = value
  }

  get value (): Value {
    return this.#value
  }

  set (value: Value): void {
    this.#value = value
    for (const listener of this.#listeners) listener(value)
  }

  subscribe (listener: (value: Value) => void): () => void {
    this.#listeners.add(listener)
    return () => { this.#listeners.delete(listener) }
  }
}

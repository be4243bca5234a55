// Binds one ProseMirror view to one Y.Text: local edits go out, remote edits come in, and the caret stays where it is.
import { Plugin, TextSelection, type EditorState, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type * as Y from 'yjs'
import { replaceDoc } from './blocks'
import { lastingPlace, offsetOf, type Caret } from './caret'
import { fromFlat, toFlat } from './places'
import { readDoc, type Reading } from './read'
import { writeDoc } from './write'

/** Marks a transaction that shows what the Y.Text says already. */
export const FROM_TEXT = 'fromText'

export interface Binding {
  readonly text: Y.Text
  readonly field: string
  readonly reading: Reading
  /** Told whenever the caret or the selection of the focused field is somewhere else. */
  readonly onCaret: (caret: Caret) => void
}

/** Returns the plugin that holds a view and a Y.Text together. */
export const bind = (binding: Binding): Plugin => new Plugin({ view: view => new Bound(view, binding) })

class Bound {
  #isWriting = false
  #isReading = false
  #anchor: Y.RelativePosition
  #head: Y.RelativePosition
  readonly #pull = (): void => this.#read()

  constructor (readonly view: EditorView, readonly binding: Binding) {
    [this.#anchor, this.#head] = this.#places(view.state)
    binding.text.observe(this.#pull)
  }

  update (view: EditorView, before: EditorState): void {
    const { state } = view
    if (before.doc === state.doc && before.selection.eq(state.selection)) return
    if (!this.#isReading && !before.doc.eq(state.doc)) this.#write(before)
    ;[this.#anchor, this.#head] = this.#places(state)
    if (view.hasFocus()) this.binding.onCaret({ field: this.binding.field, anchor: this.#anchor, head: this.#head })
  }

  destroy (): void {
    this.binding.text.unobserve(this.#pull)
  }

  #write (before: EditorState): void {
    const { text, reading } = this.binding
    let saysMore = false
    this.#isWriting = true
    try {
      saysMore = writeDoc(text, this.view.state.doc, { ...reading, base: before.doc, caret: toFlat(before.doc, before.selection.from) })
    } finally {
      this.#isWriting = false
    }
    if (saysMore) this.#read()
  }

  #read (): void {
    if (this.#isWriting) return
    const { state } = this.view
    const next = readDoc(this.binding.text, this.binding.reading)
    if (next.eq(state.doc)) return
    const tr = replaceDoc(state.tr, next).setMeta(FROM_TEXT, true).setStoredMarks(state.storedMarks)
    this.#isReading = true
    try {
      this.view.dispatch(this.#restoreCaret(tr))
    } finally {
      this.#isReading = false
    }
  }

  #places ({ doc, selection }: EditorState): [Y.RelativePosition, Y.RelativePosition] {
    const { text } = this.binding
    return [lastingPlace(text, toFlat(doc, selection.anchor)), lastingPlace(text, toFlat(doc, selection.head))]
  }

  #restoreCaret (tr: Transaction): Transaction {
    const [anchor, head] = [offsetOf(this.binding.text, this.#anchor), offsetOf(this.binding.text, this.#head)]
    if (anchor === null || head === null) return tr
    return tr.setSelection(TextSelection.create(tr.doc, fromFlat(tr.doc, anchor), fromFlat(tr.doc, head)))
  }
}

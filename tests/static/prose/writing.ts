// The cast's documents: replicas of one Y.Text, edited with the editor's own commands.
import { EditorState, TextSelection, type Command, type Transaction } from 'prosemirror-state'
import * as Y from 'yjs'
import { readDoc } from '../../../static/src/prose/read'
import { keepMarkers } from '../../../static/src/prose/markers'
import { inside } from '../../../static/src/prose/inside'
import { fromFlat, toFlat } from '../../../static/src/prose/places'
import { writeDoc } from '../../../static/src/prose/write'
import { readLines, type Line, type Run } from '../../../static/src/prose/lines'
import { undoOf } from '../../../static/src/sync/undo'

keepMarkers()

/** One person's copy of a prose field, with the commands of the editor and no browser. */
export class Replica {
  readonly doc = new Y.Doc()
  readonly text = this.doc.getText('field')
  readonly undo = undoOf(this.doc)
  state: EditorState

  constructor (clientId: number, start = '') {
    this.doc.clientID = clientId
    this.state = this.#read()
    if (start) this.type(start)
    this.text.observe((_, transaction) => { if (!transaction.local || transaction.origin === this.undo) this.state = this.#read() })
  }

  run (command: Command): this {
    command(this.state, tr => { this.dispatch(tr) })
    return this
  }

  dispatch (tr: Transaction): this {
    const before = this.state
    this.state = before.applyTransaction(tr).state
    this.state.doc.check()
    const saysMore = writeDoc(this.text, this.state.doc, { base: before.doc, caret: toFlat(before.doc, before.selection.from) })
    if (saysMore) this.state = this.#read()
    return this
  }

  type (words: string): this {
    return this.dispatch(this.state.tr.insertText(words))
  }

  /** Selects some words, or puts the caret behind them with `{ after: true }` and before them with `{ before: true }`. */
  at (words: string, where: { after?: boolean, before?: boolean } = {}): this {
    const from = this.text.toString().indexOf(words)
    if (from < 0) throw new Error(`no ${words} in ${this.text.toString()}`)
    const to = from + words.length
    return this.select(where.after ? to : from, where.before ? from : to)
  }

  select (anchor: number, head = anchor): this {
    const { tr, doc } = this.state
    this.state = this.state.apply(tr.setSelection(TextSelection.create(doc, fromFlat(doc, anchor), fromFlat(doc, head))))
    return this
  }

  get lines (): Line[] {
    return readLines(this.text.toDelta())
  }

  #read (): EditorState {
    return EditorState.create({ doc: readDoc(this.text), plugins: [inside] })
  }
}

/** Lets replicas exchange all they have. */
export function meet (...replicas: Replica[]): void {
  for (const one of replicas) for (const other of replicas) {
    if (one !== other) Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc, Y.encodeStateVector(other.doc)), 'remote')
  }
}

/** Ada and Ben, who both have the same text and are now offline. */
export function pair (start: string): [Replica, Replica] {
  const ada = new Replica(1, start)
  const ben = new Replica(2)
  meet(ada, ben)
  return [ada, ben]
}

const runText = (run: Run): string => {
  const marked = ['strong', 'em', 'mono'].reduce((text, mark) => (run[mark as 'strong'] ? `${mark}(${text})` : text), run.text)
  return run.internal ? `[${marked}]` : marked
}

/** Returns lines as one string each: `bullet: plain [internal] strong(words)`. */
export const shown = (lines: readonly Line[]): string[] =>
  lines.map(line => `${line.kind === 'paragraph' ? '' : `${line.kind}${line.depth || ''}: `}${line.runs.map(runText).join('')}`)

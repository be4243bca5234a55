// Text that gets in between hidden characters is hidden too, however it got there: typed, pasted, dropped.
import type { Mark, Node } from 'prosemirror-model'
import { Plugin, type EditorState, type Transaction } from 'prosemirror-state'
import { FROM_TEXT } from './bind'
import { schema } from './schema'

const isInternal = (mark: Mark): boolean => mark.type === schema.marks['internal']

/** The plugin. A span of its own next to another one counts as the same hidden stretch. */
export const inside: Plugin = new Plugin({
  appendTransaction (transactions, before, state) {
    const isLocal = transactions.some(tr => tr.docChanged) && !transactions.some(tr => tr.getMeta(FROM_TEXT))
    return isLocal ? hideInserted(before.doc, state) : null
  }
})

function hideInserted (before: Node, state: EditorState): Transaction | null {
  const start = before.content.findDiffStart(state.doc.content)
  const ends = before.content.findDiffEnd(state.doc.content)
  if (start === null || !ends || ends.b - start <= Math.max(0, ends.a - start)) return null
  const [left, right] = [state.doc.resolve(start).nodeBefore, state.doc.resolve(ends.b).nodeAfter]
  const marks = left?.marks.filter(isInternal) ?? []
  if (!marks.length || !right?.marks.some(isInternal)) return null
  const tr = state.tr
  for (const mark of marks) tr.addMark(start, ends.b, mark)
  return tr.docChanged ? tr.setStoredMarks(state.storedMarks) : null
}

// Text that gets in between hidden characters is hidden too, however it got there: typed, pasted, dropped.
import type { Mark, Node } from 'prosemirror-model'
import { Plugin, type EditorState, type Transaction } from 'prosemirror-state'
import { blocksOf, internalMarks } from './blocks'
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
  const marks = marksBefore(state.doc, start)
  if (!marks.length || !marksAfter(state.doc, ends.b).length) return null
  const tr = state.tr
  for (const mark of marks) tr.addMark(start, ends.b, mark)
  return tr.docChanged ? tr.setStoredMarks(state.storedMarks) : null
}

/** Returns what hides the character before a position; at the start of a line that is the end of the line above. */
function marksBefore (doc: Node, position: number): readonly Mark[] {
  const $position = doc.resolve(position)
  if (!$position.parent.isTextblock || $position.parentOffset > 0) return $position.nodeBefore?.marks.filter(isInternal) ?? []
  const above = blocksOf(doc.cut(0, $position.before())).at(-1)
  return internalMarks(above?.internal ?? [])
}

/** Returns what hides the character behind a position; at the end of a line that is the line's own end. */
function marksAfter (doc: Node, position: number): readonly Mark[] {
  const { parent, nodeAfter } = doc.resolve(position)
  return nodeAfter?.marks.filter(isInternal) ?? internalMarks(parent.attrs['internal'] ?? [])
}

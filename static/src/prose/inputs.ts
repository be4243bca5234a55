// What turns a line into something else while it is typed: "- ", "1. ", "> ", "# ", "``` ".
import { Plugin, TextSelection } from 'prosemirror-state'
import { blocksOf, docOf, replaceDoc } from './blocks'
import { selected } from './commands'
import type { LineKind } from './lines'
import { fromFlat } from './places'

const STARTS: [RegExp, LineKind][] = [
  [/^[-*•]$/, 'bullet'],
  [/^\d{1,3}[.)]$/, 'ordered'],
  [/^>$/, 'quote'],
  [/^#{1,3}$/, 'heading'],
  [/^```$/, 'code']
]

/** Returns what a line's first characters, followed by a space, make of it. */
export function startOf (typed: string): { kind: LineKind, depth: number } | null {
  const kind = STARTS.find(([pattern]) => pattern.test(typed))?.[1]
  return kind ? { kind, depth: kind === 'heading' ? typed.length - 1 : 0 } : null
}

/** Returns the plugin. The characters are typed first, so that undo brings them back. */
export const inputStarts = (stopCapturing: () => void): Plugin => new Plugin({
  props: {
    handleTextInput (view, from, to, typed) {
      const { state } = view
      const { blocks, from: spot, start } = selected(state)
      const block = blocks[spot.line]!
      if (typed !== ' ' || from !== to || block.kind !== 'paragraph') return false
      const made = startOf(block.content.textBetween(0, spot.offset))
      if (!made) return false
      stopCapturing()
      const turned = { ...block, ...made, content: block.content.cut(spot.offset) }
      const tr = replaceDoc(state.tr, docOf(blocksOf(state.doc).with(spot.line, turned)))
      view.dispatch(tr.setSelection(TextSelection.create(tr.doc, fromFlat(tr.doc, start - spot.offset))))
      return true
    }
  }
})

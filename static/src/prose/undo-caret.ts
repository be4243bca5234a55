// Undo brings the caret back to where it stood before the edit, in whichever field that was.
import { Plugin, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type * as Y from 'yjs'
import { lastingPlace, offsetOf } from './caret'
import { fromFlat, toFlat } from './places'

const CARET = 'caret'

interface StackEvent { readonly stackItem: { readonly meta: Map<unknown, unknown> } }

/** Returns the plugin of one field. */
export const rememberCaret = (undo: Y.UndoManager, text: Y.Text, field: string): Plugin => new Plugin({
  view (view) {
    let place = lastingPlace(text, toFlat(view.state.doc, view.state.selection.head))
    const added = ({ stackItem: { meta } }: StackEvent): void => {
      if (view.hasFocus() && !meta.has(CARET)) meta.set(CARET, { field, place })
    }
    const popped = ({ stackItem: { meta } }: StackEvent): void => {
      const caret = meta.get(CARET) as { field: string, place: unknown } | undefined
      if (caret?.field === field) restore(view, offsetOf(text, caret.place))
    }
    undo.on('stack-item-added', added)
    undo.on('stack-item-popped', popped)
    const stop = (): void => undo.stopCapturing()
    view.dom.addEventListener('focus', stop)
    return {
      update (_, before) {
        if (before.doc === view.state.doc) place = lastingPlace(text, toFlat(view.state.doc, view.state.selection.head))
      },
      destroy () {
        undo.off('stack-item-added', added)
        undo.off('stack-item-popped', popped)
        view.dom.removeEventListener('focus', stop)
      }
    }
  }
})

function restore (view: EditorView, offset: number | null): void {
  if (offset === null) return
  const { tr } = view.state
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, fromFlat(tr.doc, offset))).scrollIntoView())
  view.focus()
}

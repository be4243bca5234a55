// Colleagues' carets and selections, drawn with their name and colour.
import { Plugin, PluginKey, type EditorState } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { safeColor } from '../sync/presence'
import { offsetOf } from './caret'
import { flush } from './composition'
import { fromFlat } from './places'

interface Colleague { readonly name: string, readonly color: string, readonly anchor: number, readonly head: number }

const key = new PluginKey<DecorationSet>('carets')

/** Returns the plugin that draws the carets of everybody else in a field. */
export const carets = (awareness: Awareness, text: Y.Text, field: string): Plugin => {
  const drawn = (state: EditorState): DecorationSet => DecorationSet.create(state.doc, colleagues(awareness, text, field, state).flatMap(decorations))
  return new Plugin({
    key,
    state: {
      init: (_, state) => drawn(state),
      apply: (tr, set, _, state) => tr.docChanged || tr.getMeta(key) ? drawn(state) : set
    },
    props: { decorations: state => key.getState(state) },
    view: view => watch(view, awareness, field)
  })
}

function watch (view: EditorView, awareness: Awareness, field: string): { destroy: () => void } {
  const redraw = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>): void => {
    const others = [...added, ...updated, ...removed].filter(id => id !== awareness.clientID)
    const isHere = others.some(id => awareness.getStates().get(id)?.['cursor']?.field === field)
    const wasHere = (key.getState(view.state)?.find().length ?? 0) > 0
    // Redrawing a line in which an input method composes would end the composition.
    if (!others.length || !(isHere || wasHere) || view.composing) return
    flush(view)
    view.dispatch(view.state.tr.setMeta(key, true))
  }
  awareness.on('change', redraw)
  return { destroy: () => awareness.off('change', redraw) }
}

function colleagues (awareness: Awareness, text: Y.Text, field: string, { doc }: EditorState): Colleague[] {
  return [...awareness.getStates()].flatMap(([id, { user, cursor }]) => {
    if (id === awareness.clientID || cursor?.field !== field || typeof user?.name !== 'string') return []
    const [anchor, head] = [offsetOf(text, cursor.anchor), offsetOf(text, cursor.head)]
    if (anchor === null || head === null) return []
    return [{ name: user.name, color: safeColor(user.color), anchor: fromFlat(doc, anchor), head: fromFlat(doc, head) }]
  })
}

function decorations (colleague: Colleague): Decoration[] {
  const { name, color, anchor, head } = colleague
  const caret = Decoration.widget(head, () => caretElement(colleague), { key: `${name} ${color}`, side: 10, ignoreSelection: true })
  // ProseMirror sets style through the CSSOM, which a strict style-src allows.
  const selection = { class: 'colleague-selection', style: `--person: ${color}` }
  return anchor === head ? [caret] : [caret, Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), selection)]
}

/** Its name is drawn by CSS from `data-name`: text in it would be a place for the browser's own caret. */
function caretElement ({ name, color }: Colleague): HTMLElement {
  const caret = document.createElement('span')
  caret.className = 'colleague-caret'
  caret.dataset['name'] = name
  caret.style.setProperty('--person', color)
  caret.setAttribute('aria-hidden', 'true')
  return caret
}

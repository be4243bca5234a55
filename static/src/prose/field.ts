// One prose field: a ProseMirror view on a Y.Text. `renderProse` is the same at rest, without an editor.
import { DOMSerializer } from 'prosemirror-model'
import { EditorState, type Command, type Plugin } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import type * as Y from 'yjs'
import type { Session } from '../sync/session'
import { bind } from './bind'
import { carets } from './carets'
import { ProseParser, serializeText, parseText, pasting } from './paste'
import { composition } from './composition'
import { quietHtml } from './html'
import { inputStarts } from './inputs'
import { inside } from './inside'
import { lineKeys, proseKeys } from './keys'
import type { LineKind } from './lines'
import { placeholder } from './placeholder'
import { readDoc } from './read'
import { schema } from './schema'
import { describe, selections, type ProseSelection } from './selection'
import { rememberCaret } from './undo-caret'

export type { ProseSelection } from './selection'

export interface ProseOptions {
  readonly session: Session
  /** Tells fields apart, also for colleagues' carets: the root's name, or `table/row/column`. */
  readonly name: string
  readonly label: string
  readonly placeholder?: string
  /** What an empty field's first line is. */
  readonly startsAs?: LineKind
  /** A title: one line, no marks. */
  readonly singleLine?: boolean
  readonly onSelection?: (selection: ProseSelection | null) => void
  /** Ctrl+K: ask for a link's target. */
  readonly onLink?: (selection: ProseSelection) => void
}

export interface ProseView {
  readonly view: EditorView
  focus: () => void
  destroy: () => void
}

/** Mounts an editor for a Y.Text at the end of a place. */
export function mountProse (place: HTMLElement, text: Y.Text, options: ProseOptions): ProseView {
  const { session } = options
  const reading = { singleLine: options.singleLine ?? false, startsAs: options.startsAs ?? 'paragraph' }
  const view = new EditorView(place, {
    state: EditorState.create({ doc: readDoc(text, reading), plugins: plugins(text, options) }),
    editable: () => session.mayWrite,
    attributes: () => attributes(options),
    clipboardParser: new ProseParser(),
    transformPastedHTML: quietHtml,
    clipboardTextParser: parseText,
    clipboardTextSerializer: slice => serializeText(slice.content),
    handleScrollToSelection: view => !view.hasFocus()
  })
  const stop = whenRightsChange(session, () => view.setProps({ editable: () => session.mayWrite }))
  return {
    view,
    focus: () => view.focus(),
    destroy: () => { stop(); view.destroy() }
  }
}

/** Returns what a Y.Text shows, for cells at rest. */
export const renderProse = (text: Y.Text): DocumentFragment =>
  DOMSerializer.fromSchema(schema).serializeFragment(readDoc(text).content) as DocumentFragment

function plugins (text: Y.Text, options: ProseOptions): Plugin[] {
  const { session, name: field, singleLine = false, startsAs = 'paragraph' } = options
  const onCaret = (cursor: unknown): void => session.awareness.setLocalStateField('cursor', cursor)
  return [
    composition(session.gate),
    bind({ text, field, reading: { singleLine, startsAs }, onCaret }),
    carets(session.awareness, text, field),
    rememberCaret(session.undo, text, field),
    pasting({ singleLine }),
    ...(singleLine ? lineKeys(session.undo) : [inside, inputStarts(() => session.undo.stopCapturing()), ...proseKeys(session.undo, link(options))]),
    ...(options.placeholder ? [placeholder(options.placeholder)] : []),
    ...(options.onSelection ? [selections(options.onSelection)] : [])
  ]
}

const link = ({ onLink }: ProseOptions): Command => (_state, _dispatch, view) => {
  if (view) onLink?.(describe(view))
  return true
}

function attributes ({ session, label, singleLine = false, placeholder }: ProseOptions): Record<string, string> {
  return {
    class: singleLine ? 'prose single-line' : 'prose',
    role: 'textbox',
    'aria-multiline': String(!singleLine),
    'aria-label': label,
    ...(placeholder ? { 'aria-placeholder': placeholder } : {}),
    // A reader still reaches the text with the keyboard, to select and copy it.
    ...(session.mayWrite ? {} : { 'aria-readonly': 'true', tabindex: '0' })
  }
}

function whenRightsChange (session: Session, told: () => void): () => void {
  let before = session.mayWrite
  return session.status.subscribe(() => {
    if (before === session.mayWrite) return
    before = session.mayWrite
    told()
  })
}

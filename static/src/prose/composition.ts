// Keeps remote changes out of a field while an input method composes, and takes in what the browser has not told yet
// before one comes in: a caret that has just been moved stays where it was put.
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Gate } from '../sync/gate'

/** Returns the plugin. */
export const composition = (gate: Gate): Plugin => new Plugin({
  props: {
    // A key pressed right after another one means the selection that the first one made.
    handleKeyDown (view) { flush(view); return false },
    handleDOMEvents: {
      compositionstart (view) { gate.hold(view); return false },
      // ProseMirror reads the composed text only after the event.
      compositionend (view) { setTimeout(() => gate.release(view), 50); return false }
    }
  },
  view (view) {
    const stop = gate.beforeEach(() => flush(view))
    return { destroy () { stop(); gate.release(view) } }
  }
})

/** Takes in what the browser has not told yet. ProseMirror has no public way to say so. */
export function flush (view: EditorView): void {
  if (!view.composing && view.hasFocus()) (view as unknown as { domObserver: { flush: () => void } }).domObserver.flush()
}

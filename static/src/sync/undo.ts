// Undo over the whole document, for one's own edits alone.
import * as Y from 'yjs'

/** The origin of every local edit: undo goes back over these and no others. */
export const LOCAL = 'local'

/** Returns the undo manager of a session. */
export const undoOf = (doc: Y.Doc): Y.UndoManager =>
  new Y.UndoManager(doc, { trackedOrigins: new Set([null, LOCAL]), captureTimeout: 500 })

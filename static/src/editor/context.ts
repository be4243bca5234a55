// What every part of the page can reach: the session, what the server handed over, and the toasts.
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { ProseSelection } from '../prose/field'
import type { Session } from '../sync/session'
import type { Bootstrap } from './bootstrap'

export interface Toast { text: string; undo?: () => void }

export interface Editor {
  session: Session
  bootstrap: Bootstrap
  toast: (toast: Toast) => void
  select: (selection: ProseSelection | null) => void
  /** Ctrl+K: open the bubble where it asks for a link. */
  askLink: (selection: ProseSelection) => void
}

export const EditorContext = createContext<Editor | null>(null)

export function useEditor(): Editor {
  const editor = useContext(EditorContext)
  if (!editor) throw new Error('outside of the editor')
  return editor
}

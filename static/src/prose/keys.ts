// The keyboard of a prose field.
import { keymap } from 'prosemirror-keymap'
import { Plugin, type Command } from 'prosemirror-state'
import type { UndoManager } from 'yjs'
import { deleteSelected, joinAbove, joinBelow, nest, openLine, openSameLine } from './commands'
import { toggleEm, toggleInternal, toggleMono, toggleStrong } from './marking'

/** Returns the plugins for a field with lines and marks; `onLink` opens whatever asks for a target. */
export const proseKeys = (undo: UndoManager, onLink: Command): Plugin[] => {
  const tab = leaving()
  return [
    tab.plugin,
    keymap({
      ...undoKeys(undo),
      'Mod-b': toggleStrong,
      'Mod-i': toggleEm,
      'Mod-e': always(toggleMono),
      'Mod-k': always(onLink),
      'Mod-Shift-l': always(toggleInternal),
      Enter: openLine,
      'Shift-Enter': openSameLine,
      'Mod-Enter': openSameLine,
      Backspace: first(deleteSelected, joinAbove),
      'Mod-Backspace': first(deleteSelected, joinAbove),
      Delete: first(deleteSelected, joinBelow),
      'Mod-Delete': first(deleteSelected, joinBelow),
      Tab: tab.unlessLeaving(nest(1)),
      'Shift-Tab': tab.unlessLeaving(nest(-1))
    })
  ]
}

/** Returns the plugins for a field of one plain line. */
export const lineKeys = (undo: UndoManager): Plugin[] => {
  const nothing: Command = () => true
  return [keymap({ ...undoKeys(undo), Enter: nothing, 'Shift-Enter': nothing, 'Mod-Enter': nothing, Backspace: deleteSelected, Delete: deleteSelected })]
}

const undoKeys = (undo: UndoManager): Record<string, Command> => {
  const redo: Command = () => { undo.redo(); return true }
  return { 'Mod-z': () => { undo.undo(); return true }, 'Mod-y': redo, 'Mod-Shift-z': redo }
}

/** Does the first command that has something to do. */
const first = (...commands: Command[]): Command => (state, dispatch, view) => commands.some(command => command(state, dispatch, view))

/** Keeps a shortcut from the browser also where it does nothing. */
const always = (command: Command): Command => (state, dispatch, view) => { command(state, dispatch, view); return true }

/** Escape, then Tab, leaves the field also from within a list: no keyboard is trapped (WCAG 2.1.2). */
function leaving (): { plugin: Plugin, unlessLeaving: (command: Command) => Command } {
  let isLeaving = false
  const plugin = new Plugin({
    props: {
      handleDOMEvents: {
        keydown (_, { key }) {
          if (key === 'Escape') isLeaving = true
          else if (key !== 'Tab' && key !== 'Shift') isLeaving = false
          return false
        },
        blur () { isLeaving = false; return false }
      }
    }
  })
  return { plugin, unlessLeaving: command => (state, dispatch, view) => !isLeaving && command(state, dispatch, view) }
}

// Words that stand in an empty field until something is typed.
import { Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'

/** Returns the plugin. The words are drawn by CSS from `data-placeholder`: they are no part of the text. */
export const placeholder = (words: string): Plugin => new Plugin({
  props: {
    decorations ({ doc }) {
      if (doc.textContent || doc.childCount > 1 || (doc.firstChild?.childCount ?? 0) > 1) return null
      return DecorationSet.create(doc, [Decoration.node(0, doc.content.size, { class: 'is-empty', 'data-placeholder': words })])
    }
  }
})

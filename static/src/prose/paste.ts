// What is pasted or dropped -> lines. Only what the schema knows gets in; of internal marks only our own.
import { DOMParser, Fragment, Slice, type Mark, type Node, type ResolvedPos } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { blocksOf, docOf, paragraph, type Block } from './blocks'
import { spliceLines } from './commands'
import { htmlLines } from './html'
import { startOf } from './inputs'
import { freshId } from './marking'
import { schema } from './schema'

/** Reads the DOM that ProseMirror made of a clipboard's HTML, under its own Trusted Types policy. */
export class ProseParser extends DOMParser {
  constructor () {
    super(schema, [])
  }

  override parseSlice (dom: globalThis.Node): Slice {
    return sliceOf(htmlLines(dom))
  }
}

/** Returns a slice of plain text. Lines that start like list items are these, unless plain text was asked for. */
export function parseText (text: string, $context: ResolvedPos, plain: boolean): Slice {
  const isCode = $context.parent.type.name === 'code'
  const lines = text.replace(/(\r\n?|\n)$/, '').split(/\r\n?|\n/)
  return sliceOf(lines.map(line => (plain || isCode || lines.length === 1 ? textLine(line) : guessedLine(line))))
}

const textLine = (text: string): Block => paragraph(text ? Fragment.from(schema.text(text)) : Fragment.empty)

function guessedLine (line: string): Block {
  const [, space = '', start = '', rest = ''] = /^(\s*)(\S+) +(.*)$/.exec(line) ?? []
  const made = startOf(start)
  if (made?.kind !== 'bullet' && made?.kind !== 'ordered') return textLine(line)
  return { ...textLine(rest), kind: made.kind, depth: Math.min(8, Math.floor(space.replaceAll('\t', '  ').length / 2)) }
}

const sliceOf = (lines: readonly Block[]): Slice => Slice.maxOpen(docOf(lines).content, true)

/** Returns lines as plain text for other programs. */
export const serializeText = (content: Fragment): string => {
  const lines = blocksOf(content)
  return lines.map(line => (lines.length > 1 ? prefix(line) : '') + line.content.textBetween(0, line.content.size)).join('\n')
}

function prefix ({ kind, depth }: Block): string {
  if (kind === 'bullet') return `${'  '.repeat(depth)}- `
  return kind === 'ordered' ? `${'  '.repeat(depth)}1. ` : ''
}

/** Returns the plugin that puts pasted lines in place of the selection. */
export const pasting = ({ singleLine }: { singleLine: boolean }): Plugin => new Plugin({
  props: {
    handlePaste (view, _event, slice) {
      const lines = fitting(blocksOf(slice.content), singleLine, isCodeAt(view.state.selection.$from.parent))
      view.dispatch(spliceLines(view.state, lines).setMeta('paste', true))
      return true
    },
    // A title holds no lines: what is dropped on it would bring some.
    handleDrop: (view, event, slice) => {
      const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
      if (!singleLine || !at) return singleLine
      view.dispatch(view.state.tr.insertText(serializeText(slice.content).replaceAll('\n', ' '), at.pos))
      return true
    }
  }
})

const isCodeAt = (parent: Node): boolean => parent.type.name === 'code'

function fitting (lines: readonly Block[], singleLine: boolean, isCode: boolean): Block[] {
  const renewed = renewIds(lines.length ? lines : [paragraph()])
  if (singleLine) return [textLine(renewed.map(line => line.content.textBetween(0, line.content.size)).join(' '))]
  return isCode ? renewed.map(line => ({ ...line, kind: 'code', depth: 0 })) : renewed
}

/** A hidden span that is pasted is a new one: the public wording of one mark is written only once. */
function renewIds (lines: readonly Block[]): Block[] {
  const ids = new Map<string, string>()
  const renewed = (id: string): string => {
    if (!ids.has(id)) ids.set(id, freshId())
    return ids.get(id)!
  }
  const renew = (mark: Mark): Mark => mark.type.name === 'internal' ? mark.type.create({ ...mark.attrs, id: renewed(mark.attrs['id']), value: null }) : mark
  return lines.map(line => ({
    ...line,
    internal: line.internal.map(mark => ({ ...mark, id: renewed(mark.id) })),
    content: Fragment.from(line.content.content.map(node => node.mark(node.marks.map(renew))))
  }))
}


// The ProseMirror schema of prose. It nests only what HTML needs (items in lists, lines in quotations): every textblock
// is one line of the flat text, except that neighbouring lines of code share one block.
import { Schema, type DOMOutputSpec, type MarkSpec, type Node } from 'prosemirror-model'
import type { InternalMark } from './lines'

const plain = (tag: string): MarkSpec => ({ parseDOM: [{ tag }], toDOM: () => [tag, 0] })

/** `internal`: marks on the line's own end, see Line. */
const ends = { internal: { default: [] as readonly InternalMark[] } }
const deep = { ...ends, depth: { default: 0 } }

const line = (tag: string) => (node: Node): DOMOutputSpec => [tag, {
  ...(node.attrs['depth'] ? { 'data-depth': String(node.attrs['depth']) } : {}),
  ...(node.attrs['internal'].length ? { 'data-internal': '' } : {})
}, 0]

export const schema = new Schema({
  nodes: {
    doc: { content: '(paragraph | list | code | quote | heading)+' },
    paragraph: { content: 'text*', attrs: ends, parseDOM: [{ tag: 'p' }], toDOM: line('p') },
    list: {
      content: 'item+',
      attrs: { kind: { default: 'bullet' } },
      parseDOM: [{ tag: 'ul' }, { tag: 'ol', attrs: { kind: 'ordered' } }],
      toDOM: node => [node.attrs['kind'] === 'ordered' ? 'ol' : 'ul', 0]
    },
    item: { content: 'text*', attrs: deep, defining: true, parseDOM: [{ tag: 'li' }], toDOM: line('li') },
    code: {
      content: 'text*',
      attrs: ends,
      code: true,
      defining: true,
      whitespace: 'pre',
      parseDOM: [{ tag: 'pre', preserveWhitespace: 'full' }],
      toDOM: () => ['pre', ['code', 0]]
    },
    quote: { content: 'quoted+', parseDOM: [{ tag: 'blockquote' }], toDOM: () => ['blockquote', 0] },
    quoted: { content: 'text*', attrs: deep, defining: true, parseDOM: [{ tag: 'p', context: 'quote/' }], toDOM: line('p') },
    heading: {
      content: 'text*',
      attrs: deep,
      defining: true,
      // The page has h1 to h3; aria-level tells assistive technology where prose headings stand below them.
      parseDOM: [{ tag: 'h4' }, { tag: 'h5', attrs: { depth: 1 } }, { tag: 'h6', attrs: { depth: 2 } }],
      toDOM: node => line(`h${4 + node.attrs['depth']}`)(node)
    },
    text: {}
  },
  marks: {
    // Lies outside the other marks, so that one span of hidden text is drawn as one.
    internal: {
      attrs: { id: {}, wording: { default: null }, value: { default: null } },
      inclusive: false,
      excludes: '',
      parseDOM: [{ tag: 'mark[data-internal]', getAttrs: dom => ({ id: dom.getAttribute('data-internal'), wording: dom.getAttribute('data-wording') }) }],
      toDOM: ({ attrs }) => ['mark', { 'data-internal': attrs['id'], ...(attrs['wording'] === null ? {} : { 'data-wording': attrs['wording'] }) }, 0]
    },
    link: {
      attrs: { href: {} },
      inclusive: false,
      toDOM: mark => ['a', { href: mark.attrs['href'], rel: 'noopener noreferrer nofollow', target: '_blank' }, 0]
    },
    strong: plain('strong'),
    em: plain('em'),
    mono: plain('code')
  }
})

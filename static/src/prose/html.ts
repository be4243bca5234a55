// HTML from a clipboard -> lines: a walk over its nodes that keeps text, line kinds and marks, and nothing else.
import { Fragment, Mark } from 'prosemirror-model'
import { paragraph, type Block } from './blocks'
import { MOST_DEPTH, isSafeLink, type LineKind } from './lines'
import { schema } from './schema'

interface Place { readonly kind: LineKind, readonly depth: number, readonly marks: readonly Mark[], readonly keepsSpace: boolean }

const BLOCKS = new Set('ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TFOOT THEAD TR UL'.split(' '))
const SKIPPED = new Set('SCRIPT STYLE TEMPLATE HEAD TITLE META LINK NOSCRIPT IFRAME OBJECT SVG MATH'.split(' '))
/** Deeper than anybody writes: hostile HTML must not overflow the stack. */
const DEEPEST = 200

/**
 * Makes attributes that a strict policy reports into such that nobody minds, before the HTML is parsed: a parser that
 * shows nothing still counts them as attempts.
 */
export const quietHtml = (html: string): string =>
  html.replace(/<[^>]*>/g, tag => tag.replace(/\s(?:(style)|on\w+)(?=\s*=)/gi, (_, style) => (style ? ' data-style' : ' data-off')))

/** Returns the lines that a DOM shows. */
export function htmlLines (root: Node): Block[] {
  const walk = new Walk()
  walk.children(root, { kind: 'paragraph', depth: 0, marks: Mark.none, keepsSpace: false }, 0)
  return walk.lines()
}

class Walk {
  readonly #lines: Block[] = []
  #content = Fragment.empty
  #place: Place | null = null
  #isOpen = false

  lines (): Block[] {
    this.#end()
    return this.#lines
  }

  children (node: Node, place: Place, level: number): void {
    if (level < DEEPEST) node.childNodes.forEach(child => this.#node(child, place, level + 1))
  }

  #node (node: Node, place: Place, level: number): void {
    if (node.nodeType === 3) return this.#text(node.nodeValue ?? '', place)
    if (node.nodeType !== 1) return
    const element = node as HTMLElement
    const name = element.nodeName.toUpperCase()
    if (SKIPPED.has(name)) return
    if (name === 'BR') return this.#break(place)
    if ((name === 'TD' || name === 'TH') && this.#content.size) this.#text(' ', place)
    const isBlock = BLOCKS.has(name)
    if (isBlock) this.#end()
    const inner = within(element, name, place)
    // An empty paragraph is an empty line; an empty wrapper is nothing.
    if (name === 'P' || name === 'LI' || name === 'PRE') { this.#isOpen = true; this.#place = inner }
    this.children(element, inner, level)
    if (isBlock) this.#end()
  }

  #break (place: Place): void {
    this.#isOpen = true
    this.#place = place
    this.#end()
  }

  #text (text: string, place: Place): void {
    if (place.keepsSpace) return text.split(/\r\n?|\n/).forEach((part, at) => { if (at) this.#break(place); this.#append(part, place) })
    const startsLine = this.#content.size === 0 || /\s$/.test(this.#content.lastChild!.text!)
    this.#append(text.replace(/[ \t\r\n\f]+/g, ' ').replace(startsLine ? /^ / : /^$/, ''), place)
  }

  #append (text: string, place: Place): void {
    if (!text) return
    this.#isOpen = true
    this.#place = place
    this.#content = this.#content.append(Fragment.from(schema.text(text.replaceAll('\u00a0', ' '), place.marks)))
  }

  #end (): void {
    if (this.#isOpen && this.#place) {
      const { kind, depth } = this.#place
      this.#lines.push({ ...paragraph(this.#content), kind, depth })
    }
    this.#content = Fragment.empty
    this.#isOpen = false
    this.#place = null
  }
}

function within (element: HTMLElement, name: string, place: Place): Place {
  const marks = marksOf(element, name).reduce((all: readonly Mark[], mark) => mark.addToSet(all), place.marks)
  const deeper = place.kind === 'bullet' || place.kind === 'ordered' ? Math.min(MOST_DEPTH, place.depth + 1) : 0
  switch (name) {
    case 'UL': return { ...place, marks, kind: 'bullet', depth: deeper }
    case 'OL': return { ...place, marks, kind: 'ordered', depth: deeper }
    case 'LI': return { ...place, marks, depth: depthOf(element) ?? place.depth, kind: place.kind === 'ordered' ? 'ordered' : 'bullet' }
    case 'BLOCKQUOTE': return { ...place, marks, kind: 'quote', depth: place.kind === 'quote' ? Math.min(MOST_DEPTH, place.depth + 1) : 0 }
    case 'PRE': return { ...place, marks: place.marks, kind: 'code', depth: 0, keepsSpace: true }
    case 'P': return { ...place, marks, depth: place.kind === 'quote' ? depthOf(element) ?? place.depth : place.depth }
    case 'H1': case 'H2': case 'H3': return { ...place, marks, kind: 'heading', depth: Number(name[1]) - 1 }
    // Our own headings stand below those of the page.
    case 'H4': case 'H5': case 'H6': return { ...place, marks, kind: 'heading', depth: Number(name[1]) - 4 }
    default: return { ...place, marks }
  }
}

function depthOf (element: HTMLElement): number | null {
  const depth = Number(element.dataset['depth'])
  return Number.isInteger(depth) && depth > 0 ? Math.min(MOST_DEPTH, depth) : null
}

function marksOf (element: HTMLElement, name: string): Mark[] {
  const style = (property: string): string => new RegExp(`${property}\\s*:\\s*([^;]+)`, 'i').exec(element.dataset['style'] ?? '')?.[1]?.trim() ?? ''
  const marks: Mark[] = []
  const add = (type: string, attrs?: Record<string, unknown>): void => { marks.push(schema.marks[type]!.create(attrs)) }
  const [weight, slant] = [style('font-weight'), style('font-style')]
  if (/^(B|STRONG)$/.test(name) ? weight !== 'normal' : weight === 'bold' || Number(weight) >= 600) add('strong')
  if (/^(I|EM)$/.test(name) ? slant !== 'normal' : slant === 'italic') add('em')
  if (/^(CODE|KBD|SAMP|TT)$/.test(name) && !element.closest('pre')) add('mono')
  const href = element.getAttribute('href')
  if (name === 'A' && isSafeLink(href)) add('link', { href })
  const id = element.getAttribute('data-internal')
  if (name === 'MARK' && id) add('internal', { id, wording: element.getAttribute('data-wording') })
  return marks
}

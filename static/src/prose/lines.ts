// Flat prose as lines: what the delta of a Y.Text says. Total: every delta is some list of lines, and whatever is not
// understood counts as internal. webapp/collab/prose.py reads the same; tests/shared_deltas.json holds them together.

/** One decision to keep characters internal, with the words customers read instead, if any. */
export interface InternalMark {
  readonly id: string
  readonly wording?: string
  /** The attribute's value as it is on the wire, where it is neither `true` nor a wording. */
  readonly value?: unknown
}

/** Characters that share all their marks. */
export interface Run {
  readonly text: string
  readonly strong?: true
  readonly em?: true
  readonly mono?: true
  readonly link?: string
  readonly internal?: readonly InternalMark[]
}

export type LineKind = 'paragraph' | 'bullet' | 'ordered' | 'code' | 'quote' | 'heading'

/** One line of prose. `depth` counts from 0: nesting of list items and quotations, level of headings. */
export interface Line {
  readonly kind: LineKind
  readonly depth: number
  readonly runs: readonly Run[]
  /** The marks on the line's own end. */
  readonly internal: readonly InternalMark[]
}

export type Attributes = Record<string, unknown>
export interface Insert { readonly insert?: unknown, readonly attributes?: Attributes | null }

export const MOST_DEPTH = 8
/** The attributes that say what a line is. */
export const LINE_KEYS = ['list', 'depth', 'code', 'quote', 'heading']
const MARKS = ['strong', 'em', 'mono'] as const
const KNOWN = new Set<string>([...LINE_KEYS, ...MARKS, 'link'])
/** Tells whether an attribute says something else than that its character is internal. */
export const isKnown = (key: string): boolean => KNOWN.has(key)

const SAFE_LINK = /^(https?:\/\/|mailto:)/i

/** Tells whether a link may be followed: http, https or mailto. */
export const isSafeLink = (href: unknown): href is string => typeof href === 'string' && SAFE_LINK.test(href)

/** Returns the lines that a delta spells. Embedded values are not text and are left out. */
export function readLines (delta: Iterable<Insert>): Line[] {
  const lines: Line[] = []
  let runs: Run[] = []
  for (const { insert, attributes } of delta) {
    if (typeof insert !== 'string') continue
    const marks = attributes ?? {}
    insert.split('\n').forEach((text, at) => {
      if (at) { lines.push(lineOf(runs, marks)); runs = [] }
      if (text) append(runs, runOf(text, marks))
    })
  }
  if (runs.length) lines.push(lineOf(runs, {}))
  return lines
}

function lineOf (runs: Run[], attributes: Attributes): Line {
  const [kind, depth] = kindOf(attributes)
  return { kind, depth, runs, internal: internalOf(attributes) }
}

/** A line that several colleagues made several things at once is the first of these; both readers agree on which. */
function kindOf (a: Attributes): [LineKind, number] {
  const depth = whole(a['depth'], 0, MOST_DEPTH)
  if (truthy(a['code'])) return ['code', 0]
  if (truthy(a['heading'])) return ['heading', whole(a['heading'], 1, 3) - 1]
  if (a['list'] === 'ordered') return ['ordered', depth]
  if (truthy(a['list'])) return ['bullet', depth]
  if (truthy(a['quote'])) return ['quote', depth]
  return ['paragraph', 0]
}

function runOf (text: string, a: Attributes): Run {
  const run: Record<string, unknown> = { text }
  for (const mark of MARKS) if (truthy(a[mark])) run[mark] = true
  const link = a['link']
  if (isObject(link) && isSafeLink(link['href'])) run['link'] = link['href']
  const internal = internalOf(a)
  if (internal.length) run['internal'] = internal
  return run as unknown as Run
}

function append (runs: Run[], run: Run): void {
  const last = runs.at(-1)
  if (last && JSON.stringify({ ...last, text: '' }) === JSON.stringify({ ...run, text: '' })) {
    runs[runs.length - 1] = { ...last, text: last.text + run.text }
  } else runs.push(run)
}

/** Returns the internal marks among attributes, in a stable order. What is not known is one of them. */
function internalOf (attributes: Attributes): InternalMark[] {
  return Object.entries(attributes)
    .filter(([key, value]) => value != null && !isKnown(key))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => ({
      id: key.startsWith('internal:') ? key.slice(9) : `unknown:${key}`,
      ...(key.startsWith('internal:') && typeof value === 'string' ? { wording: value } : value === true ? {} : { value })
    }))
}

/** Returns the attribute that a mark is on the wire. */
export const internalAttribute = ({ id, wording, value }: InternalMark): [string, unknown] =>
  [id.startsWith('unknown:') ? id.slice(8) : `internal:${id}`, wording ?? value ?? true]

/** Returns the attributes that a line's own "\n" carries to say what the line is. */
export function lineAttributes (kind: LineKind, depth: number): Attributes {
  const nested = depth ? { depth } : {}
  switch (kind) {
    case 'bullet': case 'ordered': return { list: kind, ...nested }
    case 'quote': return { quote: true, ...nested }
    case 'code': return { code: true }
    case 'heading': return { heading: depth + 1 }
    case 'paragraph': return {}
  }
}

const isObject = (value: unknown): value is Attributes => typeof value === 'object' && value !== null

/** What Python calls true, so that both readers say the same of values nobody writes. */
function truthy (value: unknown): boolean {
  if (isObject(value)) return Object.keys(value).length > 0
  return Boolean(value) || Number.isNaN(value)
}

function whole (value: unknown, least: number, most: number): number {
  if (typeof value !== 'number' && typeof value !== 'bigint') return least
  const number = Number(value)
  return Number.isNaN(number) ? least : Math.trunc(Math.max(least, Math.min(most, number)))
}

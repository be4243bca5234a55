// Reading the shared document by the template: which rows are there, what is decided, what is still empty. Pure.
import * as Y from 'yjs'
import type { ItemField, ProseField, SectionField, TableField, Template } from './bootstrap'

export type RowMap = Y.Map<unknown>
export type Decision = 'customer' | 'internal' | 'undecided'
export interface Entry { id: string; row: RowMap }

const LAST = '9999'
const MOST_WORDS = 80

export function text(row: RowMap, key: string): string {
  const value = row.get(key)
  return typeof value === 'string' ? value : ''
}

export function prose(row: RowMap, key: string): Y.Text | null {
  const value = row.get(key)
  return value instanceof Y.Text ? value : null
}

/** The rows that are shown, in the order in which they are read. */
export function entries(rows: Y.Map<unknown>, table: TableField): Entry[] {
  const all = [...rows.entries()].flatMap(([id, row]) => row instanceof Y.Map ? [{ id, row: row as RowMap }] : [])
  const fixed = table.fixed_rows.map(row => row.id)
  const shown = all.filter(entry => !text(entry.row, 'deleted'))
  const inTemplate = fixed.flatMap(id => shown.filter(entry => entry.id === id))
  const added = shown.filter(entry => !fixed.includes(entry.id))
  return [...inTemplate, ...added.sort((a, b) => compare(sortKey(a, table), sortKey(b, table)))]
}

export function deletedEntries(rows: Y.Map<unknown>): Entry[] {
  return [...rows.entries()].flatMap(([id, row]) => row instanceof Y.Map && text(row, 'deleted') ? [{ id, row: row as RowMap }] : [])
}

/** The first words of a row, by which people know it again. */
export function rowWords({ row }: Entry): string {
  const proses = [...row.values()].flatMap(value => value instanceof Y.Text ? [value.toString().trim()] : [])
  const words = [text(row, 'at').slice(11, 16), proses.find(Boolean) ?? text(row, 'metric')].filter(Boolean).join(' ')
  return words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS)}…` : words || 'An empty row'
}

function sortKey({ id, row }: Entry, table: TableField): string[] {
  const order = text(row, 'order')
  return table.order === 'time' ? [text(row, 'at') || text(row, 'near') || LAST, order, id] : [order ? '0' : '1', order, id]
}

function compare(a: string[], b: string[]): number {
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? '', y = b[i] ?? ''
    if (x !== y) return x < y ? -1 : 1
  }
  return 0
}

/** An order that puts a row behind all others. */
export function orderBehind(rows: Y.Map<unknown>): string {
  const last = Math.max(0, ...[...rows.values()].map(row => row instanceof Y.Map ? parseInt(text(row as RowMap, 'order'), 10) || 0 : 0))
  return String(last + 1).padStart(4, '0')
}

export function sectionDecision(doc: Y.Doc, section: SectionField): Decision {
  if (section.visibility === 'never') return 'internal'
  return decision(doc.getMap('visibility').get(section.id))
}

export function itemDecision(doc: Y.Doc, item: { id: string; visibility?: string }): Decision {
  if (item.visibility === 'never') return 'internal'
  return decision(doc.getMap('visibility').get(item.id) ?? item.visibility ?? 'customer')
}

export function rowDecision(table: TableField, { id, row }: Entry): Decision {
  const fixed = table.fixed_rows.find(candidate => candidate.id === id)
  if (fixed?.visibility === 'never') return 'internal'
  return decision(row.get('visibility') ?? (fixed ? fixed.visibility ?? 'customer' : undefined))
}

/** Whether customers read a row: its section and the row itself are for them. */
export function isForCustomers(doc: Y.Doc, section: SectionField, table: TableField, entry: Entry): boolean {
  return sectionDecision(doc, section) === 'customer' && rowDecision(table, entry) === 'customer'
}

function decision(value: unknown): Decision {
  if (value === undefined) return 'undecided'
  return value === 'customer' ? 'customer' : value === 'undecided' ? 'undecided' : 'internal'
}

/** What customers read of a section, in one word. */
export function audienceWord(doc: Y.Doc, section: SectionField): 'Public' | 'Mixed' | 'Internal' | 'Undecided' {
  const decided = sectionDecision(doc, section)
  if (decided === 'internal') return 'Internal'
  if (decided === 'undecided') return 'Undecided'
  const parts = section.items.flatMap(item =>
    item.type === 'prose' ? [itemDecision(doc, item)] : entries(doc.getMap(item.id), item).map(entry => rowDecision(item, entry)))
  return parts.every(part => part === 'customer') ? 'Public' : 'Mixed'
}

export interface Progress { written: number; of: number }

/** How much of a section is written: each field that is not optional, each fixed row, and one row of a growing table. */
export function progress(doc: Y.Doc, section: SectionField): Progress {
  const parts = section.items.flatMap(item => parts_(doc, item))
  return { written: parts.filter(Boolean).length, of: parts.length }
}

function parts_(doc: Y.Doc, item: ItemField): boolean[] {
  if (item.type === 'prose') return item.optional ? [] : [isWritten(doc.getText(item.id)) || isDerived(doc, item)]
  const rows = doc.getMap(item.id)
  if (!item.fixed_rows.length) return [entries(rows, item).length > 0]
  return item.fixed_rows.map(({ id }) => {
    const row = rows.get(id)
    return row instanceof Y.Map && item.columns.some(column => column.kind === 'prose' ? isWritten(prose(row as RowMap, column.id)) : column.kind === 'check' && text(row as RowMap, column.id) !== '')
  })
}

export function isWritten(value: Y.Text | null): boolean {
  return !!value && value.toString().trim() !== ''
}

function isDerived(doc: Y.Doc, item: ProseField): boolean {
  return item.derived === 'duration' && duration(doc) !== ''
}

/** The time from the first *started* to the last *resolved* row, in words; empty while one of them is missing. */
export function duration(doc: Y.Doc): string {
  const times = (milestone: string): number[] =>
    [...doc.getMap('timeline').values()].flatMap(row => {
      if (!(row instanceof Y.Map) || text(row as RowMap, 'deleted') || text(row as RowMap, 'milestone') !== milestone) return []
      const at = Date.parse(text(row as RowMap, 'at'))
      return Number.isNaN(at) || ['day', 'month', 'unknown'].includes(text(row as RowMap, 'precision')) ? [] : [at]
    })
  const started = times('started'), resolved = times('resolved')
  if (!started.length || !resolved.length) return ''
  const minutes = Math.floor((Math.max(...resolved) - Math.min(...started)) / 60000)
  if (minutes < 0) return ''
  const days = Math.floor(minutes / 1440), hours = Math.floor(minutes / 60) % 24
  const parts: [number, string][] = [[days, 'd'], [hours, 'h'], [days ? 0 : minutes % 60, 'min']]
  return parts.filter(([count]) => count).map(([count, unit]) => `${count} ${unit}`).join(' ') || 'less than a minute'
}

export interface Gap { sentence: string; target: string }

/** What is missing before a review: sentences, each with the place to go to. */
export function gaps(doc: Y.Doc, template: Template): Gap[] {
  const found: Gap[] = []
  for (const section of template.sections) {
    for (const item of section.items) {
      if (item.type === 'prose' && !item.optional && section.visibility !== 'never' && !isWritten(doc.getText(item.id)) && !isDerived(doc, item)) {
        found.push({ sentence: `“${item.label}” is empty`, target: item.id })
      }
      if (item.type === 'table') found.push(...tableGaps(doc, item))
    }
  }
  const undecided = template.sections.filter(section => sectionDecision(doc, section) === 'undecided')
  if (undecided.length) {
    const sentence = undecided.length === 1 ? `For ${undecided[0]?.short} nobody decided who reads it` : `For ${undecided.length} sections nobody decided who reads them`
    found.push({ sentence, target: `section-${undecided[0]?.id}` })
  }
  return found
}

function tableGaps(doc: Y.Doc, table: TableField): Gap[] {
  const list = entries(doc.getMap(table.id), table)
  if (!table.fixed_rows.length && !list.length) return [{ sentence: `${table.label} has no ${table.row_noun ?? 'row'} yet`, target: table.id }]
  return table.columns.flatMap(column => {
    if (column.kind !== 'person' && column.kind !== 'date') return []
    const without = list.filter(({ row }) => !text(row, column.id)).length
    const noun = `${table.row_noun ?? 'row'}${without === 1 ? '' : 's'}`
    return without ? [{ sentence: `${without} ${noun} without ${column.label.toLowerCase()}`, target: table.id }] : []
  })
}

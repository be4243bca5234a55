// The timeline: rows sorted by time whatever happens, typed as plain 24-hour text, pasted as lines.
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { SectionField, TableField } from '../bootstrap'
import { useEditor } from '../context'
import { entries, text, type Entry } from '../content'
import { lazy } from '../lazy'
import { useMap, useRows } from '../observe'
import { REFOCUS } from '../prose'
import { addRow } from '../rows'
import { AddBar, Deleted } from '../table'
import { EventRow } from './row'
import { clock, dayWords, parseLines, type Line } from './time'

const PasteDialog = lazy(async () => (await import('./paste')).PasteDialog)

export function Timeline({ table, section }: { table: TableField; section: SectionField }) {
  const { session } = useEditor()
  const rows = session.doc.getMap<unknown>(table.id), header = session.doc.getMap<unknown>('header')
  useRows(rows)
  useMap(header)
  const [added, setAdded] = useState('')
  const [pasted, setPasted] = useState<Line[] | null>(null)
  const list = entries(rows, table)
  const day = lastDay(list) || String(header.get('date') ?? '') || new Date().toISOString().slice(0, 10)

  const kept = useFocusKept(list.map(entry => entry.id).join())

  const add = (): void => setAdded(addRow(session, table))
  const take = (lines: Line[]): void => {
    lines.forEach(({ time, typed, event }, position) => addRow(session, table, {
      at: typed?.at ?? '', precision: typed?.precision ?? 'unknown', approx: typed?.approx ? 'yes' : '', tz: typed?.tz ?? '', tz_source: typed?.tz ? 'row' : 'assumed',
      original_text: `${time} ${event}`.trim(), order: String(position).padStart(4, '0')
    }, { event }))
    setPasted(null)
  }
  const onPaste = (event: ClipboardEvent): void => {
    const lines = parseLines(event.clipboardData?.getData('text/plain') ?? '', day)
    if (!session.mayWrite || lines.filter(line => line.typed).length < 2) return
    event.preventDefault()
    event.stopPropagation()
    setPasted(lines)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && session.mayWrite) { event.preventDefault(); event.stopPropagation(); add() }
  }

  return (
    <div class="table-place" id={table.id} onKeyDownCapture={onKey} onPasteCapture={onPaste} {...kept}>
      <table class="grid timeline">
        <caption class="sr">{table.label}, sorted by time, all times UTC</caption>
        <thead><tr>
          {table.columns.map(column => <th key={column.id} scope="col">{column.label}</th>)}
          <th scope="col">Milestone</th><th scope="col">Audience</th><th><span class="sr">Delete</span></th>
        </tr></thead>
        <tbody ref={moveRows}>{list.map((entry, position) => (
          <EventRow key={entry.id} entry={entry} before={list[position - 1]} table={table} section={section} day={dayBefore(list, position) || day} isNew={entry.id === added} newDay={newDay(list, position)} />
        ))}</tbody>
      </table>
      {list.length === 0 && <p class="empty">Nothing yet. Add an event, or paste lines such as “14:03 alert fired” here.</p>}
      <PasteArea onText={words => setPasted(parseLines(words, day))} />
      <AddBar noun={table.row_noun ?? 'event'} add={add} />
      <Deleted rows={rows} />
      {pasted && <PasteDialog lines={pasted} day={dayWords(day)} words={timeWords} take={take} close={() => setPasted(null)} />}
    </div>
  )
}

/** Lets the browser move rows of a table without taking them out in between, where it knows how: focus and caret stay. */
function moveRows(body: HTMLElement | null): void {
  if (!body || !('moveBefore' in body)) return
  body.insertBefore = <Kind extends Node>(row: Kind, before: Node | null): Kind => {
    if (row.parentNode !== body) return Node.prototype.insertBefore.call(body, row, before) as Kind
    ;(body as unknown as { moveBefore: (row: Node, before: Node | null) => void }).moveBefore(row, before)
    return row
  }
}

/** Gives focus and caret back to a field when `order` changed: the browser drops them when a row is put elsewhere. */
function useFocusKept(order: string): { onFocusIn: (event: FocusEvent) => void; onFocusOut: (event: FocusEvent) => void } {
  const focused = useRef<HTMLElement | null>(null)
  useLayoutEffect(() => {
    const field = focused.current
    if (!field?.isConnected || ![document.body, field].includes(document.activeElement as HTMLElement)) return
    if (field.dispatchEvent(new CustomEvent(REFOCUS, { cancelable: true }))) field.focus()
  }, [order])
  return {
    onFocusIn: event => { focused.current = event.target as HTMLElement },
    onFocusOut: event => {
      const left = event.target
      setTimeout(() => { if (focused.current === left && document.activeElement !== left) focused.current = null })
    }
  }
}

/** Where one pastes lines without having a row first; it empties itself into the preview. */
function PasteArea({ onText }: { onText: (words: string) => void }) {
  const { session } = useEditor()
  if (!session.mayWrite) return null
  return (
    <input class="paste-lines" type="text" aria-label="Paste lines of a timeline" placeholder="Paste lines here: 14:03 alert fired"
      onPaste={event => { event.preventDefault(); event.stopPropagation(); onText(event.clipboardData?.getData('text/plain') ?? '') }}
      onKeyDown={event => {
        if (event.key !== 'Enter' || event.ctrlKey || !event.currentTarget.value.trim()) return
        event.preventDefault()
        onText(event.currentTarget.value)
        event.currentTarget.value = ''
      }} />
  )
}

/** The time of a pasted line as the preview shows it. */
function timeWords({ typed }: Line): string {
  return typed ? clock(typed.at, typed.precision) || dayWords(typed.at) : 'no time'
}

function lastDay(list: Entry[]): string {
  return dayBefore(list, list.length)
}

/** The day of the nearest row above that has one. */
function dayBefore(list: Entry[], position: number): string {
  for (let i = position - 1; i >= 0; i--) {
    const entry = list[i]
    if (entry && text(entry.row, 'at')) return text(entry.row, 'at').slice(0, 10)
  }
  return ''
}

/** The day in words where it differs from the row above; for the first row always. */
function newDay(list: Entry[], position: number): string {
  const at = list[position] ? text(list[position].row, 'at') : ''
  return at && at.slice(0, 10) !== dayBefore(list, position) ? dayWords(at.slice(0, 10)) : ''
}

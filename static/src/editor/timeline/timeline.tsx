// The timeline: rows sorted by time whatever happens, typed as plain 24-hour text, pasted as lines.
import { useState } from 'preact/hooks'
import type { SectionField, TableField } from '../bootstrap'
import { useEditor } from '../context'
import { entries, text, type Entry } from '../content'
import { lazy } from '../lazy'
import { useMap, useRows } from '../observe'
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
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && session.mayWrite) { event.preventDefault(); add() }
  }

  return (
    <div class="table-place" id={table.id} onKeyDown={onKey} onPasteCapture={onPaste}>
      <table class="grid timeline">
        <caption class="sr">{table.label}, sorted by time, all times UTC</caption>
        <thead><tr>
          {table.columns.map(column => <th key={column.id} scope="col">{column.label}</th>)}
          <th scope="col">Milestone</th><th scope="col">Audience</th><th><span class="sr">Delete</span></th>
        </tr></thead>
        <tbody>{list.map((entry, position) => (
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

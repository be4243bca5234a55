// One event of the timeline. The time is text that means a moment; what it could not mean is kept and said.
import { useState } from 'preact/hooks'
import { RowAudience } from '../audience'
import type { SectionField, TableField } from '../bootstrap'
import { useEditor } from '../context'
import { isForCustomers, prose, text, type Entry } from '../content'
import { TextInput } from '../inputs'
import { Cell } from '../prose'
import { DeleteButton } from '../table'
import { clock, delta, parseTime } from './time'

interface Props {
  entry: Entry
  before: Entry | undefined
  table: TableField
  section: SectionField
  day: string
  newDay: string
  isNew: boolean
}

export function EventRow({ entry, before, table, section, day, newDay, isNew }: Props) {
  const { session, bootstrap } = useEditor()
  const { row } = entry
  const at = text(row, 'at')
  const set = (values: Record<string, string>): void => session.edit(() => Object.entries(values).forEach(([key, value]) => row.set(key, value)))
  const event = prose(row, 'event')
  const label = `Event at ${shown(entry) || 'unknown time'}`
  return (
    <tr class={isForCustomers(session.doc, section, table, entry) ? 'p' : 'i'} data-row={entry.id}>
      <td class="kind-moment" data-label="Time (UTC)">
        {newDay && <span class="day">{newDay}</span>}
        <TimeInput entry={entry} day={day} set={set} isNew={isNew} />
        <span class="delta">{before && at ? delta(text(before.row, 'at'), at) : ''}</span>
        <TimeRemarks entry={entry} />
      </td>
      <td class="kind-prose" data-label="Event">{event && <Cell text={event} name={`${entry.id}.event`} label={label} placeholder="What happened?" />}</td>
      <td class="kind-text" data-label="Source"><TextInput value={text(row, 'source')} set={source => set({ source })} label={`Source of ${label.toLowerCase()}`} placeholder="—" /></td>
      <td class="kind-choice" data-label="Milestone">
        <select class="milestone" aria-label={`Milestone of ${label.toLowerCase()}`} value={text(row, 'milestone')} disabled={!session.mayWrite} onChange={change => set({ milestone: change.currentTarget.value })}>
          <option value="">—</option>
          {bootstrap.template.milestones.map(milestone => <option key={milestone.id} value={milestone.id}>{milestone.label}</option>)}
        </select>
      </td>
      <td class="audience"><RowAudience table={table} section={section} entry={entry} label={label} /></td>
      <td class="delete"><DeleteButton entry={entry} noun={table.row_noun ?? 'event'} /></td>
    </tr>
  )
}

function TimeInput({ entry, day, set, isNew }: { entry: Entry; day: string; set: (values: Record<string, string>) => void; isNew: boolean }) {
  const { session } = useEditor()
  const [wrong, setWrong] = useState('')
  const value = wrong || shown(entry)
  const commit = (input: HTMLInputElement): void => {
    const typed = input.value.trim()
    if (typed === value) return
    const own = text(entry.row, 'at').slice(0, 10) || day
    const time = typed ? parseTime(typed, own) : null
    setWrong(typed && !time ? typed : '')
    if (!typed) set({ at: '', precision: 'unknown', near: text(entry.row, 'at') })
    else if (time) set({ at: time.at, precision: time.precision, approx: time.approx ? 'yes' : '', tz: time.tz, tz_source: time.tz ? 'row' : '', inferred: '' })
  }
  return (
    <>
      <input class="time" type="text" value={value} readOnly={!session.mayWrite} placeholder="--:--" aria-label="Time (UTC)" aria-invalid={!!wrong} maxLength={40}
        ref={element => { if (isNew && element && !element.dataset['seen']) { element.dataset['seen'] = 'yes'; element.focus() } }}
        onBlur={event => commit(event.currentTarget)}
        onKeyDown={event => {
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
            event.preventDefault()
            commit(event.currentTarget)
            event.currentTarget.closest('tr')?.querySelector<HTMLElement>('td.kind-prose [role=textbox]')?.focus()
          }
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(event)
          if (event.key === 'Escape') { setWrong(''); event.currentTarget.value = shown(entry); event.currentTarget.blur() }
        }} />
      {wrong && <span class="wrong" role="alert">Not a time. Type 14:03, or 2026-11-20 14:03.</span>}
    </>
  )
}

/** Arrow keys in the time column go to the row above or below. */
function move(event: KeyboardEvent): void {
  const row = (event.currentTarget as HTMLElement).closest('tr')
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling
  const input = next?.querySelector<HTMLInputElement>('input.time')
  if (input) { event.preventDefault(); input.focus(); input.select() }
}

/** What is not certain about a time, in words, with what the source said. */
function TimeRemarks({ entry }: { entry: Entry }) {
  const { row } = entry
  const remarks = [
    ...(text(row, 'inferred').split(',').filter(Boolean).map(what => `${what} assumed`)),
    ...(text(row, 'end_at') ? [`until ${clock(text(row, 'end_at'), text(row, 'precision'))}`] : []),
    ...(text(row, 'tz') ? [`from ${text(row, 'tz')}`] : [])
  ]
  return remarks.length ? <span class="remarks" title={text(row, 'original_text')}>{remarks.join(', ')}</span> : null
}

/** The time as it stands in the field. */
function shown({ row }: Entry): string {
  const at = text(row, 'at'), precision = text(row, 'precision')
  if (!at) return ''
  const time = precision === 'day' ? at.slice(0, 10) : precision === 'month' ? at.slice(0, 7) : clock(at, precision)
  return text(row, 'approx') ? `~${time}` : time
}

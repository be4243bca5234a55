// A checklist: done, not done, or not applicable, with who, when, a link or the reason.
import type { TableField } from './bootstrap'
import { useEditor } from './context'
import { entries, text, type Entry } from './content'
import { TextInput } from './inputs'
import { useRows } from './observe'

const STATES = [['', 'Not yet'], ['yes', 'Done'], ['na', 'Not applicable']] as const

export function Checklist({ table }: { table: TableField }) {
  const { session } = useEditor()
  const rows = session.doc.getMap<unknown>(table.id)
  useRows(rows)
  return <ul class="checklist" id={table.id}>{entries(rows, table).map(entry => <Check key={entry.id} entry={entry} table={table} />)}</ul>
}

function Check({ entry, table }: { entry: Entry; table: TableField }) {
  const { session } = useEditor()
  const texts = table.columns.filter(column => column.kind === 'text')
  const state = table.columns.find(column => column.kind === 'check')?.id ?? 'state'
  const note = texts[1]
  const label = table.fixed_rows.find(row => row.id === entry.id)?.values[texts[0]?.id ?? ''] ?? text(entry.row, texts[0]?.id ?? '')
  const set = (key: string) => (value: string): void => session.edit(() => entry.row.set(key, value))
  return (
    <li>
      <span class="what">{label}</span>
      <select aria-label={label} value={text(entry.row, state)} disabled={!session.mayWrite} onChange={event => set(state)(event.currentTarget.value)}>
        {STATES.map(([value, words]) => <option key={value} value={value}>{words}</option>)}
      </select>
      {note && <TextInput value={text(entry.row, note.id)} set={set(note.id)} label={`${label}: ${note.label}`} placeholder={note.label} />}
    </li>
  )
}

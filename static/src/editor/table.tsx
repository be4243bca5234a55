// A table of rows: impact metrics, action items, and whatever a template asks for.
import { useState } from 'preact/hooks'
import type * as Y from 'yjs'
import { RowAudience } from './audience'
import type { ColumnField, SectionField, TableField } from './bootstrap'
import { useEditor } from './context'
import { deletedEntries, entries, isForCustomers, prose, rowWords, text, type Entry } from './content'
import { PersonInput, TextInput } from './inputs'
import { useRows } from './observe'
import { Cell } from './prose'
import { addRow, deleteRow, restoreRow } from './rows'

export function TableView({ table, section }: { table: TableField; section: SectionField }) {
  const { session } = useEditor()
  const rows = session.doc.getMap<unknown>(table.id)
  useRows(rows)
  const [added, setAdded] = useState('')
  const list = entries(rows, table)
  const add = (): void => setAdded(addRow(session, table))
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && table.adds_rows && session.mayWrite) { event.preventDefault(); event.stopPropagation(); add() }
  }
  return (
    <div class="table-place" id={table.id} onKeyDownCapture={onKey}>
      <table class={`grid ${table.id}`}>
        <caption class="sr">{table.label}</caption>
        <thead><tr>
          {table.columns.map(column => <th key={column.id} scope="col">{column.label}</th>)}
          <th scope="col">Audience</th>
          {table.adds_rows && <th><span class="sr">Delete</span></th>}
        </tr></thead>
        <tbody>{list.map(entry => <RowView key={entry.id} entry={entry} table={table} section={section} isNew={entry.id === added} />)}</tbody>
      </table>
      {list.length === 0 && <p class="empty">No {table.row_noun ?? 'row'} yet.</p>}
      {table.adds_rows && <AddBar noun={table.row_noun ?? 'row'} add={add} />}
      {table.adds_rows && <Deleted rows={rows} />}
    </div>
  )
}

function RowView({ entry, table, section, isNew }: { entry: Entry; table: TableField; section: SectionField; isNew: boolean }) {
  const { session } = useEditor()
  const fixed = table.fixed_rows.find(row => row.id === entry.id)
  const label = fixed?.values[table.columns[0]?.id ?? ''] ?? `${table.row_noun ?? 'row'}`
  const first = table.columns.find(column => column.kind === 'prose')?.id
  return (
    <tr class={isForCustomers(session.doc, section, table, entry) ? 'p' : 'i'}>
      {table.columns.map(column => (
        <td key={column.id} class={`kind-${column.kind}`} data-label={column.label}>
          {fixed && column.id in fixed.values ? <b>{fixed.values[column.id]}</b> : <CellOf entry={entry} column={column} label={fixed ? label : `${column.label} of this ${label}`} isNew={isNew && column.id === first} />}
        </td>
      ))}
      <td class="audience"><RowAudience table={table} section={section} entry={entry} label={label} /></td>
      {table.adds_rows && <td class="delete">{!fixed && <DeleteButton entry={entry} noun={table.row_noun ?? 'row'} />}</td>}
    </tr>
  )
}

function CellOf({ entry, column, label, isNew }: { entry: Entry; column: ColumnField; label: string; isNew: boolean }) {
  const { session } = useEditor()
  const value = text(entry.row, column.id)
  const set = (next: string): void => session.edit(() => entry.row.set(column.id, next))
  const rich = prose(entry.row, column.id)
  if (column.kind === 'prose') return rich ? <Cell text={rich} name={`${entry.id}.${column.id}`} label={label} placeholder="Not known yet" focus={isNew} /> : null
  if (column.kind === 'choice') {
    return (
      <select aria-label={label} value={value} disabled={!session.mayWrite} onChange={event => set(event.currentTarget.value)}>
        <option value="">—</option>
        {value && !column.choices?.some(choice => choice.id === value) && <option value={value}>{value}</option>}
        {column.choices?.map(choice => <option key={choice.id} value={choice.id} title={choice.hint}>{choice.label}</option>)}
      </select>
    )
  }
  if (column.kind === 'person') return <PersonInput value={value} set={set} label={label} className={value ? '' : 'gap'} />
  if (column.kind === 'date') return <input type="date" aria-label={label} class={value ? '' : 'gap'} value={value} disabled={!session.mayWrite} onChange={event => set(event.currentTarget.value)} />
  return <TextInput value={value} set={set} label={label} />
}

export function DeleteButton({ entry, noun }: { entry: Entry; noun: string }) {
  const { session, toast } = useEditor()
  if (!session.mayWrite) return null
  return <button class="delete-row" aria-label={`Delete this ${noun}`} title={`Delete this ${noun}`} onClick={() => toast({ text: `The ${noun} is deleted.`, undo: deleteRow(session, entry.row) })}>×</button>
}

export function AddBar({ noun, add }: { noun: string; add: () => void }) {
  const { session } = useEditor()
  if (!session.mayWrite) return null
  return (
    <div class="add">
      <button onClick={add}>+ Add {noun}</button>
      <span class="hide-narrow"><kbd>Ctrl</kbd> <kbd>Enter</kbd></span>
    </div>
  )
}

/** The rows that were deleted: each with its first words, and the way back. */
export function Deleted({ rows }: { rows: Y.Map<unknown> }) {
  const { session } = useEditor()
  const deleted = deletedEntries(rows)
  if (!session.mayWrite || !deleted.length) return null
  return (
    <details class="deleted">
      <summary>Show deleted rows ({deleted.length})</summary>
      <ul>{deleted.map(entry => {
        const words = rowWords(entry)
        return <li key={entry.id}><span>{words}</span> <button aria-label={`Restore: ${words}`} onClick={() => restoreRow(session, entry.row)}>Restore</button></li>
      })}</ul>
    </details>
  )
}

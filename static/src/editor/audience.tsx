// Who reads a section, a field or a row: always in words, and decided with one key or click.
import { useRef } from 'preact/hooks'
import type * as Y from 'yjs'
import type { ProseField, SectionField, TableField } from './bootstrap'
import { useEditor } from './context'
import { entries, itemDecision, rowDecision, sectionDecision, type Decision, type Entry } from './content'

const SECTION_WORDS: Record<Decision, string> = {
  customer: 'Customers can read this',
  internal: 'Internal only',
  undecided: 'Undecided: customers do not see this'
}

export function SectionAudience({ section }: { section: SectionField }) {
  const { session } = useEditor()
  const menu = useRef<HTMLDivElement>(null)
  const decided = sectionDecision(session.doc, section)
  const tables = section.items.filter((item): item is TableField => item.type === 'table')
  if (section.visibility === 'never') return <span class="tag i">Always internal</span>
  const words = decided === 'customer' && tables.length ? 'Row by row' : SECTION_WORDS[decided]
  if (!session.mayWrite) return <span class={`tag ${decided === 'customer' ? 'p' : 'i'}`}>{words}</span>

  const decide = (value: Decision, rows?: Decision) => () => {
    menu.current?.hidePopover()
    session.edit(() => {
      session.doc.getMap('visibility').set(section.id, value)
      if (rows) tables.forEach(table => decideRows(session.doc, table, rows))
    })
  }
  const id = `audience-${section.id}`
  return (
    <>
      <button class={`tag ${decided === 'customer' ? 'p' : 'i'}`} popovertarget={id} aria-label={`${section.title}: ${words}. Change who reads it`}>{words} ▾</button>
      <div class="menu" id={id} popover="auto" ref={menu} aria-label={`Who reads ${section.title}`}>
        <button class="menu-item" aria-pressed={decided === 'internal'} onClick={decide('internal')}>Internal only<span>Nothing of it reaches customers</span></button>
        <button class="menu-item" aria-pressed={decided === 'customer'} onClick={decide('customer')}>{tables.length ? 'Customers, row by row' : 'Customers can read this'}<span>{tables.length ? 'Each row is decided on its own' : 'Apart from spans marked internal'}</span></button>
        {tables.length > 0 && <button class="menu-item" onClick={decide('customer', 'customer')}>Customers, all rows<span>Shows every row there is now, apart from those always held back</span></button>}
        {tables.length > 0 && <button class="menu-item" onClick={decide('customer', 'internal')}>Hold every row back<span>Then show them one by one</span></button>}
      </div>
    </>
  )
}

function decideRows(doc: Y.Doc, table: TableField, decided: Decision): void {
  for (const { id, row } of entries(doc.getMap(table.id), table)) {
    const isHeld = table.fixed_rows.find(fixed => fixed.id === id)?.visibility === 'internal' && decided === 'customer'
    if (!isHeld) row.set('visibility', decided)
  }
}

/** A field's own decision, only where its section is for customers. */
export function FieldAudience({ field, section }: { field: ProseField; section: SectionField }) {
  const { session } = useEditor()
  if (sectionDecision(session.doc, section) !== 'customer') return null
  const isHeld = itemDecision(session.doc, field) !== 'customer'
  if (!session.mayWrite) return isHeld ? <span class="tag i">Held back</span> : null
  const toggle = (): void => session.edit(() => session.doc.getMap('visibility').set(field.id, isHeld ? 'customer' : 'internal'))
  return <button class={`tag ${isHeld ? 'i' : 'p quiet-until-hover'}`} aria-pressed={isHeld} aria-label={`Hold back ${field.label}`} onClick={toggle}>{isHeld ? 'Held back' : 'Hold back'}</button>
}

/** A row's own decision. It counts only where its section is for customers, and the words say so. */
export function RowAudience({ table, section, entry, label }: { table: TableField; section: SectionField; entry: Entry; label: string }) {
  const { session } = useEditor()
  const decided = rowDecision(table, entry)
  const isOpen = sectionDecision(session.doc, section) === 'customer'
  const words = decided === 'customer' ? (isOpen ? 'Customers' : 'With section') : decided === 'internal' ? 'Internal' : 'Undecided'
  const look = `tag ${decided === 'customer' && isOpen ? 'p' : 'i'}`
  if (!session.mayWrite) return <span class={look}>{words}</span>
  const toggle = (): void => session.edit(() => entry.row.set('visibility', decided === 'customer' ? 'internal' : 'customer'))
  return <button class={look} aria-label={`${label}: ${words}. Change who reads it`} onClick={toggle}>{words}</button>
}

// One section of the template: its heading, who reads it, and its items.
import { useState } from 'preact/hooks'
import { FieldAudience, SectionAudience } from './audience'
import type { ItemField, ProseField, SectionField } from './bootstrap'
import { Checklist } from './checklist'
import { useEditor } from './context'
import { duration, isWritten } from './content'
import { useDocument } from './observe'
import { Prose } from './prose'
import { TableView } from './table'
import { Timeline } from './timeline/timeline'

export function SectionView({ section }: { section: SectionField }) {
  const { session } = useEditor()
  useDocument(session.doc)
  const [opened, open] = useState<string[]>([])
  const isShown = (item: ItemField): boolean => item.type === 'table' || !item.optional || opened.includes(item.id) || isWritten(session.doc.getText(item.id))
  const hidden = section.items.filter((item): item is ProseField => !isShown(item) && item.type === 'prose')
  return (
    <section id={`section-${section.id}`} tabIndex={-1} aria-labelledby={`heading-${section.id}`} class="section">
      <div class="section-head">
        <h2 id={`heading-${section.id}`}><span class="n">{section.number}</span> {section.title}</h2>
        <SectionAudience section={section} />
      </div>
      <div class="card">{section.items.filter(isShown).map(item => <Item key={item.id} item={item} section={section} isOpened={opened.includes(item.id)} />)}</div>
      {session.mayWrite && hidden.map(item => <button key={item.id} class="add-note" onClick={() => open([...opened, item.id])}>+ Add {item.label.toLowerCase()}</button>)}
    </section>
  )
}

function Item({ item, section, isOpened }: { item: ItemField; section: SectionField; isOpened: boolean }) {
  if (item.type === 'prose') return <Field field={item} section={section} isOpened={isOpened} />
  if (item.layout === 'checklist') return <Checklist table={item} />
  return item.order === 'time' ? <Timeline table={item} section={section} /> : <TableView table={item} section={section} />
}

function Field({ field, section, isOpened }: { field: ProseField; section: SectionField; isOpened: boolean }) {
  const { session } = useEditor()
  const text = session.doc.getText(field.id)
  const placeholder = field.derived === 'duration' ? duration(session.doc) || field.hint || '' : field.hint ?? ''
  return (
    <div class={`field ${field.heading ? 'with-heading' : ''}`}>
      <div class="label">
        {field.heading ? <h3>{field.label}</h3> : <span>{field.label}</span>}
        <FieldAudience field={field} section={section} />
        {field.soft_limit ? <Count length={text.toString().trim().length} limit={field.soft_limit} /> : null}
      </div>
      <Prose key={field.derived ? placeholder : ''} text={text} name={field.id} label={field.label} placeholder={placeholder} startsAs={field.starts_as ?? 'paragraph'} focus={isOpened} />
    </div>
  )
}

/** How long a text is, once that begins to matter. */
function Count({ length, limit }: { length: number; limit: number }) {
  if (length < limit * 0.7) return null
  return <span class={`count ${length > limit ? 'over' : ''}`}>{length} of {limit} characters</span>
}

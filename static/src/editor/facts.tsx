// The header of the postmortem: short facts, each with the control that fits it.
import type { HeaderField } from './bootstrap'
import { useEditor } from './context'
import { duration } from './content'
import { PersonInput, TextInput } from './inputs'
import { useDocument, useMap } from './observe'

export function Facts() {
  const { session, bootstrap } = useEditor()
  const header = session.doc.getMap<unknown>('header')
  useMap(header)
  const set = (id: string) => (value: string): void => { session.edit(() => header.set(id, value)) }
  return (
    <>
      <dl class="facts-grid">
        {bootstrap.template.header.map(field => (
          <div key={field.id}>
            <dt><label for={`fact-${field.id}`}>{field.label}</label></dt>
            <dd>{field.kind === 'derived' ? <output id={`fact-${field.id}`}>{bootstrap.status}</output> : <Fact field={field} value={String(header.get(field.id) ?? '')} set={set(field.id)} />}</dd>
          </div>
        ))}
        <Duration />
      </dl>
      <datalist id="people">{bootstrap.people.map(person => <option key={person.name} value={person.name} />)}</datalist>
    </>
  )
}

function Duration() {
  const { session } = useEditor()
  useDocument(session.doc)
  return <div><dt><label for="fact-duration">Duration</label></dt><dd><output id="fact-duration" title="From the first started to the last resolved row of the timeline">{duration(session.doc) || '—'}</output></dd></div>
}

function Fact({ field, value, set }: { field: HeaderField; value: string; set: (value: string) => void }) {
  const { session } = useEditor()
  const id = `fact-${field.id}`, isReadOnly = !session.mayWrite
  if (field.kind === 'choice') {
    const chosen = field.choices?.find(choice => choice.id === value)
    return (
      <select id={id} value={value} disabled={isReadOnly} title={chosen?.hint ?? ''} onChange={event => set(event.currentTarget.value)}>
        <option value="">—</option>
        {value && !chosen && <option value={value}>{value}</option>}
        {field.choices?.map(choice => <option key={choice.id} value={choice.id} title={choice.hint}>{choice.label}</option>)}
      </select>
    )
  }
  if (field.kind === 'person') return <PersonInput id={id} value={value} set={set} />
  if (field.kind === 'date' && /^(\d{4}-\d{2}-\d{2})?$/.test(value)) {
    return <input id={id} type="date" value={value} disabled={isReadOnly} onChange={event => set(event.currentTarget.value)} />
  }
  if (field.kind === 'moment' && /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z)?$/.test(value)) {
    return <input id={id} type="datetime-local" aria-label={`${field.label}, UTC`} title="UTC" value={value.slice(0, 16)} disabled={isReadOnly}
      onChange={event => set(event.currentTarget.value && `${event.currentTarget.value}:00Z`)} />
  }
  return <TextInput id={id} value={value} set={set} placeholder={field.hint ?? '—'} />
}

// The bar above: where one is, whether it is saved, who is here, which view, and what to do with it.
import { useRef, useState } from 'preact/hooks'
import { useEditor } from './context'
import { lazy } from './lazy'
import { useMap, usePeople, useStatus } from './observe'

const ExportMenu = lazy(async () => (await import('./export_menu')).ExportMenu)

interface Props {
  isCustomer: boolean
  setCustomer: (isCustomer: boolean) => void
  openOutline: () => void
  isOutlineOpen: boolean
  showHelp: () => void
}

export function Bar({ isCustomer, setCustomer, openOutline, isOutlineOpen, showHelp }: Props) {
  const { session, bootstrap } = useEditor()
  const header = session.doc.getMap<unknown>('header')
  useMap(header)
  const incident = String(header.get('incident_id') ?? ''), severity = String(header.get('severity') ?? '')
  return (
    <header class="bar">
      <button class="btn only-narrow" aria-expanded={isOutlineOpen} aria-controls="outline" onClick={openOutline}>Sections</button>
      <a class="brand" href={bootstrap.urls.home}>Afterword</a>
      {incident && <span class="crumb hide-narrow">/ {incident}</span>}
      {severity && <span class="chip sev">{severity}</span>}
      <span class="chip hide-narrow">{bootstrap.status}</span>
      <span class="grow" />
      <Saved />
      <Faces />
      <div class="switch" role="group" aria-label="Read as">
        <button aria-pressed={!isCustomer} onClick={() => setCustomer(false)}>Internal</button>
        <button aria-pressed={isCustomer} onClick={() => setCustomer(true)}>Customer</button>
      </div>
      <Export />
      <a class="btn hide-narrow" href={bootstrap.urls.distribution}>Access</a>
      <button class="btn hide-narrow" onClick={showHelp} aria-label="Keys" title="Keys (Ctrl+/)">?</button>
      <a class="btn main" href={bootstrap.urls.review}>Publish…</a>
    </header>
  )
}

/** The button of the export menu, and while a file is made, what is being made. */
function Export() {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const [busy, setBusy] = useState('')
  return (
    <>
      <button class="btn" ref={button} aria-haspopup="true" aria-expanded={isOpen} disabled={!!busy} onClick={() => setOpen(!isOpen)}>
        {busy ? <><progress class="spin" aria-label={busy} /> <span class="hide-narrow">{busy}</span></> : 'Export ▾'}
      </button>
      {isOpen && <ExportMenu button={button.current} setBusy={setBusy} close={() => setOpen(false)} />}
    </>
  )
}

function Saved() {
  const { session } = useEditor()
  const status = useStatus(session)
  return <span class={`chip saved ${status.state}`} role="status"><span class="dot" aria-hidden="true" />{status.sentence}</span>
}

function Faces() {
  const people = usePeople(useEditor().session)
  if (!people.length) return null
  const words = people.map(person => person.isMe ? `${person.name} (you)` : person.name).join(', ')
  return (
    <span class="faces" role="img" aria-label={`Here now: ${words}`} title={words}>
      {people.slice(0, 5).map(person => <Face key={person.id} name={person.name} color={person.color} />)}
      {people.length > 5 && <b>+{people.length - 5}</b>}
    </span>
  )
}

function Face({ name, color }: { name: string; color: string }) {
  return <b ref={element => element?.style.setProperty('--color', color)}>{initials(name)}</b>
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  return ((words[0]?.[0] ?? '?') + (words.length > 1 ? words[words.length - 1]?.[0] ?? '' : '')).toUpperCase()
}

// A page with three fields and nothing else, for tests that drive the fields in a real browser.
import { mountProse, type ProseSelection, type ProseView } from '../../../static/src/prose/field'
import { openSession } from '../../../static/src/sync/session'

const wanted = new URLSearchParams(location.search)
const name = wanted.get('name') ?? 'Ada'
const mayWrite = !wanted.has('reader')
const session = openSession({ number: 1, socket: `/collab/1${location.search}`, user: { name, color: '#7c3aed', mayWrite } })
const main = document.querySelector('main')!

const views: Record<string, ProseView> = {}
const page = { session, views, selection: null as ProseSelection | null, mountProse }

function mount (field: string, label: string, singleLine = false): void {
  const place = document.createElement('div')
  main.append(place)
  views[field] = mountProse(place, session.doc.getText(field), {
    session, name: field, label, singleLine, placeholder: 'Nothing yet', onSelection: selection => { page.selection = selection }
  })
}

mount('title', 'Title', true)
mount('what', 'What happened')
mount('impact', 'Impact')
const status = document.querySelector('[role=status]')!
const tell = (): void => { status.textContent = session.status.value.sentence }
session.status.subscribe(tell)
tell()
Object.assign(window, { page })

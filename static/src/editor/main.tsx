// The editor page: opens the session and draws the shell around it.
import { render } from 'preact'
import { openSession } from '../sync/session'
import { App } from './app'
import { readBootstrap } from './bootstrap'

const place = document.getElementById('editor')
const bootstrap = readBootstrap()
const session = openSession(bootstrap)
addEventListener('pagehide', () => session.close())
if (place) {
  place.replaceChildren()
  render(<App session={session} bootstrap={bootstrap} />, place)
}

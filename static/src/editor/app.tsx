// The page as a whole: the bar above, the outline beside, the paper, and what floats over it.
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ProseSelection } from '../prose/field'
import type { Session } from '../sync/session'
import { Bar } from './bar'
import type { Bootstrap } from './bootstrap'
import { Bubble, isInBubble, type BubbleForm } from './bubble'
import { EditorContext, type Editor, type Toast } from './context'
import { Facts } from './facts'
import { lazy } from './lazy'
import { useStatus } from './observe'
import { Outline } from './outline'
import { SectionView } from './section'
import { Titles } from './titles'
import { Toasts } from './toasts'

const CustomerView = lazy(async () => (await import('./customer')).CustomerView)
const KeyHelp = lazy(async () => (await import('./keys')).KeyHelp)

export function App({ session, bootstrap }: { session: Session; bootstrap: Bootstrap }) {
  const [toast, setToast] = useState<Toast | null>(null)
  const [selection, select] = useSelection()
  const [form, setForm] = useState<BubbleForm>(null)
  const [isCustomer, setCustomer] = useState(false)
  const [isOutlineOpen, setOutlineOpen] = useState(false)
  const [isHelpShown, setHelpShown] = useState(false)
  const showHelp = useCallback(() => setHelpShown(true), [])
  const editor = useMemo<Editor>(() => ({
    session, bootstrap, toast: setToast, select,
    askLink: next => {
      if (next.empty && !next.link) return setToast({ text: 'Select the words of the link first.' })
      select(next)
      setForm('link')
    }
  }), [session, bootstrap])
  useJumps(bootstrap, showHelp)

  return (
    <EditorContext.Provider value={editor}>
      <Bar isCustomer={isCustomer} setCustomer={setCustomer} openOutline={() => setOutlineOpen(!isOutlineOpen)} isOutlineOpen={isOutlineOpen} showHelp={showHelp} />
      <div class="desk">
        <Outline isOpen={isOutlineOpen} close={() => setOutlineOpen(false)} />
        <main class="paper-room" id="paper" tabIndex={-1} aria-label="Postmortem">
          <Banner />
          {isCustomer ? <CustomerView /> : (
            <div class="paper">
              <Titles />
              <Facts />
              {bootstrap.template.sections.map(section => <SectionView key={section.id} section={section} />)}
            </div>
          )}
        </main>
      </div>
      <aside aria-label="About the selection, and messages">
        <Bubble selection={selection} form={form} setForm={setForm} />
        <Toasts toast={toast} done={() => setToast(null)} />
      </aside>
      {isHelpShown && <KeyHelp close={() => setHelpShown(false)} />}
    </EditorContext.Provider>
  )

  /** What stands above the paper when typing is not what it normally is. */
  function Banner() {
    const status = useStatus(session)
    if (!bootstrap.user.mayWrite) return <p class="notice" role="note">You can read this postmortem, but not change it. Ask an admin for the role editor.</p>
    if (status.state === 'offline') return <p class="notice" role="note">You are offline. Go on writing: it is kept on this device and sent when the connection is back.</p>
    if (status.state === 'refused') return <p class="notice bad" role="alert">{status.sentence}</p>
    if (bootstrap.isExample) return <p class="notice" role="note">This is an invented example. Change what you like, or <a href={bootstrap.urls.home}>start your own</a>.</p>
    return null
  }
}

/** The selection of the focused field. It stays while the focus is in the bubble, which is about it. */
function useSelection(): [ProseSelection | null, (selection: ProseSelection | null) => void] {
  const [selection, set] = useState<ProseSelection | null>(null)
  const newest = useRef<ProseSelection | null>(null)
  const select = useCallback((next: ProseSelection | null) => {
    newest.current = next
    if (next) return set(next)
    // The focus has left the field, and is only now on its way to where it goes.
    setTimeout(() => { if (!newest.current && !isInBubble()) set(null) })
  }, [])
  return [selection, select]
}

/** Alt+1 to Alt+8 jump to a section; Ctrl+/ shows the keys, and so does ? where nobody is writing. */
function useJumps(bootstrap: Bootstrap, showHelp: () => void): void {
  useEffect(() => {
    const follow = (event: KeyboardEvent): void => {
      const section = event.altKey && !event.ctrlKey && bootstrap.template.sections.find(candidate => event.code === `Digit${candidate.number}`)
      if (section) {
        event.preventDefault()
        jumpTo(`section-${section.id}`)
      } else if (((event.ctrlKey || event.metaKey) && event.key === '/') || (event.key === '?' && !isWriting(event.target))) {
        event.preventDefault()
        showHelp()
      }
    }
    addEventListener('keydown', follow)
    return () => removeEventListener('keydown', follow)
  }, [bootstrap, showHelp])
}

/** Whether a key that is pressed here is a letter of somebody's text. */
function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea, [role=textbox]') !== null
}

/** Scroll to an element and put the focus there. */
export function jumpTo(id: string): void {
  const target = document.getElementById(id)
  target?.scrollIntoView({ block: 'start' })
  const inside = target?.querySelector<HTMLElement>('[role=textbox], input, select, button')
  const focus = target?.tabIndex === -1 || !inside ? target : inside
  focus?.focus({ preventScroll: true })
}

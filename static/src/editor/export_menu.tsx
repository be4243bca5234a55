// The export menu: a file for the house or for customers, made on the server from what is saved.
import { useEffect, useRef } from 'preact/hooks'
import { useEditor } from './context'

const FORMATS = [['pdf', 'PDF'], ['docx', 'Word document'], ['md', 'Markdown']] as const
const AUDIENCES = [['internal', 'For the house', 'Everything in it'], ['customer', 'For customers', 'Only what is marked for them']] as const

interface Props {
  /** The button that opened the menu; it stands there. */
  button: HTMLElement | null
  setBusy: (what: string) => void
  close: () => void
}

export function ExportMenu({ button, setBusy, close }: Props) {
  const { session, bootstrap, toast } = useEditor()
  const menu = useRef<HTMLDivElement>(null)
  useEffect(() => {
    menu.current?.showPopover({ ...(button && { source: button }) })
    menu.current?.querySelector('button')?.focus()
  }, [])

  async function download(format: string, audience: string, label: string): Promise<void> {
    menu.current?.hidePopover()
    setBusy(`Making the ${label}…`)
    try {
      await session.saved()
      const answer = await fetch(`${bootstrap.urls.export}?format=${format}&audience=${audience}`, { headers: { Accept: 'application/problem+json, */*' } })
      if (!answer.ok) throw new Error(await problem(answer))
      save(await answer.blob(), filename(answer))
    } catch (error) {
      toast({ text: `No file was made. ${error instanceof Error ? error.message : ''}` })
    } finally {
      setBusy('')
    }
  }

  return (
    <div class="menu" popover="auto" ref={menu} aria-label="Export" onToggle={event => { if (event.newState === 'closed') close() }}>
      {AUDIENCES.map(([audience, title, hint]) => (
        <div key={audience} role="group" aria-label={title}>
          <p class="menu-head">{title}<span>{hint}</span></p>
          {FORMATS.map(([format, label]) => (
            <button key={format} class="menu-item" onClick={() => void download(format, audience, label)}>{label}</button>
          ))}
        </div>
      ))}
    </div>
  )
}

/** What the server said in its problem document, or the plainest sentence there is. */
async function problem(answer: Response): Promise<string> {
  try {
    return ((await answer.json()) as { detail?: string }).detail ?? ''
  } catch {
    return `The server answered ${answer.status}. Try again in a minute.`
  }
}

function filename(answer: Response): string {
  return /filename="?([^";]+)"?/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1] ?? 'postmortem'
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

// The preview of pasted lines: what each will become, with the day and the zone that were assumed; any can be left out.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Line } from './time'

export function PasteDialog({ lines, day, words, take, close }: { lines: Line[]; day: string; words: (line: Line) => string; take: (lines: Line[]) => void; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [left, setLeft] = useState<number[]>([])
  useEffect(() => { dialog.current?.showModal() }, [])
  const chosen = lines.filter((_, position) => !left.includes(position))
  const toggle = (position: number): void => setLeft(left.includes(position) ? left.filter(other => other !== position) : [...left, position])
  return (
    <dialog ref={dialog} class="paste-dialog" aria-labelledby="paste-title" onClose={close}>
      <h2 id="paste-title">{lines.length === 1 ? 'Add this line?' : `Add these ${lines.length} lines?`}</h2>
      <p class="quiet">Where a line names no day it is taken as {day}; where it names no zone, as UTC.</p>
      <ul>
        {lines.map((line, position) => (
          <li key={position}>
            <label>
              <input type="checkbox" checked={!left.includes(position)} onChange={() => toggle(position)} />
              <b>{words(line)}</b> <span>{line.event}</span>
            </label>
          </li>
        ))}
      </ul>
      <div class="row">
        <button class="btn main" onClick={() => take(chosen)} disabled={!chosen.length}>Add {chosen.length}</button>
        <button class="btn" onClick={close}>Cancel</button>
      </div>
    </dialog>
  )
}

// The list of keys.
import { useEffect, useRef } from 'preact/hooks'

const KEYS: [string, string][] = [
  ['Ctrl+Shift+L', 'Keep the selected text from customers, or let it go'],
  ['Ctrl+B, Ctrl+I, Ctrl+E', 'Bold, italic, code'],
  ['Ctrl+K', 'Link'],
  ['Alt+F10', 'Go to the bar at the selected text; Escape goes back'],
  ['Ctrl+Z, Ctrl+Shift+Z', 'Undo and redo what you did yourself'],
  ['- or 1. and a space', 'A list; Tab and Shift+Tab change its depth'],
  ['> or # and a space, ```', 'A quotation, a sub-heading, lines of code'],
  ['Ctrl+Enter', 'Another row, anywhere in a table'],
  ['Enter in a time', 'On to the event'],
  ['↑ and ↓ in a time', 'The row above and below'],
  ['Alt+1 … Alt+8', 'Jump to a section'],
  ['Escape, then Tab', 'Leave a text field'],
  ['Ctrl+/ or ?', 'This list']
]

export function KeyHelp({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => { dialog.current?.showModal() }, [])
  return (
    <dialog ref={dialog} class="key-help" aria-labelledby="keys-title" onClose={close}>
      <h2 id="keys-title">Keys</h2>
      <dl>{KEYS.map(([keys, what]) => <div key={keys}><dt><kbd>{keys}</kbd></dt><dd>{what}</dd></div>)}</dl>
      <form method="dialog"><button class="btn main">Close</button></form>
    </dialog>
  )
}

// The bubble over selected text: looks, a link, and what customers read in its place.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ProseSelection } from '../prose/field'

type Form = 'link' | 'wording' | null

export function Bubble({ selection }: { selection: ProseSelection | null }) {
  const [form, setForm] = useState<Form>(null)
  const bubble = useRef<HTMLDivElement>(null)
  const isShown = !!selection && (!selection.empty || !!selection.internal)
  useEffect(() => { if (!isShown) setForm(null) }, [isShown])
  useEffect(() => { if (isShown && selection && bubble.current) place(bubble.current, selection.rect) })
  if (!isShown || !selection) return null
  const { commands, internal } = selection
  const button = (label: string, keys: string, isOn: boolean, act: () => void, look = '') => (
    <button class={look} aria-pressed={isOn} title={keys} onMouseDown={event => event.preventDefault()} onClick={act}>{label}</button>
  )
  return (
    <div class="bubble" role="toolbar" aria-label="Selected text" ref={bubble} onKeyDown={event => { if (event.key === 'Escape') setForm(null) }}>
      {form === null ? <>
        {button('B', 'Bold (Ctrl+B)', selection.strong, commands.toggleStrong, 'strong')}
        {button('I', 'Italic (Ctrl+I)', selection.em, commands.toggleEm, 'em')}
        {button('Code', 'Code (Ctrl+E)', selection.mono, commands.toggleMono)}
        {button('Link', 'Link (Ctrl+K)', !!selection.link, () => setForm('link'))}
        {button(internal ? 'Internal ✓' : 'Internal', 'Keep from customers (Ctrl+Shift+L)', !!internal, commands.toggleInternal, 'internal')}
        {internal && button('Public wording…', 'What customers read instead', !!internal.wording, () => setForm('wording'))}
      </> : form === 'link'
        ? <OneField label="Address" placeholder="https://…" value={selection.link ?? ''} done={value => { commands.setLink(value || null); setForm(null) }} cancel={() => setForm(null)} />
        : <OneField label="Customers read" placeholder="our database" value={internal?.wording ?? ''} done={value => { commands.setWording(value || null); setForm(null) }} cancel={() => setForm(null)} />}
    </div>
  )
}

function OneField({ label, placeholder, value, done, cancel }: { label: string; placeholder: string; value: string; done: (value: string) => void; cancel: () => void }) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  return (
    <form onSubmit={event => { event.preventDefault(); done(input.current?.value.trim() ?? '') }}>
      <label>{label} <input ref={input} defaultValue={value} placeholder={placeholder} maxLength={2000} /></label>
      <button>Set</button>
      <button type="button" onClick={cancel}>Cancel</button>
    </form>
  )
}

/** Put the bubble below the selection, inside the window. Positions are set through the CSSOM: the policy allows no style attribute. */
function place(bubble: HTMLElement, rect: DOMRect): void {
  const { offsetWidth, offsetHeight } = bubble
  const isRoomBelow = rect.bottom + offsetHeight + 12 < innerHeight
  bubble.style.left = `${Math.max(8, Math.min(rect.left, innerWidth - offsetWidth - 8))}px`
  bubble.style.top = `${isRoomBelow ? rect.bottom + 8 : Math.max(8, rect.top - offsetHeight - 8)}px`
}

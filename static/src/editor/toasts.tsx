// One message at the bottom, with a way back where there is one. It waits longer while somebody is on it.
import { useEffect, useState } from 'preact/hooks'
import type { Toast } from './context'

const SHOWN_MS = 8000

export function Toasts({ toast, done }: { toast: Toast | null; done: () => void }) {
  const [isHeld, hold] = useState(false)
  useEffect(() => { if (!toast) hold(false) }, [toast])
  useEffect(() => {
    if (!toast || isHeld) return
    const timer = setTimeout(done, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [toast, isHeld])
  return (
    <div class="toasts" role="status">
      {toast && <div class="toast" onPointerEnter={() => hold(true)} onPointerLeave={() => hold(false)} onFocusIn={() => hold(true)} onFocusOut={() => hold(false)}>
        <span>{toast.text}</span>
        {toast.undo && <button onClick={() => { toast.undo?.(); done() }}>Undo</button>}
        <button aria-label="Dismiss" onClick={done}>×</button>
      </div>}
    </div>
  )
}

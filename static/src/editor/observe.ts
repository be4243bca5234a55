// Hooks that draw again when something shared changes.
import { useEffect, useReducer, useState } from 'preact/hooks'
import type * as Y from 'yjs'
import type { Session, SyncStatus } from '../sync/session'

function useTick(): () => void {
  const [, tick] = useReducer((count: number) => count + 1, 0)
  return tick as () => void
}

/** Draw again when a map's own keys change. */
export function useMap(map: Y.Map<unknown>): void {
  const tick = useTick()
  useEffect(() => {
    map.observe(tick)
    return () => map.unobserve(tick)
  }, [map])
}

/** Draw again when rows come, go, or change a plain value; typing inside a row's prose does not count. */
export function useRows(rows: Y.Map<unknown>): void {
  const tick = useTick()
  useEffect(() => {
    const follow = (events: Y.YEvent<any>[]): void => { if (events.some(event => event.path.length < 2)) tick() }
    rows.observeDeep(follow)
    return () => rows.unobserveDeep(follow)
  }, [rows])
}

/** Draw again, at most once a frame, whenever anything in the document changes. */
export function useDocument(doc: Y.Doc): void {
  const tick = useTick()
  useEffect(() => {
    let frame = 0
    const follow = (): void => { frame ||= requestAnimationFrame(() => { frame = 0; tick() }) }
    doc.on('update', follow)
    return () => { doc.off('update', follow); cancelAnimationFrame(frame) }
  }, [doc])
}

/** Whether what is typed is safe, in the session's own words. */
export function useStatus(session: Session): SyncStatus {
  const [status, set] = useState(session.status.value)
  useEffect(() => {
    set(session.status.value)
    return session.status.subscribe(set)
  }, [session])
  return status
}

export interface Person { id: number; name: string; color: string; isMe: boolean }

/** The people who are here, each once, oneself first. */
export function usePeople(session: Session): Person[] {
  const tick = useTick()
  const { awareness } = session
  useEffect(() => {
    awareness.on('change', tick)
    return () => awareness.off('change', tick)
  }, [awareness])
  const people = new Map<string, Person>() // by name and colour: one's own state has no id of the server's
  for (const [client, state] of awareness.getStates()) {
    const user = (state as { user?: { id: number; name: string; color: string } }).user
    if (!user) continue
    const isMe = client === awareness.clientID
    const key = `${user.name} ${user.color}`
    if (isMe || !people.has(key)) people.set(key, { ...user, isMe })
  }
  return [...people.values()].sort((a, b) => Number(b.isMe) - Number(a.isMe) || a.name.localeCompare(b.name))
}

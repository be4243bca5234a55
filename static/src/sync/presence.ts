// Who else is here, and in which field.
import type { Awareness } from 'y-protocols/awareness'
import { Source, type Signal } from './signal'

export interface Person {
  readonly clientId: number
  readonly name: string
  readonly color: string
  readonly field: string | null
  readonly isMe: boolean
}

/** Returns the people in the room, oneself first, then in a stable order. */
export function peopleIn (awareness: Awareness): Person[] {
  const people = [...awareness.getStates()].flatMap(([clientId, state]) => {
    const user = state['user']
    if (typeof user?.name !== 'string') return []
    const isMe = clientId === awareness.clientID
    return [{ clientId, name: user.name, color: safeColor(user.color), field: state['cursor']?.field ?? null, isMe }]
  })
  return people.sort((one, other) => Number(other.isMe) - Number(one.isMe) || one.clientId - other.clientId)
}

/** Returns the people in the room as a signal. */
export function presenceOf (awareness: Awareness): Signal<Person[]> {
  const people = new Source(peopleIn(awareness))
  awareness.on('change', () => people.set(peopleIn(awareness)))
  return people
}

/** A colour comes from a server that we trust, through peers that we do not: it is a colour or it is grey. */
export const safeColor = (color: unknown): string =>
  typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) ? color : '#64748b'

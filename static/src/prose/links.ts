// What people type as a link's target -> a target that may be followed.
import { isSafeLink } from './lines'

/** Returns a safe target, with the scheme that people leave out; null where there is none. */
export function linkTarget (typed: string): string | null {
  const target = typed.trim().replaceAll(/[\s\p{Cc}]/gu, '')
  if (isSafeLink(target)) return target
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(target)) return `mailto:${target}`
  if (/^[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)/.test(target)) return `https://${target}`
  return null
}

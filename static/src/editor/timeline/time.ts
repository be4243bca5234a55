// Times as people type them after a bad night: 10:21, 1021, 9.05, 2026-11-20 10:21, ISO with a zone. Always UTC. Pure.

export interface Typed { at: string; precision: 'second' | 'minute' | 'day'; approx: boolean; tz: string }

const CLOCK = /^(\d{1,2})(?:[:.h]?)(\d{2})(?:[:.](\d{2}))?$/
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const ZONE = /(z|utc|gmt|[+-]\d{2}:?\d{2})$/i
const ABOUT = /^(?:~|ca\.?\s*|about\s+|around\s+|approx\.?\s*)/i

/**
 * Return the moment that a text means, on `day` (YYYY-MM-DD) where it names none; null where it means none.
 * A zone offset is converted to UTC and kept as it was written in `tz`.
 */
export function parseTime(typed: string, day: string): Typed | null {
  let rest = typed.trim()
  const approx = ABOUT.test(rest)
  rest = rest.replace(ABOUT, '').trim()
  const [date, clock] = splitDay(rest, day)
  if (!isDay(date)) return null
  if (!clock) return rest === date ? { at: `${date}T00:00:00Z`, precision: 'day', approx, tz: '' } : null
  const zone = ZONE.exec(clock)?.[1] ?? ''
  const match = CLOCK.exec(clock.slice(0, clock.length - zone.length).trim())
  if (!match) return null
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)]
  if (hour > 23 || minute > 59 || second > 59) return null
  const moment = new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)), hour, minute, second) - offset(zone) * 60000)
  return { at: moment.toISOString().replace('.000', ''), precision: match[3] === undefined ? 'minute' : 'second', approx, tz: /^[+-]/.test(zone) ? zone : '' }
}

function splitDay(rest: string, day: string): [string, string] {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T\s,]+(.+))?$/.exec(rest)
  return match ? [match[1] ?? '', match[2] ?? ''] : [day, rest]
}

function isDay(day: string): boolean {
  const match = DAY.exec(day)
  if (!match) return false
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day
}

/** Minutes east of UTC. */
function offset(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0
}

/** The clock of a moment as it is shown: 10:21, or 10:21:07 where the second is known. */
export function clock(at: string, precision: string): string {
  if (precision === 'day' || precision === 'month') return ''
  return at.slice(11, precision === 'second' ? 19 : 16)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A day as it is shown: 20 Nov 2026. */
export function dayWords(day: string): string {
  return `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`
}

/** The time between two moments as it is shown beside a row: +7 min, +1 h 5 min; empty where it makes no sense. */
export function delta(before: string, at: string): string {
  const minutes = Math.round((Date.parse(at) - Date.parse(before)) / 60000)
  if (!(minutes > 0)) return ''
  if (minutes >= 1440) return `+${Math.floor(minutes / 1440)} d`
  const hours = Math.floor(minutes / 60)
  return `+${[hours ? `${hours} h` : '', minutes % 60 || !hours ? `${minutes % 60} min` : ''].filter(Boolean).join(' ')}`
}

export interface Line { time: string; typed: Typed | null; event: string }

const LEADING = /^\s*(?:[-*•]\s+|\[)?((?:~|ca\.?\s*|about\s+)?(?:\d{4}-\d{2}-\d{2}[T ,]+)?\d{1,2}[:.]?\d{2}(?:[:.]\d{2})?(?:\s*(?:UTC|GMT|Z|[+-]\d{2}:?\d{2}))?)\]?\s*(?:[-–—:|]\s*)?(.+)$/i

/** Read pasted lines such as "14:03 alert fired". A line without a time belongs to the one before it. */
export function parseLines(pasted: string, day: string): Line[] {
  const lines: Line[] = []
  for (const line of pasted.split(/\r?\n/)) {
    if (!line.trim()) continue
    const match = LEADING.exec(line)
    const typed = match ? parseTime(match[1] ?? '', day) : null
    if (match && typed) {
      lines.push({ time: match[1] ?? '', typed, event: (match[2] ?? '').trim() })
      if (/^\d{4}-/.test(match[1] ?? '')) day = typed.at.slice(0, 10)
    } else if (lines.length) {
      const last = lines[lines.length - 1]
      if (last) last.event += '\n' + line.trim()
    } else {
      lines.push({ time: '', typed: null, event: line.trim() })
    }
  }
  return lines
}

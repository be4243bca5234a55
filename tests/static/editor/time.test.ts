// Times as people type them, and lines as they paste them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clock, dayWords, delta, parseLines, parseTime } from '../../../static/src/editor/timeline/time'

const DAY = '2026-11-20'
const at = (typed: string): string | undefined => parseTime(typed, DAY)?.at

for (const [typed, moment] of [
  ['10:21', '2026-11-20T10:21:00Z'],
  ['1021', '2026-11-20T10:21:00Z'],
  ['9.05', '2026-11-20T09:05:00Z'],
  [' 7:03 ', '2026-11-20T07:03:00Z'],
  ['10:21:07', '2026-11-20T10:21:07Z'],
  ['10:21Z', '2026-11-20T10:21:00Z'],
  ['10:21 UTC', '2026-11-20T10:21:00Z'],
  ['10:21+02:00', '2026-11-20T08:21:00Z'],
  ['2026-11-21 00:10', '2026-11-21T00:10:00Z'],
  ['2026-11-21T00:10:00Z', '2026-11-21T00:10:00Z'],
  ['2026-11-21 00:10 -0500', '2026-11-21T05:10:00Z'],
  ['~14:00', '2026-11-20T14:00:00Z'],
  ['about 14:00', '2026-11-20T14:00:00Z'],
  ['2026-11-21', '2026-11-21T00:00:00Z']
] as const) {
  test(`“${typed}” means ${moment}`, () => assert.equal(at(typed), moment))
}

for (const typed of ['', '25:00', '10:61', '10:21:99', 'noon', '2026-02-30 10:00', '2026-13-01', '123456789', '--:--', '10:2']) {
  test(`“${typed}” means no time`, () => assert.equal(parseTime(typed, DAY), null))
}

test('a zone is kept as it was written, and about stays about', () => {
  assert.deepEqual(parseTime('~10:21+02:00', DAY), { at: '2026-11-20T08:21:00Z', precision: 'minute', approx: true, tz: '+02:00' })
})

test('pasted lines become rows; a line without a time belongs to the one before it', () => {
  const lines = parseLines('14:03 alert fired\n\n- 14:09 – on-call acknowledged\n  and opened a channel\n[15:10] all good', DAY)
  assert.deepEqual(lines.map(line => [line.typed?.at.slice(11, 16), line.event]), [
    ['14:03', 'alert fired'], ['14:09', 'on-call acknowledged\nand opened a channel'], ['15:10', 'all good']
  ])
})

test('a pasted day holds for the lines after it', () => {
  const lines = parseLines('2026-11-21 23:50 first\n23:55 second', DAY)
  assert.deepEqual(lines.map(line => line.typed?.at), ['2026-11-21T23:50:00Z', '2026-11-21T23:55:00Z'])
})

test('no word of a paste is lost', () => {
  const pasted = 'what is this\n14:03 alert fired 502 errors\n99:99 strange'
  const words = parseLines(pasted, DAY).map(line => `${line.time} ${line.event}`).join(' ')
  for (const word of pasted.split(/\s+/)) assert.ok(words.includes(word), word)
})

test('times are shown as short as they are known', () => {
  assert.equal(clock('2026-11-20T10:21:07Z', 'minute'), '10:21')
  assert.equal(clock('2026-11-20T10:21:07Z', 'second'), '10:21:07')
  assert.equal(clock('2026-11-20T00:00:00Z', 'day'), '')
  assert.equal(dayWords('2026-11-02'), '2 Nov 2026')
  assert.equal(delta('2026-11-20T10:02:00Z', '2026-11-20T10:09:00Z'), '+7 min')
  assert.equal(delta('2026-11-20T10:02:00Z', '2026-11-20T12:02:00Z'), '+2 h')
  assert.equal(delta('2026-11-20T10:09:00Z', '2026-11-20T10:02:00Z'), '')
  assert.equal(delta('', '2026-11-20T10:02:00Z'), '')
})

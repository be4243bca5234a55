// The corpus that this reader and webapp/collab/prose.py share.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readLines, type Insert, type Line } from '../../../static/src/prose/lines'

interface Case { readonly name: string, readonly delta: Insert[], readonly lines: Partial<Line>[] }

const cases = JSON.parse(readFileSync('tests/shared_deltas.json', 'utf8')) as Case[]

/** Defaults are left out in the corpus; a value that is no wording is the wire's business. */
const told = (lines: readonly Partial<Line>[]): unknown => lines.map(line => JSON.parse(JSON.stringify(
  { kind: 'paragraph', depth: 0, runs: [], internal: [], ...line },
  (key, value) => (key === 'value' ? undefined : value)
)))

for (const { name, delta, lines } of cases) {
  test(name, () => assert.deepEqual(told(readLines(delta)), told(lines)))
}

// Three people edit one field with the editor's own commands, and seldom hear each other. Every character that is typed
// is unique, so that each one lost, doubled or shown to customers by a merge is counted. FUZZ_SEEDS=10000 runs longer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fragment } from 'prosemirror-model'
import type { Command } from 'prosemirror-state'
import * as Y from 'yjs'
import { paragraph, type Block } from '../../../static/src/prose/blocks'
import { deleteSelected, joinAbove, joinBelow, nest, openLine, spliceLines, toggleKind } from '../../../static/src/prose/commands'
import { readLines, type LineKind } from '../../../static/src/prose/lines'
import { setWording, toggleInternal, toggleMono, toggleStrong } from '../../../static/src/prose/marking'
import { schema } from '../../../static/src/prose/schema'
import { spansOf } from '../../../static/src/prose/write'
import { meet, Replica } from './writing'

const SEEDS = Number(process.env['FUZZ_SEEDS'] ?? 200)
const FIRST = Number(process.env['FUZZ_FIRST'] ?? 1)
const STEPS = 60
const KINDS: LineKind[] = ['paragraph', 'bullet', 'ordered', 'code', 'quote', 'heading']

interface Dice { below: (limit: number) => number, chance: (of: number) => boolean, pick: <Kind>(from: readonly Kind[]) => Kind }

function dice (seed: number): Dice {
  let state = seed
  const next = (): number => { // mulberry32
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return { below, chance: of => next() < of, pick: from => from[below(from.length)]! }
}

/** One character as it stands in the text. Undo brings a deleted one back as a copy: a new item of the same character. */
interface Standing { readonly item: string, readonly character: string, readonly ids: ReadonlySet<string> }

function standing ({ text }: Replica): Standing[] {
  const found: Standing[] = []
  const ids = new Set<string>()
  for (let item = text._start; item; item = item.right) {
    if (item.deleted) continue
    if (item.content instanceof Y.ContentFormat) {
      const { key, value } = item.content
      if (value === null) ids.delete(key.slice(9))
      else if (key.startsWith('internal:')) ids.add(key.slice(9))
    } else if (item.content instanceof Y.ContentString) {
      for (const [at, character] of [...item.content.str].entries()) {
        if (character !== '\n') found.push({ item: `${item.id.client}.${item.id.clock + at}`, character, ids: new Set(ids) })
      }
    }
  }
  return found
}

/** The marks that a text holds, by the markers they are made of: undoing one shows also what a colleague types in it. */
function markers ({ text }: Replica): Map<Y.Item, string> {
  const found = new Map<Y.Item, string>()
  for (let item = text._start; item; item = item.right) {
    if (!item.deleted && item.content instanceof Y.ContentFormat && item.content.value !== null) found.set(item, item.content.key.slice(9))
  }
  return found
}

/** How many ends of lines each mark hides. */
function endsOf (replica: Replica): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { id } of replica.lines.flatMap(line => line.internal)) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

class Story {
  readonly typed = new Set<string>()
  /** Who deleted a character. */
  readonly deletedBy = new Map<string, Set<Replica>>()
  /** The marks that hid an item on anybody's page. */
  readonly hiddenBy = new Map<string, Set<string>>()
  /** What each person saw hiding a character when they deleted it. */
  readonly remembered = new Map<Replica, Map<string, ReadonlySet<string>>>()
  /** Marks that somebody took off again, wholly or in part: they promise nothing any more. */
  readonly shown = new Set<string>()
  #code = 0x4e00

  word (length: number): string {
    const word = Array.from({ length }, () => String.fromCharCode(this.#code++)).join('')
    for (const character of word) this.typed.add(character)
    return word
  }

  /** Notes what one person's own edit did, and checks that the page says what the text says. */
  edit (replica: Replica, change: () => void, isUndo = false): void {
    const before = standing(replica)
    const [words, ends, marks] = [replica.text.toString(), endsOf(replica), markers(replica)]
    change()
    if (replica.text.length) assert.deepEqual(readLines(spansOf(replica.state.doc)), replica.lines, 'the page and the text differ')
    const after = new Map(standing(replica).map(one => [one.item, one]))
    const memory = this.remembered.get(replica) ?? new Map<string, ReadonlySet<string>>()
    this.remembered.set(replica, memory)
    for (const { item, character, ids } of before) {
      const now = after.get(item)
      for (const id of ids) if (now && !now.ids.has(id)) this.shown.add(id)
      if (now) continue
      memory.set(character, ids)
      this.deletedBy.set(character, (this.deletedBy.get(character) ?? new Set()).add(replica))
    }
    for (const { item, character, ids } of after.values()) {
      const isNew = !this.hiddenBy.has(item)
      this.hiddenBy.set(item, new Set([...this.hiddenBy.get(item) ?? [], ...ids, ...(isNew && memory.get(character)) || []]))
    }
    const left = new Set(markers(replica).values())
    const isMarking = replica.text.toString() === words
    for (const [item, id] of marks) if (item.deleted && (isUndo || (isMarking && !left.has(id)))) this.shown.add(id)
    if (isMarking) for (const [id, count] of ends) if ((endsOf(replica).get(id) ?? 0) < count) this.shown.add(id)
  }

  /** Counts what went wrong. */
  count (replica: Replica): Record<'typed' | 'hidden' | 'lost' | 'doubled' | 'unhidden', number> {
    const now = standing(replica)
    const counted = { typed: this.typed.size, hidden: 0, lost: 0, doubled: 0, unhidden: 0 }
    const copies = new Map<string, number>()
    for (const { item, character, ids } of now) {
      copies.set(character, (copies.get(character) ?? 0) + 1)
      const promised = [...this.hiddenBy.get(item) ?? []].filter(id => !this.shown.has(id))
      if (promised.length) counted.hidden++
      if (promised.some(id => !ids.has(id))) counted.unhidden++
    }
    for (const character of this.typed) {
      const deletedBy = this.deletedBy.get(character)?.size ?? 0
      if (!copies.has(character) && deletedBy === 0) counted.lost++
      // Two who delete a word at the same moment and both undo that get it back twice: each asked for it.
      if (copies.get(character)! > 1 && deletedBy < 2) counted.doubled++
    }
    return counted
  }
}

const words = (text: string, kind: LineKind): Block => ({ ...paragraph(Fragment.from(schema.text(text))), kind })

function step (replica: Replica, story: Story, { below, chance, pick }: Dice): void {
  const size = replica.text.length
  const from = below(size + 1)
  const to = Math.min(size, from + below(9))
  const run = (command: Command) => () => { replica.run(command) }
  const at = (anchor: number, head: number, change: () => void): void => { replica.select(anchor, head); story.edit(replica, change) }
  const actions: [number, () => void][] = [
    [40, () => at(from, from, () => { replica.type(story.word(1 + below(4))) })],
    [4, () => at(from, to, () => { replica.type(story.word(2)) })],
    [12, () => at(from, from, run(openLine))],
    [8, () => at(from, Math.min(size, from + below(4)), run(deleteSelected))],
    [4, () => at(from, from, run(chance(0.5) ? joinAbove : joinBelow))],
    [14, () => { if (to > from) at(from, to, run(toggleInternal)) }],
    [4, () => at(from, from, run(setWording('words')))],
    [6, () => { if (to > from) at(from, to, run(chance(0.5) ? toggleStrong : toggleMono)) }],
    [8, () => at(from, to, run(toggleKind(pick(KINDS))))],
    [3, () => at(from, from, run(nest(chance(0.6) ? 1 : -1)))],
    [4, () => at(from, to, () => { replica.dispatch(spliceLines(replica.state, Array.from({ length: 1 + below(3) }, () => words(story.word(2), pick(KINDS))))) })],
    [3, () => { replica.undo.stopCapturing() }],
    [5, () => story.edit(replica, () => { replica.undo.undo() }, true)],
    [2, () => story.edit(replica, () => { replica.undo.redo() }, true)]
  ]
  let lot = below(actions.reduce((sum, [weight]) => sum + weight, 0))
  actions.find(([weight]) => (lot -= weight) < 0)![1]()
}

test(`${SEEDS} stories lose, double and show nothing`, () => {
  const sum = { typed: 0, hidden: 0, lost: 0, doubled: 0, unhidden: 0 }
  const bad: string[] = []
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
    const chances = dice(seed)
    const story = new Story()
    const people = [1, 2, 3].map(id => new Replica(id))
    const often = chances.pick([0.02, 0.1, 0.4])
    try {
      for (let n = 0; n < STEPS; n++) {
        step(chances.pick(people), story, chances)
        if (chances.chance(often)) meet(...people)
      }
      meet(...people)
      meet(...people)
      for (const other of people.slice(1)) assert.deepEqual(other.lines, people[0]!.lines, 'two pages differ')
      const counted = story.count(people[0]!)
      for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += counted[key]
      if (counted.lost + counted.doubled + counted.unhidden) bad.push(`seed ${seed}: ${JSON.stringify(counted)}`)
    } catch (error) {
      bad.push(`seed ${seed}: ${String(error)}`)
    }
  }
  console.log(JSON.stringify({ seeds: SEEDS, ...sum }))
  assert.deepEqual(bad, [])
})

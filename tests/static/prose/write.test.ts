// Writing and reading: whatever a page shows, its Y.Text says, and nothing is written that was not changed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fragment, type Node } from 'prosemirror-model'
import * as Y from 'yjs'
import { docOf, type Block } from '../../../static/src/prose/blocks'
import { readLines, type LineKind } from '../../../static/src/prose/lines'
import { fromFlat, toFlat } from '../../../static/src/prose/places'
import { readDoc } from '../../../static/src/prose/read'
import { schema } from '../../../static/src/prose/schema'
import { spansOf, writeDoc } from '../../../static/src/prose/write'
import { Replica, shown } from './writing'
import { openLine, toggleKind } from '../../../static/src/prose/commands'

const KINDS: LineKind[] = ['paragraph', 'bullet', 'ordered', 'code', 'quote', 'heading']
const WORDS = ['', 'a', 'ab', 'db-7', '🔥', '🔥💥', 'aa aa']

function chances (seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor(state / 2 ** 32 * below)
  }
}

function someDoc (below: (limit: number) => number): Node {
  const blocks = Array.from({ length: 1 + below(4) }, (): Block => {
    const kind = KINDS[below(KINDS.length)]!
    const texts = Array.from({ length: below(4) }, () => WORDS[below(WORDS.length)]!).filter(Boolean)
    const content = Fragment.from(texts.map(text => schema.text(text, [
      ...(below(3) ? [] : [schema.mark('internal', { id: `i${below(3)}`, wording: below(2) ? 'words' : null })]),
      ...(below(4) ? [] : [schema.mark('link', { href: 'https://example.com/' })]),
      ...(below(3) ? [] : [schema.mark('strong')])
    ])))
    const depth = kind === 'heading' ? below(3) : kind === 'paragraph' || kind === 'code' ? 0 : below(3)
    return { kind, depth, content, internal: below(4) ? [] : [{ id: `i${below(3)}` }] }
  })
  return docOf(blocks)
}

const lines = (doc: Node): unknown => readLines(spansOf(doc))

test('any document that is written is read again, and any change of it', () => {
  for (let seed = 1; seed <= 500; seed++) {
    const below = chances(seed)
    const text = new Y.Doc().getText('field')
    for (let n = 0; n < 4; n++) {
      // An edit of text never shows what was hidden: that takes an edit of its own.
      if (n) writeDoc(text, docOf([]))
      const doc = someDoc(below)
      writeDoc(text, doc)
      if (!text.length) continue // An empty field stays empty.
      if (n === 0) assert.deepEqual(lines(readDoc(text)), lines(doc), `seed ${seed}`)
      assert.equal(text.toString(), spansOf(doc).map(span => span.insert).join(''), `seed ${seed}`)
      assert.ok(!text.toString().includes('\ufffd'), `seed ${seed}`)
    }
  }
})

test('writing what was read changes nothing', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const text = new Y.Doc().getText('field')
    writeDoc(text, someDoc(chances(seed)))
    const before = Y.encodeStateVector(text.doc!)
    writeDoc(text, readDoc(text))
    assert.deepEqual(Y.encodeStateVector(text.doc!), before)
  }
})

test('every offset has a place, and the place has that offset', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const doc = someDoc(chances(seed))
    const length = spansOf(doc).reduce((sum, span) => sum + span.insert.length, 0)
    for (let flat = 0; flat < length; flat++) assert.equal(toFlat(doc, fromFlat(doc, flat)), flat)
  }
})

test('of equal characters the one at the caret is written', () => {
  const ada = new Replica(1, 'aaa')
  const first = ada.text._start!.id
  ada.select(0).type('a')
  assert.notDeepEqual(ada.text._start!.id, first)
})

test('enter at the end of a line leaves the line its own end', () => {
  const ada = new Replica(1, 'one')
  ada.run(toggleKind('bullet')).select(3).run(openLine)
  assert.deepEqual(shown(ada.lines), ['bullet: one', 'bullet: '])
})

test('half an emoji is never written', () => {
  const ada = new Replica(1, '🔥')
  ada.select(0, 2).type('💥')
  assert.equal(ada.text.toString(), '💥\n')
})

test('a text without its last line end gets one with the first edit', () => {
  const doc = new Y.Doc()
  doc.getText('field').insert(0, 'seeded')
  const text = doc.getText('field')
  writeDoc(text, docOf([{ kind: 'bullet', depth: 0, internal: [], content: Fragment.from(schema.text('seeded!')) }]))
  assert.deepEqual(text.toDelta(), [{ insert: 'seeded!' }, { insert: '\n', attributes: { list: 'bullet' } }])
})

test('a title is plain text without a line end', () => {
  const text = new Y.Doc().getText('title')
  const title = schema.node('doc', null, schema.node('paragraph', null, schema.text('Checkout outage')))
  writeDoc(text, title, { singleLine: true })
  assert.equal(text.toString(), 'Checkout outage')
  writeDoc(text, schema.node('doc', null, schema.node('paragraph')), { singleLine: true })
  assert.equal(text.toString(), '')
})

test('an empty field that starts as a list stays unwritten until something is typed', () => {
  const text = new Y.Doc().getText('field')
  const reading = { startsAs: 'bullet' as const }
  assert.equal(readDoc(text, reading).toString(), 'doc(list(item))')
  writeDoc(text, readDoc(text, reading), reading)
  assert.equal(text.length, 0)
})

// Reading the shared document by the template: order, decisions, what is written and what is missing.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as Y from 'yjs'
import type { ProseField, SectionField, TableField, Template } from '../../../static/src/editor/bootstrap'
import { audienceWord, deletedEntries, duration, entries, gaps, isForCustomers, itemDecision, orderBehind, progress, rowDecision, rowWords, sectionDecision } from '../../../static/src/editor/content'

const template = JSON.parse(readFileSync('webapp/template/postmortem.json', 'utf8')) as Template
const section = (id: string): SectionField => template.sections.find(one => one.id === id)!
const table = (id: string): TableField => template.sections.flatMap(one => one.items).find((item): item is TableField => item.type === 'table' && item.id === id)!

function add (doc: Y.Doc, name: string, id: string, values: Record<string, string>): void {
  doc.getMap(name).set(id, new Y.Map(Object.entries(values)))
}

test('the timeline is sorted by time, then by id; what has no time stands where it was near, or last', () => {
  const doc = new Y.Doc()
  add(doc, 'timeline', 'd', { at: '' })
  add(doc, 'timeline', 'c', { at: '2026-11-20T10:30:00Z' })
  add(doc, 'timeline', 'b', { at: '2026-11-20T10:00:00Z' })
  add(doc, 'timeline', 'a', { at: '2026-11-20T10:00:00Z' })
  add(doc, 'timeline', 'e', { at: '', near: '2026-11-20T10:10:00Z' })
  assert.deepEqual(entries(doc.getMap('timeline'), table('timeline')).map(entry => entry.id), ['a', 'b', 'e', 'c', 'd'])
})

test('a deleted row is not shown and can be found again', () => {
  const doc = new Y.Doc()
  add(doc, 'timeline', 'a', { at: '', deleted: '2026-11-20T10:00:00Z' })
  assert.equal(entries(doc.getMap('timeline'), table('timeline')).length, 0)
  assert.deepEqual(deletedEntries(doc.getMap('timeline')).map(entry => entry.id), ['a'])
})

test('a new action stands behind all others', () => {
  const doc = new Y.Doc()
  add(doc, 'action_items', 'a', { order: orderBehind(doc.getMap('action_items')) })
  add(doc, 'action_items', 'b', { order: orderBehind(doc.getMap('action_items')) })
  assert.deepEqual(entries(doc.getMap('action_items'), table('action_items')).map(entry => entry.id), ['a', 'b'])
})

test('nobody has decided anything in a new document, and the appendix is internal for ever', () => {
  const doc = new Y.Doc()
  assert.equal(sectionDecision(doc, section('summary')), 'undecided')
  assert.equal(audienceWord(doc, section('summary')), 'Undecided')
  doc.getMap('visibility').set('appendix', 'customer')
  assert.equal(audienceWord(doc, section('appendix')), 'Internal')
})

test('revenue is held back in a section for customers, and the words say mixed', () => {
  const doc = new Y.Doc()
  for (const row of table('impact').fixed_rows) add(doc, 'impact', row.id, {})
  doc.getMap('visibility').set('impact', 'customer')
  const held = entries(doc.getMap('impact'), table('impact')).filter(entry => rowDecision(table('impact'), entry) !== 'customer')
  assert.deepEqual(held.map(entry => entry.id), ['revenue_impact'])
  assert.equal(audienceWord(doc, section('impact')), 'Mixed')
})

test('what nobody knows counts as internal', () => {
  const doc = new Y.Doc()
  doc.getMap('visibility').set('summary', 'everyone!')
  doc.getMap('visibility').set('summary.impact', 7)
  assert.equal(sectionDecision(doc, section('summary')), 'internal')
  assert.equal(itemDecision(doc, section('summary').items[1] as ProseField), 'internal')
})

test('the duration is told by milestones, and a vague time does not count', () => {
  const doc = new Y.Doc()
  assert.equal(duration(doc), '')
  add(doc, 'timeline', 'a', { at: '2026-11-20T10:00:00Z', milestone: 'started' })
  add(doc, 'timeline', 'b', { at: '2026-11-20T12:14:30Z', milestone: 'resolved' })
  assert.equal(duration(doc), '2 h 14 min')
  add(doc, 'timeline', 'c', { at: '2026-11-22T00:00:00Z', milestone: 'resolved', precision: 'day' })
  assert.equal(duration(doc), '2 h 14 min')
})

test('progress counts what is written, and gaps say what is not', () => {
  const doc = new Y.Doc()
  assert.deepEqual(progress(doc, section('summary')), { written: 0, of: 5 })
  doc.getText('summary.what_happened').insert(0, 'It broke.\n')
  assert.deepEqual(progress(doc, section('summary')), { written: 1, of: 5 })
  add(doc, 'action_items', 'a', { owner: 'Ada' })
  add(doc, 'action_items', 'b', {})
  const sentences = gaps(doc, template).map(gap => gap.sentence)
  assert.ok(sentences.includes('1 action without owner'))
  assert.ok(sentences.includes('2 actions without due date'))
  assert.ok(!sentences.some(sentence => sentence.includes('What happened')))
})

test('customers read a row only where its section and the row itself are for them', () => {
  const doc = new Y.Doc()
  add(doc, 'timeline', 'a', { visibility: 'customer' })
  const [entry] = entries(doc.getMap('timeline'), table('timeline'))
  assert.equal(isForCustomers(doc, section('timeline'), table('timeline'), entry!), false)
  doc.getMap('visibility').set('timeline', 'customer')
  assert.equal(isForCustomers(doc, section('timeline'), table('timeline'), entry!), true)
  entry!.row.set('visibility', 'internal')
  assert.equal(isForCustomers(doc, section('timeline'), table('timeline'), entry!), false)
})

test('a row is known again by its time and its first words', () => {
  const rows = new Y.Doc().getMap<unknown>('timeline')
  rows.set('a', new Y.Map<unknown>([['at', '2026-11-20T10:21:00Z'], ['event', new Y.Text('Alert fired\n')]]))
  rows.set('b', new Y.Map<unknown>([['event', new Y.Text('')]]))
  const [first, second] = entries(rows, table('timeline'))
  assert.equal(rowWords(first!), '10:21 Alert fired')
  assert.equal(rowWords(second!), 'An empty row')
})

// When the page may say "Saved", and what it says otherwise.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Acknowledged } from '../../../static/src/sync/acknowledged'
import { Gate } from '../../../static/src/sync/gate'
import { statusOf, type Facts } from '../../../static/src/sync/status'

test('nothing is complete before step 2 went out and was acknowledged', () => {
  const edits = new Acknowledged()
  edits.connected()
  assert.equal(edits.isComplete, false)
  edits.sent()
  assert.equal(edits.isComplete, false)
  edits.saved(1)
  assert.equal(edits.isComplete, true)
})

test('an edit is unsaved until the frame that holds it is on disk', () => {
  const edits = new Acknowledged()
  edits.connected()
  edits.sent()
  edits.saved(1)
  for (let n = 0; n < 3; n++) { edits.edited(); edits.sent() }
  edits.saved(3)
  assert.equal(edits.unsaved, 3)
  edits.saved(4)
  assert.equal(edits.unsaved, 0)
})

test('what was not acknowledged stays unsaved across a reconnect, until step 2 is on disk', () => {
  const edits = new Acknowledged()
  edits.connected()
  edits.sent()
  edits.saved(1)
  edits.edited()
  edits.sent()
  edits.connected()
  edits.edited()
  assert.equal(edits.unsaved, 2)
  edits.sent()
  edits.saved(1)
  assert.equal(edits.unsaved, 0)
})

test('the page says in one sentence how safe things are', () => {
  const facts: Facts = { online: true, synced: true, unsaved: 0, kept: true, mayWrite: true, refusal: '' }
  const sentence = (more: Partial<Facts>): string => statusOf({ ...facts, ...more }).sentence
  assert.equal(sentence({}), 'Saved')
  assert.equal(sentence({ unsaved: 1 }), 'Saving…')
  assert.equal(sentence({ online: false }), 'Offline: kept on this device')
  assert.equal(sentence({ online: false, kept: false }), 'Offline: keep this page open until it is saved')
  assert.equal(sentence({ mayWrite: false }), 'You can read, not edit')
  assert.equal(sentence({ refusal: 'the disk is full.' }), 'Not saved: the disk is full.')
})

test('remote changes wait while somebody composes, and come in their order', () => {
  const gate = new Gate()
  const seen: string[] = []
  gate.beforeEach(() => seen.push('flush'))
  gate.pass(() => seen.push('one'))
  const holder = {}
  gate.hold(holder)
  gate.pass(() => seen.push('two'))
  gate.pass(() => seen.push('three'))
  assert.deepEqual(seen, ['flush', 'one'])
  gate.release(holder)
  assert.deepEqual(seen, ['flush', 'one', 'flush', 'two', 'three'])
})

// What the keys do to lines.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deleteSelected, joinAbove, joinBelow, nest, openLine, openSameLine, toggleKind } from '../../../static/src/prose/commands'
import { linkTarget } from '../../../static/src/prose/links'
import { setLink, toggleInternal, toggleMono, toggleStrong } from '../../../static/src/prose/marking'
import { startOf } from '../../../static/src/prose/inputs'
import { Replica, shown } from './writing'

const ada = (start = ''): Replica => new Replica(1, start)

test('enter on an empty item nests it less, then leaves the list', () => {
  const page = ada('one').run(toggleKind('bullet')).run(openLine).run(nest(1)).run(openLine)
  assert.deepEqual(shown(page.lines), ['bullet: one', 'bullet: '])
  page.run(openLine).type('after')
  assert.deepEqual(shown(page.lines), ['bullet: one', 'after'])
})

test('enter goes on in code and leaves it on a second empty line', () => {
  const page = ada('x = 1').run(toggleKind('code')).run(openLine).type('y = 2').run(openLine).run(openLine).type('words')
  assert.deepEqual(shown(page.lines), ['code: x = 1', 'code: y = 2', 'words'])
})

test('shift and enter stay in the list', () => {
  const page = ada('one').run(toggleKind('bullet')).run(openSameLine).run(openSameLine)
  assert.deepEqual(shown(page.lines), ['bullet: one', 'bullet: ', 'bullet: '])
})

test('a line behind a heading is a paragraph', () => {
  const page = ada('Cause').run(toggleKind('heading')).run(openLine).type('It broke.')
  assert.deepEqual(shown(page.lines), ['heading: Cause', 'It broke.'])
})

test('backspace takes what a line is first, then joins it', () => {
  const page = ada('one').run(openLine).type('two').run(toggleKind('bullet')).run(nest(1)).at('two', { before: true })
  page.run(joinAbove)
  assert.deepEqual(shown(page.lines), ['one', 'two'])
  page.run(joinAbove)
  assert.deepEqual(shown(page.lines), ['onetwo'])
})

test('delete joins the line below', () => {
  const page = ada('one').run(openLine).type('two').at('one', { after: true }).run(joinBelow)
  assert.deepEqual(shown(page.lines), ['onetwo'])
})

test('a selection across lines of any kind is deleted as one stretch', () => {
  const page = ada('one').run(toggleKind('bullet')).run(openLine).type('two').run(openLine).run(openLine).type('three').run(toggleKind('quote'))
  page.select(1, 10).run(deleteSelected)
  assert.deepEqual(shown(page.lines), ['bullet: oree'])
})

test('tab does nothing outside lists, so that it leaves the field', () => {
  const { state } = ada('one')
  assert.equal(nest(1)(state), false)
  assert.equal(nest(-1)(state), false)
})

test('an item nests at most one deeper than the one above it', () => {
  const page = ada('one').run(toggleKind('bullet')).run(nest(1)).run(openLine).type('two').run(nest(1)).run(nest(1))
  assert.deepEqual(shown(page.lines), ['bullet: one', 'bullet1: two'])
})

test('bold and code go on while one types, internal marks and links do not', () => {
  const page = ada('bold').select(0, 4).run(toggleStrong).select(4).type('er')
  assert.deepEqual(shown(page.lines), ['strong(bolder)'])
  page.select(0, 6).run(toggleInternal).select(6).type('!').select(0).type('¡')
  assert.deepEqual(shown(page.lines), ['strong(¡)[strong(bolder)]strong(!)'])
  const code = ada('x').select(0, 1).run(toggleMono).select(1).type('y')
  assert.deepEqual(shown(code.lines), ['mono(xy)'])
  const link = ada('x').select(0, 1).run(setLink('example.com')).select(1).type('y')
  assert.equal(link.lines[0]!.runs[0]!.text, 'x')
})

test('what is typed between two hidden spans is hidden', () => {
  const page = ada('ab').select(0, 1).run(toggleInternal).select(1, 2).run(toggleInternal).select(1).type('x')
  assert.deepEqual(page.lines[0]!.runs.filter(run => !run.internal), [])
})

test('a line that is opened inside hidden text ends hidden', () => {
  const page = ada('secret').select(0, 6).run(toggleInternal).select(3).run(openLine)
  assert.equal(page.lines[0]!.internal.length, 1)
  assert.equal(page.lines[1]!.internal.length, 0)
})

test('hiding what is partly hidden hides all of it, and showing shows all of it', () => {
  const page = ada('abcd').select(1, 2).run(toggleInternal).select(0, 4).run(toggleInternal)
  assert.deepEqual(page.lines[0]!.runs.filter(run => !run.internal), [])
  page.select(0, 4).run(toggleInternal)
  assert.deepEqual(shown(page.lines), ['abcd'])
})

test('undo goes back over ones own edits only', () => {
  const page = ada('one')
  page.doc.transact(() => page.text.insert(3, ' Ben'), 'remote')
  page.undo.undo()
  assert.equal(page.text.toString().trim(), 'Ben')
})

test('links get the scheme that people leave out, and only safe ones', () => {
  assert.equal(linkTarget('https://example.com/a b'), 'https://example.com/ab')
  assert.equal(linkTarget('status.example.com/x'), 'https://status.example.com/x')
  assert.equal(linkTarget('ada@example.com'), 'mailto:ada@example.com')
  for (const bad of ['javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', '//example.com', 'word', '']) assert.equal(linkTarget(bad), null)
})

test('a line starts as what its first characters say', () => {
  assert.deepEqual(startOf('-'), { kind: 'bullet', depth: 0 })
  assert.deepEqual(startOf('12.'), { kind: 'ordered', depth: 0 })
  assert.deepEqual(startOf('##'), { kind: 'heading', depth: 1 })
  assert.deepEqual(startOf('```'), { kind: 'code', depth: 0 })
  assert.equal(startOf('x-'), null)
})

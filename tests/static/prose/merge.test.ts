// Two people edit one paragraph while they cannot hear each other.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deleteSelected, joinAbove, openLine, spliceLines, toggleKind } from '../../../static/src/prose/commands'
import { blocksOf } from '../../../static/src/prose/blocks'
import { setWording, toggleInternal, toggleStrong } from '../../../static/src/prose/marking'
import { meet, pair, shown, type Replica } from './writing'

const TEXT = 'Checkout failed because Acme Corp tripled traffic.'

function together (change: (ada: Replica, ben: Replica) => void, start = TEXT): string[] {
  const [ada, ben] = pair(start)
  change(ada, ben)
  meet(ada, ben)
  assert.deepEqual(shown(ada.lines), shown(ben.lines))
  return shown(ada.lines)
}

test('what is typed inside a span that a colleague hides is hidden too', () => {
  assert.deepEqual(together((ada, ben) => {
    ada.at('Acme Corp').run(toggleInternal)
    ben.at('Corp', { before: true }).type('Big ')
  }), ['Checkout failed because [Acme Big Corp] tripled traffic.'])
})

test('a mark survives a split before it and inside it', () => {
  assert.deepEqual(together((ada, ben) => {
    ada.at('Acme Corp').run(toggleInternal)
    ben.at('because', { before: true }).run(openLine).at(' Corp', { before: true }).run(openLine)
  }), ['Checkout failed ', 'because [Acme]', '[ Corp] tripled traffic.'])
})

test('a mark survives that the paragraph becomes a list', () => {
  assert.deepEqual(together((ada, ben) => {
    ada.at('Acme Corp').run(toggleInternal)
    ben.run(toggleKind('bullet'))
  }), ['bullet: Checkout failed because [Acme Corp] tripled traffic.'])
})

test('a whole hidden block stays hidden on both sides of a split', () => {
  assert.deepEqual(together((ada, ben) => {
    ada.at(TEXT).run(toggleInternal)
    ben.at('because', { before: true }).run(openLine)
  }), ['[Checkout failed ]', '[because Acme Corp tripled traffic.]'])
})

test('an edit of the tail survives a split before it', () => {
  assert.deepEqual(together((ada, ben) => {
    ada.at('traffic', { before: true }).type('EDITED ')
    ben.at('because', { before: true }).run(openLine)
  }), ['Checkout failed ', 'because Acme Corp tripled EDITED traffic.'])
})

test('a line made a list keeps that when a colleague opens a line at its end', () => {
  assert.deepEqual(together((ada, ben) => {
    ada.run(toggleKind('bullet'))
    ben.at('traffic.', { after: true }).run(openLine).type('And then?')
  }), [`bullet: ${TEXT}`, 'And then?'])
})

test('two who hide overlapping words hide both, and one who shows hers again does not show his', () => {
  assert.deepEqual(together((ada, ben) => {
    ada.at('Acme Corp').run(toggleInternal).at('Acme Corp').run(toggleInternal)
    ben.at('because Acme').run(toggleInternal)
  }), ['Checkout failed [because Acme] Corp tripled traffic.'])
})

test('what is typed inside a hidden span stays hidden when a colleague deletes all the words around it', () => {
  const [ada, ben] = pair(TEXT)
  ada.at('Acme Corp').run(toggleInternal)
  meet(ada, ben)
  ada.at('Acme Corp').run(deleteSelected)
  ben.at('Corp', { before: true }).type('and db-7 of ')
  meet(ada, ben)
  assert.deepEqual(shown(ada.lines), ['Checkout failed because [and db-7 of ] tripled traffic.'])
  assert.deepEqual(shown(ben.lines), shown(ada.lines))
})

test('bold that is taken off meanwhile does not show what is hidden', () => {
  const [ada, ben] = pair(TEXT)
  ada.at('because Acme').run(toggleStrong)
  meet(ada, ben)
  ada.at('Acme Corp').run(toggleInternal)
  ben.at('because Acme').run(toggleStrong)
  meet(ada, ben)
  assert.deepEqual(shown(ben.lines), ['Checkout failed because [Acme Corp] tripled traffic.'])
})

test('a wording set by one and a split by the other both stay', () => {
  const [ada, ben] = pair(TEXT)
  ada.at('Acme Corp').run(toggleInternal)
  meet(ada, ben)
  ada.at('Acme', { after: true }).run(setWording('a customer'))
  ben.at(' Corp', { before: true }).run(openLine)
  meet(ada, ben)
  const wordings = ben.lines.flatMap(line => line.runs.flatMap(run => run.internal?.map(mark => mark.wording) ?? []))
  assert.deepEqual(wordings, ['a customer', 'a customer'])
})

test('two who type into an empty field write two lines', () => {
  const [ada, ben] = pair('')
  ada.type('Ada was here')
  ben.type('So was Ben')
  meet(ada, ben)
  assert.deepEqual(shown(ada.lines).sort(), ['Ada was here', 'So was Ben'])
})

test('a join by one and typing at the joint by the other lose nothing', () => {
  const [ada, ben] = pair('one two')
  ada.at(' two', { before: true }).run(openLine)
  meet(ada, ben)
  ada.select(4).run(joinAbove)
  ben.select(3).type('!').select(5).type('?')
  meet(ada, ben)
  assert.deepEqual(shown(ben.lines), ['one!? two'])
})

test('pasted lines inside hidden text are hidden', () => {
  const [ada, ben] = pair(TEXT)
  ada.at('Acme Corp').run(toggleInternal)
  meet(ada, ben)
  const lines = blocksOf(pair('- x')[0].state.doc)
  ben.at('Corp', { before: true }).dispatch(spliceLines(ben.state, lines))
  meet(ada, ben)
  assert.deepEqual(shown(ada.lines), ['Checkout failed because [Acme - xCorp] tripled traffic.'])
})

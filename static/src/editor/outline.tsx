// The outline: sections with how much is written and who reads it, in words; then what is missing before a review.
import { jumpTo } from './app'
import { useEditor } from './context'
import { audienceWord, gaps, progress, type Progress } from './content'
import { useDocument } from './observe'

const MOST_GAPS = 8

export function Outline({ isOpen, close }: { isOpen: boolean; close: () => void }) {
  const { session, bootstrap: { template } } = useEditor()
  useDocument(session.doc)
  const parts = template.sections.map(section => ({ section, made: progress(session.doc, section), audience: audienceWord(session.doc, section) }))
  const required = parts.filter(part => part.section.visibility !== 'never')
  const share = percent({ written: sum(required.map(part => part.made.written)), of: sum(required.map(part => part.made.of)) })
  const missing = gaps(session.doc, template)
  const go = (id: string) => (event: Event) => { event.preventDefault(); close(); jumpTo(id) }
  return (
    <nav id="outline" class={`outline ${isOpen ? 'open' : ''}`} aria-label="Sections">
      <h2 class="cap">Sections · {share} %</h2>
      <ul>
        {parts.map(({ section, made, audience }) => (
          <li key={section.id}>
            <a href={`#section-${section.id}`} onClick={go(`section-${section.id}`)} title={`${made.written} of ${made.of} written`}>
              <Ring share={percent(made)} />
              <span class="name">{section.number} {section.short}<span class="sr">, {made.written} of {made.of} written,</span></span>
              <span class={`tag ${audience === 'Public' || audience === 'Mixed' ? 'p' : 'i'}`}>{audience}</span>
            </a>
          </li>
        ))}
      </ul>
      <h2 class="cap">Before review</h2>
      {missing.length === 0 && <p class="quiet">Nothing is missing. Good work.</p>}
      <ul class="gaps">
        {missing.slice(0, MOST_GAPS).map(gap => <li key={gap.sentence}><a href={`#${gap.target}`} onClick={go(gap.target)}>{gap.sentence}</a></li>)}
      </ul>
      {missing.length > MOST_GAPS && <p class="quiet">and {missing.length - MOST_GAPS} more</p>}
    </nav>
  )
}

function Ring({ share }: { share: number }) {
  return <i class="ring" aria-hidden="true" ref={element => element?.style.setProperty('--share', `${share}%`)} />
}

function percent({ written, of }: Progress): number {
  return of ? Math.round(100 * written / of) : 0
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

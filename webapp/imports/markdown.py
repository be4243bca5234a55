"""A postmortem in Markdown to a document. Nothing is lost, nothing is invented, nothing becomes public."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from exporters.document import Document, Line
from webapp.imports.actions import place_actions
from webapp.imports.blocks import Block, Heading, Paragraph, Parsed, parse
from webapp.imports.checklist import place_communication
from webapp.imports.decode import decode
from webapp.imports.draft import Draft
from webapp.imports.flatten import entries
from webapp.imports.front_matter import FrontMatter, read_front_matter
from webapp.imports.header import facts_of_front_matter, read_facts
from webapp.imports.headings import ACTIONS, APPENDIX, TIMELINE
from webapp.imports.inline import link_addresses
from webapp.imports.leftovers import lost_lines
from webapp.imports.metrics import place_impact
from webapp.imports.moments import Setting, find_day, find_day_order
from webapp.imports.outline import Part, outline
from webapp.imports.own import without_lead
from webapp.imports.report import ImportReport, needs_a_look
from webapp.imports.rows import RowIds, timeline_rows
from webapp.imports.runs import plain, strip, words_of
from webapp.imports.timeline import Timeline, extract_timelines, read_timeline
from webapp.imports.title import find_title
from webapp.imports.words import document_words, source_words
from webapp.imports.zones import find_zone, find_zone_of_all
from webapp.template import Template

FIRST_BLOCKS = 12
DATED = re.compile(r"\s{0,9}(?:incident |outage |event )?(?:date|day|when)\b", re.IGNORECASE)
SAYS_MORE = re.compile(r"\d|\btimes\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file."""

    document: Document
    report: ImportReport


def import_markdown(source: bytes | str, filename: str, template: Template) -> Imported:
    """Return the document that a Markdown file says; BadInput or TooLarge for a file that cannot be read."""
    text = decode(source if isinstance(source, bytes) else source.encode("utf-8", "replace"))
    front = read_front_matter(text)
    parsed = parse("\n".join(text.split("\n")[front.lines :]))
    title, blocks = find_title(parsed.blocks, front.values, filename)
    draft = Draft(template, title, facts_of_front_matter(front.values, template))
    blocks, repeated = without_lead(blocks, template)
    body = _take_header(blocks, draft)
    placer = _Placer(draft, _setting(draft, front, filename, text, blocks))
    for part in outline(body, template):
        placer.place(part)
    _append_what_is_behind(front, parsed, draft)
    lost = lost_lines(text, document_words(draft.document()) + source_words(repeated))
    draft.say(APPENDIX.item, ((0, line) for line in lost))
    return Imported(draft.document(), _report(front, parsed, draft, placer.in_appendix))


def _take_header(blocks: Sequence[Block], draft: Draft) -> Sequence[Block]:
    """Take the header's facts from the blocks before the first heading, and return the blocks without them."""
    first = next((place for place, block in enumerate(blocks) if isinstance(block, Heading)), len(blocks))
    facts, leftover, others = read_facts(blocks[:first], draft.template)
    draft.facts |= facts
    draft.say(APPENDIX.item, entries([Paragraph(0, 0, strip(runs)) for runs in leftover]))
    return [*others, *blocks[first:]]


@dataclass
class _Placer:
    """Hands each part of the outline to the module that knows its kind."""

    draft: Draft
    setting: Setting
    ids: RowIds = field(default_factory=RowIds)
    in_appendix: int = 0

    def place(self, part: Part) -> None:
        target, blocks = part.target, part.blocks
        if target == TIMELINE:
            self._place_timeline(part)
            return
        timelines, blocks = ([], blocks) if target == ACTIONS else extract_timelines(blocks)
        is_shown = bool(blocks or not timelines or (part.heading and any(run.link for run in part.heading.runs)))
        heading = part.heading if is_shown else None
        self._add_rows(timelines, part.heading, is_shown=is_shown)
        self.in_appendix += len(blocks) + bool(heading) if target.section == "appendix" else 0
        if target.item == ACTIONS.item:
            place_actions(heading, blocks, self.draft, self.ids)
            return
        self.draft.say(target.item, entries([heading] if heading else []))
        if target.item == "impact":
            place_impact(blocks, self.draft, self.ids)
        elif target.item == "communication":
            place_communication(blocks, self.draft)
        else:
            self.draft.say(target.item, entries(blocks))

    def _place_timeline(self, part: Part) -> None:
        timeline = read_timeline(part.blocks)
        is_shown = bool(part.heading and (SAYS_MORE.search(plain(part.heading.runs)) or not timeline.count()))
        self.draft.say(TIMELINE.item, entries([part.heading] if part.heading and is_shown else []))
        self.draft.say(TIMELINE.item, entries(timeline.introduction))
        self._add_rows([timeline], part.heading, is_shown=is_shown)

    def _add_rows(self, timelines: Sequence[Timeline], heading: Heading | None, *, is_shown: bool) -> None:
        """Add the rows of timelines; a heading that is shown nowhere else is kept with the first of them."""
        for timeline in timelines:
            first = next((entry for entry in timeline.entries if not entry.is_marker), None)
            if heading and not is_shown and first:
                first.hidden["section"] = " ".join(plain(heading.runs).split())
                is_shown = True
            self.draft.rows[TIMELINE.item] += timeline_rows(timeline, heading, self.setting, self.ids)


def _setting(draft: Draft, front: FrontMatter, filename: str, text: str, blocks: Sequence[Block]) -> Setting:
    """Return what the document as a whole says about its times."""
    dated = (text for text in map(_text_of, blocks[:FIRST_BLOCKS]) if DATED.match(text))
    known = (draft.facts.get("date", ""), draft.title, *front.values.values())
    day = find_day([*known, *dated, filename.replace("_", " ")])
    notes = map(find_zone_of_all, map(_text_of, blocks))
    zone = find_zone(front.values.get("timezone", "")) or next((note for note in notes if note), "")
    return Setting(day, "", zone, find_day_order(text, day))


def _text_of(block: Block) -> str:
    return plain(block.runs) if isinstance(block, (Paragraph, Heading)) else ""


def _append_what_is_behind(front: FrontMatter, parsed: Parsed, draft: Draft) -> None:
    """Keep the definitions of links and the front matter as they stand, at the end of the appendix."""
    definitions = (Line(tuple(link_addresses(text.strip()))) for text in parsed.definitions)
    draft.say(APPENDIX.item, ((0, line) for line in definitions))
    draft.say(APPENDIX.item, ((0, line) for line in _verbatim(front.text.split("\n") if front.text else ())))


def _verbatim(lines: Iterable[str]) -> Iterable[Line]:
    return (Line(words_of(text), "code") for text in lines)


def _report(front: FrontMatter, parsed: Parsed, draft: Draft, in_appendix: int) -> ImportReport:
    rows, actions = draft.rows[TIMELINE.item], draft.rows[ACTIONS.item]
    return ImportReport(
        blocks=len(parsed.blocks) + len(parsed.definitions) + (1 if front.text else 0),
        in_appendix=in_appendix + len(parsed.definitions) + (1 if front.text else 0),
        rows=len(rows),
        rows_to_check=sum(needs_a_look(row.values) for row in rows),
        actions=len(actions),
        without_owner=sum(not row.values.get("owner") for row in actions),
        remarks=tuple(_remarks(front, draft)),
    )


def _remarks(front: FrontMatter, draft: Draft) -> Iterator[str]:
    if front.is_malformed:
        yield "The front matter is not valid YAML. It is kept as it is in the appendix."
    rows = draft.rows[TIMELINE.item]
    if any("zone" in row.values.get("inferred", "") for row in rows):
        yield "No time zone is named for some times. They are taken as UTC: please check."
    if any("day_order" in row.values.get("inferred", "") for row in rows):
        yield "Some dates may be day/month or month/day. Please check."
    if any("order" in row.values.get("inferred", "").split(",") for row in rows):
        yield "Some times go back without a new date. They are kept as written: please check their order."

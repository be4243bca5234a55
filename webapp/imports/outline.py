"""The outline of a foreign postmortem: which of its blocks go where.

A heading that the map knows opens a part. One that it does not know stays inside the part of its nearest known
ancestor, or opens a part of the appendix. Bold beginnings of list items and paragraphs work as headings too, where
nothing else gives the text a place: `- **Impact**: 30 % of checkouts failed`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from webapp.imports.blanks import is_blank, says_something
from webapp.imports.blocks import Block, Footnote, Heading, Html, List, ListItem, Paragraph, Table
from webapp.imports.headings import (
    APPENDIX,
    SUMMARY,
    SUMMARY_FIELDS,
    TIMELINE,
    Target,
    find_target,
    item_with_label,
    label_of,
    normalise,
)
from webapp.imports.leads import SEPARATORS, split_label, split_lead
from webapp.imports.runs import Runs, plain, strip
from webapp.imports.timeline import SHORTEST_RUN, is_timed_heading
from webapp.template import Template

LEAD_LEVEL = 7
MOST_LABEL_WORDS = 5


@dataclass(slots=True)
class Part:
    """Blocks that go to one place. `heading` is what was said above them, if the template does not say it anyway."""

    target: Target
    heading: Heading | None = None
    blocks: list[Block] = field(default_factory=list)


def outline(blocks: Sequence[Block], template: Template) -> list[Part]:
    """Return the parts of a document without its title, in the order of the source."""
    outliner = _Outliner(template, _timed_levels(blocks))
    for number, block in enumerate(blocks):
        outliner.read(block, blocks[number + 1] if number + 1 < len(blocks) else None)
    return [part for part in outliner.parts if part.blocks or part.heading]


class _Outliner:
    def __init__(self, template: Template, timed_levels: set[int]) -> None:
        self._template = template
        self._timed_levels = timed_levels
        self._open: list[tuple[int, Target | None]] = []
        self._said: set[tuple[str, str]] = set()
        self.parts = [Part(SUMMARY)]

    def read(self, block: Block, following: Block | None) -> None:
        if isinstance(block, Heading):
            self._heading(block)
        elif isinstance(block, Footnote) or (isinstance(block, Html) and block.text.lstrip().startswith("<!--")):
            self._aside(block)
        elif isinstance(block, Paragraph) and (labelled := self._labelled(block)):
            self._begin_field(*labelled)
        elif isinstance(block, List) and any(map(self._labelled_item, block.items)):
            self._list_of_fields(block)
        elif isinstance(block, Paragraph) and self._is_loose() and (lead := _lead(block, following)):
            self._lead(*lead, block)
        elif isinstance(block, List) and self._is_loose() and any(map(self._target_of_item, block.items)):
            self._list_of_leads(block)
        else:
            self.parts[-1].blocks.append(block)

    def _heading(self, heading: Heading) -> None:
        self._open = [(level, target) for level, target in self._open if level < heading.level]
        above = next((target for _, target in reversed(self._open) if target), None)
        target = self._within(above, find_target(plain(heading.runs)), heading)
        if heading.level in self._timed_levels and above != TIMELINE and is_timed_heading(heading):
            self._go_on(TIMELINE, heading)
            return
        self._open.append((heading.level, target))
        if target:
            self._begin(target, heading)
        elif above:
            self._go_on(above, heading)
        else:
            self.parts.append(Part(APPENDIX, heading))

    def _within(self, above: Target | None, found: Target | None, heading: Heading) -> Target | None:
        """Return the place of a heading below another one: what is weak yields to a section that is not about it."""
        if above and (own := item_with_label(plain(heading.runs), above.section, self._template)):
            return own
        if found is None or above is None:
            return found
        if above.section == "summary":
            field_id = SUMMARY_FIELDS.get(normalise(plain(heading.runs)))
            return Target("summary", field_id) if field_id else found
        if found.weak and above.section not in {found.section, "appendix"}:
            return None
        return found

    def _begin(self, target: Target, heading: Heading) -> None:
        label = label_of(plain(heading.runs), target, self._template)
        is_said = bool(label) and (target.section, label) not in self._said
        self._said |= {(target.section, label)} if is_said else set()
        has_links = any(run.link for run in heading.runs)
        self.parts.append(Part(target, None if is_said and not has_links else heading))

    def _go_on(self, target: Target, heading: Heading) -> None:
        if self.parts[-1].target != target:
            self.parts.append(Part(target))
        self.parts[-1].blocks.append(heading)

    def _labelled(self, block: Block | None) -> tuple[Target, Runs, Block] | None:
        """Return the field of the section we are in that a paragraph names: `Links to logs: …`."""
        lead = split_label(block.runs) if isinstance(block, Paragraph) else None
        if block is None or lead is None:
            return None
        here = self.parts[-1].target.section
        if not any(target and target.section == here for _, target in self._open):
            return None
        target = item_with_label(plain(lead[0]), here, self._template)
        return (target, lead[0], replace(block, runs=lead[1])) if target else None  # type: ignore[call-arg]

    def _labelled_item(self, item: ListItem) -> tuple[Target, Runs, Block] | None:
        return self._labelled(item.blocks[0]) if item.blocks else None

    def _begin_field(self, target: Target, words: Runs, rest: Block) -> None:
        self._begin(target, Heading(rest.start, rest.end, LEAD_LEVEL, words))
        self.parts[-1].blocks += [rest] if says_something(rest) else []

    def _list_of_fields(self, block: List) -> None:
        home = self.parts[-1].target
        for item in block.items:
            labelled = self._labelled_item(item)
            if labelled:
                self._begin_field(*labelled)
                self.parts[-1].blocks += item.blocks[1:]
            else:
                self._go_home(home)
                self.parts[-1].blocks.append(replace(block, items=(item,)))

    def _go_home(self, home: Target) -> None:
        if self.parts[-1].target != home:
            self.parts.append(Part(home))

    def _aside(self, block: Block) -> None:
        """Put what is not part of the story into the appendix, and go on where we were."""
        current = self.parts[-1]
        self.parts += [Part(APPENDIX, None, [block]), Part(current.target)]

    def _is_loose(self) -> bool:
        """Tell whether the text here has no place of its own: before the first heading, or under an unknown one."""
        known = [target for _, target in self._open if target]
        return not known or known[-1].section == "summary"

    def _in_summary(self) -> bool:
        return any(target and target.section == "summary" for _, target in self._open)

    def _place(self, words: str) -> Target | None:
        field_id = SUMMARY_FIELDS.get(normalise(words))
        if field_id and (self._in_summary() or field_id in {"summary.duration", "summary.status"}):
            return Target("summary", field_id)
        return find_target(words)

    def _lead(self, words: Runs, rest: Runs, block: Paragraph) -> None:
        target = self._place(plain(words))
        if target is None:
            self.parts[-1].blocks.append(block)
        else:
            self._begin_lead(target, words, rest, block)

    def _begin_lead(self, target: Target, words: Runs, rest: Runs, block: Paragraph) -> None:
        """Begin a part by a lead. Words of its own stay before the text that they lead."""
        said = len(self._said)
        self._begin(target, Heading(block.start, block.end, LEAD_LEVEL, words))
        if is_blank(rest):
            return
        part = self.parts[-1]
        part.heading = None
        part.blocks.append(replace(block, runs=rest) if len(self._said) > said else block)

    def _target_of_item(self, item: ListItem) -> Target | None:
        lead = _item_lead(item)
        return self._place(plain(lead[0])) if lead else None

    def _list_of_leads(self, block: List) -> None:
        home = self.parts[-1].target
        for item in block.items:
            target, lead = self._target_of_item(item), _item_lead(item)
            if target is None or lead is None:
                self._go_home(home)
                self.parts[-1].blocks.append(replace(block, items=(item,)))
                continue
            first, *others = item.blocks
            if isinstance(first, Paragraph):
                self._begin_lead(target, *lead, first)
            self.parts[-1].blocks += others


def _item_lead(item: ListItem) -> tuple[Runs, Runs] | None:
    first = item.blocks[0] if item.blocks else None
    return split_lead(first.runs) if isinstance(first, Paragraph) else None


def _lead(block: Paragraph, following: Block | None) -> tuple[Runs, Runs] | None:
    """Return what stands as a heading in a paragraph: bold words, or a few words and a colon above a list."""
    if lead := split_lead(block.runs):
        return lead
    text = plain(block.runs).strip()
    is_label = len(text.split()) <= MOST_LABEL_WORDS and "\n" not in text and not text.endswith(".")
    if is_label and isinstance(following, (List, Table)):
        found = find_target(text)
        if found and not found.weak:
            return strip(block.runs, SEPARATORS), ()
    return None


def _timed_levels(blocks: Sequence[Block]) -> set[int]:
    """Return the levels of headings at which a run of times stands."""
    levels = [block.level for block in blocks if isinstance(block, Heading) and is_timed_heading(block)]
    return {level for level in levels if levels.count(level) >= SHORTEST_RUN}

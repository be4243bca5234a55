"""Our own Markdown: the paragraph that leads the page repeats the summary, so that it is read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from webapp.imports.blocks import Block, Heading, List, Paragraph
from webapp.imports.headings import WORD
from webapp.imports.runs import plain
from webapp.template import Template


def without_lead(blocks: Sequence[Block], template: Template) -> tuple[Sequence[Block], str]:
    """Return the blocks without a paragraph that only says what the summary says, and that paragraph's text."""
    summary = template.sections[0]
    title = f"{summary.number}. {summary.title}"
    for place, block in enumerate(blocks[1:], start=1):
        before = blocks[place - 1]
        if isinstance(block, Heading) and plain(block.runs) == title and isinstance(before, Paragraph):
            lead, said = _words([plain(before.runs)]), _words(_texts(_until_heading(blocks[place + 1 :])))
            labels = _words(item.label for item in summary.items) + Counter({"duration": 1})
            if lead and not lead - said - labels and not said - lead - labels:
                return [*blocks[: place - 1], *blocks[place:]], plain(before.runs)
    return blocks, ""


def _until_heading(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Heading):
            return
        yield block


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield plain(block.runs)
        elif isinstance(block, List):
            for item in block.items:
                yield from _texts(item.blocks)


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in WORD.findall(text.casefold()))

"""The title of a foreign postmortem: its first heading, or the front matter's title, or the name of the file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from webapp.imports.blocks import Block, Heading
from webapp.imports.headings import find_target
from webapp.imports.runs import joined, plain

PREFIX = re.compile(r"\A\s{0,9}postmortem\s{0,9}:", re.IGNORECASE)
SUFFIX = re.compile(r"(\.html)?(\.(md|markdown|qmd|txt))?(\.erb)?\Z", re.IGNORECASE)
MOST_CHARACTERS = 300
LOWEST_LEVEL = 2


def find_title(blocks: Sequence[Block], values: Mapping[str, str], filename: str) -> tuple[str, Sequence[Block]]:
    """Return the title and the blocks without the heading that it was."""
    place = _title_heading(blocks)
    if place is not None:
        heading = blocks[place]
        text = plain(joined(heading.runs)) if isinstance(heading, Heading) else ""
        return _without_prefix(text), [*blocks[:place], *blocks[place + 1 :]]
    return _without_prefix(values.get("title", "")) or _of_file(filename), blocks


def _title_heading(blocks: Sequence[Block]) -> int | None:
    """Return the place of the first heading, if it names the document rather than a section of it."""
    headings = [(place, block) for place, block in enumerate(blocks) if isinstance(block, Heading)]
    if not headings:
        return None
    place, first = headings[0]
    text = plain(joined(first.runs)).strip()
    has_links = any(run.link for run in first.runs)
    if not 0 < len(text) <= MOST_CHARACTERS or has_links or first.level > LOWEST_LEVEL:
        return None
    stands_above = (
        first.level == 1 and len(headings) > 1 and all(first.level < other.level for _, other in headings[1:])
    )
    return place if stands_above or find_target(text) is None else None


def _without_prefix(text: str) -> str:
    return " ".join(PREFIX.sub("", text, count=1).split())


def _of_file(filename: str) -> str:
    name = SUFFIX.sub("", PurePosixPath(filename.replace("\\", "/")).name, count=1)
    return " ".join(re.split(r"[-_\s]+", name)).strip()[:MOST_CHARACTERS]

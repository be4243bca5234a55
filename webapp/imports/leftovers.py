"""The last look: words of the source that arrived nowhere are added to the appendix, with the lines they stood in.

Parsing follows the text wherever we know how. This is for what we do not know: it makes "nothing is lost" a promise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from exporters.document import Line
from webapp.imports.runs import words_of
from webapp.imports.words import source_words


def lost_lines(text: str, arrived: Counter[str]) -> list[Line]:
    """Return the lines of a source, as code, that hold words which are missing from those that arrived."""
    missing = source_words(text) - arrived
    return list(_lines_with(missing, text)) if missing else []


def _lines_with(missing: Counter[str], text: str) -> Iterator[Line]:
    for line in text.split("\n"):
        found = source_words(line) & missing
        if found:
            missing -= found
            yield Line(words_of(line.strip()), "code")

"""Who took part: the people whom a document itself names, in fields and columns made for people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporters.document import Document

# *Ada Lovelace*, *Jun'ichi Sato*; neither *payments*, which is a team, nor *the on-call engineer*.
NAME = re.compile(r"[^\W\d_]\S*(?: [^\W\d_]\S*){1,3}")
TEAMS = frozenset(
    {"team", "teams", "squad", "group", "ops", "sre", "infra", "platform", "support", "on-call", "oncall"}
)


def participants(document: Document) -> Iterator[str]:
    """Yield the names that stand where a person is asked for, as far as they look like a person's full name."""
    for value in _values(document):
        for name in re.split(r"[,;/&]| and ", value):
            words = " ".join(name.split())
            if NAME.fullmatch(words) and _is_personal(words):
                yield words


def _values(document: Document) -> Iterator[str]:
    yield from (fact.value for fact in document.header if fact.kind == "person")
    for table in document.tables():
        people = [column.id for column in table.columns if column.kind == "person"]
        yield from (row.values.get(column, "") for row in table.rows for column in people)


def _is_personal(name: str) -> bool:
    words = name.split()
    return words[0][0].isupper() and words[-1][0].isupper() and not any(word.lower() in TEAMS for word in words)

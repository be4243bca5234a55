"""The YAML block at the top of a file. Its text stays as it is; a few values are read from it, if it can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

import yaml

FENCES = {"---": {"---", "..."}}
MOST_LINES = 400
MOST_CHARACTERS = 20_000
MOST_EVENTS = 4_000
MOST_NESTING = 32


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`text` with its fences; `values` as they are written, by lower-case key; `lines` it takes of the file."""

    text: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    lines: int = 0
    is_malformed: bool = False


def read_front_matter(text: str) -> FrontMatter:
    """Return the front matter that a file begins with; an empty one where it has none."""
    lines = list(islice(_lines(text), MOST_LINES))
    closing = FENCES.get(lines[0].rstrip() if lines else "", set())
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() in closing), 0)
    if not end:
        return FrontMatter()
    body = "\n".join(lines[1:end])
    if len(body) > MOST_CHARACTERS:
        return FrontMatter()
    whole = "\n".join(lines[: end + 1])
    try:
        values = _values(body)
        return FrontMatter(whole, values, end + 1) if values is not None else FrontMatter()
    except (yaml.YAMLError, RecursionError, ValueError):
        return FrontMatter(whole, {}, end + 1, is_malformed=True)


def _lines(text: str) -> list[str]:
    return text[: MOST_CHARACTERS + MOST_LINES].split("\n")


def _values(body: str) -> dict[str, str] | None:
    """Return the plain values of the top level, as written; None for what is no mapping.

    Only events are read and aliases are not followed, so that nothing can grow.
    """
    values: dict[str, str] = {}
    depth, key = 0, None
    for event in _events(body):
        opens = isinstance(event, yaml.CollectionStartEvent)
        if depth == 0 and isinstance(event, yaml.NodeEvent) and not isinstance(event, yaml.MappingStartEvent):
            return None
        if depth == 1 and isinstance(event, yaml.ScalarEvent) and key is None:
            key = event.value.strip().lower()
        elif depth == 1 and isinstance(event, yaml.NodeEvent):
            if isinstance(event, yaml.ScalarEvent):
                values.setdefault(str(key), " ".join(event.value.split()))
            key = None
        depth += opens - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_NESTING:
            raise yaml.YAMLError("nested too deeply")
    return values


def _events(body: str) -> Iterator[yaml.Event]:
    loader = yaml.SafeLoader(body)
    try:
        for _ in range(MOST_EVENTS):
            if not loader.check_event():
                return
            yield loader.get_event()  # type: ignore[no-untyped-call]
    finally:
        loader.dispose()

"""Times the four exports of a document that grows tenfold, interleaved in one run, as ratios to the small one."""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from pycrdt import Doc

sys.path.insert(0, str(Path(__file__).parent.parent))

from exporters import Audience, Document, Format, Policy, export
from exporters.document import Section, Table
from webapp.collab.materialize import materialize
from webapp.collab.seed import seed
from webapp.postmortems.example import example_document
from webapp.template import Template, default_template

ROUNDS = 5
GROWTH = 10


def main() -> None:
    """Print a table: median milliseconds, and the growth with ten times the rows."""
    template = default_template()
    small = _stored(example_document(template), template)
    large = _stored(_grown(example_document(template)), template)
    taken: dict[tuple[Format, str], list[float]] = {}
    for _ in range(ROUNDS):
        for kind in (Format.HTML, Format.MD, Format.DOCX, Format.PDF):
            for size, document in (("small", small), ("large", large)):
                begin = time.perf_counter()
                export(document, kind, audience=Audience.INTERNAL, policy=Policy())
                taken.setdefault((kind, size), []).append(1000 * (time.perf_counter() - begin))
    print(f"{'format':8} {'example':>10} {'10 × rows':>10} {'ratio':>7}")
    for kind in (Format.HTML, Format.MD, Format.DOCX, Format.PDF):
        one, ten = (statistics.median(taken[kind, size]) for size in ("small", "large"))
        print(f"{kind.value:8} {one:8.1f}ms {ten:8.1f}ms {ten / one:7.2f}")


def _stored(document: Document, template: Template) -> Document:
    """Return a document as it comes back from its room: with the template's columns."""
    room: Doc[Any] = Doc()
    room.apply_update(seed(document, template))
    return materialize(room, template)


def _grown(document: Document) -> Document:
    return replace(document, sections=tuple(_grown_section(section) for section in document.sections))


def _grown_section(section: Section) -> Section:
    items = tuple(
        replace(item, rows=tuple(replace(row, id=f"{row.id}-{n}") for n in range(GROWTH) for row in item.rows))
        if isinstance(item, Table)
        else item
        for item in section.items
    )
    return replace(section, items=items)


if __name__ == "__main__":
    main()

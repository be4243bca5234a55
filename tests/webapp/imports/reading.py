"""Look into an imported document."""

from __future__ import annotations

from exporters.document import Document, Prose, Row


def prose(document: Document, item_id: str) -> Prose:
    """Return a prose field."""
    items = [item for section in document.sections for item in section.items if item.id == item_id]
    found = next(item for item in items if isinstance(item, Prose))
    assert isinstance(found, Prose)
    return found


def texts(document: Document, item_id: str) -> list[str]:
    """Return the lines of a prose field as text."""
    return [line.text for line in prose(document, item_id).lines]


def rows(document: Document, table_id: str) -> tuple[Row, ...]:
    """Return the rows of a table."""
    return document.table(table_id).rows

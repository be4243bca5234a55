"""The document as a value: what a postmortem says and who may read which part.

A `Document` is internal. Every part of it carries a `Visibility`, every character may carry internal marks.
Nothing here decides what customers read: that is `exporters.redaction`, the only maker of a `PublicDocument`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class Audience(StrEnum):
    """Who an export is for."""

    INTERNAL = "internal"
    CUSTOMER = "customer"


class Visibility(StrEnum):
    """What somebody decided about a part of the document. Undecided counts as internal."""

    UNDECIDED = "undecided"
    INTERNAL = "internal"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class InternalMark:
    """One decision to keep characters internal, with the words customers read instead, if any."""

    id: str
    wording: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that share all their marks. Internal as soon as one internal mark is on them."""

    text: str
    strong: bool = False
    em: bool = False
    mono: bool = False
    link: str | None = None
    internal: tuple[InternalMark, ...] = ()


LineKind = Literal["paragraph", "bullet", "ordered", "code", "quote", "heading"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of prose: a paragraph, a list item, one line of code or of a quotation, a sub-heading.

    `depth` counts from 0: nesting for list items and quotations, level for headings.
    `internal` holds the marks on the line's own end, so that a line without text can be internal too.
    """

    runs: tuple[Run, ...] = ()
    kind: LineKind = "paragraph"
    depth: int = 0
    internal: tuple[InternalMark, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


Lines = tuple[Line, ...]


FactKind = Literal["text", "date", "choice", "person", "moment", "derived"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A short field of the header: `Severity: SEV-1`."""

    id: str
    label: str
    value: str = ""
    visibility: Visibility = Visibility.UNDECIDED
    kind: FactKind = "text"


@dataclass(frozen=True, slots=True)
class Prose:
    """A field of running text.

    `heading`: its label stands above it as a heading. `optional`: it is left out while empty. `derived` names what is
    shown while it is empty (`duration`), computed from the rows of the same document.
    """

    id: str
    label: str
    lines: Lines = ()
    visibility: Visibility = Visibility.UNDECIDED
    heading: bool = False
    optional: bool = False
    derived: str = ""


ValueKind = Literal["text", "prose", "moment", "date", "choice", "check", "person"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. A `prose` column's cells stand in `Row.prose`, all others in `Row.values`.

    A column that is not public (a person, a source) is left out for customers, whatever was decided about its rows.
    """

    id: str
    label: str
    kind: ValueKind = "text"
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row, known by its id. `values` may hold keys that no column shows (`precision`, `original_text`, …)."""

    id: str
    values: Mapping[str, str] = field(default_factory=dict)
    prose: Mapping[str, Lines] = field(default_factory=dict)
    visibility: Visibility = Visibility.UNDECIDED


TableKind = Literal["table", "checklist"]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in the order in which they are read. `kind` is how they are shown: a table or a checklist."""

    id: str
    label: str
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    kind: TableKind = "table"


Item = Prose | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the template with its items in the template's order."""

    id: str
    number: int
    title: str
    items: tuple[Item, ...] = ()
    visibility: Visibility = Visibility.UNDECIDED


@dataclass(frozen=True, slots=True)
class Document:
    """A whole postmortem. `title` is internal; `public_title` stays empty until somebody writes it.

    `lang` is a BCP 47 language tag. `status` is the document's own: Draft, Reviewed or Approved.
    """

    title: str = ""
    public_title: str = ""
    lang: str = "en"
    status: str = "Draft"
    header: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()

    def tables(self) -> Iterator[Table]:
        """Yield every table, in order."""
        for section in self.sections:
            yield from (item for item in section.items if isinstance(item, Table))

    def table(self, table_id: str) -> Table:
        """Return the table with that id; KeyError where there is none."""
        for table in self.tables():
            if table.id == table_id:
                return table
        raise KeyError(table_id)


@dataclass(frozen=True, slots=True)
class PublicRun:
    """Characters that customers read."""

    text: str
    strong: bool = False
    em: bool = False
    mono: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class PublicLine:
    """One line that customers read."""

    runs: tuple[PublicRun, ...] = ()
    kind: LineKind = "paragraph"
    depth: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


PublicLines = tuple[PublicLine, ...]


@dataclass(frozen=True, slots=True)
class PublicFact:
    """A header field that customers read."""

    id: str
    label: str
    value: str
    kind: FactKind = "text"


@dataclass(frozen=True, slots=True)
class PublicProse:
    """A prose field that customers read."""

    id: str
    label: str
    lines: PublicLines
    heading: bool = False
    derived: str = ""


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A row that customers read. It holds only the values of the columns that are shown, and no internal id."""

    values: Mapping[str, str] = field(default_factory=dict)
    prose: Mapping[str, PublicLines] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PublicTable:
    """A table that customers read."""

    id: str
    label: str
    columns: tuple[Column, ...]
    rows: tuple[PublicRow, ...]
    kind: TableKind = "table"


@dataclass(frozen=True, slots=True)
class PublicSection:
    """A section that customers read, numbered among the public sections only."""

    id: str
    number: int
    title: str
    items: tuple[PublicProse | PublicTable, ...]


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """What customers may read. Only `exporters.redaction.redact` makes one; there is no internal field to forget."""

    title: str
    lang: str = "en"
    header: tuple[PublicFact, ...] = ()
    sections: tuple[PublicSection, ...] = ()

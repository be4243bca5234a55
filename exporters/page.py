"""The page tree: what every renderer writes, and the only thing it sees.

`exporters.compose` makes a `Page` from a `Document` or from a `PublicDocument`; HTML, PDF, DOCX and Markdown each
turn the same tree into bytes, so that they cannot differ in what they say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from exporters.document import Audience


@dataclass(frozen=True, slots=True)
class Span:
    """Characters that share their style. `link` is an http, https or mailto address.

    `tag`: a word of ours beside what people wrote, such as a milestone. Where it cannot look like a tag, `em` tells.
    """

    text: str
    strong: bool = False
    em: bool = False
    mono: bool = False
    link: str | None = None
    tag: bool = False


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section. `level` is 3 to 6; sections have level 2, the title level 1."""

    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list, with the lists nested in it."""

    spans: Spans
    children: tuple[List, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted or numbered list. Numbering starts at 1."""

    items: tuple[ListItem, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """Lines that keep their spacing, joined by a line feed."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    paragraphs: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled part of a section: `What happened`, then what it says."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column's heading and its width as a share of the table, in percent; all widths add up to 100."""

    label: str
    width: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: column headings, then rows of cells, each cell a few blocks. `caption` names it to screen readers."""

    caption: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[tuple[Block, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Check:
    """An item of a checklist. `note` says who, when, or why it does not apply."""

    state: Literal["yes", "no", "not applicable"]
    spans: Spans
    note: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """Checks in the template's order."""

    items: tuple[Check, ...]


Block = Paragraph | Heading | List | Code | Quote | Field | Grid | Checklist


@dataclass(frozen=True, slots=True)
class PageSection:
    """A numbered section."""

    id: str
    number: int
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything a renderer needs. `title` already reads `Postmortem: …` where that is wanted.

    `facts` are (label, value) pairs; `lead` is the executive summary as one paragraph, for page one.
    `watermark` is empty or a word such as `Draft`.
    """

    title: str
    lang: str
    audience: Audience
    facts: tuple[tuple[str, str], ...] = ()
    lead: Spans = ()
    sections: tuple[PageSection, ...] = ()
    watermark: str = ""

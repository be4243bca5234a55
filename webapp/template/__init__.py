"""The postmortem template as data: the header, eight sections, every field and table column, in order and wording.

`postmortem.json` beside this file is the one source. The editor, the importer, the materializer and the exporters
read it through this module; none of them names a section of its own. Pure: no Flask, no SQL, no clock.

Words used here. *Item*: a prose field or a table of a section. *Visibility* of an item, a row or a header field:
`customer` follows its section, `internal` is held back until somebody decides otherwise, `never` cannot become public.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal, TypeVar

FieldT = TypeVar("FieldT", "HeaderField", "ColumnField")
DefaultVisibility = Literal["customer", "internal", "never"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to pick, with the words that explain it."""

    id: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class HeaderField:
    """A field of the header. `derived` ones (the status) are not typed but told by the application."""

    id: str
    label: str
    kind: Literal["text", "date", "choice", "person", "moment", "derived"]
    visibility: DefaultVisibility
    hint: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class ProseField:
    """A field of running text. `id` is also the name of its `Y.Text`."""

    id: str
    label: str
    hint: str = ""
    optional: bool = False
    heading: bool = False
    starts_as: Literal["paragraph", "bullet"] = "paragraph"
    derived: Literal["", "duration"] = ""
    soft_limit: int = 0
    visibility: DefaultVisibility = "customer"


@dataclass(frozen=True, slots=True)
class ColumnField:
    """A column. A `prose` cell is a `Y.Text` in the row's `Y.Map`, every other cell a plain string.

    What is not public never leaves the house: people, sources, notes on who was told.
    """

    id: str
    label: str
    kind: Literal["text", "prose", "moment", "date", "choice", "check", "person"]
    choices: tuple[Choice, ...] = ()
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class FixedRow:
    """A row that every document has from its creation, with its id and the values the template writes."""

    id: str
    values: Mapping[str, str]
    visibility: DefaultVisibility = "customer"


@dataclass(frozen=True, slots=True)
class TableField:
    """A table. `id` is also the name of its `Y.Map` of rows. `order`: by `time`, by `hand`, or as `fixed`."""

    id: str
    label: str
    layout: Literal["table", "checklist"]
    columns: tuple[ColumnField, ...]
    fixed_rows: tuple[FixedRow, ...] = ()
    adds_rows: bool = False
    row_noun: str = "row"
    order: Literal["time", "hand", "fixed"] = "fixed"


ItemField = ProseField | TableField


@dataclass(frozen=True, slots=True)
class SectionField:
    """A section with its items. `short` is its name in the outline."""

    id: str
    number: int
    title: str
    short: str
    items: tuple[ItemField, ...]
    visibility: DefaultVisibility = "customer"


@dataclass(frozen=True, slots=True)
class Template:
    """The whole template. `source` is the JSON it was read from, as the browser gets it."""

    version: int
    title_prefix: str
    header: tuple[HeaderField, ...]
    sections: tuple[SectionField, ...]
    milestones: tuple[Choice, ...]
    source: Mapping[str, Any] = field(repr=False, compare=False)

    def prose_fields(self) -> Iterator[ProseField]:
        """Yield every prose field in order."""
        for section in self.sections:
            yield from (item for item in section.items if isinstance(item, ProseField))

    def tables(self) -> Iterator[TableField]:
        """Yield every table in order."""
        for section in self.sections:
            yield from (item for item in section.items if isinstance(item, TableField))


@cache
def default_template() -> Template:
    """Return the template that comes with Afterword."""
    return parse_template(json.loads(resources.files(__name__).joinpath("postmortem.json").read_text(encoding="utf-8")))


def parse_template(source: Mapping[str, Any]) -> Template:
    """Return the template that a JSON value describes; KeyError or TypeError where it does not fit."""
    return Template(
        version=source["version"],
        title_prefix=source["title_prefix"],
        header=tuple(_with_choices(HeaderField, entry) for entry in source["header"]),
        sections=tuple(_section(entry) for entry in source["sections"]),
        milestones=tuple(Choice(**entry) for entry in source["milestones"]),
        source=source,
    )


def _section(entry: Mapping[str, Any]) -> SectionField:
    return SectionField(**{**entry, "items": tuple(_item(item) for item in entry["items"])})


def _item(entry: Mapping[str, Any]) -> ItemField:
    values = {key: value for key, value in entry.items() if key != "type"}
    if entry["type"] == "prose":
        return ProseField(**values)
    columns = tuple(_with_choices(ColumnField, column) for column in values.pop("columns"))
    rows = tuple(FixedRow(**row) for row in values.pop("fixed_rows"))
    return TableField(**values, columns=columns, fixed_rows=rows)


def _with_choices(kind: type[FieldT], entry: Mapping[str, Any]) -> FieldT:
    choices = tuple(Choice(**choice) for choice in entry.get("choices", ()))
    return kind(**{**entry, "choices": choices})

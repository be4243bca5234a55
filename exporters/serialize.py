"""Documents as JSON and back: canonical (sorted keys, no idle space, defaults left out), versioned, strict."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any, get_args

from exporters.document import (
    Column,
    Document,
    Fact,
    FactKind,
    InternalMark,
    Line,
    LineKind,
    Prose,
    PublicDocument,
    PublicProse,
    PublicTable,
    Row,
    Run,
    Section,
    Table,
    TableKind,
    ValueKind,
    Visibility,
)

VERSION = 1
TYPES: dict[type[Any], str] = {Prose: "prose", PublicProse: "prose", Table: "table", PublicTable: "table"}
PLAIN: dict[str, tuple[type, ...]] = {"str": (str,), "int": (int,), "bool": (bool,), "str | None": (str, type(None))}


class BadDocument(ValueError):
    """JSON that is no document; the message says where and what was expected."""


def to_json(document: Document | PublicDocument) -> str:
    """Return the canonical JSON of a document."""
    value = {"version": VERSION, **_bare(document)}
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Document:
    """Return the document that `to_json` wrote; BadDocument where the text is none."""
    try:
        value = json.loads(text, object_pairs_hook=_object)
        _refuse_half_characters(value)
    except (ValueError, RecursionError) as error:
        raise BadDocument(f"This is not JSON: {error}.") from error
    if not isinstance(value, dict) or value.pop("version", None) != VERSION:
        raise BadDocument(f"This is no document of version {VERSION}. Export it again with --format json.")
    return _document(value)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; ValueError where it says the same key twice, since readers disagree on which one counts."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("an object has the same key twice")
    return found


def _refuse_half_characters(value: Any) -> None:
    """Raise ValueError for lone surrogates, which JSON can spell and no file can hold."""
    json.dumps(value, ensure_ascii=False).encode()


def _bare(value: Any) -> Any:
    """Return a value as JSON knows it, without what equals its default."""
    if is_dataclass(value):
        return {
            field.name: _bare(given)
            for field in fields(value)
            if (given := getattr(value, field.name)) != _default(field)
        } | ({"type": TYPES[type(value)]} if type(value) in TYPES else {})
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: _bare(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_bare(part) for part in value]
    return value


def _default(field: Any) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _document(value: Any) -> Document:
    known = _known(value, Document, "the document")
    return Document(
        **{
            **known,
            "header": tuple(_fact(entry) for entry in _list(known.get("header", []), "header")),
            "sections": tuple(_section(entry) for entry in _list(known.get("sections", []), "sections")),
        }
    )


def _fact(value: Any) -> Fact:
    known = _known(value, Fact, "a header field")
    _one_of(known.get("kind", "text"), get_args(FactKind), "the kind of a header field")
    return Fact(**{**known, "visibility": _visibility(known)})


def _section(value: Any) -> Section:
    known = _known(value, Section, "a section")
    items = tuple(_item(entry) for entry in _list(known.get("items", []), "items"))
    return Section(**{**known, "items": items, "visibility": _visibility(known)})


def _item(value: Any) -> Prose | Table:
    if not isinstance(value, dict) or value.get("type") not in {"prose", "table"}:
        raise BadDocument("An item of a section must say whether it is of type prose or table.")
    rest = {key: part for key, part in value.items() if key != "type"}
    if value["type"] == "prose":
        known = _known(rest, Prose, "a prose field")
        return Prose(**{**known, "lines": _lines(known.get("lines", [])), "visibility": _visibility(known)})
    known = _known(rest, Table, "a table")
    _one_of(known.get("kind", "table"), get_args(TableKind), "the kind of a table")
    columns = tuple(_column(entry) for entry in _list(known.get("columns", []), "columns"))
    return Table(
        **{**known, "columns": columns, "rows": tuple(_row(row) for row in _list(known.get("rows", []), "rows"))}
    )


def _column(value: Any) -> Column:
    known = _known(value, Column, "a column")
    _one_of(known.get("kind", "text"), get_args(ValueKind), "the kind of a column")
    return Column(**known)


def _row(value: Any) -> Row:
    known = _known(value, Row, "a row")
    values, prose = known.get("values", {}), known.get("prose", {})
    if not isinstance(values, dict) or not all(isinstance(part, str) for part in values.values()):
        raise BadDocument("The values of a row must be texts by column.")
    if not isinstance(prose, dict):
        raise BadDocument("The prose of a row must be lines by column.")
    prose = {column: _lines(lines) for column, lines in prose.items()}
    return Row(**{**known, "values": values, "prose": prose, "visibility": _visibility(known)})


def _lines(value: Any) -> tuple[Line, ...]:
    return tuple(_line(entry) for entry in _list(value, "lines"))


def _line(value: Any) -> Line:
    known = _known(value, Line, "a line")
    _one_of(known.get("kind", "paragraph"), get_args(LineKind), "the kind of a line")
    runs = tuple(_run(entry) for entry in _list(known.get("runs", []), "runs"))
    return Line(**{**known, "runs": runs, "internal": _marks(known)})


def _run(value: Any) -> Run:
    known = _known(value, Run, "a run")
    return Run(**{**known, "internal": _marks(known)})


def _marks(known: Mapping[str, Any]) -> tuple[InternalMark, ...]:
    marks = _list(known.get("internal", []), "internal")
    return tuple(InternalMark(**_known(mark, InternalMark, "an internal mark")) for mark in marks)


def _visibility(known: Mapping[str, Any]) -> Visibility:
    value = known.get("visibility", Visibility.UNDECIDED.value)
    _one_of(value, [*Visibility], "a visibility")
    return Visibility(value)


def _known(value: Any, kind: type[Any], what: str) -> dict[str, Any]:
    """Return a JSON object whose keys are fields of a class, with all that it must have; BadDocument otherwise."""
    if not isinstance(value, dict):
        raise BadDocument(f"{what.capitalize()} must be an object.")
    names = {field.name: field for field in fields(kind)}
    if unknown := value.keys() - names.keys():
        raise BadDocument(f"{what.capitalize()} has the unknown key {min(unknown)!r}.")
    if missing := [name for name, field in names.items() if name not in value and _default(field) is MISSING]:
        raise BadDocument(f"{what.capitalize()} lacks {missing[0]!r}.")
    for name, part in value.items():
        expected = PLAIN.get(str(names[name].type))
        if expected and type(part) not in expected:
            raise BadDocument(f"{what.capitalize()}: {name!r} must be {names[name].type}.")
    return value


def _list(value: Any, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise BadDocument(f"{what!r} must be a list.")
    return value


def _one_of(value: Any, choices: Sequence[Any], what: str) -> None:
    if not isinstance(value, str) or value not in choices:
        raise BadDocument(f"{value!r} is not {what}.")

"""A first export of everything a document can hold: loads fonts, style sheets and code before anybody waits."""

from __future__ import annotations

from exporters import Audience, Document, Format, Policy, export
from exporters.document import Column, Fact, Line, LineKind, Prose, Row, Run, Section, Table

KINDS: tuple[LineKind, ...] = ("paragraph", "bullet", "ordered", "code", "quote", "heading")


def warm() -> None:
    """Export a small document in the formats that take time."""
    for format_ in (Format.PDF, Format.DOCX):
        export(_document(), format_, audience=Audience.INTERNAL, policy=Policy())


def _document() -> Document:
    runs = (Run("a"), Run("b", strong=True), Run("c", em=True), Run("d", mono=True), Run("☑", link="https://a.example"))
    lines = tuple(Line(runs, kind) for kind in KINDS)
    table = Table(
        "table", "Table", (Column("a", "A"), Column("b", "B", "prose")), (Row("1", {"a": "a"}, {"b": lines}),)
    )
    section = Section("section", 1, "Section", (Prose("prose", "Prose", lines), table))
    return Document(title="Warm", header=(Fact("date", "Date", "2026-11-20"),), sections=(section,))

"""Reading and writing flat prose: one corpus for both readers, and a document that comes back as it went."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text

from exporters.document import Document, InternalMark, Line, Run, Visibility
from webapp.collab.materialize import materialize
from webapp.collab.prose import read_lines, write_lines
from webapp.collab.seed import seed
from webapp.postmortems.example import example_document
from webapp.template import default_template

CASES = json.loads((Path(__file__).parent.parent.parent / "shared_deltas.json").read_text(encoding="utf-8"))


def as_json(line: Line) -> dict[str, Any]:
    """Return a line as the corpus writes it: defaults left out."""
    runs = [
        {"text": run.text}
        | {mark: True for mark in ("strong", "em", "mono") if getattr(run, mark)}
        | ({"link": run.link} if run.link else {})
        | ({"internal": [marked(mark) for mark in run.internal]} if run.internal else {})
        for run in line.runs
    ]
    told: dict[str, Any] = {} if line.kind == "paragraph" else {"kind": line.kind}
    told |= {"depth": line.depth} if line.depth else {}
    told |= {"runs": runs} if runs else {}
    return told | ({"internal": [marked(mark) for mark in line.internal]} if line.internal else {})


def marked(mark: InternalMark) -> dict[str, str]:
    return {"id": mark.id} | ({} if mark.wording is None else {"wording": mark.wording})


def bare(line: dict[str, Any]) -> dict[str, Any]:
    """Return an expected line without what equals a default."""
    defaults = {"kind": "paragraph", "depth": 0, "runs": [], "internal": []}
    return {key: value for key, value in line.items() if defaults.get(key) != value}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_both_readers_read_the_same(case: dict[str, Any]) -> None:
    delta = [(part.get("insert"), part.get("attributes")) for part in case["delta"]]
    assert [as_json(line) for line in read_lines(delta)] == [bare(line) for line in case["lines"]]


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\n"), min_size=1, max_size=12)
MARKS = st.lists(st.builds(InternalMark, st.from_regex(r"[a-z0-9]{6}", fullmatch=True), st.none() | TEXT), max_size=2)
RUNS = st.builds(Run, TEXT, st.booleans(), st.booleans(), st.booleans(), st.none() | st.just("https://example.com/a"))
KINDS = st.sampled_from([("paragraph", 0), ("bullet", 2), ("ordered", 0), ("code", 0), ("quote", 1), ("heading", 1)])
LINES = st.lists(st.builds(lambda runs, kind: Line(tuple(runs), *kind), st.lists(RUNS, max_size=3), KINDS), max_size=5)


@given(LINES)
def test_what_is_written_is_read(lines: list[Line]) -> None:
    doc: Doc[Any] = Doc()
    text = doc.get("t", type=Text)
    for part, attributes in write_lines(lines):
        text.insert(len(text), part, attributes)
    read = read_lines(text.diff())
    assert [line.text for line in read] == [line.text for line in lines]
    assert [(line.kind, line.depth) for line in read] == [(line.kind, line.depth) for line in lines]


def room(document: Document | None) -> Doc[Any]:
    doc: Doc[Any] = Doc()
    doc.apply_update(seed(document, default_template()))
    return doc


def test_a_document_comes_back_from_its_room() -> None:
    once = materialize(room(example_document(default_template())), default_template())
    again = materialize(room(once), default_template())
    assert again == once


def test_a_new_document_has_every_field_and_shows_customers_nothing() -> None:
    fresh = materialize(room(None), default_template())
    assert [section.number for section in fresh.sections] == list(range(1, 9))
    assert {section.visibility for section in fresh.sections[:-1]} == {Visibility.UNDECIDED}
    assert fresh.sections[-1].visibility is Visibility.INTERNAL
    held = {row.id for row in fresh.table("impact").rows if row.visibility is not Visibility.CUSTOMER}
    assert held == {"revenue_impact"}


def test_what_can_never_be_public_cannot_be_decided_otherwise() -> None:
    doc = room(None)
    doc.get("visibility", type=Map)["appendix"] = "customer"
    doc.get("visibility", type=Map)["lead_responder"] = "customer"
    read = materialize(doc, default_template())
    assert read.sections[-1].visibility is Visibility.INTERNAL
    assert next(fact for fact in read.header if fact.id == "lead_responder").visibility is Visibility.INTERNAL


def test_a_deleted_row_is_not_read() -> None:
    doc = room(example_document(default_template()))
    doc.get("timeline", type=Map)["example-14:02"]["deleted"] = "2026-11-20T10:00:00Z"
    assert "example-14:02" not in {row.id for row in materialize(doc, default_template()).table("timeline").rows}


@pytest.mark.parametrize("wrong", [Array([1, 2]), Map({"at": "x"}), Text("words"), 7, "text", None, [1], {"a": [None]}])
def test_any_value_in_any_place_reads_as_some_document(wrong: object) -> None:
    for name in ("timeline", "header", "visibility", "impact"):
        doc = room(None)
        doc.get(name, type=Map)["odd"] = wrong
        assert len(materialize(doc, default_template()).sections) == 8
        break

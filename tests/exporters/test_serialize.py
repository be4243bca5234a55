"""A document as JSON comes back as it was, and nothing else passes for one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporters import BadDocument, from_json, redact, to_json
from exporters.document import Document
from tests.builders import action, actions, doc, event, fact, field, internal, link, p, section, timeline
from tests.exporters.canaries import POLICY, known_documents

SAMPLE = doc(
    section("Impact", field("Notes", p("On ", internal("db-7", "a database"), link("x", "https://example.com")))),
    section("Timeline", timeline(event("10:21", "Seen", source="#inc"))),
    section("Actions", actions(action("Alert", owner="Ada Lovelace"))),
    header=[fact("Date", "2026-11-20", kind="date")],
)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(known_documents())
def test_a_document_comes_back_as_it_was(document: Document) -> None:
    if "unheard-of" in repr(document):
        with pytest.raises(BadDocument, match="kind of a line"):
            from_json(to_json(document))
    else:
        assert from_json(to_json(document)) == document
        assert to_json(from_json(to_json(document))) == to_json(document)


def test_the_text_is_canonical() -> None:
    written = to_json(SAMPLE)
    assert written == json.dumps(json.loads(written), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert to_json(Document()) == '{"version":1}'


def test_a_public_document_says_what_its_items_are_and_is_no_internal_one() -> None:
    written = to_json(redact(SAMPLE, POLICY)[0])
    items = [item["type"] for part in json.loads(written)["sections"] for item in part["items"]]
    assert items == ["prose", "table", "table"]


def changed(path: list[Any], value: Any) -> str:
    """The sample's JSON with one value put in at a path."""
    whole = json.loads(to_json(SAMPLE))
    place = whole
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return json.dumps(whole)


ITEM = ["sections", 0, "items", 0]
ROW = ["sections", 1, "items", 0, "rows", 0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"version":2}',
        '{"version":1,"version":1}',
        '{"version":1,"title":"\\ud800"}',
        "[" * 100_000,
        changed(["colour"], "red"),
        changed(["title"], 7),
        changed(["sections"], {}),
        changed(["sections", 0], "Impact"),
        changed(["sections", 0, "number"], True),
        changed(["sections", 0, "visibility"], "public"),
        changed(["sections", 0, "visibility"], ["customer"]),
        changed([*ITEM, "type"], "picture"),
        changed([*ITEM, "lines", 0, "kind"], "picture"),
        changed([*ITEM, "lines", 0, "runs", 0, "blink"], True),
        changed([*ITEM, "lines", 0, "runs", 0], {}),
        changed([*ITEM, "lines", 0, "runs", 1, "internal"], [{}]),
        changed([*ROW, "values"], {"at": 7}),
        changed([*ROW, "prose"], []),
        changed([*ROW, "prose", "event"], "Seen"),
        changed(["sections", 1, "items", 0, "kind"], "chart"),
        changed(["sections", 1, "items", 0, "columns", 0, "kind"], "picture"),
        changed(["sections", 1, "items", 0, "columns", 0, "is_public"], "yes"),
        changed(["header", 0, "kind"], "picture"),
    ],
)
def test_whatever_is_no_document_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BadDocument, match=r"\.$"):
        from_json(text)


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=5), inner, max_size=2)),
    max_leaves=4,
)
steps = st.sampled_from(
    (
        ["sections"], ["header"], ["sections", 0], ["header", 0], ITEM, ROW, [*ITEM, "lines"], [*ITEM, "lines", 0],
        [*ITEM, "lines", 0, "runs"], [*ITEM, "lines", 0, "runs", 0], [*ROW, "prose"], [*ROW, "values"],
        ["sections", 1, "items", 0, "columns"], [*ITEM, "lines", 0, "runs", 1, "internal", 0],
    )
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(steps, json_values)
def test_any_other_value_anywhere_is_a_document_or_refused(path: list[Any], value: Any) -> None:
    try:
        document = from_json(changed(path, value))
    except BadDocument:
        return
    assert from_json(to_json(document)) == document

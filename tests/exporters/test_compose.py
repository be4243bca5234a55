"""What a page says, and in which order."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings

from exporters import redact
from exporters.compose import blocks_of, compose
from exporters.document import Audience, Document, Line, Prose, Table
from exporters.page import Block, Check, Checklist, Code, Field, Grid, Heading, List, Page, Paragraph, Quote, Span
from tests.builders import (
    INTERNAL,
    action,
    actions,
    bullet,
    check,
    checklist,
    code,
    doc,
    event,
    fact,
    field,
    impact,
    internal,
    link,
    metric,
    ordered,
    p,
    section,
    timeline,
)
from tests.exporters.canaries import POLICY, known_documents
from tests.exporters.strings import visible

TIMELINE = section(
    "Timeline",
    timeline(
        event("10:02", "Rolled out", milestone="started"),
        event("10:44", "Gone", milestone="resolved", source="https://chat.example.com/1", visibility=INTERNAL),
    ),
)


def told(*lines: Line) -> list[str]:
    """What blocks say, as an outline."""
    return [type(block).__name__ for block in blocks_of(lines)]


def public(document: Document) -> Page:
    return compose(redact(document, POLICY)[0])


def only(page: Page) -> Block:
    (part,) = page.sections
    (block,) = part.blocks
    return block


def test_the_house_reads_postmortem_and_customers_the_public_title() -> None:
    document = doc(title="db-7 lost its disk", public_title="Checkout was unavailable")
    assert compose(document).title == "Postmortem: db-7 lost its disk"
    assert compose(doc(title="")).title == "Postmortem: Untitled"
    assert public(document).title == "Checkout was unavailable"
    assert (compose(document).audience, public(document).audience) == (Audience.INTERNAL, Audience.CUSTOMER)


def test_everything_but_an_approved_postmortem_is_a_draft() -> None:
    assert [compose(doc(status=status)).watermark for status in ("Draft", "Reviewed", "Approved")] == [
        "Draft",
        "Draft",
        "",
    ]
    assert public(doc(status="Draft")).watermark == ""


def test_facts_are_those_with_a_value_and_the_duration() -> None:
    header = [fact("Date", "2026-11-20", kind="date"), fact("Severity", ""), fact("Incident ID", "2026-11-20")]
    assert compose(doc(TIMELINE, header=header)).facts == (
        ("Date", "20 Nov 2026"),
        ("Incident ID", "2026-11-20"),
        ("Duration", "42 min"),
    )


def test_customers_read_a_duration_only_from_rows_they_read() -> None:
    assert public(doc(TIMELINE)).facts == ()


def test_the_lead_is_the_summary_in_one_paragraph() -> None:
    summary = section(
        "Executive Summary",
        field("What happened", p("Checkout failed."), p("It came back")),
        field("Impact"),
        field("Duration", derived="duration"),
        field("Status", p("Fixed")),
        key="summary",
    )
    page = compose(doc(summary, TIMELINE))
    words = "".join(span.text for span in page.lead)
    assert words == "Checkout failed. It came back. Duration: 42 min. Status: Fixed."


def test_without_a_summary_there_is_no_lead() -> None:
    assert (
        public(doc(section("Summary", p("x"), visibility=INTERNAL, key="summary"), section("Notes", p("y")))).lead == ()
    )


def test_an_empty_field_is_shown_to_the_house_and_to_nobody_else() -> None:
    document = doc(section("Analysis", field("Trigger", heading=True), field("Notes", optional=True), p("x")))
    assert [type(block).__name__ for block in compose(document).sections[0].blocks] == ["Heading", "Paragraph", "Field"]
    assert [type(block).__name__ for block in public(document).sections[0].blocks] == ["Field"]


def test_an_empty_table_is_a_dash() -> None:
    assert only(compose(doc(section("Timeline", timeline())))) == Paragraph((Span("—"),))


def test_a_milestone_stands_behind_its_event() -> None:
    grid = compose(doc(TIMELINE)).sections[0].blocks[0]
    assert isinstance(grid, Grid)
    assert [column.label for column in grid.columns] == ["Time (UTC)", "Event", "Source"]
    assert sum(column.width for column in grid.columns) == 100
    assert grid.rows[0][1] == (Paragraph((Span("Rolled out"), Span(" "), Span("Started", em=True, tag=True))),)
    assert grid.rows[1][2] == (Paragraph((Span("https://chat.example.com/1", link="https://chat.example.com/1"),)),)


def test_a_cell_keeps_its_lines_lists_and_code() -> None:
    row = metric("Error rate", p("31 %:"), code("GET /a"), code("  GET /b"), bullet("all of them"))
    grid = only(compose(doc(section("Impact", impact(row)))))
    assert isinstance(grid, Grid)
    assert [type(block).__name__ for block in grid.rows[0][1]] == ["Paragraph", "Code", "List"]


def test_an_action_without_a_status_is_open() -> None:
    document = doc(section("Actions", actions(action("Alert"), action("Limit", status="in_progress"))))
    for page in (compose(document), public(document)):
        grid = only(page)
        assert isinstance(grid, Grid)
        assert [row[-1] for row in grid.rows] == [(Paragraph((Span("Open"),)),), (Paragraph((Span("In progress"),)),)]


def test_checks_tell_three_states() -> None:
    rows = check("A", "yes", "by mail"), check("B", "na"), check("C", "perhaps")
    assert only(compose(doc(section("Talk", checklist(*rows))))) == Checklist(
        (
            Check("yes", (Span("A"),), "by mail"),
            Check("not applicable", (Span("B"),)),
            Check("no", (Span("C"),)),
        )
    )


def test_lines_become_blocks() -> None:
    assert told(p("a"), p(""), p("b"), code("c"), code(""), code("d"), p("e", kind="quote")) == [
        "Paragraph",
        "Paragraph",
        "Code",
        "Quote",
    ]
    (block,) = blocks_of((code("c"), code(""), code("  d")))
    assert block == Code("c\n\n  d")
    assert blocks_of((p("x", kind="heading", depth=9),)) == (Heading(6, (Span("x"),)),)
    assert blocks_of((p(" ", kind="quote"),)) == ()


def test_deeper_items_belong_to_the_item_before() -> None:
    (block,) = blocks_of((ordered("a"), bullet("b", depth=1), bullet("c", depth=2), ordered("d")))
    assert isinstance(block, List)
    assert [item.spans[0].text for item in block.items] == ["a", "d"]
    assert block.items[0].children[0].items[0].children[0].items[0].spans[0].text == "c"


def test_a_list_of_any_depth_ends_somewhere() -> None:
    (block,) = blocks_of([bullet("x", depth=depth) for depth in range(2000)])
    assert isinstance(block, List)


def test_a_link_that_would_run_something_is_none() -> None:
    (block,) = blocks_of((p(link("a", "javascript:alert(1)"), link("b", "mailto:ada@example.com")),))
    assert isinstance(block, Paragraph)
    assert [span.link for span in block.spans] == [None, "mailto:ada@example.com"]


def test_a_field_that_is_no_heading_stands_beside_its_label() -> None:
    assert only(compose(doc(section("Summary", field("Impact", p("31 %")))))) == Field(
        "Impact", (Paragraph((Span("31 %"),)),)
    )


def test_a_quotation_keeps_its_paragraphs() -> None:
    quoted = blocks_of((p("a", kind="quote"), p("b", kind="quote")))
    assert quoted == (Quote(((Span("a"),), (Span("b"),))),)


def test_internal_text_is_ordinary_text_to_the_house() -> None:
    page = compose(doc(section("Impact", p("On ", internal("db-7", "a database"), " it grew."))))
    assert "On db-7 it grew." in list(visible(page))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(known_documents())
def test_the_house_reads_every_word(document: Document) -> None:
    said = "\n".join(visible(compose(document)))
    assert [word for word in re.findall(r"\b(?:qx|wv)[a-z]{4}\b", _written(document)) if word not in said] == []


def _written(document: Document) -> str:
    """All that people wrote where a template shows it."""
    parts = [document.title, *(fact.value for fact in document.header)]
    for part in document.sections:
        parts.append(part.title)
        for item in part.items:
            if isinstance(item, Prose):
                parts += [line.text for line in item.lines]
            elif isinstance(item, Table):
                parts += [line.text for row in item.rows for lines in row.prose.values() for line in lines]
                written = [column.id for column in item.columns if column.kind in {"text", "person", "choice", "date"}]
                parts += [row.values.get(column, "") for row in item.rows for column in written]
    return "\n".join(parts)


def test_the_order_is_the_template_s() -> None:
    document = doc(section("One", p("a"), impact(metric("b", "c")), field("d", p("e"))), title="t")
    said = [word for word in visible(compose(document)) if word]
    assert said == ["Postmortem: t", "1", "One", "a", "Metric", "Value", "b", "c", "d", "e"]

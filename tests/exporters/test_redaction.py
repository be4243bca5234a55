"""What customers read of a document, part by part."""

from __future__ import annotations

import pytest

from exporters import Policy, redact
from exporters.detectors import Kind
from exporters.document import Document, InternalMark, Line, PublicDocument, PublicProse, PublicTable, Run
from tests.builders import (
    INTERNAL,
    UNDECIDED,
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
    mono,
    p,
    section,
    strong,
    timeline,
)

POLICY = Policy(people=("Ada Lovelace", "Ben Larsen"), internal_domains=("corp.example",))


def public(document: Document, policy: Policy = POLICY) -> PublicDocument:
    return redact(document, policy)[0]


def read(*lines: Line, policy: Policy = POLICY) -> list[str]:
    """What customers read of lines of prose."""
    sections = public(doc(section("Impact", *lines)), policy).sections
    return [
        line.text for part in sections for item in part.items if isinstance(item, PublicProse) for line in item.lines
    ]


def linked(line: Line) -> list[tuple[str, str | None]]:
    """The texts of a line as customers read them, each with where it leads."""
    (part,) = public(doc(section("Impact", line))).sections
    (item,) = part.items
    assert isinstance(item, PublicProse)
    return [(run.text, run.link) for run in item.lines[0].runs]


def test_an_internal_span_vanishes_without_a_trace() -> None:
    assert read(p("Checkout failed on ", internal("db-7"), " for an hour.")) == ["Checkout failed on for an hour."]
    assert read(p("It was ", internal("db-7"), ".")) == ["It was."]
    assert read(p("The database (", internal("db-7"), ") failed.")) == ["The database failed."]


def test_public_wording_stands_where_the_mark_begins() -> None:
    told = read(p("Load on ", internal("db-7", "our database", mark="a"), strong("!"), internal(" and db-8", mark="a")))
    assert told == ["Load on!"]
    told = read(
        p("Load on ", internal("db-7", "our database", mark="a"), ", ", internal("db-8", "our database", mark="a"))
    )
    assert told == ["Load on our database,"]


def test_a_wording_is_kept_back_where_its_mark_meets_one_without() -> None:
    both = (InternalMark("a", "our database"), InternalMark("b"))
    assert read(p("On ", internal("db-7", "our database", mark="a"), Run("/x", internal=both), " it grew.")) == [
        "On it grew."
    ]


def test_of_two_wordings_that_overlap_the_first_is_read() -> None:
    both = (InternalMark("a", "our database"), InternalMark("b", "a disk"))
    line = p(
        "On ", internal("db", "our database", mark="a"), Run("-", internal=both), internal("sda", "a disk", mark="b")
    )
    assert read(line) == ["On our database"]


def test_a_line_that_was_internal_leaves_no_empty_bullet() -> None:
    assert read(bullet("One"), bullet(internal("two")), bullet(internal("three"), ". "), bullet("Four")) == [
        "One",
        "Four",
    ]


def test_a_line_whose_end_alone_is_internal_vanishes_if_it_is_empty() -> None:
    assert read(p("One"), p(hidden=(InternalMark("a"),)), p("Two")) == ["One", "Two"]


@pytest.mark.parametrize("visibility", [INTERNAL, UNDECIDED])
def test_what_nobody_marked_for_customers_is_absent(visibility: object) -> None:
    document = doc(
        section("Whole", p("no"), visibility=visibility),
        section("Field", field("Notes", p("no"), visibility=visibility), p("yes")),
        section("Row", timeline(event("10:00", "no", visibility=visibility), event("10:05", "yes"))),
    )
    assert "no'" not in repr(public(document))
    assert [part.title for part in public(document).sections] == ["Field", "Row"]


def test_sections_are_counted_anew() -> None:
    document = doc(section("One", p("no"), visibility=INTERNAL), section("Two", p("yes")))
    assert [(part.number, part.title) for part in public(document).sections] == [(1, "Two")]


def test_people_sources_and_hidden_values_are_no_part_of_a_row() -> None:
    document = doc(
        section("Timeline", timeline(event("10:21", "Seen", source="#inc-7", original_text="10:21 Ada saw", near="x"))),
        section("Actions", actions(action("Alert on it", owner="Cleo Okafor", due="2026-12-01", priority="P0"))),
    )
    (shown,) = [item for item in public(document).sections[0].items if isinstance(item, PublicTable)]
    assert [column.id for column in shown.columns] == ["at", "event"]
    assert shown.rows[0].values == {"at": "2026-11-20T10:21:00Z"}
    (listed,) = [item for item in public(document).sections[1].items if isinstance(item, PublicTable)]
    assert [column.id for column in listed.columns] == ["action", "due", "status"]
    assert listed.rows[0].values == {"due": "2026-12-01"}


def test_times_are_copied_only_where_times_are_shown() -> None:
    row = metric("Users affected", "31 %")
    hidden = type(row)(row.id, {**row.values, "at": "2026-11-20T10:21:00Z"}, row.prose, row.visibility)
    assert "10:21" not in repr(public(doc(section("Impact", impact(hidden)))))


def test_a_row_that_says_nothing_and_a_table_without_rows_vanish() -> None:
    document = doc(section("Impact", impact(metric("Users affected", p(internal("all"))))), section("Notes", p("yes")))
    assert [part.title for part in public(document).sections] == ["Notes"]


def test_a_check_tells_its_state_and_no_note() -> None:
    (table,) = public(doc(section("Talk", checklist(check("Support briefed", "yes", "by Ada"))))).sections[0].items
    assert isinstance(table, PublicTable)
    assert table.rows[0].values == {"check": "Support briefed", "state": "yes"}


def test_of_the_header_only_named_facts_get_out() -> None:
    header = [fact("Severity", "SEV-1"), fact("Date", "2026-11-20", INTERNAL), fact("Budget", "a million")]
    assert [told.label for told in public(doc(header=header)).header] == ["Severity"]


def test_the_internal_title_is_never_a_fallback() -> None:
    assert public(doc(title="db-7", public_title="")).title == "Incident report"


def test_titles_and_wordings_are_searched_as_well() -> None:
    assert public(doc(public_title="Ada Lovelace broke checkout")).title == "An engineer broke checkout"
    assert read(p("On ", internal("db-7", "db-7.corp.example"))) == ["On an internal host"]


def test_a_name_over_two_runs_is_found() -> None:
    assert read(p("Ask ", strong("Ada"), " Lovelace about it")) == ["Ask an engineer about it"]


def test_whoever_the_document_names_is_not_named_to_customers() -> None:
    document = doc(
        section("Impact", p("Cleo Okafor and Dora saw it.")),
        section("Actions", actions(action("Alert", owner="Cleo Okafor"))),
        header=[fact("Lead responder", "Dora Maar", kind="person")],
    )
    (told,) = public(document, Policy()).sections[0].items
    assert isinstance(told, PublicProse)
    assert told.lines[0].text == "An engineer and an engineer saw it."


def test_a_team_that_owns_an_action_is_no_person() -> None:
    document = doc(
        section("Impact", p("Payments failed.")), section("A", actions(action("Alert", owner="Payments team")))
    )
    (told,) = public(document).sections[0].items
    assert isinstance(told, PublicProse)
    assert told.lines[0].text == "Payments failed."


def test_a_key_over_many_lines_goes_as_a_whole() -> None:
    dashes = "-" * 5
    key = [
        f"{dashes}BEGIN RSA PRIVATE KEY{dashes}",
        "MIIEow" + "IBAAKC",
        "AQEA75" * 4,
        f"{dashes}END RSA PRIVATE KEY{dashes}",
    ]
    assert read(p("It said:"), *map(code, key), p("Then it stopped.")) == [
        "It said:",
        "A credential",
        "Then it stopped.",
    ]


def test_fragments_of_a_half_hidden_name_go_too() -> None:
    assert read(p("Seen on db-", internal("7.corp"), ".corp.example today")) == ["Seen on an internal host today"]


@pytest.mark.parametrize(
    "target",
    [
        "https://wiki.corp.example/x",
        "https://wiki.corp.example./x",
        "http://localhost/x",
        "http://10.0.0.7/x",
        "http://0x0a000007/x",
        "http://167772167/x",
        "http://db%2ecorp.example/",
        "https://example.com\\@wiki.corp.example/",
        "https://ada:secret@example.com/",
        "https://example.com/?mail=ada%40corp.example",
        "mailto:ada@corp.example",
        "javascript:alert(1)",
        "ftp://example.com/",
        "//example.com/",
        "not a link",
    ],
)
def test_a_link_into_the_house_loses_its_target_and_keeps_its_words(target: str) -> None:
    assert linked(p(link("the status page", target))) == [("the status page", None)]


def test_a_public_link_stays() -> None:
    target = "https://status.example.com/a?b=1#c"
    assert linked(p(link("status", target))) == [("status", target)]


def test_characters_that_nobody_sees_carry_nothing_out() -> None:
    assert read(p("a\u200bb\U000e0041\U000e0042\u202ec")) == ["abc"]
    assert read(p("👩\u200d🔧 ❤\ufe0f")) == ["👩\u200d🔧 ❤\ufe0f"]


def test_the_report_says_what_and_where_but_never_the_words() -> None:
    document = doc(
        section("Impact", field("Notes", p("Ask ada@corp.example ", internal("db-7"), mono(" on 10.0.0.7")))),
        section("Appendix", p("x"), visibility=INTERNAL),
        header=[fact("Budget", "a million")],
    )
    _public, report = redact(document, POLICY)
    assert {(finding.kind, finding.where) for finding in report.findings} == {(Kind.MAIL, "Notes"), (Kind.IP, "Notes")}
    assert report.hidden == {"text": 1, "section": 1, "header field": 1}

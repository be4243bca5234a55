"""Which heading belongs to which section."""

from __future__ import annotations

import pytest

from tests.webapp.imports.reading import rows, texts
from webapp.imports.headings import find_target


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("Summary", "summary.what_happened"),
        ("1. Executive Summary", "summary.what_happened"),
        ("TL;DR", "summary.what_happened"),
        ("Incident Impact", "impact"),
        ("📈 Impact:", "impact"),
        ("Timeline (all times in BST)", "timeline"),
        ("**Timeline of events**", "timeline"),
        ("Chronology", "timeline"),
        ("Root Cause(s)", "root_cause.trigger"),
        ("5 whys", "root_cause.trigger"),
        ("Contributing Factors (findings)", "root_cause.contributing_factor"),
        ("Detection", "root_cause.detection"),
        ("Resolution and recovery", "root_cause.recovery"),
        ("What defenses failed or were missing?", "root_cause.defenses"),
        ("Lessons learnt", "lessons.notes"),
        ("What didn't go so well?", "lessons.went_wrong"),
        ("Things that went well", "lessons.went_well"),
        ("Where we got lucky", "lessons.got_lucky"),
        ("Corrective and Preventative Measures", "action_items"),
        ("How are we preventing it from happening again?", "action_items"),
        ("Follow-up actions", "action_items"),
        ("Third-party disclosure", "communication"),
        ("Related Issues / PRs", "appendix.tickets"),
        ("Attendees", "appendix.notes"),
    ],
)
def test_headings_of_real_postmortems_find_their_place(heading: str, item: str):
    target = find_target(heading)
    assert target
    assert target.item == item


@pytest.mark.parametrize("heading", ["KubeSpawner", "Redis", "", "10:21", "What should you do?"])
def test_other_headings_have_no_place_of_their_own(heading: str):
    assert find_target(heading) is None


def test_a_heading_that_the_template_says_anyway_is_not_said_twice(read):
    document = read("# Down\n\n## Root Cause\n\nA leak.\n\n## Contributing Factors\n\nNo limit.\n")
    assert texts(document, "root_cause.trigger") == ["A leak."]
    assert texts(document, "root_cause.contributing_factor") == ["Contributing Factors", "No limit."]


def test_an_unknown_heading_stays_inside_its_nearest_known_ancestor(read):
    document = read("# Down\n\n## Root Cause\n\n### Redis\n\nEvicted.\n")
    assert texts(document, "root_cause.trigger") == ["Redis", "Evicted."]


def test_an_unknown_heading_without_an_ancestor_goes_to_the_appendix(read):
    document = read("# Down\n\n## Sprockets\n\nRound.\n\n## Impact\n\nNone.\n")
    assert texts(document, "appendix.notes") == ["Sprockets", "Round."]
    assert texts(document, "impact.notes") == ["None."]


def test_a_heading_inside_actions_is_a_group_unless_it_is_surely_something_else(read):
    document = read("## Action items\n\n### Monitoring\n\n- Alert on it\n\n### What went well\n\n- Paging\n")
    assert [row.values["group"] for row in rows(document, "action_items")] == ["Monitoring"]
    assert texts(document, "lessons.went_well") == ["Paging"]


def test_bold_beginnings_are_headings_where_nothing_else_gives_the_text_a_place(read):
    document = read(
        "# Incident on 2026-01-02\n\n"
        "- **Impact**: Checkout failed.\n- **Review actions**:\n  - Add a limit\n- **Mood**: calm\n"
    )
    assert texts(document, "impact.notes") == ["Checkout failed."]
    assert len(rows(document, "action_items")) == 1
    assert texts(document, "summary.what_happened") == ["Mood: calm"]


def test_bold_beginnings_inside_a_known_section_stay_where_they_are(read):
    document = read("## Lessons learned\n\n- **Detection**: alerts were late.\n")
    assert texts(document, "lessons.notes") == ["Detection: alerts were late."]


def test_text_before_the_first_heading_is_the_summary(read):
    assert texts(read("# Down\n\nIt broke.\n\n## Timeline\n"), "summary.what_happened") == ["It broke."]

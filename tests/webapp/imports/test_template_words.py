"""Documents that follow our own template land exactly where the template says."""

from __future__ import annotations

import pytest

from exporters.document import Visibility
from tests.webapp.imports.reading import rows, texts
from webapp.imports.words import document_words, source_words

FILLED = """# Postmortem: Checkout down

> Incident ID: INC-7 | Date: 2026-01-02 | Severity: SEV-2
> Lead responder: Ben Okafor | Postmortem owner: Ada Lovelace
> Review date: 2026-01-04 15:00 UTC | Status: Draft

## 1. Executive Summary

- **What happened:** Checkout failed.
- **Impact:** Every third order.
- **Duration:** 1 h
- **Root cause (one sentence):** A pool without a limit.
- **Status:** Fixed.

## 2. Impact Assessment

| Metric | Value |
|--------|-------|
| Services affected | Checkout |
| SLA / SLO impact | ______ |
| Tickets opened | 12 |

## 3. Timeline

| Time (UTC) | Event | Source |
|------------|-------|--------|
| 2026-01-02 10:21 | Paged | PagerDuty |

## 4. Root Cause Analysis

### What was the trigger?

A deploy.

### What was the contributing factor?

### Why did detection take longer than expected?

It did not.

### Why did recovery take longer than expected?

______

### What defenses failed or were missing?

A limit.

## 5. Lessons Learned

### What went well

- Paging

### What went wrong

- ______

### Where we got lucky

- It was night

## 6. Action Items

| Action | Owner | Due Date | Priority | Status |
|--------|-------|----------|----------|--------|
| Add a limit | Ben Okafor | 2026-02-01 | P0 | Open |

## 7. Communication

- [x] Internal stakeholders notified
- [ ] Customer-facing post published (if applicable)
- [x] Support team briefed — Ada, 11:00
- [ ] Status page updated with resolution — Not applicable: internal tool

## 8. Appendix

- Links to dashboards: https://g.example/d/1
- Links to logs: ______
- Links to incident channels: #inc-7
- Related tickets: T-1
"""


@pytest.fixture
def document(read):
    return read(FILLED)


def test_the_header_line_fills_the_header(document):
    assert document.title == "Checkout down"
    assert {fact.id: fact.value for fact in document.header} == {
        "incident_id": "INC-7",
        "date": "2026-01-02",
        "severity": "SEV-2",
        "lead_responder": "Ben Okafor",
        "postmortem_owner": "Ada Lovelace",
        "review_date": "2026-01-04T15:00:00Z",
        "status": "Draft",
    }


@pytest.mark.parametrize(
    ("item", "lines"),
    [
        ("summary.what_happened", ["Checkout failed."]),
        ("summary.impact", ["Every third order."]),
        ("summary.duration", ["1 h"]),
        ("summary.root_cause", ["A pool without a limit."]),
        ("summary.status", ["Fixed."]),
        ("impact.notes", []),
        ("timeline.introduction", []),
        ("root_cause.trigger", ["A deploy."]),
        ("root_cause.contributing_factor", []),
        ("root_cause.detection", ["It did not."]),
        ("root_cause.recovery", []),
        ("root_cause.defenses", ["A limit."]),
        ("lessons.went_well", ["Paging"]),
        ("lessons.went_wrong", []),
        ("lessons.got_lucky", ["It was night"]),
        ("action_items.notes", []),
        ("communication.notes", []),
        ("appendix.dashboards", ["https://g.example/d/1"]),
        ("appendix.logs", []),
        ("appendix.channels", ["#inc-7"]),
        ("appendix.tickets", ["T-1"]),
        ("appendix.notes", []),
    ],
)
def test_every_field_gets_its_text_and_nothing_else(document, item: str, lines: list[str]):
    assert texts(document, item) == lines


def test_metrics_fill_fixed_rows_and_add_others(document):
    values = {
        row.values["metric"]: "".join(line.text for line in row.prose["value"]) for row in rows(document, "impact")
    }
    assert values["Services affected"] == "Checkout"
    assert values["SLA / SLO impact"] == ""
    assert values["Tickets opened"] == "12"
    assert len(values) == 7


def test_bullets_with_the_metrics_words_fill_fixed_rows_too(read):
    document = read("## Impact\n\n- **Users affected:** 12 %\n- Morale: low\n")
    assert [row.prose["value"][0].text for row in rows(document, "impact") if row.prose["value"]] == ["12 %"]
    assert texts(document, "impact.notes") == ["Morale: low"]


def test_checks_are_ticked(document):
    assert [(row.values.get("state", ""), row.values.get("note", "")) for row in rows(document, "communication")] == [
        ("yes", ""),
        ("", ""),
        ("yes", "Ada, 11:00"),
        ("na", "internal tool"),
    ]


def test_rows_of_the_tables_arrive(document):
    (event,) = rows(document, "timeline")
    assert (event.values["at"], event.values["source"], event.values["tz_source"]) == (
        "2026-01-02T10:21:00Z",
        "PagerDuty",
        "section",
    )
    (action,) = rows(document, "action_items")
    assert [action.values[key] for key in ("owner", "due", "priority", "status")] == [
        "Ben Okafor",
        "2026-02-01",
        "P0",
        "open",
    ]


def test_no_word_is_lost_or_invented(document):
    assert not source_words(FILLED) - document_words(document)


def test_nothing_arrives_for_customers(document):
    assert all(fact.visibility is Visibility.INTERNAL for fact in document.header)
    assert all(section.visibility is Visibility.UNDECIDED for section in document.sections)
    assert all(
        item.visibility is Visibility.UNDECIDED for s in document.sections for item in s.items if hasattr(item, "lines")
    )
    assert all(row.visibility is Visibility.UNDECIDED for table in document.tables() for row in table.rows)


def test_a_header_value_that_does_not_fit_is_kept_in_the_appendix(read):
    document = read("# Down\n\n> Incident ID: 7 | Date: last Tuesday | Status: Draft / Reviewed / Approved\n")
    assert texts(document, "appendix.notes") == ["Date: last Tuesday", "Status: Draft / Reviewed / Approved"]


def test_front_matter_with_the_headers_words_fills_it_and_is_kept(read):
    document = read("---\nincident_id: INC-7\nseverity: sev2\ndate: 2026-01-02\nmood: calm\n---\n# Down\n")
    facts = {fact.id: fact.value for fact in document.header}
    assert (facts["incident_id"], facts["severity"], facts["date"]) == ("INC-7", "SEV-2", "2026-01-02")
    assert "mood: calm" in texts(document, "appendix.notes")

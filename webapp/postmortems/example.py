"""The example that a new workspace starts with: an invented incident, finished, with every kind of decision in it."""

from __future__ import annotations

from exporters.document import Document, Fact, InternalMark, Line, LineKind, Prose, Row, Run, Section, Table, Visibility
from webapp.template import ProseField, SectionField, Template

CUSTOMER, INTERNAL = Visibility.CUSTOMER, Visibility.INTERNAL

TITLE = "Checkout failed for one in three customers"
PUBLIC_TITLE = "Errors during checkout on 12 October"

HEADER = {
    "incident_id": "EXAMPLE-1",
    "date": "2026-10-12",
    "severity": "SEV-1",
    "lead_responder": "Ben Larsen",
    "postmortem_owner": "Ada Okafor",
    "review_date": "2026-10-13T13:00:00Z",
}


def hidden(text: str, wording: str | None = None) -> Run:
    """Return characters that customers do not read, with the words they read instead."""
    return Run(text, internal=(InternalMark(f"example-{text[:12].lower().replace(' ', '-')}", wording),))


def says(*parts: str | Run, kind: LineKind = "paragraph", depth: int = 0) -> Line:
    """Return one line of prose."""
    return Line(tuple(Run(part) if isinstance(part, str) else part for part in parts), kind, depth)


def bullet(*parts: str | Run) -> Line:
    return says(*parts, kind="bullet")


DATABASE = hidden("orders-primary", "our order database")

PROSE = {
    "summary.what_happened": (
        says(
            "A release of the checkout service removed a database column that the previous version was still writing. "
            "While both versions ran side by side, writes to ",
            DATABASE,
            " waited for their time-out and used up every connection. Checkouts failed until the column was restored.",
        ),
    ),
    "summary.impact": (
        says("31 % of checkouts failed or timed out. 212 cards were charged twice; all were refunded the same day."),
    ),
    "summary.root_cause": (
        says("The delivery pipeline allows a destructive schema change while an older version still depends on it."),
    ),
    "summary.status": (says("Fixed. Three of five follow-up actions are done."),),
    "root_cause.trigger": (
        says(
            "At 14:02 the release ",
            hidden("checkout 2026.10.12-2"),
            " reached the first servers and dropped the column ",
            Run("idempotency_key", mono=True),
            ".",
        ),
    ),
    "root_cause.contributing_factor": (
        bullet("A rolling release takes eleven minutes, and for that time two versions share one schema."),
        bullet("A failed write held its connection for thirty seconds: far longer than a customer waits."),
        bullet("The test that compares schema and code looks at the new version only."),
    ),
    "root_cause.detection": (
        says(
            "The alert watches the error rate. Requests that queue are not errors yet, so it stayed silent for nine "
            "minutes. The pager was drowned in low-priority noise from ",
            hidden("the EU search cluster"),
            ".",
        ),
    ),
    "root_cause.recovery": (
        says("The rollback was stopped by the missing column. The runbook did not say how to restore it first:"),
        says("ALTER TABLE orders ADD COLUMN idempotency_key uuid;", kind="code"),
        says("-- then fill it from the 08:00 snapshot", kind="code"),
    ),
    "root_cause.defenses": (
        bullet("No check in the pipeline for changes that older versions cannot survive."),
        bullet("No limit on how long a write may wait for a connection."),
    ),
    "lessons.went_well": (
        bullet("Roles were clear within two minutes, and one person did nothing but write down what happened."),
        bullet("Support had a holding statement before the first customer asked."),
    ),
    "lessons.went_wrong": (
        bullet("The rollback had never been tried across a schema change."),
        bullet("Two dashboards disagreed on how many customers were affected."),
    ),
    "lessons.got_lucky": (bullet("It was a Monday at noon. On a Friday evening the traffic is four times as high."),),
    "appendix.dashboards": (bullet(Run("Checkout overview", link="https://dashboards.example.com/checkout")),),
    "appendix.logs": (bullet(Run("Pool saturation, 14:00 to 15:20", link="https://logs.example.com/q/7f3a")),),
    "appendix.channels": (bullet("#inc-checkout-1012"),),
    "appendix.tickets": (bullet(Run("SHOP-4821", link="https://tickets.example.com/SHOP-4821")),),
}

IMPACT = {
    "services_affected": "Checkout, payment confirmation mails",
    "users_affected": "About 9,300 customers, 48,100 sessions",
    "error_rate_increase": "From 0.04 % to 31 %, with a peak of 44 %",
    "revenue_impact": "11,806 orders not placed; two thirds came back within the day",
    "data_affected": "212 payments recorded twice, all corrected. Nothing lost, nothing exposed",
    "slo_impact": "82 % of the quarter’s error budget for checkout",
}

TIMELINE: tuple[tuple[str, tuple[str | Run, ...], str, str, Visibility], ...] = (
    ("14:02", ("A new release of the checkout service begins to roll out.",), "Deploys", "started", CUSTOMER),
    (
        "14:06",
        (
            "Connections to ",
            DATABASE,
            " pass 98 % of the limit; clients begin to queue.",
        ),
        "Grafana",
        "",
        CUSTOMER,
    ),
    ("14:11", ("Alert: checkout error rate above 5 %. The on-call engineer is paged.",), "Pager", "detected", CUSTOMER),
    (
        "14:13",
        ("Page acknowledged; incident channel opened, roles assigned.",),
        "#inc-checkout-1012",
        "acknowledged",
        INTERNAL,
    ),
    ("14:19", ("Rollback started. It stops: the column it needs is gone.",), "Deploys", "", INTERNAL),
    (
        "14:32",
        ("Checkout limited to half of the traffic, so that the rest goes through.",),
        "Feature flags",
        "mitigated",
        CUSTOMER,
    ),
    (
        "14:51",
        (
            "Column restored on ",
            DATABASE,
            "; connections drain.",
        ),
        "#inc-checkout-1012",
        "",
        CUSTOMER,
    ),
    ("15:10", ("All traffic back, error rate normal for fifteen minutes.",), "Grafana", "resolved", CUSTOMER),
)

ACTIONS = (
    (
        "Refuse schema changes in the pipeline that a running version cannot survive",
        "Ada Okafor",
        "2026-10-26",
        "P0",
        "done",
    ),
    ("Alert on how long requests wait for a connection, not on errors alone", "Ben Larsen", "2026-10-23", "P0", "done"),
    ("Give up a write after two seconds of waiting", "Chi Nakamura", "2026-10-30", "P1", "done"),
    (
        "Add the rollback across a schema change to the runbook, and rehearse it",
        "Ben Larsen",
        "2026-11-13",
        "P1",
        "in_progress",
    ),
    ("Let both dashboards count customers from the same source", "Chi Nakamura", "2026-12-04", "P2", "open"),
)

COMMUNICATION = {
    "stakeholders_notified": ("yes", "Mail to leadership, 14:40 UTC"),
    "post_published": ("", ""),
    "support_briefed": ("yes", "Holding statement, 14:25 UTC"),
    "status_page_updated": ("yes", "Resolved at 15:15 UTC"),
}

PUBLIC_SECTIONS = {"summary", "impact", "timeline"}


def example_document(template: Template) -> Document:
    """Return the example as a document of the template."""
    return Document(
        title=TITLE,
        public_title=PUBLIC_TITLE,
        header=tuple(
            Fact(field.id, field.label, HEADER[field.id], CUSTOMER if field.visibility == "customer" else INTERNAL)
            for field in template.header
            if field.id in HEADER
        ),
        sections=tuple(_section(section) for section in template.sections),
    )


def _section(section: SectionField) -> Section:
    items = tuple(
        Prose(item.id, item.label, PROSE.get(item.id, ()), CUSTOMER)
        if isinstance(item, ProseField)
        else Table(item.id, item.label, rows=ROWS[item.id])
        for item in section.items
    )
    decided = CUSTOMER if section.id in PUBLIC_SECTIONS else INTERNAL
    return Section(section.id, section.number, section.title, items, decided)


def _timeline_row(at: str, event: tuple[str | Run, ...], source: str, milestone: str, decided: Visibility) -> Row:
    values = {"at": f"2026-10-12T{at}:00Z", "precision": "minute", "source": source, "milestone": milestone}
    return Row(f"example-{at}", values, {"event": (says(*event),)}, decided)


def _action_row(order: int, action: str, owner: str, due: str, priority: str, status: str) -> Row:
    values = {"owner": owner, "due": due, "priority": priority, "status": status, "order": f"{order:04d}"}
    return Row(f"example-action-{order}", values, {"action": (says(action),)}, INTERNAL)


ROWS = {
    "impact": tuple(
        Row(key, {}, {"value": (says(text),)}, INTERNAL if key == "revenue_impact" else CUSTOMER)
        for key, text in IMPACT.items()
    ),
    "timeline": tuple(_timeline_row(*row) for row in TIMELINE),
    "action_items": tuple(_action_row(order, *row) for order, row in enumerate(ACTIONS, start=1)),
    "communication": tuple(
        Row(key, {"state": state, "note": note}, {}, INTERNAL) for key, (state, note) in COMMUNICATION.items()
    ),
}

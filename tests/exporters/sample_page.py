"""A rich page: every kind of block a renderer has to write, told as one invented incident."""

from __future__ import annotations

from exporters.document import Audience
from exporters.page import (
    Block,
    Check,
    Checklist,
    Code,
    Field,
    Grid,
    Heading,
    List,
    ListItem,
    Page,
    PageSection,
    Paragraph,
    Quote,
    Span,
    TableColumn,
)

FACTS = (
    ("Incident ID", "INC-2043"),
    ("Date", "20 Nov 2026"),
    ("Severity", "SEV-1"),
    ("Lead responder", "Ada Lovelace"),
    ("Postmortem owner", "Ben Larsen"),
    ("Review date", "23 Nov 2026, 15:00 UTC"),
    ("Status", "Draft"),
)

NARRATIVE = (
    "The release lowered the connection limit that the previous version still relied on. During the rolling "
    "deployment both versions were live for eleven minutes, and each failed write held its connection until the "
    "statement timeout of thirty seconds expired. The pool filled long before the error-rate alert could fire, "
    "because clients were queued rather than refused."
)

LEAD = (
    "Checkout returned errors for 31 % of customers in the EU between 10:02 and 10:44 UTC, after a configuration "
    "change reduced the connection limit of our database. No data was lost. The limit was lowered without a test "
    "under peak load. The incident is resolved; four of twelve actions are complete."
)

SQL = """-- queries waiting for a slot at the peak (10:32 UTC)
SELECT application_name, count(*), max(now() - query_start) AS oldest
  FROM pg_stat_activity
 WHERE state = 'active' AND wait_event_type = 'Client'
 GROUP BY 1 ORDER BY 2 DESC;\t-- <b>not markup</b> & |pipes|"""

LONG_ADDRESS = "https://grafana.example.com/d/checkout?" + "&".join(f"var-service-{n}=checkout-api" for n in range(8))

EVENTS = (
    ("Configuration change rolled out to 100 % of the fleet", "Deploys"),
    ("p99 latency of POST /v2/orders rises from 240 ms to 1.9 s; the burn-rate alert is still silent", "Grafana"),
    ("First customer report arrives through support", "Zendesk"),
    ("Alert fires; the page goes to the wrong rota", "PagerDuty"),
    ("On-call finds exhausted connections on the primary", "#inc-2043"),
    ("Feature flag disabled for 10 % of tenants; the error rate halves for those tenants", "Deploy bot"),
)

ACTIONS = (
    ("Reject changes that lower a limit without a load test", "Ada Lovelace", "27 Nov 2026", "P0", "In progress"),
    ("Alert on pool wait time instead of pool utilisation", "Ben Larsen", "4 Dec 2026", "P0", "Done"),
    ("Write a runbook for rolling back configuration", "Cleo Okafor", "11 Dec 2026", "P1", "Open"),
)


def text(words: str) -> tuple[Block, ...]:
    """A cell that holds one plain paragraph."""
    return (Paragraph((Span(words),)),)


def grid(caption: str, heads: tuple[tuple[str, int], ...], rows: tuple[tuple[tuple[Block, ...], ...], ...]) -> Grid:
    return Grid(caption, tuple(TableColumn(label, width) for label, width in heads), rows)


def timeline(count: int) -> Grid:
    """A timeline of `count` rows; every third source is a link, every seventh event holds a mono word and a list."""
    rows = []
    for number in range(count):
        event, source = EVENTS[number % len(EVENTS)]
        link = f"https://grafana.example.com/d/{number:04d}" if number % 3 == 0 else None
        cell: tuple[Block, ...] = text(event)
        if number % 7 == 6:
            cell = (
                Paragraph((Span(event + " on "), Span("db-prod-7", mono=True), Span("."))),
                List((ListItem((Span("retry storm from the mobile client"),)), ListItem((Span("cache cold"),)))),
            )
        moment = f"{10 + number // 60:02d}:{number % 60:02d}"
        rows.append((text(moment), cell, (Paragraph((Span(source, link=link),)),)))
    return grid("Timeline", (("Time (UTC)", 14), ("Event", 64), ("Source", 22)), tuple(rows))


def actions(count: int) -> Grid:
    heads = (("Action", 42), ("Owner", 18), ("Due date", 16), ("Priority", 10), ("Status", 14))
    return grid(
        "Action items", heads, tuple(tuple(text(cell) for cell in ACTIONS[n % len(ACTIONS)]) for n in range(count))
    )


def field(label: str, *blocks: Block) -> Field:
    return Field(label, blocks)


def summary() -> PageSection:
    return PageSection(
        "section-1",
        1,
        "Executive summary",
        (
            field("What happened", *text("Checkout returned errors after a configuration change.")),
            field("Impact", *text("31 % of EU checkouts failed. No data was lost.")),
            field("Duration", *text("42 min")),
            field("Root cause", *text("A limit was lowered without a test under peak load.")),
        ),
    )


def impact() -> PageSection:
    rows = (
        (
            text("Services affected"),
            (
                Paragraph((Span("checkout-api", mono=True), Span(", "), Span("payments-worker", mono=True))),
                Paragraph((Span("Order history was read only."),)),
            ),
        ),
        (text("Users affected"), text("48 120 sessions, 9 344 distinct customers")),
        (text("Error rate increase"), text("0.04 % → 31.2 % (peak 44 % at 10:32 UTC)")),
        (text("Evidence"), (Paragraph((Span(LONG_ADDRESS, link=LONG_ADDRESS),)),)),
    )
    return PageSection("section-2", 2, "Impact assessment", (grid("Impact", (("Metric", 30), ("Value", 70)), rows),))


def analysis(repeat: int) -> PageSection:
    numbered = List(
        (
            ListItem(
                (Span("The linter only knows about "), Span("locks", em=True), Span(".")),
                (List((ListItem((Span("It does not know about limits"),)), ListItem((Span("or about pools"),)))),),
            ),
            ListItem((Span("The canary received reads but no writes."),)),
        ),
        ordered=True,
    )
    body = Paragraph(
        (
            Span(NARRATIVE + " The evidence is in "),
            Span("the query plan review", link="https://wiki.example.com/x/plan?a=1&b=2"),
            Span(", and "),
            Span("statement_timeout", mono=True),
            Span(" was "),
            Span("not", strong=True, em=True),
            Span(" lowered."),
        )
    )
    return PageSection(
        "section-4",
        4,
        "Root cause analysis",
        (
            field("What was the trigger?", *((body,) * repeat), Code(SQL), numbered),
            field(
                "What was the contributing factor?",
                Heading(4, (Span("The pool, "), Span("once more", em=True))),
                *((body,) * repeat),
                Quote(((Span("We assumed that every limit had been tested."),), (Span("It had not."),))),
                numbered,
            ),
        ),
    )


def communication() -> PageSection:
    return PageSection(
        "section-7",
        7,
        "Communication",
        (
            Checklist(
                (
                    Check("yes", (Span("Internal stakeholders notified"),), "by Ada, 20 Nov 2026"),
                    Check("no", (Span("Support team briefed"),)),
                    Check("not applicable", (Span("Regulator informed"),), "no personal data involved"),
                )
            ),
        ),
    )


def sample(
    *, rows: int = 40, repeat: int = 1, audience: Audience = Audience.INTERNAL, watermark: str = "Draft"
) -> Page:
    """The rich page; `rows` timeline entries and `repeat` paragraphs per question make it longer."""
    return Page(
        title="Postmortem: Checkout unavailable for EU customers",
        lang="en",
        audience=audience,
        facts=FACTS,
        lead=(Span(LEAD),),
        sections=(
            summary(),
            impact(),
            PageSection("section-3", 3, "Timeline", (*text("All times are UTC."), timeline(rows))),
            analysis(repeat),
            PageSection(
                "section-5",
                5,
                "Lessons learned",
                (
                    field("What went well", List((ListItem((Span("Roles were assigned within four minutes"),)),))),
                    field("Where we got lucky", List((ListItem((Span("The 08:00 snapshot was still there"),)),))),
                ),
            ),
            PageSection("section-6", 6, "Action items", (actions(12),)),
            communication(),
            PageSection("section-8", 8, "Appendix", (*text("漢字 かな 한국어 عربى Ελληνικά кириллица 🔥"),)),
        ),
        watermark=watermark,
    )


def empty() -> Page:
    """A page on which nothing has been written yet."""
    return Page(title="Postmortem: Untitled", lang="en", audience=Audience.INTERNAL)

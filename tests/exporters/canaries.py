"""Random documents in which everything that customers must not read is a word of its own, a canary.

What customers must read is a word of its own, too, so that a test can ask for both: no canary, and every public word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from hypothesis import strategies as st

from exporters import Policy
from exporters.document import (
    Document,
    Fact,
    InternalMark,
    Line,
    Prose,
    Row,
    Run,
    Section,
    Table,
    Visibility,
)
from tests.builders import ACTION_COLUMNS, CHECK_COLUMNS, IMPACT_COLUMNS, TIMELINE_COLUMNS

CUSTOMER = Visibility.CUSTOMER
DOMAIN = "corp.example"
PEOPLE = ("Qxada Qxlovelace", "Qxben Qxlarsen")
POLICY = Policy(people=PEOPLE, internal_domains=(DOMAIN,))
COLUMNS = {
    "timeline": TIMELINE_COLUMNS,
    "action_items": ACTION_COLUMNS,
    "impact": IMPACT_COLUMNS,
    "communication": CHECK_COLUMNS,
}
HIDDEN_VALUES = (
    "original_text", "original_time", "tz", "tz_source", "inferred", "near", "order", "group", "type", "note",
    "owner", "priority", "source", "deleted", "created_by",
)  # fmt: skip
# Values that are public where they have the one right form, and nothing where they have not.
FORMED_VALUES = ("at", "end_at", "precision", "approx", "milestone", "state")
FORMED = {"at": "2026-11-20T10:21:00Z", "end_at": "2026-11-20T10:44:00Z", "precision": "minute", "milestone": "started"}
KINDS = ("paragraph", "bullet", "ordered", "code", "quote", "heading", "unheard-of")
visibilities = st.sampled_from((CUSTOMER, CUSTOMER, CUSTOMER, Visibility.INTERNAL, Visibility.UNDECIDED))


@dataclass(frozen=True)
class Comment:
    """A part that the exporters have never heard of."""

    text: str


@dataclass
class Words:
    """The words given out for one document: canaries begin with `qx`, what customers must read with `wv`."""

    public: set[str] = field(default_factory=set)
    numbers: count[int] = field(default_factory=count)

    def canary(self) -> str:
        return f"qx{_letters(next(self.numbers))}"

    def shown(self) -> str:
        word = f"wv{_letters(next(self.numbers))}"
        self.public.add(word)
        return word

    def word(self, *, public: bool) -> str:
        return self.shown() if public else self.canary()

    def name(self, named: object, *, public: bool) -> str:
        """A word beside something public: it must be read where that says something for sure, and may be otherwise."""
        if public and not any(word in repr(named) for word in self.public):
            return f"maybe{_letters(next(self.numbers))}"
        return self.word(public=public)


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, frozenset[str]]:
    """A document, and the words that its customers must read."""
    words = Words()
    sections = [_section(draw, words, number) for number in range(1, draw(st.integers(0, 3)) + 1)]
    document = Document(
        title=words.canary(),
        public_title=draw(st.sampled_from(("", words.shown()))),
        status=words.canary(),
        header=tuple(_fact(draw, words, fact_id) for fact_id in draw(st.sets(st.sampled_from(FACTS), max_size=3))),
        sections=tuple(sections),
    )
    if not document.public_title:
        words.public = {word for word in words.public if word in repr(document)}
    return document, frozenset(words.public)


def known_documents() -> st.SearchStrategy[Document]:
    """Documents without parts that nobody has heard of."""
    return documents().map(lambda case: case[0]).filter(lambda document: "Comment(" not in repr(document))


FACTS = ("incident_id", "date", "severity", "lead_responder", "postmortem_owner", "review_date", "status", "budget")


def _fact(draw: st.DrawFn, words: Words, fact_id: str) -> Fact:
    visibility = draw(visibilities)
    kind = "person" if fact_id in {"lead_responder", "postmortem_owner"} else "text"
    is_public = visibility is CUSTOMER and fact_id in {"incident_id", "date", "severity"}
    return Fact(fact_id, fact_id.capitalize(), words.word(public=is_public), visibility, kind)


def _section(draw: st.DrawFn, words: Words, number: int) -> Section:
    visibility = draw(visibilities)
    is_public = visibility is CUSTOMER
    items = [_item(draw, words, public=is_public) for _ in range(draw(st.integers(0, 3)))]
    title = words.name(items, public=is_public)
    return Section(title, number, title, tuple(items), visibility)


def _item(draw: st.DrawFn, words: Words, *, public: bool) -> object:
    kind = draw(st.sampled_from(("prose", "prose", "table", "unknown")))
    if kind == "unknown":
        return Comment(words.canary())
    return _prose(draw, words, public=public) if kind == "prose" else _table(draw, words, public=public)


def _prose(draw: st.DrawFn, words: Words, *, public: bool) -> Prose:
    visibility = draw(visibilities)
    is_public = public and visibility is CUSTOMER
    lines = _lines(draw, words, public=is_public)
    label = words.name(lines, public=is_public)
    return Prose(label, label, lines, visibility, draw(st.booleans()), draw(st.booleans()))


def _table(draw: st.DrawFn, words: Words, *, public: bool) -> Table:
    table_id = draw(st.sampled_from(list(COLUMNS)))
    columns = COLUMNS[table_id]
    rows = tuple(_row(draw, words, table_id, public=public) for _ in range(draw(st.integers(0, 3))))
    label = "A table" if public else words.canary()
    kind = "checklist" if table_id == "communication" else "table"
    return Table(label, label, columns, rows, kind)


def _row(draw: st.DrawFn, words: Words, table_id: str, *, public: bool) -> Row:
    visibility = draw(visibilities)
    public = public and visibility is CUSTOMER
    rich = next((column.id for column in COLUMNS[table_id] if column.kind == "prose"), None)
    lines = _lines(draw, words, public=public) if rich else ()
    values = {key: words.canary() for key in draw(st.sets(st.sampled_from(HIDDEN_VALUES), max_size=4))}
    for key in draw(st.sets(st.sampled_from(FORMED_VALUES), max_size=3)):
        values[key] = FORMED[key] if key in FORMED and draw(st.booleans()) else words.canary()
    for column in COLUMNS[table_id]:
        if column.is_public and column.kind in {"text", "date", "choice"}:
            values[column.id] = words.name(lines, public=public) if rich else words.word(public=public)
    return Row(words.canary(), values, {rich: lines} if rich else {}, visibility)


def _lines(draw: st.DrawFn, words: Words, *, public: bool) -> tuple[Line, ...]:
    marks = [InternalMark(words.canary(), draw(st.sampled_from((None, "in other words")))) for _ in range(2)]
    return tuple(_line(draw, words, marks, public=public) for _ in range(draw(st.integers(0, 3))))


def _line(draw: st.DrawFn, words: Words, marks: list[InternalMark], *, public: bool) -> Line:
    kind = draw(st.sampled_from(KINDS))
    linked = public and kind != "code"
    runs = tuple(_run(draw, words, marks, public=public, linked=linked) for _ in range(draw(st.integers(0, 4))))
    hidden = (draw(st.sampled_from(marks)),) if draw(st.integers(0, 4)) == 0 else ()
    return Line(runs, kind, draw(st.integers(0, 4)), hidden)  # type: ignore[arg-type]


def _run(draw: st.DrawFn, words: Words, marks: list[InternalMark], *, public: bool, linked: bool) -> Run:
    style = draw(st.sampled_from(({}, {}, {"strong": True}, {"em": True}, {"mono": True})))
    what = draw(st.sampled_from(("words", "words", "internal", "link", "hidden link", "finding")))
    if what == "internal":
        on = tuple(draw(st.lists(st.sampled_from(marks), min_size=1, max_size=2, unique=True)))
        return Run(f" {words.canary()} ", **style, link=f"https://example.com/{words.canary()}", internal=on)
    if what == "finding":
        return Run(draw(st.sampled_from(_findings(words))), **style)
    text = f" {words.word(public=public)} "
    if what == "link":
        target = words.word(public=linked) if linked or not public else "code-has-no-links"
        return Run(text, **style, link=f"https://example.com/{target}")
    target = draw(st.sampled_from(_hidden_targets(words))) if what == "hidden link" else None
    return Run(text, **style, link=target)


def _findings(words: Words) -> tuple[str, ...]:
    return (
        f" {PEOPLE[0]} ",
        f" db-{words.canary()}.{DOMAIN} ",
        f" {words.canary()}@example.com ",
        f" https://wiki.{DOMAIN}/{words.canary()} ",
        f" {words.canary()}\u200b@example.com ",
    )


def _hidden_targets(words: Words) -> tuple[str, ...]:
    return (
        f"https://wiki.{DOMAIN}/{words.canary()}",
        f"mailto:{words.canary()}@example.com",
        f"http://10.0.0.7/{words.canary()}",
        f"http://localhost:3000/{words.canary()}",
        f"javascript:alert('{words.canary()}')",
        f"https://{words.canary()}:secret@example.com/",
    )


def _letters(number: int) -> str:
    """A number as four letters, so that no word is part of another."""
    return "".join(chr(ord("a") + number // 26**place % 26) for place in range(4))

"""Random pages for hypothesis: every kind of block, with words that mean something to HTML, XML, CSS or Word."""

from __future__ import annotations

from hypothesis import strategies as st

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

HOSTILE = (
    "<b>", "</td></table>", "<script>alert(1)</script>", "<!--", "-->", "]]>", "<![CDATA[", "&amp;", "&#60;", "&nbsp;",
    '<img src="http://127.0.0.1:9/x.png">', "</style>", "<w:p/>", "</w:t>", '"', "'", "\\", "\\a ", "url(x)", "{{ 7 }}",
    "{% x %}", "${x}", "%s", "{0}", "\x00", "\x0b", "\x1b[31m", "\ufffe", "\ud800", "\t", "\u2028", "é", "ß", "Ω", "ж",
    "→", "€", "…", "漢字", "🔥", "e\u0301", "fi", "ffl", "0",
)  # fmt: skip
PLAIN = tuple("abcXYZ 019.,:;-_/()[]#@!?*+=~^|")

words = st.lists(st.sampled_from(HOSTILE + PLAIN), min_size=1, max_size=12).map("".join)
links = st.sampled_from((None, None, None, "https://example.com/?a=1&b=<2>'\"#c", "mailto:ada@example.com"))
spans = st.lists(
    st.builds(Span, words, strong=st.booleans(), em=st.booleans(), mono=st.booleans(), link=links),
    min_size=1,
    max_size=3,
).map(tuple)

paragraphs = st.builds(Paragraph, spans)
lists = st.recursive(
    st.builds(List, st.lists(st.builds(ListItem, spans), min_size=1, max_size=2).map(tuple), st.booleans()),
    lambda inner: st.builds(
        List,
        st.lists(st.builds(ListItem, spans, st.lists(inner, max_size=1).map(tuple)), min_size=1, max_size=2).map(tuple),
        st.booleans(),
    ),
    max_leaves=4,
)
simple = st.one_of(
    paragraphs,
    lists,
    st.builds(Heading, st.integers(3, 6), spans),
    st.builds(Code, st.lists(words, min_size=1, max_size=3).map("\n".join)),
    st.builds(Quote, st.lists(spans, min_size=1, max_size=2).map(tuple)),
)
cells = st.lists(simple, max_size=2).map(tuple)
checks = st.builds(Check, st.sampled_from(("yes", "no", "not applicable")), spans, st.one_of(st.just(""), words))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    count = draw(st.integers(1, 4))
    columns = tuple(TableColumn(draw(words), 100 // count) for _ in range(count))
    rows = draw(st.lists(st.tuples(*[cells] * count), max_size=3))
    return Grid(draw(words), columns, tuple(rows))


blocks: st.SearchStrategy[Block] = st.one_of(
    simple,
    grids(),
    st.builds(Checklist, st.lists(checks, min_size=1, max_size=3).map(tuple)),
    st.builds(Field, words, st.lists(simple, max_size=2).map(tuple)),
)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    filled = draw(st.lists(st.tuples(words, st.lists(blocks, max_size=4).map(tuple)), max_size=3))
    return Page(
        title=draw(words),
        lang=draw(st.sampled_from(("en", "de-AT"))),
        audience=draw(st.sampled_from(list(Audience))),
        facts=tuple(draw(st.lists(st.tuples(words, words), max_size=5))),
        lead=draw(st.one_of(st.just(()), spans)),
        sections=tuple(PageSection(f"section-{n}", n, title, body) for n, (title, body) in enumerate(filled, 1)),
        watermark=draw(st.sampled_from(("", "Draft"))),
    )

"""Markdown reads back as what the page says, whatever people typed."""

from __future__ import annotations

import re

import lxml.html
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from exporters import markdown
from exporters.compose import compose
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
from tests.builders import code, doc, p, section, strong
from tests.exporters.pages import pages
from tests.exporters.sample_page import empty, sample
from tests.exporters.strings import missing

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
ALLOWED = {
    "div", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "pre", "code", "strong", "em", "a",
    "table", "thead", "tbody", "tr", "th", "td", "br",
}  # fmt: skip

# What means something to Markdown, at the beginning of a line, in it, or together with its neighbours.
SIGNS = (
    *"ab1 .-+=*_`~|\\<>[](){}!#&;:@/$%'\"^,?\n\t", "http://", "www.", "https://x.y", "a@b.co", "<b>", "<!--", "-->",
    "&amp;", "&#60;", "1.", "1) ", "- ", "+ ", "# ", "> ", "```", "~~~", "~~", "| a | b |", "|---|", "[x](y)", "[x]: y",
    "![a](b)", "<http://a.b>", "    ", "é", "漢", "\u00a0", "---", "===", "{{<", "{%", "*** ", "__", "[^1]", "[x] ",
    "[ ] ", ":smile:", "@ada", "#123", "$$", "<a href=x>", "mailto:a@b.co", "\\\n", "  \n",
)  # fmt: skip
signs = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=9).map("".join)
targets = st.sampled_from((None, None, None, "https://ok.example/a(b)?q=<x>&\"'y|z", "http://h/ sp ace"))
marked = st.builds(Span, signs, strong=st.booleans(), em=st.booleans(), mono=st.booleans(), link=targets)
spans = st.lists(marked, min_size=1, max_size=4).map(tuple)
paragraphs = st.builds(Paragraph, spans)
listed = st.builds(List, st.lists(st.builds(ListItem, spans), min_size=1, max_size=3).map(tuple), st.booleans())
marked_blocks: st.SearchStrategy[Block] = st.one_of(
    paragraphs,
    listed,
    st.builds(Heading, st.integers(3, 6), spans),
    st.builds(Quote, st.lists(spans, min_size=1, max_size=2).map(tuple)),
    st.builds(Code, signs),
    st.builds(Field, signs, st.tuples(paragraphs)),
    st.builds(
        lambda label, cells: Grid("", (TableColumn(label, 50), TableColumn("b", 50)), cells),
        signs,
        st.lists(st.tuples(*[st.one_of(paragraphs, listed, st.builds(Code, signs)).map(lambda b: (b,))] * 2)).map(
            tuple
        ),
    ),
    st.builds(Checklist, st.tuples(st.builds(Check, st.sampled_from(("yes", "no", "not applicable")), spans, signs))),
)


def read(written: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<div>{PARSER.render(written)}</div>")


def page(*blocks: Block) -> Page:
    return Page("Postmortem", "en", Audience.INTERNAL, sections=(PageSection("section-1", 1, "Impact", blocks),))


def words(*texts: str) -> Paragraph:
    return Paragraph(tuple(Span(text) for text in texts))


def test_every_string_of_the_page_is_there_in_order() -> None:
    assert missing(sample(), read(markdown.render(sample())).text_content()) == []


def test_an_empty_page_is_its_title() -> None:
    assert markdown.render(empty()) == "# Postmortem: Untitled\n"


@settings(max_examples=100, deadline=None)
@given(pages())
def test_whatever_a_page_says_reads_back_and_no_markup_of_theirs_lives(page: Page) -> None:
    written = markdown.render(page)
    told = read(written)
    assert missing(page, told.text_content()) == []
    assert {element.tag for element in told.iter()} <= ALLOWED


@settings(max_examples=200, deadline=None)
@given(st.lists(marked_blocks, min_size=1, max_size=3))
def test_signs_of_markdown_are_words_like_any_other(blocks: list[Block]) -> None:
    said = page(*blocks)
    told = read(markdown.render(said))
    assert missing(said, told.text_content()) == []
    assert {element.tag for element in told.iter()} <= ALLOWED
    kinds = {"table": Grid, "blockquote": Quote, "pre": Code}
    for tag, kind in kinds.items():
        assert len(list(told.iter(tag))) == sum(isinstance(block, kind) for block in blocks)


def test_links_lead_where_the_page_says() -> None:
    target = "https://example.com/a(b)?q=<x>&y=\"'|\\z"
    told = read(markdown.render(page(Paragraph((Span("see", link=target),)))))
    assert [link.get("href") for link in told.iter("a")] == ["https://example.com/a(b)?q=%3Cx%3E&y=%22'%7C%5Cz"]


def test_a_list_behind_a_list_stays_a_list_of_its_own() -> None:
    one, two = (List((ListItem((Span(word),)),)) for word in ("one", "two"))
    assert len(list(read(markdown.render(page(one, two))).iter("ul"))) == 2


def test_numbered_items_keep_what_is_nested_in_them() -> None:
    nested = List((ListItem((Span("ten"),), (List((ListItem((Span("deep"),)),)),)),) * 11, ordered=True)
    told = read(markdown.render(page(nested)))
    assert len(list(told.iter("ol"))) == 1
    assert len(list(told.iter("ul"))) == 11


def test_code_keeps_its_spaces_and_its_fences() -> None:
    text = "if x:\n\treturn ```\n    y"
    (block,) = read(markdown.render(page(Code(text)))).iter("pre")
    assert block.text_content() == text + "\n"


def test_a_cell_of_many_lines_stays_one_cell() -> None:
    cell = (words("first | second"), Code("a | b\nc"), List((ListItem((Span("item"),)),)))
    told = read(markdown.render(page(Grid("", (TableColumn("Event", 100),), ((cell,),)))))
    assert [re.sub(r"\s+", " ", found.text_content()) for found in told.iter("td")] == ["first | seconda | bc• item"]


def test_marks_are_written_where_they_read_back() -> None:
    written = markdown.render(compose(doc(section("Impact", p("It was ", strong("not"), " ours"), code("x")))))
    assert "It was **not** ours" in written


def test_the_same_page_gives_the_same_text() -> None:
    assert markdown.render(sample()) == markdown.render(sample())

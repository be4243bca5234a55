"""HTML says what the page says, and nothing that people typed becomes markup."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given, settings

from exporters import html
from exporters.document import Audience
from exporters.page import Page, PageSection, Paragraph, Span
from exporters.theme import Theme
from tests.exporters.pages import pages
from tests.exporters.sample_page import empty, sample
from tests.exporters.strings import missing

TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "article", "header", "h1", "h2", "h3", "h4", "h5", "h6",
    "dl", "div", "dt", "dd", "p", "nav", "ol", "ul", "li", "a", "section", "span", "strong", "em", "code", "pre",
    "blockquote", "table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"lang", "charset", "name", "content", "class", "href", "id", "width", "scope"}


def read(page: Page) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html.render(page, Theme()))


def said(page: Page) -> str:
    """The text of the body without the table of contents."""
    body = read(page).body
    for contents in body.find_class("contents"):
        contents.getparent().remove(contents)
    return body.text_content()


@pytest.mark.parametrize("page", [sample(), empty()])
def test_every_string_of_the_page_is_there_in_order(page: Page) -> None:
    assert missing(page, said(page)) == []


@settings(max_examples=150, deadline=None)
@given(pages())
def test_whatever_people_typed_is_text(page: Page) -> None:
    assert missing(page, said(page)) == []
    for element in read(page).iter():
        assert element.tag in TAGS
        assert set(element.keys()) <= ATTRIBUTES
    for link in read(page).iter("a"):
        assert link.get("href").startswith(("#section-", "https://", "mailto:"))


def test_the_language_and_the_audience_are_told() -> None:
    page = Page("Checkout", "de-AT", Audience.CUSTOMER)
    assert read(page).get("lang") == "de-AT"
    assert read(page).body.get("class") == "customer"


def test_the_body_is_one_article_without_a_style_or_a_main_of_its_own() -> None:
    (article,) = lxml.html.fragments_fromstring(html.render_body(sample()))
    assert article.tag == "article"
    assert not list(article.iter("main", "style", "script"))


def test_a_colour_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        Theme(accent="red}</style><script>")


def test_the_chosen_colour_is_used() -> None:
    assert "--accent: #123456" in html.render(empty(), Theme(accent="#123456"))


def test_contents_lead_to_each_section() -> None:
    page = read(sample())
    targets = [link.get("href").removeprefix("#") for link in page.find_class("contents")[0].iter("a")]
    assert targets == [section.get("id") for section in page.iter("section")]


def test_a_tag_is_told_apart_from_what_people_wrote() -> None:
    blocks = (Paragraph((Span("Rolled out "), Span("Started", em=True, tag=True))),)
    page = Page("Checkout", "en", Audience.INTERNAL, sections=(PageSection("section-1", 1, "Timeline", blocks),))
    assert '<p>Rolled out <span class="tag">Started</span></p>' in html.render_body(page)

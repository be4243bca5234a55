"""HTML: the page as semantic elements, shared by the preview, the public page and the PDF."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from typing import Literal

from exporters.characters import legal
from exporters.page import (
    Block,
    Check,
    Checklist,
    Code,
    Field,
    Grid,
    Heading,
    List,
    Page,
    PageSection,
    Paragraph,
    Quote,
    Span,
    Spans,
)
from exporters.theme import Theme
from exporters.wording import remark

META = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
BOXES = {"yes": "☑", "no": "☐", "not applicable": "–"}
CLASSES = {"yes": "yes", "no": "no", "not applicable": "na"}


def render(page: Page, theme: Theme) -> str:
    """Return the whole HTML document, with the look it has on a screen and on paper."""
    return _document(page, theme, f"@media screen {{{stylesheet('screen')}}} @media print {{{stylesheet('print')}}}")


def render_for_paper(page: Page, theme: Theme) -> str:
    """Return the whole HTML document for a layout engine that brings the stylesheet for paper itself."""
    return _document(page, theme, "")


def _document(page: Page, theme: Theme, look: str) -> str:
    chosen = "" if theme == Theme() else f":root, .postmortem {{ --accent: {theme.accent} }}"
    style = f"<style>{look}{chosen}</style>" if look or chosen else ""
    head = f"{META}<title>{escape(page.title)}</title>{style}"
    body = f'<body class="{page.audience}"><main>{render_body(page)}</main></body>'
    return legal(f'<!DOCTYPE html><html lang="{escape(page.lang)}"><head>{head}</head>{body}</html>')


def render_body(page: Page) -> str:
    """Return the page as one article, for a layout that has a `main` of its own."""
    sections = "".join(map(_section, page.sections))
    return legal(f'<article class="postmortem">{_header(page)}{_contents(page.sections)}{sections}</article>')


@cache
def stylesheet(medium: Literal["screen", "print"]) -> str:
    """Return the rules for a medium."""
    return files("exporters").joinpath(f"{medium}.css").read_text(encoding="utf-8")


def _header(page: Page) -> str:
    facts = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in page.facts)
    listed = f'<dl class="facts">{facts}</dl>' if facts else ""
    lead = f'<p class="lead">{_spans(page.lead)}</p>' if page.lead else ""
    return f"<header><h1>{escape(page.title)}</h1>{listed}{lead}</header>"


def _contents(sections: tuple[PageSection, ...]) -> str:
    if not sections:
        return ""
    entries = "".join(f'<li><a href="#{escape(section.id)}">{_title(section)}</a></li>' for section in sections)
    return f'<nav class="contents"><h2>Contents</h2><ol>{entries}</ol></nav>'


def _section(section: PageSection) -> str:
    return f'<section id="{escape(section.id)}"><h2>{_title(section)}</h2>{_blocks(section.blocks)}</section>'


def _title(section: PageSection) -> str:
    return f'<span class="number">{section.number}</span> {escape(section.title)}'


def _blocks(blocks: tuple[Block, ...]) -> str:
    return "".join(map(_block, blocks))


def _block(block: Block) -> str:  # noqa: PLR0911 - one case for each kind of block
    match block:
        case Paragraph():
            return f"<p>{_spans(block.spans)}</p>"
        case Heading():
            return f"<h{block.level}>{_spans(block.spans)}</h{block.level}>"
        case List():
            return _list(block)
        case Code():
            return f"<pre><code>{escape(block.text)}</code></pre>"
        case Quote():
            return f"<blockquote>{''.join(f'<p>{_spans(spans)}</p>' for spans in block.paragraphs)}</blockquote>"
        case Field():
            label = f"<h3>{escape(block.label)}</h3>" if block.label else ""
            return f'<div class="field">{label}<div>{_blocks(block.blocks)}</div></div>'
        case Grid():
            return _grid(block)
        case Checklist():
            return f'<ul class="checklist">{"".join(map(_check, block.items))}</ul>'


def _list(block: List) -> str:
    tag = "ol" if block.ordered else "ul"
    items = (f"<li>{_spans(item.spans)}{''.join(map(_list, item.children))}</li>" for item in block.items)
    return f"<{tag}>{''.join(items)}</{tag}>"


def _grid(grid: Grid) -> str:
    widths = "".join(f'<col width="{column.width}%">' for column in grid.columns)
    heads = "".join(f'<th scope="col">{escape(column.label)}</th>' for column in grid.columns)
    rows = "".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in grid.rows)
    return (
        f"<table><caption>{escape(grid.caption)}</caption><colgroup>{widths}</colgroup>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cell(blocks: tuple[Block, ...]) -> str:
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return _spans(blocks[0].spans)
    return _blocks(blocks)


def _check(check: Check) -> str:
    note = f' <span class="note">{escape(remark(check))}</span>' if remark(check) else ""
    box = f'<span class="box">{BOXES[check.state]}</span>'
    return f'<li class="{CLASSES[check.state]}">{box} {_spans(check.spans)}{note}</li>'


def _spans(spans: Spans) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    text = escape(span.text)
    if span.tag:
        return f'<span class="tag">{text}</span>'
    for tag, on in (("code", span.mono), ("em", span.em), ("strong", span.strong)):
        if on:
            text = f"<{tag}>{text}</{tag}>"
    return f'<a href="{escape(span.link)}">{text}</a>' if span.link else text

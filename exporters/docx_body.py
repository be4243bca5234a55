"""The body of a DOCX, written as WordprocessingML in one go.

python-docx's own table API walks the whole table for every cell; plain strings grow with the text and no faster.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from exporters.characters import legal
from exporters.docx_styles import BULLETS, CODE_FONTS, LEVELS, NUMBERS, SOFT, TEXT_WIDTH
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
from exporters.wording import remark

FACTS_PER_ROW = 4
PAIR = 2  # a table of two columns names things in its first
_HEAD, _PAIRS = "0620", "06A0"  # which conditional formats apply: the first row's, and the first column's too
_NUMBER_LOOK = f'<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{SOFT}"/>'


class Body:
    """One document's body, and what it asks of the rest of the package: link targets and numbered lists."""

    def __init__(self, page: Page) -> None:
        self.links: dict[str, str] = {}
        self.ordered_lists: list[int] = []
        self.xml = "".join(self._page(page))

    def _page(self, page: Page) -> Iterator[str]:
        yield paragraph("Title", run(page.title))
        if page.facts:
            yield _facts(page.facts)
        if page.lead:
            yield paragraph("Lead", self._spans(page.lead))
        yield from _contents(page.sections)
        for number, section in enumerate(page.sections):
            heading = run(f"{section.number} ", properties=_NUMBER_LOOK) + run(section.title)
            yield paragraph("Heading1", _bookmark(number, heading))
            yield self._blocks(section.blocks)

    def _blocks(self, blocks: tuple[Block, ...], style: str = "") -> str:
        return "".join(self._block(block, style) for block in blocks)

    def _block(self, block: Block, style: str) -> str:  # noqa: PLR0911 - one for each kind
        match block:
            case Paragraph():
                return paragraph(style, self._spans(block.spans))
            case Heading():
                return paragraph(f"Heading{min(block.level, 6) - 1}", self._spans(block.spans))
            case List():
                return self._list(block, 0)
            case Code():
                return paragraph("Code", run(block.text))
            case Quote():
                return "".join(paragraph("Quote", self._spans(spans)) for spans in block.paragraphs)
            case Field():
                label = paragraph("Heading2", run(block.label)) if block.label else ""
                return label + self._blocks(block.blocks, style)
            case Grid():
                return self._grid(block)
            case Checklist():
                return "".join(map(self._check, block.items))

    def _list(self, block: List, level: int) -> str:
        level = min(level, LEVELS - 1)
        number, style = BULLETS, "ListBullet"
        if block.ordered:
            number, style = NUMBERS + len(self.ordered_lists), "ListNumber"
            self.ordered_lists.append(level)
        numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return "".join(
            paragraph(style, self._spans(item.spans), numbering)
            + "".join(self._list(child, level + 1) for child in item.children)
            for item in block.items
        )

    def _check(self, check: Check) -> str:
        note = run(f" {remark(check)}", style="Note") if remark(check) else ""
        box = run("–") if check.state == "not applicable" else _checkbox(check)
        return paragraph("Checklist", f"{box}<w:r><w:tab/></w:r>{self._spans(check.spans)}{note}")

    def _grid(self, grid: Grid) -> str:
        widths = [TEXT_WIDTH * column.width // 100 for column in grid.columns]
        head = [paragraph("TableHead", run(column.label)) for column in grid.columns]
        rows = [_row(widths, head, "<w:tblHeader/>")]
        rows += [_row(widths, [self._cell(cell) for cell in row]) for row in grid.rows]
        return _table("PostmortemTable", grid.caption, widths, rows) + paragraph("TableEnd", "")

    def _cell(self, blocks: tuple[Block, ...]) -> str:
        xml = self._blocks(blocks, "TableText")
        return xml if xml.endswith("</w:p>") else xml + paragraph("TableText", "")

    def _spans(self, spans: Spans) -> str:
        return "".join(map(self._span, spans))

    def _span(self, span: Span) -> str:
        if span.tag:
            return run(span.text, style="Tag")
        if not span.link:
            return run(span.text, style="CodeText" if span.mono else "", properties=_look(span))
        relation = self.links.setdefault(legal(span.link), f"link{len(self.links) + 1}")
        shown = run(span.text, style="Hyperlink", properties=_look(span))
        return f'<w:hyperlink r:id="{relation}" w:history="1">{shown}</w:hyperlink>'


def field(instruction: str, result: str) -> str:
    """Return a field that Word computes, with what it shows until then."""
    return f"{_field_start(instruction)}{result}{_FIELD_END}"


def _field_start(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


_FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _contents(sections: tuple[PageSection, ...]) -> Iterator[str]:
    """The contents as a field that Word can renew, filled in already because no program fills it by itself.

    It shows no page numbers: only a layout engine knows them.
    """
    if not sections:
        return
    yield paragraph("TOCHeading", run("Contents"))
    for number, section in enumerate(sections):
        start = _field_start(r'TOC \o "1-1" \n \h \z') if number == 0 else ""
        end = _FIELD_END if number == len(sections) - 1 else ""
        entry = run(f"{section.number}\t", style="Note") + run(section.title)
        yield paragraph(
            "TOC1", f'{start}<w:hyperlink w:anchor="{_anchor(number)}" w:history="1">{entry}</w:hyperlink>{end}'
        )


def _bookmark(number: int, content: str) -> str:
    start = f'<w:bookmarkStart w:id="{number}" w:name="{_anchor(number)}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def _anchor(number: int) -> str:
    return f"_Toc{number + 1:06d}"


def _facts(facts: tuple[tuple[str, str], ...]) -> str:
    width = TEXT_WIDTH // FACTS_PER_ROW
    cells = [paragraph("FactLabel", run(label)) + paragraph("FactValue", run(value)) for label, value in facts]
    cells += [paragraph("FactValue", "")] * (-len(cells) % FACTS_PER_ROW)
    widths = [width] * FACTS_PER_ROW
    rows = [_row(widths, cells[start : start + FACTS_PER_ROW]) for start in range(0, len(cells), FACTS_PER_ROW)]
    return _table("FactsTable", "Facts", widths, rows)


def _table(style: str, caption: str, widths: list[int], rows: list[str]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{_PAIRS if len(widths) == PAIR else _HEAD}"/>'
        f"<w:tblCaption w:val={_attribute(caption)}/></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(widths: list[int], cells: list[str], head: str = "") -> str:
    written = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(written)}</w:tr>"


def _checkbox(check: Check) -> str:
    """A check box that can be ticked in Word."""
    name = "".join(span.text for span in check.spans)[:64]
    checked = check.state == "yes"
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={_attribute(name)}/><w14:checkbox>"
        f'<w14:checked w14:val="{int(checked)}"/>'
        '<w14:checkedState w14:val="2611" w14:font="Segoe UI Symbol"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{_BOX_RUN.format('☑' if checked else '☐')}</w:sdtContent></w:sdt>"
    )


_BOX_RUN = (
    '<w:r><w:rPr><w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:eastAsia="Segoe UI Symbol"/></w:rPr>'
    "<w:t>{}</w:t></w:r>"
)


def paragraph(style: str, content: str, properties: str = "") -> str:
    """Return a paragraph; an empty style is the default one."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{content}</w:p>"


def run(text: str, *, style: str = "", properties: str = "") -> str:
    """Return a run; line feeds and tabs become the elements that Word has for them."""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    look = f"<w:rPr>{named}{properties}</w:rPr>" if named or properties else ""
    return f"<w:r>{look}{_text(text)}</w:r>"


def _text(text: str) -> str:
    lines = escape(legal(text)).replace("\r\n", "\n").replace("\r", "\n")
    return f"{_TEXT}{lines}</w:t>".replace("\n", f"</w:t><w:br/>{_TEXT}").replace("\t", f"</w:t><w:tab/>{_TEXT}")


_TEXT = '<w:t xml:space="preserve">'


def _look(span: Span) -> str:
    fonts = CODE_FONTS if span.mono else ""
    bold = "<w:b/><w:bCs/>" if span.strong else ""
    italic = "<w:i/><w:iCs/>" if span.em else ""
    return fonts + bold + italic


def _attribute(text: str) -> str:
    return quoteattr(legal(text))

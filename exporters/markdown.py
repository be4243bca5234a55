"""Markdown (CommonMark, GFM tables and task lists): written, read back, written more plainly where that differs.

Escaping by hand alone gets a third of adversarial texts wrong. So every inline text is parsed again by a CommonMark
parser (https://spec.commonmark.org/0.31.2/) in the place where it will stand, and compared; where the parse says
something else, marks are given up one after the other, and last of all every sign is written as a character reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from markdown_it import MarkdownIt

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
from exporters.wording import remark

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
ESCAPED = re.compile(r"[\\`*_{}\[\]<>#+~|!&$]")
SIGNS = re.compile(r"[!-/:-@\[-`{-~]")
CONTROLS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
SPACES = re.compile(r"\s+")
# How plainly a text is written: with all its marks, without emphasis, without strong, with every sign coded.
FULL, NO_EM, NO_STRONG, CODED = range(4)
CELL = "| h |\n| --- |\n| {} |"


class NotWritable(ValueError):
    """A text that reads differently however plainly it is written. Nothing is exported then."""


def render(page: Page) -> str:
    """Return a page as Markdown; NotWritable where a text cannot be written so that it reads back the same."""
    blocks = [
        "# " + _inline((Span(page.title),), "# {}"),
        *_facts(page),
        _inline(page.lead, "{}"),
        *(part for section in page.sections for part in _section(section)),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _facts(page: Page) -> Iterator[str]:
    if page.facts:
        yield "\n".join(
            f"- {_inline((Span(f'{label}:', strong=True), Span(f' {value}')), '- {}')}" for label, value in page.facts
        )


def _section(section: PageSection) -> Iterator[str]:
    yield "## " + _inline((Span(f"{section.number}. {section.title}"),), "## {}")
    yield from _blocks(section.blocks)


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield blocks; two lists in a row take turns with their bullets, or they would be read as one."""
    turn = 0
    was_list = False
    for is_short, group in groupby(blocks, key=_is_short_field):
        if is_short:
            yield "\n".join(_short_field(block) for block in group if isinstance(block, Field))
            was_list, turn = True, 0
            continue
        for block in group:
            if isinstance(block, List):
                turn = 1 - turn if was_list else 0
                yield "\n".join(_list(block, turn))
            else:
                yield from _block(block)
            was_list = isinstance(block, (List, Checklist))


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _inline(block.spans, "{}")
    elif isinstance(block, Heading):
        yield f"{'#' * block.level} " + _inline(block.spans, "### {}")
    elif isinstance(block, Code):
        yield _code(block)
    elif isinstance(block, Quote):
        yield "\n>\n".join("> " + _inline(spans, "> {}") for spans in block.paragraphs if _said(spans))
    elif isinstance(block, Field):
        yield from _field(block)
    elif isinstance(block, Grid):
        yield _grid(block)
    elif isinstance(block, Checklist):
        yield "\n".join(_check(check) for check in block.items)


def _is_short_field(block: Block) -> bool:
    return isinstance(block, Field) and len(block.blocks) == 1 and isinstance(block.blocks[0], Paragraph)


def _short_field(block: Field) -> str:
    """Return a field of one paragraph as an item of a list."""
    (paragraph,) = (part for part in block.blocks if isinstance(part, Paragraph))
    return "- " + _inline((*_label(block), *paragraph.spans), "- {}")


def _field(block: Field) -> Iterator[str]:
    """Yield a labelled field: the label above what it says."""
    yield _inline(_label(block), "{}")
    yield from _blocks(block.blocks)


def _label(block: Field) -> Spans:
    return (Span(f"{block.label}:", strong=True), Span(" ")) if block.label else ()


def _list(block: List, turn: int, indent: str = "") -> Iterator[str]:
    for number, item in enumerate(block.items, start=1):
        bullet = f"{number}{'.)'[turn]}" if block.ordered else "-*"[turn]
        words = _inline(item.spans, "- {}") if _said(item.spans) else ""
        yield f"{indent}{bullet} {words}".rstrip()
        inner = indent + " " * (len(bullet) + 1)
        for position, child in enumerate(item.children):
            yield from _list(child, position % 2, inner)


def _check(check: Check) -> str:
    box = "x" if check.state == "yes" else " "
    note = f" — {said}" if (said := remark(check)) else ""
    return f"- [{box}] " + _inline((*check.spans, Span(note)), "- {}")


def _code(block: Code) -> str:
    text = "\n".join(line.replace("\r", " ") for line in legal(block.text).split("\n"))
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 3)
    return f"{fence}\n{text}\n{fence}"


def _grid(grid: Grid) -> str:
    heads = [_inline((Span(column.label),), CELL) for column in grid.columns]
    rows = [[_cell(cell) for cell in row] for row in grid.rows]
    ruler = ["---"] * len(heads)
    return "\n".join("| " + " | ".join(row) + " |" for row in [heads, ruler, *rows])


def _cell(blocks: Sequence[Block]) -> str:
    """Return a cell on one line: a table row holds no blocks, so lines follow each other with a break between them."""
    return "<br>".join(_inline(spans, CELL) for spans in _flat(blocks) if _said(spans)) or " "


def _flat(blocks: Sequence[Block]) -> Iterator[Spans]:
    for block in blocks:
        if isinstance(block, (Paragraph, Heading)):
            yield block.spans
        elif isinstance(block, Code):
            yield from ((Span(line, mono=True),) for line in block.text.split("\n"))
        elif isinstance(block, Quote):
            yield from block.paragraphs
        elif isinstance(block, List):
            yield from _flat_list(block)


def _flat_list(block: List) -> Iterator[Spans]:
    for number, item in enumerate(block.items, start=1):
        yield (Span(f"{number}. " if block.ordered else "• "), *item.spans)
        for child in item.children:
            yield from _flat_list(child)


def _inline(spans: Spans, form: str) -> str:
    """Return spans as inline Markdown that reads back the same in its place: `{}` in `form`."""
    runs = _normal(spans)
    if not any(run.text for run in runs):
        return ""
    for level in range(CODED + 1):
        written = _write(runs, level, form)
        if _reads_as(form.replace("{}", written), runs, form, level):
            return written
    raise NotWritable("A text reads differently in Markdown however plainly it is written. Export it as PDF or DOCX.")


def _normal(spans: Spans) -> list[Span]:
    """Return spans on one line, spaces outside of marks, neighbours alike joined, links that Markdown can hold."""
    parts: list[Span] = []
    for span in spans:
        text = SPACES.sub(" ", CONTROLS.sub(" ", legal(span.text)))
        bare = text.strip(" ")
        marked = Span(bare, span.strong and not span.mono, span.em and not span.mono, span.mono, _target(span.link))
        if not bare:
            parts.append(Span(text))
            continue
        parts += [Span(text[: len(text) - len(text.lstrip(" "))]), marked, Span(text[len(text.rstrip(" ")) :])]
    joined: list[Span] = []
    for part in parts:
        if not part.text:
            continue
        if joined and _marks(joined[-1]) == _marks(part):
            joined[-1] = Span(joined[-1].text + part.text, *_marks(part))
        else:
            joined.append(part)
    if joined:
        joined[0] = Span(joined[0].text.lstrip(" "), *_marks(joined[0]))
        joined[-1] = Span(joined[-1].text.rstrip(" "), *_marks(joined[-1]))
    return [part for part in joined if part.text]


def _marks(span: Span) -> tuple[bool, bool, bool, str | None]:
    return span.strong, span.em, span.mono, span.link


def _target(link: str | None) -> str | None:
    """Return a link's target as it stands between angle brackets, or None for one that cannot be written."""
    if link is None or not re.match(r"(?i)(https?|mailto):", link):
        return None
    return re.sub(r"[\s<>\\|\x00-\x20\x7f]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), link)


def _write(runs: Sequence[Span], level: int, form: str) -> str:
    """Return runs as Markdown, as plainly as the level asks for."""
    written: list[str] = []
    for run in runs:
        text = _words(run, level, in_cell=form is CELL)
        if run.em and level < NO_EM:
            text = f"*{text}*"
        if run.strong and level < NO_STRONG:
            text = f"**{text}**"
        if run.link:
            text = f"[{text}](<{run.link}>)"
        written.append(text)
    line = "".join(written)
    return line if form is CELL or form.startswith("#") else _guarded(line)


def _guarded(line: str) -> str:
    """Return a line whose beginning starts no list, ruler or heading, and whose end closes none."""
    line = re.sub(r"^([-=:])", lambda found: _coded(found[1]), line)
    return re.sub(r"^(\d+)([.)])", lambda found: found[1] + _coded(found[2]), line)


def _words(run: Span, level: int, *, in_cell: bool) -> str:
    if run.mono and level < CODED and not (in_cell and "|" in run.text):
        ticks = "`" * (max((len(found) for found in re.findall("`+", run.text)), default=0) + 1)
        pad = " " if run.text.startswith("`") or run.text.endswith("`") else ""
        return f"{ticks}{pad}{run.text}{pad}{ticks}"
    if level < CODED:
        return ESCAPED.sub(lambda found: "\\" + found[0] if found[0] != "&" else "&amp;", run.text)
    return SIGNS.sub(lambda found: _coded(found[0]), run.text)


def _coded(sign: str) -> str:
    return f"&#{ord(sign)};"


def _reads_as(markdown: str, runs: Sequence[Span], form: str, level: int) -> bool:
    """Tell whether Markdown parses to exactly these words and links, in exactly the block that `form` makes."""
    tokens = PARSER.parse(markdown)
    if [token.type for token in tokens] != _shape(form):
        return False
    children = [token for token in tokens if token.type == "inline"][-1].children or []
    allowed = {"text", "text_special", "code_inline", "link_open", "link_close"}
    allowed |= {"em_open", "em_close"} if level < NO_EM else set()
    allowed |= {"strong_open", "strong_close"} if level < NO_STRONG else set()
    if any(child.type not in allowed for child in children):
        return False
    words = "".join(child.content for child in children)
    targets = [str(child.attrs.get("href")) for child in children if child.type == "link_open"]
    return _squashed(words) == _squashed(_said(runs)) and len(targets) == sum(bool(run.link) for run in runs)


_SHAPES: dict[str, list[str]] = {}


def _shape(form: str) -> list[str]:
    if form not in _SHAPES:
        _SHAPES[form] = [token.type for token in PARSER.parse(form.replace("{}", "word"))]
    return _SHAPES[form]


def _said(spans: Sequence[Span]) -> str:
    return "".join(span.text for span in spans)


def _squashed(text: str) -> str:
    return re.sub(r"[\s\ufffd]+", " ", text).strip()

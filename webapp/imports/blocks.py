"""Markdown (CommonMark, GFM tables, strikethrough, footnotes) to a small tree of blocks with source positions.

What the parser would keep to itself comes along: reference definitions, the names of code languages, raw HTML,
cells beyond the columns of a table, footnotes that nothing refers to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from webapp.errors import TooLarge
from webapp.imports.inline import read_inline
from webapp.imports.runs import Runs, words_of

MOST_NESTING = 32
MOST_LINES = 50_000
MOST_EXTRA_CELLS = 100
BRACKET_BUDGET = 20_000_000
MOST_SIGNS = 100_000
SIGNS = "*_~`<&\\"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the source, from line `start` to before line `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading(Block):
    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A paragraph. `is_picture`: it holds nothing but pictures, and their words are captions."""

    runs: Runs
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class Code(Block):
    info: str
    text: str


@dataclass(frozen=True, slots=True)
class Html(Block):
    text: str


@dataclass(frozen=True, slots=True)
class Quote(Block):
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ListItem(Block):
    number: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class List(Block):
    ordered: bool
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Table(Block):
    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True, slots=True)
class Footnote(Block):
    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """The blocks of a file and its reference definitions as they stand."""

    blocks: tuple[Block, ...]
    definitions: tuple[str, ...]


def parse(text: str) -> Parsed:
    """Return the blocks of a Markdown text; TooLarge for more lines than a postmortem has."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        raise TooLarge(f"This file has more than {MOST_LINES:,} lines. Split it, or leave out logs and data.")
    env: dict[str, Any] = {}
    tokens = PARSER.parse(text, env)
    blocks = tuple(_blocks(SyntaxTreeNode(tokens).children, lines))
    found = [*env.get("references", {}).values(), *env.get("duplicate_refs", ())]
    spans = sorted(entry["map"] for entry in found)
    return Parsed(blocks, tuple(line for start, end in spans for line in lines[start:end] if line.strip()))


def _inline_within_bounds(state: StateCore) -> None:
    """Parse inline text within a budget; once it is spent, text that holds signs of Markdown stays as it is.

    Brackets are budgeted by the length of what they stand in, for they take quadratic time.
    """
    brackets = signs = 0
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = token.children or []
        text = token.content
        brackets += text.count("[") * len(text)
        signs += sum(map(text.count, SIGNS))
        if (brackets > BRACKET_BUDGET and "[" in text) or (signs > MOST_SIGNS and any(sign in text for sign in SIGNS)):
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 2 * MOST_NESTING})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin)
    parser.disable(["footnote_tail", "footnote_inline"])
    parser.core.ruler.at("inline", _inline_within_bounds)
    parser.normalizeLink = parser.normalizeLinkText = _as_written  # type: ignore[method-assign,assignment]
    parser.validateLink = bool  # type: ignore[method-assign,assignment]
    return parser


def _as_written(url: str) -> str:
    return url


PARSER = _parser()


def _blocks(nodes: Iterable[SyntaxTreeNode], lines: list[str]) -> Iterator[Block]:
    for node in nodes:
        start, end = node.map or (0, 0)
        match node.type:
            case "heading":
                yield Heading(start, end, int(node.tag[1]), _runs(node))
            case "paragraph":
                yield Paragraph(start, end, _runs(node), _is_picture(node))
            case "fence" | "code_block":
                yield Code(start, end, node.info.strip(), node.content.removesuffix("\n"))
            case "html_block":
                yield Html(start, end, node.content.strip("\n"))
            case "blockquote":
                yield Quote(start, end, tuple(_blocks(node.children, lines)))
            case "bullet_list" | "ordered_list":
                yield List(start, end, node.type == "ordered_list", tuple(_items(node, lines)))
            case "table":
                yield _table(node, lines)
            case "footnote_reference":
                yield Footnote(start, end, node.meta["label"], tuple(_blocks(node.children, lines)))
            case _:
                pass


def _runs(node: SyntaxTreeNode) -> Runs:
    return tuple(run for child in node.children if child.type == "inline" for run in _inline(child))


def _is_picture(node: SyntaxTreeNode) -> bool:
    kinds = {child.type for inline in node.children for child in inline.walk() if child.type not in {"inline", "root"}}
    return "image" in kinds and kinds <= {"image", "link", "softbreak", "text"} and not _text_beside(node)


def _text_beside(node: SyntaxTreeNode) -> bool:
    return any(child.type == "text" and child.content.strip() for inline in node.children for child in inline.children)


def _inline(node: SyntaxTreeNode) -> Runs:
    token = node.token
    return read_inline(token.children or ()) if token else ()


def _items(node: SyntaxTreeNode, lines: list[str]) -> Iterator[ListItem]:
    first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
    for number, item in enumerate(node.children, start=first):
        start, end = item.map or (0, 0)
        yield ListItem(start, end, number, tuple(_blocks(item.children, lines)))


def _table(node: SyntaxTreeNode, lines: list[str]) -> Table:
    start, end = node.map or (0, 0)
    rows = [row for part in node.children for row in part.children]
    head, *body = [tuple(_runs(cell) for cell in row.children) for row in rows]
    sources = [lines[row.map[0]] if row.map else "" for row in rows[1:]]
    width = len(head)
    return Table(
        start, end, head, tuple((*row, *_beyond(source, width)) for row, source in zip(body, sources, strict=True))
    )


def _beyond(source: str, width: int) -> Iterator[Runs]:
    """Yield the cells of a table row that stand beyond the table's columns, which GFM leaves out."""
    inner = re.sub(r"(?<!\\)\|\s*\Z", "", source.strip(" \t>").removeprefix("|"))
    cells = re.split(r"(?<!\\)\|", inner)[width:]
    if len(cells) > MOST_EXTRA_CELLS:
        cells = [" ".join(cells)]
    for cell in cells:
        token = PARSER.parseInline(cell.strip().replace("\\|", "|"))[0]
        yield read_inline(token.children or ()) or words_of(cell.strip())

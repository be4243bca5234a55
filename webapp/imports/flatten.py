"""Blocks to flat prose. Prose has no tables, pictures or footnotes: their words become lines that read well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from exporters.document import Line, LineKind, Lines, Run
from webapp.imports.blanks import says_something
from webapp.imports.blocks import Block, Code, Footnote, Heading, Html, List, ListItem, Paragraph, Quote, Table
from webapp.imports.runs import HARD, Runs, joined, lines_of, strip, words_of

DEEPEST = 8
DEEPEST_HEADING = 2
SECTION_LEVEL = 2
SEPARATOR = " | "

# A line with the number that the source gave it, 0 for a line that is no item of an ordered list.
Entry = tuple[int, Line]


def flatten(blocks: Iterable[Block]) -> Lines:
    """Return blocks as the lines of a prose field or a cell of its own."""
    return numbered(entries(blocks))


def entries(blocks: Iterable[Block], depth: int = 0) -> Iterator[Entry]:
    """Yield blocks as lines, with numbers still as the source counts them."""
    for block in filter(says_something, blocks):
        match block:
            case Heading():
                at = max(0, min(DEEPEST_HEADING, block.level - SECTION_LEVEL - 1))
                yield from ((0, Line(runs, "heading", at)) for runs in lines_of(block.runs))
            case Paragraph():
                yield from ((0, line) for line in _paragraph(block.runs, depth))
            case Code():
                yield from ((0, line) for line in _code(block))
            case Html():
                yield from ((0, Line(words_of(text), "code")) for text in block.text.split("\n"))
            case Quote():
                yield from ((0, _quoted(*entry)) for entry in entries(block.blocks))
            case List():
                yield from (entry for item in block.items for entry in _item(item, block.ordered, depth))
            case Table():
                yield from ((0, line) for line in _table(block))
            case Footnote():
                yield from _footnote(block)


def numbered(lines: Iterable[Entry]) -> Lines:
    """Return lines in which every item is counted as the source counted it, or has its number written out.

    A document counts the items of a list from 1, and starts anew after anything that is no item.
    """
    result: list[Line] = []
    counts: dict[int, int] = {}
    for number, line in lines:
        depth = line.depth if line.kind in {"bullet", "ordered"} else -1
        counts = {at: count for at, count in counts.items() if at < depth or (at == depth and line.kind == "ordered")}
        if line.kind != "ordered":
            result.append(line)
            continue
        counts[depth] = counts.get(depth, 0) + 1
        if number in {0, counts[depth]}:
            result.append(line)
        else:
            counts.pop(depth)
            result.append(_written_out(number, line))
    return tuple(result)


def _written_out(number: int, line: Line) -> Line:
    runs = (Run(f"{number}. "), *line.runs)
    return Line(runs, "bullet", line.depth) if line.depth else Line(runs)


def _paragraph(runs: Runs, depth: int) -> Iterator[Line]:
    """Yield the lines of a paragraph; inside a list it is an item of its own, so that the list goes on."""
    for line in lines_of(runs):
        yield Line(line, "bullet", min(depth, DEEPEST)) if depth else Line(line)


def _code(block: Code) -> Iterator[Line]:
    """Yield lines of code, after the name of its language, if it has one."""
    if block.info:
        yield Line((Run(block.info, em=True),))
    yield from (Line(words_of(text.replace(HARD, " ")), "code") for text in block.text.split("\n"))


def _table(block: Table) -> Iterator[Line]:
    """Yield a table's rows as items of a list below its header."""
    if head := one_line(block.head):
        yield Line(tuple(replace(run, strong=True) for run in head))
    for row in block.rows:
        if cells := one_line(row):
            yield Line(cells, "bullet")


def one_line(cells: Iterable[Runs]) -> Runs:
    """Return the cells of a row on one line."""
    kept = [cell for cell in map(strip, cells) if cell]
    parts = (run for number, cell in enumerate(kept) for run in ((Run(SEPARATOR), *cell) if number else cell))
    return joined(replace(run, text=run.text.replace(HARD, " ")) for run in parts)


def _item(item: ListItem, ordered: bool, depth: int) -> Iterator[Entry]:
    at = min(depth, DEEPEST)
    kind: LineKind = "ordered" if ordered else "bullet"
    first = item.blocks[0] if item.blocks else None
    own = lines_of(first.runs) if isinstance(first, Paragraph) else []
    if own or (ordered and item.blocks):
        yield item.number, Line(own[0] if own else (), kind, at)
    yield from ((0, Line(runs, "bullet", min(at + 1, DEEPEST))) for runs in own[1:])
    yield from entries(item.blocks[1:] if isinstance(first, Paragraph) else item.blocks, depth + 1)


def _quoted(number: int, line: Line) -> Line:
    if line.kind == "quote":
        return line
    mark = {"ordered": f"{number}. ", "bullet": "• "}.get(line.kind, "")
    return Line((*words_of(mark), *line.runs), "quote")


def _footnote(block: Footnote) -> Iterator[Entry]:
    (number, first), *rest = list(entries(block.blocks)) or [(0, Line())]
    mark = f"[^{block.label}]: " + (f"{number}. " if number else "")
    yield 0, Line((Run(mark), *first.runs))
    yield from rest

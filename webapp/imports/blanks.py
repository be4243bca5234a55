"""What an unfilled template leaves in its places: `______`, `—`."""

from __future__ import annotations

import re

from webapp.imports.blocks import Block, Code, Heading, Html, List, Paragraph, Quote, Table
from webapp.imports.runs import Runs, plain

WORDS = re.compile(r"[^\W_]|[\u2190-\U0010ffff]")


def is_blank(runs: Runs) -> bool:
    """Tell whether a text says nothing: no letter, no digit, no symbol, no link."""
    return not WORDS.search(plain(runs)) and not any(run.link for run in runs)


def says_something(block: Block) -> bool:
    """Tell whether a block holds any text at all."""
    match block:
        case Paragraph() | Heading():
            return not is_blank(block.runs)
        case List():
            return any(any(map(says_something, item.blocks)) for item in block.items)
        case Quote():
            return any(map(says_something, block.blocks))
        case Table():
            return any(not is_blank(cell) for row in (block.head, *block.rows) for cell in row)
        case Code() | Html():
            return bool(block.text.strip())
    return True

"""From the bytes of a file to text with line feeds, or a sentence that says why not."""

from __future__ import annotations

import codecs

from webapp.errors import BadInput, TooLarge

MOST_MIB = 5
MOST_BYTES = MOST_MIB * 1024 * 1024
BINARY = frozenset(map(chr, (*range(9), *range(14, 27), *range(28, 32))))
MOST_BINARY = 0.01


def decode(data: bytes) -> str:
    """Return the text of a file; BadInput for what is no text, TooLarge for too much of it."""
    if len(data) > MOST_BYTES:
        raise TooLarge(f"This file is larger than {MOST_MIB} MiB. Split it, or leave out what is not text.")
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError:
        raise BadInput(
            "This file is not text in UTF-8 or UTF-16. Save it as UTF-8, or choose the Markdown file."
        ) from None
    if sum(map(text.count, BINARY)) > len(text) * MOST_BINARY:
        raise BadInput("This file is not text. Choose a Markdown file.")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")


def _encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"

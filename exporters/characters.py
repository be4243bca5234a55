"""Characters that XML and fonts cannot carry, replaced where a reader sees it."""

from __future__ import annotations

import re

# https://www.w3.org/TR/xml/#charsets, plus DEL and the C1 controls, which XML allows and no font draws.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """Return the text with U+FFFD in place of every control character, lone surrogate and noncharacter."""
    return _ILLEGAL.sub("\ufffd", text)

"""The look of an export, as far as a workspace may choose it."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours are written `#rrggbb`."""

    accent: str = "#0f766e"

    def __post_init__(self) -> None:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", self.accent):
            raise ValueError("Write the accent colour as # and six hexadecimal digits, such as #0f766e.")

"""The look of an export, as far as a workspace may choose it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours are written `#rrggbb`."""

    accent: str = "#0f766e"

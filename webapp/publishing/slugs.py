"""Addresses of status posts, made from the public title alone. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

LENGTH = 80


def slug_for(public_title: str, taken: Container[str]) -> str:
    """Return an address such as `checkout-was-slow`, with a number behind it where that one is taken."""
    plain = unicodedata.normalize("NFKD", public_title).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain)[:LENGTH].strip("-") or "incident"
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"

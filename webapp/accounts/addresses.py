"""E-mail addresses as account names, and addresses of our own pages. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from webapp.errors import BadInput

LONGEST = 254
EMAIL = re.compile(r"[^\s@<>\"(),:;\\]+@[^\s@<>\"(),:;\\]+")


def normal_email(written: str) -> str:
    """Return the address in the one form that accounts are found by, or raise BadInput."""
    email = written.strip().lower()
    if len(email) > LONGEST or not EMAIL.fullmatch(email):
        raise BadInput("Write an e-mail address such as ada@example.com.")
    return email


def own_page(target: str | None, otherwise: str = "/") -> str:
    """Return the address if it is a page of ours, otherwise the other one: a link must not lead a person elsewhere."""
    # Browsers read a second slash, a backslash, and addresses with control characters in them as other sites.
    if not target or not target.startswith("/") or target.startswith("//"):
        return otherwise
    if "\\" in target or not target.isprintable() or " " in target:
        return otherwise
    parts = urlsplit(target)
    return otherwise if parts.scheme or parts.netloc else target

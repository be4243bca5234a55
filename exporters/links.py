"""Where a link may lead: the web and mail for the house, public web pages for customers."""

from __future__ import annotations

import re
from urllib.parse import unquote

from exporters.detectors import detect
from exporters.policy import Policy

SAFE = re.compile(r"(?i)(?:https?://|mailto:)[^\s\x00-\x20\x7f]+")
# No user information, no escapes in the host and no backslash: browsers and RFC 3986 read those differently.
PUBLIC = re.compile(
    r"(?i)https?://[a-z0-9.-]+\.[a-z0-9-]*[a-z][a-z0-9-]*\.?(?::\d{1,5})?(?:[/?#][^\s\\\x00-\x20\x7f]*)?"
)


def safe_link(link: str | None) -> str | None:
    """Return a link that a reader may follow without running anything, or None."""
    return link if link and SAFE.fullmatch(link) else None


def public_link(link: str | None, policy: Policy) -> str | None:
    """Return a link that customers may follow, or None: the web, outside the house, with nothing to hide in it."""
    if not link or not PUBLIC.fullmatch(link):
        return None
    return None if detect(link, policy) or detect(unquote(link), policy) else link

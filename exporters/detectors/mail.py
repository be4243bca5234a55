"""E-mail addresses, also written as *name at example dot com*. Addresses: RFC 5322, the part that people use."""

from __future__ import annotations

from collections.abc import Iterator

import re2

from exporters.detectors.finding import Kind, Match
from exporters.policy import Policy

PATTERNS = (
    re2.compile(r"(?i)\b[a-z0-9][a-z0-9._%+\-']*@(?:[a-z0-9\-]+\.)+[a-z]{2,}"),
    re2.compile(
        r"(?i)\b[a-z0-9][a-z0-9._%+\-]*\s*(?:\(at\)|\[at\]|\sat\s)\s*[a-z0-9\-]+"
        r"(?:\s*(?:\(dot\)|\[dot\]|\[\.\]|\sdot\s|\.)\s*[a-z0-9\-]+)*\s*(?:\(dot\)|\[dot\]|\[\.\]|\sdot\s)\s*[a-z]{2,}\b"
    ),
)


def find(text: str, policy: Policy) -> Iterator[Match]:  # noqa: ARG001 - every family takes the policy
    """Yield the e-mail addresses in a text."""
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            yield Match(Kind.MAIL, *match.span())

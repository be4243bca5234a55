"""E-mail addresses (RFC 5322, the part that people use). Views turn *name at example dot com* into one."""

from __future__ import annotations

from collections.abc import Iterator

import re2

from exporters.detectors.finding import Kind, Match
from exporters.policy import Policy

ADDRESS = re2.compile(r"(?i)\b[a-z0-9][a-z0-9._%+\-']*@(?:[a-z0-9\-]+\.)+(?:xn--[a-z0-9\-]+|[a-z]{2,})")


def find(text: str, policy: Policy) -> Iterator[Match]:  # noqa: ARG001 - every family takes the policy
    """Yield the e-mail addresses in a text."""
    for match in ADDRESS.finditer(text):
        yield Match(Kind.MAIL, *match.span())

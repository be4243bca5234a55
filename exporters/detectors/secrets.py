"""Secrets: tokens by the formats that services document, keys, and whatever stands behind `password=`.

Sources: AWS "IAM identifiers", GitHub "Behind GitHub's new authentication token formats", Slack "Token types", Stripe
"API keys", Google "API keys", GitLab "Token overview", RFC 7519 (JWT), RFC 7468 (PEM), RFC 3986 (user information).
"""

from __future__ import annotations

from collections.abc import Iterator

import re2

from exporters.detectors.finding import Kind, Match
from exporters.policy import Policy

PATTERNS = [
    re2.compile(pattern)
    for pattern in (
        r"\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b",
        r"\bgh[pousr]_[A-Za-z0-9]{30,255}\b",
        r"\bgithub_pat_[A-Za-z0-9_]{50,255}\b",
        r"\bgl(?:pat|dt|ptt|rt|cbt|ft|soat)-[A-Za-z0-9_\-]{20,}",
        r"\bxox[abeoprs]-[A-Za-z0-9\-]{10,}",
        r"\bxapp-[A-Za-z0-9\-]{10,}",
        r"https://hooks\.slack\.com/services/[A-Za-z0-9/]+",
        r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}",
        r"\bAIza[A-Za-z0-9_\-]{35}",
        r"\bya29\.[A-Za-z0-9_\-]{20,}",
        r"\bSG\.[A-Za-z0-9_\-]{16,}\.[A-Za-z0-9_\-]{16,}",
        r"\bnpm_[A-Za-z0-9]{36}\b",
        r"\bpypi-[A-Za-z0-9_\-]{50,}",
        r"\bdop_v1_[a-f0-9]{64}\b",
        r"\bhvs\.[A-Za-z0-9_\-]{24,}",
        r"\bsk-[A-Za-z0-9_\-]{20,}",
        r"\beyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}(?:\.[A-Za-z0-9_\-]*)?",
        r"-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?",
        r"(?i)\b(?:authorization:\s*)?(?:bearer|basic)\s+[A-Za-z0-9+/._~\-]{16,}=*",
    )
]
USER_INFORMATION = re2.compile(r"\b[a-zA-Z][a-zA-Z0-9+.\-]{1,20}://([^\s/@:]*:[^\s/@]+)@")
ASSIGNED = re2.compile(
    r"(?i)\b[\w\-]*(?:password|passwd|pwd|secret|token|api[_\-]?key|access[_\-]?key|private[_\-]?key|credential)[\w\-]*"
    r"[\"']?\s*(?:=|:|\bis\b|\bwas\b)+\s*[\"'`]?([^\s\"'`,;]{6,})"
)
ORDINARY = frozenset({"expired", "leaked", "rotated", "revoked", "missing", "invalid", "stored", "exposed", "changed"})


def find(text: str, policy: Policy) -> Iterator[Match]:  # noqa: ARG001 - every family takes the policy
    """Yield the secrets in a text."""
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            yield Match(Kind.SECRET, *match.span())
    for match in USER_INFORMATION.finditer(text):
        yield Match(Kind.SECRET, *match.span(1))
    for match in ASSIGNED.finditer(text):
        if _looks_random(match.group(1)):
            yield Match(Kind.SECRET, *match.span(1))


def _looks_random(value: str) -> bool:
    """Tell whether a word behind *password:* is a value rather than the next word of a sentence."""
    plain = value.rstrip(".!?)")
    return plain.lower() not in ORDINARY and not (plain.isalpha() and (plain.islower() or plain.istitle()))

"""Secrets: tokens by the formats that services document, keys, and whatever stands behind `password=` or *the token*.

Sources: AWS "IAM identifiers", GitHub "Behind GitHub's new authentication token formats", Slack "Token types", Stripe
"API keys", Google "API keys", GitLab "Token overview", Grafana "Service accounts", Shopify "Access tokens", Discord
"Authentication", RFC 7519 (JWT), RFC 7468 (PEM), RFC 7617 (Basic), RFC 3986 (user information).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import re2

from exporters.detectors.finding import Kind, Match
from exporters.policy import Policy

PREFIXES = (
    "glpat- gldt- glptt- glrt- glcbt- glft- glsoat- github_pat_ glsa_ glc_ lin_api_ lin_oauth_ npm_ pypi- pplx- xai- "
    "sk- sk_live_ sk_test_ rk_live_ rk_test_ pk_live_ shpat_ shpca_ shppa_ shpss_ dop_v1_ doo_v1_ dor_v1_ hvs. hvb. "
    "ya29. xapp- cfut_ cfat_ cfk_ vcp_ vci_ vca_ vcr_ vck_ ops_ dp.pt. dp.st. rubygems_ sbp_ figd_ secret_ ntn_ phc_ "
    "phx_ whsec_ PMAK- EAAC bedrock-api-key- s-s4t2ud- s-s4t2af- lsv2_pt_ nvapi- hf_ r8_ gsk_ tskey- ATATT3 ATBB ABSK"
).split()
PATTERNS = [
    re2.compile(pattern)
    for pattern in (
        r"\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b",
        r"\bgh[pousr]_[A-Za-z0-9_.\-]{30,}",
        r"\bxox[abeoprs]-[A-Za-z0-9\-]{10,}",
        r"\b(?:" + "|".join(re.escape(prefix) for prefix in PREFIXES) + r")[A-Za-z0-9_\-.+/|]{20,}=*",
        r"https?://hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9/]+",
        r"\bAIza[A-Za-z0-9_\-]{35}",
        r"\bSG\.[A-Za-z0-9_\-]{16,}\.[A-Za-z0-9_\-]{16,}",
        r"\bdapi[a-fA-F0-9]{32}(?:-\d)?\b",
        r"\bAC[a-f0-9]{32}\b",
        r"\b[A-Za-z0-9]{23,28}\.[A-Za-z0-9_\-]{6}\.[A-Za-z0-9_\-]{27,}",
        r"\beyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}(?:\.[A-Za-z0-9_\-]*)?",
        r"-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----)?",
        r"(?i)\b(?:authorization:\s*)?(?:bearer|basic)\s+[A-Za-z0-9+/._~\-]{16,}=*",
        r"\b[a-zA-Z][a-zA-Z0-9+.\-]{1,20}://[^\s/@:\"'<>]*:[^\s/@\"'<>]+@[^\s\"'<>()]*",
    )
]
# Each has the value as its first group.
FLAG = re2.compile(r"(?:^|\s)(?:-u|--user)[ =]['\"]?([^\s:'\"]+:[^\s'\"]{3,})")
ASSIGNED = re2.compile(
    r"(?i)\b[\w\-]*(?:password|passwd|pwd|passphrase|secret|token|api[_\-]?key|access[_\-]?key|account[_\-]?key"
    r"|private[_\-]?key|credential|sig|signature)[\w\-]*[\"']?\s*(?:=|:|\bis\b|\bwas\b)+\s*[\"'`]?([^\s\"'`,;&]{6,})"
)
BESIDE_WORD = re2.compile(
    r"(?i)\b(?:token|secret|key|password|passphrase|credential|cookie|session)s?\b[ \t]+(?:was |is |of )?[\"'`(]?"
    r"([A-Za-z0-9_+/=~.\-]{16,})"
)
LONG = re2.compile(r"[A-Za-z0-9+/_\-]{40,}={0,2}")
ORDINARY = frozenset({"expired", "leaked", "rotated", "revoked", "missing", "invalid", "stored", "exposed", "changed"})
SHORTEST_PIECE = 20


def find(text: str, policy: Policy) -> Iterator[Match]:  # noqa: ARG001 - every family takes the policy
    """Yield the secrets in a text."""
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            yield Match(Kind.SECRET, *match.span())
    for pattern, is_secret in ((FLAG, _is_any), (ASSIGNED, _is_no_word), (BESIDE_WORD, _has_digits_and_letters)):
        for match in pattern.finditer(text):
            if is_secret(match.group(1)):
                yield Match(Kind.SECRET, *match.span(1))
    for match in LONG.finditer(text):
        if any(_is_mixed(piece) for piece in re.split(r"[/_\-]", match.group())):
            yield Match(Kind.SECRET, *match.span())


def _is_any(_value: str) -> bool:
    return True


def _is_no_word(value: str) -> bool:
    """Tell whether a word behind *password:* is a value rather than the next word of a sentence."""
    plain = value.rstrip(".!?)")
    return plain.lower() not in ORDINARY and not (plain.isalpha() and (plain.islower() or plain.istitle()))


def _has_digits_and_letters(value: str) -> bool:
    return any(sign.isdigit() for sign in value) and any(sign.isalpha() for sign in value)


def _is_mixed(piece: str) -> bool:
    """Tell whether a long piece mixes capitals, small letters and digits, as keys do and words and hashes do not."""
    has_both = any(sign.isupper() for sign in piece) and any(sign.islower() for sign in piece)
    return len(piece) >= SHORTEST_PIECE and has_both and any(sign.isdigit() for sign in piece)

"""Keys that are shown once, in a link or as a token. The database keeps their SHA-256 only.

A key has 256 random bits, so a fast hash is enough: there is nothing to guess. Looking up the hash leaks no timing
about the key itself.
"""

from __future__ import annotations

import hashlib
import secrets


def new_key(prefix: str = "") -> str:
    """Return a new key that fits into an address."""
    return prefix + secrets.token_urlsafe(32)


def hashed(key: str) -> str:
    """Return the form in which a key is kept."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()

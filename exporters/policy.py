"""What a workspace knows about its own people and names, as the redaction pass needs it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """Names of people, and domains whose hosts customers must not read. Domains are in lower case."""

    people: tuple[str, ...] = ()
    internal_domains: tuple[str, ...] = ()

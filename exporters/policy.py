"""What a workspace knows about its own people and names, as the redaction pass needs it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """Names of people, and domains whose hosts customers must not read: `corp.example` stands for all below it."""

    people: tuple[str, ...] = ()
    internal_domains: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        domains = tuple(name for domain in self.internal_domains if (name := domain.strip().strip(".*").lower()))
        object.__setattr__(self, "internal_domains", domains)

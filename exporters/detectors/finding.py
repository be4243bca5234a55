"""What a detector says: a kind, and the characters from `start` to before `end`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was found."""

    SECRET = "secret"  # noqa: S105 - the name of a kind
    MAIL = "e-mail address"
    IP = "IP address"
    HOST = "internal host"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Match:
    """A finding in one text. It never carries the text itself."""

    kind: Kind
    start: int
    end: int

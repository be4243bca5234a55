"""The audit log: who did what, when, on what. Entries are added and never changed."""

from __future__ import annotations

from datetime import datetime
from typing import NoReturn, Protocol

from sqlalchemy import String, event
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Base, UtcDateTime, db, now

COMMAND_LINE = "command line"


class Actor(Protocol):
    """Somebody who does things."""

    @property
    def id(self) -> int:
        """Return the number of the account."""

    @property
    def described(self) -> str:
        """Return the words that name this person in a log."""


class AuditEntry(Base):
    """One thing that was done. `actor` and `subject` are words that stay true when a person is renamed."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    actor_id: Mapped[int | None] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(String(400))
    what: Mapped[str] = mapped_column(String(400))
    subject: Mapped[str] = mapped_column(String(400))


def record(what: str, *, on: str, by: Actor | None, at: datetime | None = None) -> None:
    """Add an entry to the running transaction: it is kept if, and only if, what it tells of is."""
    actor_id, actor = (by.id, by.described) if by else (None, COMMAND_LINE)
    db.session.add(AuditEntry(at=at or now(), actor_id=actor_id, actor=actor, what=what, subject=on))


def _refuse(_mapper: object, _connection: object, _entry: AuditEntry) -> NoReturn:
    raise TypeError("The audit log is only ever added to.")


event.listen(AuditEntry, "before_update", _refuse)
event.listen(AuditEntry, "before_delete", _refuse)

"""A postmortem, the people it is restricted to, and its pinned revisions.

What a postmortem says lives in its room (`webapp.collab`). The columns here that repeat a part of it (title, incident
id, severity, date) are a copy for lists and search, refreshed whenever the room reports a change.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts import User
from webapp.db import Base, UtcDateTime, now


class Postmortem(Base):
    """One postmortem. `number` is its address; `room_id` the address of its content."""

    __tablename__ = "postmortem"
    __table_args__ = {"sqlite_autoincrement": True}

    number: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[str] = mapped_column(String(32), unique=True, default=lambda: uuid.uuid4().hex)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    discarded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_restricted: Mapped[bool] = mapped_column(default=False)
    is_example: Mapped[bool] = mapped_column(default=False)
    stage: Mapped[str] = mapped_column(String(20), default="draft")
    post_slug: Mapped[str] = mapped_column(String(120), default="")

    title: Mapped[str] = mapped_column(String(300), default="")
    incident_id: Mapped[str] = mapped_column(String(120), default="")
    severity: Mapped[str] = mapped_column(String(40), default="")
    date: Mapped[str] = mapped_column(String(40), default="")

    created_by: Mapped[User | None] = relationship()
    distribution: Mapped[list[Distribution]] = relationship(back_populates="postmortem", cascade="all, delete-orphan")
    revisions: Mapped[list[Revision]] = relationship(back_populates="postmortem", order_by="Revision.sequence")

    @property
    def name(self) -> str:
        """What a list calls it: the title, or words that say there is none yet."""
        return self.title or "Untitled postmortem"

    @property
    def status(self) -> str:
        """The status in the header: Draft, Reviewed or Approved."""
        return {"reviewed": "Reviewed", "approved": "Approved"}.get(self.stage, "Draft")


class Distribution(Base):
    """One person who may read a restricted postmortem."""

    __tablename__ = "distribution"

    postmortem_number: Mapped[int] = mapped_column(ForeignKey(Postmortem.number), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id), primary_key=True)

    postmortem: Mapped[Postmortem] = relationship(back_populates="distribution")
    user: Mapped[User] = relationship()


class Revision(Base):
    """What a postmortem said when somebody submitted it for review: the whole document, never changed again."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("postmortem_number", "sequence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    postmortem_number: Mapped[int] = mapped_column(ForeignKey(Postmortem.number))
    sequence: Mapped[int]
    document: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    created_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))

    postmortem: Mapped[Postmortem] = relationship(back_populates="revisions")
    created_by: Mapped[User] = relationship()

"""A status post that customers read, and its withdrawal."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts import User
from webapp.db import Base, UtcDateTime, now


class Publication(Base):
    """The finished bytes of a status post, made from one approved revision. Never changed after it is made.

    `postmortem_number` and `revision_id` are plain numbers: the public side finds a post by its slug alone.
    """

    __tablename__ = "publication"

    id: Mapped[int] = mapped_column(primary_key=True)
    postmortem_number: Mapped[int] = mapped_column(ForeignKey("postmortem.number"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    slug: Mapped[str] = mapped_column(String(120), index=True)
    title: Mapped[str] = mapped_column(String(300))
    lang: Mapped[str] = mapped_column(String(35))
    body: Mapped[str] = mapped_column(Text)
    markdown: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    published_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))

    published_by: Mapped[User] = relationship()
    retraction: Mapped[Retraction | None] = relationship(back_populates="publication")


class Retraction(Base):
    """The withdrawal of a publication. The reason is internal."""

    __tablename__ = "retraction"

    publication_id: Mapped[int] = mapped_column(ForeignKey(Publication.id), primary_key=True)
    reason: Mapped[str] = mapped_column(String(500), default="")
    retracted_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    retracted_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))

    publication: Mapped[Publication] = relationship(back_populates="retraction")

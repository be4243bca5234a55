"""What happened in a review: each step is a row that says who, when, and of which revision."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts import User
from webapp.db import Base, UtcDateTime, now
from webapp.postmortems.models import Postmortem, Revision


class Review(Base):
    """One step of a review: submitted, reviewed, approved or reopened."""

    __tablename__ = "review"

    id: Mapped[int] = mapped_column(primary_key=True)
    postmortem_number: Mapped[int] = mapped_column(ForeignKey(Postmortem.number), index=True)
    revision_id: Mapped[int | None] = mapped_column(ForeignKey(Revision.id))
    step: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    made_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))

    revision: Mapped[Revision | None] = relationship()
    made_by: Mapped[User] = relationship()

"""Finding postmortems through their reader: what you may not see does not exist."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, or_, select

from webapp.accounts import Role, User
from webapp.db import db
from webapp.errors import NotFound
from webapp.postmortems.models import Distribution, Postmortem


@dataclass(frozen=True, slots=True)
class Readable:
    """The postmortems that one person may read."""

    user: User

    def select(self) -> Select[tuple[Postmortem]]:
        """Return the query for all of them, the last changed first."""
        query = select(Postmortem).where(Postmortem.discarded_at.is_(None)).order_by(Postmortem.changed_at.desc())
        if self.user.role == Role.ADMIN:
            return query
        named = select(Distribution.postmortem_number).where(Distribution.user_id == self.user.id)
        return query.where(
            or_(
                Postmortem.is_restricted.is_(False),
                Postmortem.created_by_id == self.user.id,
                Postmortem.number.in_(named),
            )
        )

    def search(self, words: str) -> list[Postmortem]:
        """Return those whose title, incident id, severity or date hold every word; all of them for no words."""
        query = self.select()
        for word in words.split():
            columns = (Postmortem.title, Postmortem.incident_id, Postmortem.severity, Postmortem.date)
            query = query.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
        return list(db.session.scalars(query))

    def get(self, number: int) -> Postmortem | None:
        return db.session.scalar(self.select().where(Postmortem.number == number))

    def get_or_404(self, number: int) -> Postmortem:
        """Return the postmortem with that number; NotFound where there is none that this person may read."""
        postmortem = self.get(number)
        if postmortem is None:
            raise NotFound(
                f"There is no postmortem {number} that you may read. Ask its owner to add you to its readers."
            )
        return postmortem


def readable_by(user: User) -> Readable:
    """Return the postmortems that a person may read."""
    return Readable(user)

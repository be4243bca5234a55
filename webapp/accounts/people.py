"""The people of the workspace: their roles, and who no longer has access."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update

from webapp.accounts.models import Invitation, User
from webapp.accounts.passwords import hash_password, is_password
from webapp.accounts.roles import Role
from webapp.accounts.sign_in import checked_name
from webapp.audit import Actor, record
from webapp.db import db
from webapp.errors import BadInput, Conflict, NotFound


def everybody() -> list[User]:
    """Return all people, those with access first, by name."""
    return list(db.session.scalars(select(User).order_by(User.deactivated_at.is_not(None), func.lower(User.name))))


def person(user_id: int) -> User:
    """Return a person, or raise NotFound."""
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound("There is no such person. Load the list of people again.")
    return user


def find_user(email: str) -> User | None:
    """Return the person with this e-mail address, if there is one."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def change_role(user: User, role: Role, *, by: Actor | None, at: datetime) -> None:
    """Give a person another role. Their sessions end, so that no open page keeps the old one."""
    if user.role is role:
        return
    record(f"role changed from {user.role} to {role}", on=user.described, by=by, at=at)
    user.role = role
    _end_access(user, at=at)
    db.session.commit()


def deactivate(user: User, *, by: Actor | None, at: datetime) -> None:
    """Take a person's access away. What they wrote stays, under their name."""
    if not user.is_active:
        return
    user.deactivated_at = at
    _end_access(user, at=at)
    record("person deactivated", on=user.described, by=by, at=at)
    db.session.commit()


def activate(user: User, *, by: Actor | None, at: datetime) -> None:
    """Give a deactivated person their access back."""
    if user.is_active:
        return
    user.deactivated_at = None
    record("person activated", on=user.described, by=by, at=at)
    db.session.commit()


def rename(user: User, name: str, *, at: datetime) -> None:
    """Change one's own name."""
    name, before = checked_name(name), user.name
    if name != before:
        user.name = name
        record(f"renamed from {before}", on=user.described, by=user, at=at)
        db.session.commit()


def change_password(user: User, current: str, new: str, *, at: datetime) -> None:
    """Change one's own password; all other sessions end. Who has none yet needs no current one."""
    if user.password_hash is not None and not is_password(user.password_hash, current):
        raise BadInput("This is not your current password. Try again, or ask an admin for a sign-in link.")
    user.password_hash = hash_password(new)
    user.end_sessions()
    record("password changed", on=user.described, by=user, at=at)
    db.session.commit()


def _end_access(user: User, *, at: datetime) -> None:
    user.end_sessions()
    if not (user.is_active and user.may_admin):  # nor may they keep a door open for themselves
        theirs = (
            Invitation.invited_by_id == user.id,
            Invitation.accepted_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        db.session.execute(update(Invitation).where(*theirs).values(withdrawn_at=at))
    _keep_an_admin(user.name)


def _keep_an_admin(name: str) -> None:
    # Counted after the change and before the commit, so that two admins cannot remove each other.
    db.session.flush()
    admins = select(func.count()).where(User.role == Role.ADMIN, User.deactivated_at.is_(None))
    if not db.session.scalar(admins):
        db.session.rollback()
        raise Conflict(f"{name} is the last admin. Make somebody else an admin first.")

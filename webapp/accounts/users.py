"""Accounts made from the command line: the first admin, and people added by the operator."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from webapp.accounts.addresses import normal_email
from webapp.accounts.models import User
from webapp.accounts.people import change_role, find_user
from webapp.accounts.roles import Role
from webapp.accounts.sign_in import make_sign_in_link
from webapp.audit import record
from webapp.db import db, now
from webapp.errors import Conflict
from webapp.http import settings

FIRST_ADMIN = "admin@localhost"


def add_user(email: str, role: Role, *, at: datetime | None = None) -> str:
    """Add a person, or give a known one this role, and return the address that signs them in once."""
    email, at = normal_email(email), at or now()
    user = find_user(email)
    if user is None:
        user = _add(email, email.partition("@")[0], role, at=at)
    elif not user.is_active:
        raise Conflict(f"{email} is deactivated. An admin can activate the account on the page of people.")
    else:
        change_role(user, role, by=None, at=at)
    return _link(user, at=at)


def first_admin_link(*, at: datetime | None = None) -> str | None:
    """Return the address that signs the first admin in; None once somebody has signed in."""
    at = at or now()
    users = list(db.session.scalars(select(User).limit(2)))
    if not users:
        return _link(_add(FIRST_ADMIN, "Admin", Role.ADMIN, at=at), at=at)
    first = users[0]
    is_new = len(users) == 1 and first.email == FIRST_ADMIN and first.signed_in_at is None
    return _link(first, at=at) if is_new else None


def _add(email: str, name: str, role: Role, *, at: datetime) -> User:
    user = User(email=email, name=name, role=role, created_at=at)
    db.session.add(user)
    record(f"person added as {role}", on=user.described, by=None, at=at)
    db.session.commit()
    return user


def _link(user: User, *, at: datetime) -> str:
    lasts = timedelta(minutes=settings().sign_in_link_minutes)
    return f"{settings().address}/sign-in/{make_sign_in_link(user, lasts=lasts, by=None, at=at)}"

"""Signing in: by password, or by a link that works once."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update

from webapp.accounts.keys import hashed, new_key
from webapp.accounts.models import SignInLink, User
from webapp.accounts.passwords import is_password, newer_hash
from webapp.accounts.tries import count_try, forget_tries
from webapp.audit import Actor, record
from webapp.db import changes_one, db
from webapp.errors import BadInput, Conflict, ExpiredLink

WRONG = "This e-mail and password do not belong together. Try again, or ask an admin for a sign-in link."
SPENT = (
    "This sign-in link was used before, or it is too old. Ask an admin for a new one; "
    "on the server, `afterword user add` prints one."
)


def sign_in_by_password(email: str, password: str, *, address: str, at: datetime) -> User:
    """Return the person whose e-mail and password these are. No refusal tells whether there is such an account."""
    email = email.strip().lower()
    count_try(email, address, at=at)
    user = db.session.scalar(select(User).where(User.email == email))
    is_theirs = is_password(user.password_hash if user else None, password)
    if user is None or not is_theirs or not user.is_active:
        raise BadInput(WRONG)
    user.password_hash = newer_hash(user.password_hash, password)
    forget_tries(email, address)
    return _signed_in(user, at=at)


def make_sign_in_link(user: User, *, lasts: timedelta, by: Actor | None, at: datetime) -> str:
    """Make a link's key for a person; earlier ones that were not used end with it."""
    if not user.is_active:
        raise Conflict(f"{user.email} is deactivated. Activate the account first.")
    _end_links(user, at=at)
    key = new_key()
    db.session.add(SignInLink(key_hash=hashed(key), user_id=user.id, created_at=at, expires_at=at + lasts))
    record("sign-in link made", on=user.described, by=by, at=at)
    db.session.commit()
    return key


def person_behind(key: str, *, at: datetime) -> User:
    """Return whom a link would sign in, without using it up, or raise ExpiredLink."""
    link = db.session.scalar(select(SignInLink).where(SignInLink.key_hash == hashed(key)))
    if link is None or link.used_at or link.expires_at <= at or not link.user.is_active:
        raise ExpiredLink(SPENT)
    return link.user


def sign_in_by_link(key: str, *, name: str | None = None, at: datetime) -> User:
    """Use a link up and return whom it signs in. `name` is what somebody new wants to be called."""
    user = person_behind(key, at=at)
    wanted = checked_name(name) if name is not None else user.name
    unused = update(SignInLink).where(SignInLink.key_hash == hashed(key), SignInLink.used_at.is_(None))
    if not changes_one(unused.values(used_at=at)):
        db.session.rollback()
        raise ExpiredLink(SPENT)
    user.name = wanted
    return _signed_in(user, at=at)


def checked_name(written: str) -> str:
    """Return a person's name without stray spaces, or raise BadInput."""
    name = " ".join(written.split())
    if not name or len(name) > 120 or not name.isprintable():
        raise BadInput("Write the name your colleagues know you by, in up to 120 characters.")
    return name


def _signed_in(user: User, *, at: datetime) -> User:
    user.signed_in_at = at
    record("signed in", on=user.described, by=user, at=at)
    db.session.commit()
    return user


def _end_links(user: User, *, at: datetime) -> None:
    unused = update(SignInLink).where(SignInLink.user_id == user.id, SignInLink.used_at.is_(None))
    db.session.execute(unused.values(used_at=at))

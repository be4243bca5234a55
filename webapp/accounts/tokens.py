"""Tokens: keys with which a program acts for a person, with that person's role of the moment."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from webapp.accounts.keys import hashed, new_key
from webapp.accounts.models import ApiToken, User
from webapp.accounts.people import find_user
from webapp.audit import record
from webapp.db import db, now
from webapp.errors import BadInput, NotFound

PREFIX = "afterword_"
LONGEST_NAME = 120
USE_IS_NOTED_EVERY = timedelta(minutes=10)


def create_token(owner: User | str, name: str = "command line", *, at: datetime | None = None) -> str:
    """Make a token for a person, or for the one with this e-mail address, and return it, for the only time."""
    user = _owner(owner) if isinstance(owner, str) else owner
    name, at = name.strip(), at or now()
    if not name or len(name) > LONGEST_NAME:
        raise BadInput(f"Name what the token is for, in up to {LONGEST_NAME} characters.")
    key = new_key(PREFIX)
    db.session.add(ApiToken(key_hash=hashed(key), user_id=user.id, name=name, created_at=at))
    record("token made", on=name, by=user, at=at)
    db.session.commit()
    return key


def revoke_token(user: User, token_id: int, *, at: datetime) -> None:
    """End a token of this person."""
    token = db.session.scalar(select(ApiToken).where(ApiToken.id == token_id, ApiToken.user_id == user.id))
    if token is None:
        raise NotFound("There is no such token. Load your account page again.")
    if token.revoked_at is None:
        token.revoked_at = at
        record("token revoked", on=token.name, by=user, at=at)
        db.session.commit()


def tokens_of(user: User) -> list[ApiToken]:
    """Return the tokens of a person that still work, newest first."""
    query = select(ApiToken).where(ApiToken.user_id == user.id, ApiToken.revoked_at.is_(None))
    return list(db.session.scalars(query.order_by(ApiToken.id.desc())))


def user_of(key: str, *, at: datetime) -> User | None:
    """Return the active person a token acts for, or None. That it was used is noted now and then."""
    query = select(ApiToken).where(ApiToken.key_hash == hashed(key), ApiToken.revoked_at.is_(None))
    token = db.session.scalar(query)
    if token is None or not token.user.is_active:
        return None
    if token.used_at is None or at - token.used_at >= USE_IS_NOTED_EVERY:
        token.used_at = at
        db.session.commit()
    return token.user


def _owner(email: str) -> User:
    user = find_user(email)
    if user is None or not user.is_active:
        raise NotFound(f"Nobody has the account {email}. Add them with `afterword user add {email} --role editor`.")
    return user

"""Invitations: an admin names an e-mail address and a role, and hands on the link that this makes."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update

from webapp.accounts.addresses import normal_email
from webapp.accounts.keys import hashed, new_key
from webapp.accounts.models import Invitation, User
from webapp.accounts.passwords import hash_password
from webapp.accounts.roles import Role
from webapp.accounts.sign_in import checked_name
from webapp.audit import record
from webapp.db import changes_one, db
from webapp.errors import Conflict, ExpiredLink, NotFound

SPENT = "This invitation was accepted, withdrawn, or is too old. Ask the person who invited you for a new one."


def invite(email: str, role: Role, *, lasts: timedelta, by: User, at: datetime) -> str:
    """Invite an address and return the key of the link; an earlier invitation of that address ends with it."""
    email = normal_email(email)
    _refuse_known(email)
    for earlier in open_invitations(at=at):
        if earlier.email == email:
            earlier.withdrawn_at = at
    key = new_key()
    db.session.add(
        Invitation(
            key_hash=hashed(key), email=email, role=role, invited_by_id=by.id, created_at=at, expires_at=at + lasts
        )
    )
    record(f"person invited as {role}", on=email, by=by, at=at)
    db.session.commit()
    return key


def withdraw_invitation(invitation_id: int, *, by: User, at: datetime) -> None:
    """Close an invitation that was not accepted."""
    invitation = db.session.get(Invitation, invitation_id)
    if invitation is None:
        raise NotFound("There is no such invitation. Load the page again.")
    if invitation.accepted_at:
        raise Conflict(f"{invitation.email} accepted in the meantime. Deactivate the account instead.")
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = at
        record("invitation withdrawn", on=invitation.email, by=by, at=at)
        db.session.commit()


def open_invitations(*, at: datetime) -> list[Invitation]:
    """Return the invitations that can still be accepted, newest first."""
    query = select(Invitation).where(
        Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None), Invitation.expires_at > at
    )
    return list(db.session.scalars(query.order_by(Invitation.id.desc())))


def invitation_behind(key: str, *, at: datetime) -> Invitation:
    """Return the open invitation that a link leads to, or raise ExpiredLink."""
    invitation = db.session.scalar(select(Invitation).where(Invitation.key_hash == hashed(key)))
    if invitation is None or invitation.accepted_at or invitation.withdrawn_at or invitation.expires_at <= at:
        raise ExpiredLink(SPENT)
    return invitation


def accept_invitation(key: str, *, name: str, password: str, at: datetime) -> User:
    """Make the account that an invitation stands for."""
    invitation = invitation_behind(key, at=at)
    name, password_hash = checked_name(name), hash_password(password)
    _refuse_known(invitation.email)
    unused = update(Invitation).where(
        Invitation.id == invitation.id, Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None)
    )
    if not changes_one(unused.values(accepted_at=at)):
        db.session.rollback()
        raise ExpiredLink(SPENT)
    user = User(email=invitation.email, name=name, role=invitation.role, password_hash=password_hash)
    user.created_at = user.signed_in_at = at
    db.session.add(user)
    db.session.flush()
    record(f"invitation accepted as {user.role}", on=user.described, by=user, at=at)
    db.session.commit()
    return user


def _refuse_known(email: str) -> None:
    if db.session.scalar(select(User.id).where(User.email == email)) is not None:
        raise Conflict(f"{email} has an account already. It is in the list of people.")

"""A limit on tries to sign in by password, per account and per network address."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from webapp.accounts.keys import hashed
from webapp.accounts.models import SignInTry
from webapp.db import db
from webapp.errors import TooManyTries

WINDOW = timedelta(minutes=15)
PER_ACCOUNT_AND_ADDRESS = 10
PER_ACCOUNT = 50
PER_ADDRESS = 50


def count_try(email: str, address: str, *, at: datetime) -> None:
    """Count a try before it is judged, or raise TooManyTries. Many at once are thus counted too."""
    db.session.execute(delete(SignInTry).where(SignInTry.at <= at - WINDOW))
    keys = _keys(email, address)
    for key, most in keys.items():
        if _tries(key) >= most:
            db.session.commit()
            minutes = int(WINDOW.total_seconds() // 60)
            raise TooManyTries(f"Too many tries. Wait {minutes} minutes, or ask an admin for a sign-in link.")
    db.session.add_all(SignInTry(key_hash=key, at=at) for key in keys)
    db.session.commit()


def forget_tries(email: str, address: str) -> None:
    """Forget the tries of somebody who signed in. The caller commits."""
    both = next(iter(_keys(email, address)))
    db.session.execute(delete(SignInTry).where(SignInTry.key_hash == both))


def _tries(key: str) -> int:
    return db.session.scalar(select(func.count()).where(SignInTry.key_hash == key)) or 0


def _keys(email: str, address: str) -> dict[str, int]:
    # Hashes, because people write their password into the wrong field.
    return {
        hashed(f"both {email} {address}"): PER_ACCOUNT_AND_ADDRESS,
        hashed(f"account {email}"): PER_ACCOUNT,
        hashed(f"address {address}"): PER_ADDRESS,
    }

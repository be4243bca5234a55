"""Passwords, kept as argon2id hashes."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from webapp.errors import BadInput

SHORTEST = 12
LONGEST = 1024
HASHER = PasswordHasher()


def hash_password(password: str) -> str:
    """Return the hash of a new password, or raise BadInput with what is wrong with it."""
    if len(password) < SHORTEST:
        raise BadInput(f"Use a password of at least {SHORTEST} characters. Four unrelated words make a good one.")
    if len(password) > LONGEST:
        raise BadInput(f"Use a password of at most {LONGEST} characters.")
    if len(set(password)) < SHORTEST // 3:
        raise BadInput("Use a password with more different characters. Four unrelated words make a good one.")
    return HASHER.hash(password)


def is_password(hash_: str | None, password: str) -> bool:
    """Return whether the password is the one behind the hash.

    Without a hash the same work is done on one that nobody knows the password of, so that the time taken does not
    tell whether an account exists.
    """
    try:
        HASHER.verify(hash_ or _nobodys(), password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return hash_ is not None


def newer_hash(hash_: str | None, password: str) -> str | None:
    """Return the hash of a password that was just verified, made anew where today's parameters are stronger."""
    return HASHER.hash(password) if hash_ and HASHER.check_needs_rehash(hash_) else hash_


@cache
def _nobodys() -> str:
    return HASHER.hash("a password that no account has")

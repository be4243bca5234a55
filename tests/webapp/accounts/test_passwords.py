"""Passwords are kept as argon2id hashes, and an account without one takes as long to refuse."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from webapp.accounts import passwords
from webapp.accounts.passwords import hash_password, is_password, newer_hash
from webapp.errors import BadInput

GOOD = "correct horse battery staple"


def test_a_password_is_known_again() -> None:
    kept = hash_password(GOOD)
    assert kept.startswith("$argon2id$")
    assert is_password(kept, GOOD)
    assert not is_password(kept, GOOD + " ")


@pytest.mark.parametrize("password", ["", "short", "a" * 40, "ab" * 10, "x" * 1025])
def test_a_weak_or_endless_password_is_refused_with_a_sentence(password: str) -> None:
    with pytest.raises(BadInput, match="Use a password"):
        hash_password(password)


def test_without_a_hash_nothing_fits_and_the_same_work_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    verified = []

    class Counting(PasswordHasher):
        def verify(self, hash_: str, password: str) -> bool:
            verified.append(hash_)
            return super().verify(hash_, password)

    monkeypatch.setattr(passwords, "HASHER", Counting())
    assert not is_password(None, GOOD)
    assert not is_password(None, "a password that no account has")
    assert len(verified) == 2
    assert all(hash_.startswith("$argon2id$") for hash_ in verified)


def test_what_is_no_hash_fits_no_password() -> None:
    assert not is_password("plain", "plain")


def test_a_weaker_hash_is_made_anew() -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOOD)
    newer = newer_hash(weak, GOOD)
    assert newer != weak
    assert is_password(newer, GOOD)
    assert newer_hash(newer, GOOD) == newer

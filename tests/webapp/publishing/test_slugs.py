"""Addresses of status posts."""

from __future__ import annotations

import pytest

from webapp.publishing.slugs import LENGTH, slug_for


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Checkout was slow", "checkout-was-slow"),
        ("  Größere   Störung!  ", "groere-storung"),
        ("支払い障害", "incident"),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 200, "a" * LENGTH),
    ],
)
def test_a_title_makes_a_plain_address(title: str, slug: str) -> None:
    assert slug_for(title, set()) == slug


def test_a_taken_address_gets_a_number() -> None:
    assert slug_for("Slow", {"slow", "slow-2"}) == "slow-3"

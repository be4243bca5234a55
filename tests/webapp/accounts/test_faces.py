"""How a person appears: initials, and a color on which white letters can be read."""

from __future__ import annotations

import pytest

from webapp.accounts import Role, User
from webapp.accounts.models import COLORS


@pytest.mark.parametrize(
    ("name", "initials"), [("Ada Lovelace", "AL"), ("Ada", "A"), ("Ada B. King Lovelace", "AL"), ("", ""), ("éva", "É")]
)
def test_initials_are_the_first_and_last_letters(name: str, initials: str) -> None:
    assert User(id=1, name=name, role=Role.READER).initials == initials


def luminance(color: str) -> float:
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("color", COLORS)
def test_white_letters_can_be_read_on_every_color(color: str) -> None:
    assert 1.05 / (luminance(color) + 0.05) >= 4.5

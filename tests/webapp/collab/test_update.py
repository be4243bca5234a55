"""The guard in front of pycrdt: it follows real updates, and refuses what would kill the process."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text

from webapp.collab.codec import Malformed
from webapp.collab.update import check_update


def nested(depth: int) -> bytes:
    """Return an update that holds one value, nested so deep."""
    return b"\x01\x01\x05\x00\x08\x01\x01t\x01" + b"\x75\x01" * depth + b"\x7e\x00"


def edited(seed: int) -> list[bytes]:
    doc: Doc[Any] = Doc()
    updates: list[bytes] = []
    watching = doc.observe(lambda event: updates.append(event.update))
    text, rows, chance = doc.get("t", type=Text), doc.get("m", type=Map), random.Random(seed)
    for number in range(60):
        match chance.randrange(5):
            case 0:
                text.insert(len(text), f"é😀{number}", {"strong": True})
            case 1:
                rows[str(number)] = Map({"a": "x", "b": [1, {"c": None}], "d": 2.5, "e": True})
            case 2:
                rows["list"] = Array([1, "two", [3]])
            case 3 if len(text) > 20:
                text.clear()
            case _:
                text.insert(0, "plain ", {})
    doc.unobserve(watching)
    return [*updates, doc.get_update()]


@pytest.mark.parametrize("seed", range(20))
def test_real_updates_are_followed_to_their_end(seed: int) -> None:
    *single, whole = edited(seed)
    ends = [end for update in single for end in check_update(update).end.values()]
    assert max(check_update(whole).end.values()) == max(ends)
    assert not check_update(whole).has_gap


@given(st.binary(max_size=200))
def test_random_bytes_are_refused_or_followed(data: bytes) -> None:
    try:
        check_update(data)
    except Malformed:
        return


@pytest.mark.parametrize("seed", range(5))
def test_every_truncation_is_refused(seed: int) -> None:
    whole = edited(seed)[-1]
    for length in range(len(whole)):
        with pytest.raises(Malformed):
            check_update(whole[:length])


def test_a_value_nested_too_deep_is_refused() -> None:
    check_update(nested(20))
    for depth in (40, 100_000):
        with pytest.raises(Malformed, match="too deep"):
            check_update(nested(depth))


def test_without_the_guard_the_same_value_kills_the_process() -> None:
    program = (
        "import pycrdt; pycrdt.Doc().apply_update("
        "b'\\x01\\x01\\x05\\x00\\x08\\x01\\x01t\\x01' + b'\\x75\\x01' * 200000 + b'\\x7e\\x00')"
    )
    died = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False)
    if died.returncode >= 0:
        pytest.skip("this pycrdt survives it, so the guard is only a second line here")
    assert died.returncode < 0

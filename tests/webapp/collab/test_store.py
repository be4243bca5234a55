"""The log of rooms: what was acknowledged is there, and a snapshot loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pycrdt import Doc, Text

from webapp.collab.store import COMPACT_AFTER, Store
from webapp.errors import NotFound, ServiceUnavailable


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "rooms.sqlite3")
    store.create("room", Doc[Any]().get_update())
    yield store
    store.close()


def typed(words: int) -> tuple[str, list[bytes]]:
    """Return a text of so many words, and the update of each."""
    doc: Doc[Any] = Doc()
    text, updates = doc.get("t", type=Text), []
    watching = doc.observe(lambda event: updates.append(event.update))
    for number in range(words):
        text.insert(len(text), f"word{number} ")
    doc.unobserve(watching)
    return str(text), updates


def said(store: Store) -> str:
    doc: Doc[Any] = Doc()
    for update in store.load("room").updates:
        doc.apply_update(update)
    return str(doc.get("t", type=Text))


def test_what_was_acknowledged_is_there_after_a_restart(store: Store, tmp_path: Path) -> None:
    text, updates = typed(50)
    for done in [store.append("room", update) for update in updates]:
        done.result(10)
    store.close()
    again = Store(tmp_path / "rooms.sqlite3")
    assert said(again) == text
    again.close()


def test_a_room_that_is_not_there_is_never_made_up(store: Store) -> None:
    with pytest.raises(NotFound):
        store.load("nowhere")


def test_a_refused_write_is_a_sentence_and_the_next_one_is_written(store: Store) -> None:
    with pytest.raises(ServiceUnavailable, match="Not saved"):
        store.append("nowhere", b"x").result(10)
    text, updates = typed(1)
    store.append("room", updates[0]).result(10)
    assert said(store) == text


def test_a_snapshot_says_what_the_log_said(store: Store) -> None:
    text, updates = typed(2 * COMPACT_AFTER)
    for update in updates[:COMPACT_AFTER]:
        store.append("room", update).result(10)
    assert store.compact("room")
    for update in updates[COMPACT_AFTER:]:
        store.append("room", update).result(10)
    assert store.compact("room")
    assert len(store.load("room").updates) == 1
    assert said(store) == text


def test_what_is_pending_is_not_compacted_away(store: Store) -> None:
    text, updates = typed(COMPACT_AFTER + 5)
    late = updates.pop(7)
    for update in updates:
        store.append("room", update).result(10)
    assert not store.compact("room")
    store.append("room", late).result(10)
    assert said(store) == text

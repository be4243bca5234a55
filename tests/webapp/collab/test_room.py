"""A room with peers who are no sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pycrdt import Doc, Text

from webapp.collab import protocol
from webapp.collab.codec import Malformed, Reader
from webapp.collab.room import Peer, Room
from webapp.collab.store import Store


class Wire:
    """What a peer hears, and how it ended."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self.ended = 0

    def write(self, frame: bytes) -> None:
        self.heard.append(frame)

    def close(self, code: int, reason: str) -> None:
        self.ended = code

    def frames(self, *start: int) -> list[bytes]:
        return [frame for frame in self.heard if frame.startswith(bytes(start))]


class Person(Peer):
    """A peer with a document of its own."""

    def __init__(self, name: str, *, may_write: bool = True) -> None:
        super().__init__(Wire(), 1, name, "#7c3aed", may_write)
        self.doc: Doc[Any] = Doc()
        self.text = self.doc.get("t", type=Text)

    def typed(self, words: str) -> bytes:
        before = self.doc.get_state()
        self.text.insert(len(self.text), words)
        return protocol.update(self.doc.get_update(before))

    def hear(self) -> str:
        """Apply every update heard and return the text."""
        for frame in self.wire.frames(0, 2) + self.wire.frames(0, 1):  # type: ignore[attr-defined]
            self.doc.apply_update(Reader(frame[2:]).block())
        return str(self.text)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "rooms.sqlite3")
    store.create("room", Doc[Any]().get_update())
    yield store
    store.close()


def in_room(store: Store, story: Callable[[Room], Any]) -> None:
    """Tell a story in an open room, then wait until all of it is written."""

    async def tell() -> None:
        room = Room("room", store, lambda _: None, asyncio.get_running_loop())
        room.open()
        story(room)
        room.flush()
        await room.written()

    asyncio.run(tell())


def test_what_one_types_the_other_hears_and_the_disk_has(store: Store) -> None:
    ada, ben = Person("Ada"), Person("Ben")

    def story(room: Room) -> None:
        room.join(ada)
        room.join(ben)
        room.receive(ada, ada.typed("hello "))
        room.receive(ada, ada.typed("world"))

    in_room(store, story)
    assert ben.hear() == "hello world"
    assert ada.wire.frames(0, 2) == [], "nobody hears an echo"
    assert ada.wire.frames(protocol.SAVED)[-1] == protocol.saved(2)
    assert ben.wire.frames(protocol.SAVED) == []
    whole: Doc[Any] = Doc()
    for update in store.load("room").updates:
        whole.apply_update(update)
    assert str(whole.get("t", type=Text)) == "hello world"


def test_a_reader_is_refused_with_a_sentence_and_changes_nothing(store: Store) -> None:
    cleo = Person("Cleo", may_write=False)

    def story(room: Room) -> None:
        room.join(cleo)
        room.receive(cleo, cleo.typed("I was here"))

    in_room(store, story)
    (refusal,) = cleo.wire.frames(protocol.REJECT)
    assert b"You can read this postmortem, but not change it" in refusal
    assert cleo.wire.ended == 0
    assert store.load("room").seq == 1


def test_bytes_that_are_no_message_leave_the_room_as_it_was(store: Store) -> None:
    ada, ben = Person("Ada"), Person("Ben")

    def story(room: Room) -> None:
        room.join(ada)
        room.join(ben)
        for frame in (b"\x00\x02\x05abc", b"\x00\x02\x03\xff\xff\xff", b"\x00\x07\x00", b"\x01\x05\x01\x01\x01\x01{"):
            with pytest.raises(Malformed):
                room.receive(ada, frame)
        room.receive(ben, ben.typed("still fine"))

    in_room(store, story)
    assert ada.hear() == "still fine"


def test_a_late_comer_gets_everything(store: Store) -> None:
    ada, ben = Person("Ada"), Person("Ben")

    def story(room: Room) -> None:
        room.join(ada)
        room.receive(ada, ada.typed("before you came"))
        room.join(ben)
        room.receive(ben, protocol.state_vector(ben.doc.get_state()))

    in_room(store, story)
    assert ben.hear() == "before you came"


def test_a_name_is_the_servers_to_say_and_a_client_id_is_one_peers(store: Store) -> None:
    ada, ben = Person("Ada"), Person("Ben")
    claim = protocol.awareness({7: (1, {"user": {"name": "The CEO"}, "cursor": {"field": "title"}})})

    def story(room: Room) -> None:
        room.join(ada)
        room.join(ben)
        room.receive(ada, claim)
        room.receive(ben, claim)

    in_room(store, story)
    (told,) = ben.wire.frames(protocol.AWARENESS)
    assert b'"name":"Ada"' in told
    assert b"CEO" not in told
    assert ben.client_id is None

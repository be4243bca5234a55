"""A room: one postmortem's Y.Doc and the peers who edit it. It knows nothing of sockets, and lives on one thread.

Updates are checked, applied and passed on in flushes: the first one of an idle room at once, in a busy room after a
window that grows with the number of peers; a flush is merged and framed once for all. Each flush goes to the log as
one entry, and the peers whose updates were in it hear *saved* when it is on disk.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Protocol

from pycrdt import Doc, merge_updates

from webapp.collab import protocol
from webapp.collab.codec import Malformed
from webapp.collab.protocol import EMPTY_UPDATE, Presence, StateVector, Update
from webapp.collab.store import Store
from webapp.collab.update import check_update

WINDOW_PER_PEER = 0.0001
LONGEST_WINDOW = 0.016
READ_ONLY = "You can read this postmortem, but not change it. Ask an admin for the role editor."


class Wire(Protocol):
    """What a peer writes to. `write` never waits: a wire that is too slow drops its peer."""

    def write(self, frame: bytes) -> None: ...

    def close(self, code: int, reason: str) -> None: ...


@dataclass(eq=False, slots=True)
class Peer:
    """One connection, and who is behind it."""

    wire: Wire
    user_id: int
    name: str
    color: str
    may_write: bool
    client_id: int | None = None
    received: int = 0
    on_disk: int = 0
    presence: tuple[int, Mapping[str, Any] | None] | None = None


@dataclass(frozen=True, slots=True)
class _Pending:
    peer: Peer
    data: bytes


@dataclass(eq=False)
class Room:
    """The peers of one room. Every method is called on the event loop's thread."""

    room_id: str
    store: Store
    on_saved: Callable[[str], None]
    loop: asyncio.AbstractEventLoop
    epoch: str = ""
    peers: set[Peer] = field(default_factory=set)
    _doc: Doc[Any] = field(default_factory=Doc)
    _pending: list[_Pending] = field(default_factory=list)
    _presences: dict[int, tuple[int, Mapping[str, Any] | None]] = field(default_factory=dict)
    _is_scheduled: bool = False
    _last_flush: float = 0.0
    _unwritten: list[bytes] = field(default_factory=list)
    _all_written: asyncio.Future[None] | None = None
    is_broken: bool = False

    def open(self) -> None:
        """Load the room from disk; NotFound where it is not there. An empty room is never made up."""
        stored = self.store.load(self.room_id)
        doc: Doc[Any] = Doc()
        with doc.transaction():
            for entry in stored.updates:
                doc.apply_update(entry)
        self._doc, self.epoch = doc, stored.epoch

    @property
    def is_idle(self) -> bool:
        """Tell whether nobody is here and nothing is left to write."""
        return not self.peers and self.is_written

    @property
    def is_written(self) -> bool:
        """Tell whether all that came in is on disk, or given up."""
        return self.is_broken or (not self._pending and not self._unwritten)

    async def written(self) -> None:
        """Wait until all that came in is on disk, or given up."""
        while not self.is_written:
            self._all_written = self.loop.create_future()
            await self._all_written

    def join(self, peer: Peer) -> None:
        """Greet a peer: who it is to the room, what the room has, and who else is here."""
        self.peers.add(peer)
        role = "editor" if peer.may_write else "reader"
        peer.wire.write(protocol.hello(epoch=self.epoch, role=role))
        peer.wire.write(protocol.state_vector(self._doc.get_state()))
        here = {other.client_id: other.presence for other in self.peers if other.client_id and other.presence}
        if here:
            peer.wire.write(protocol.awareness(here))

    def leave(self, peer: Peer) -> None:
        """Let a peer go, and tell the others."""
        self.peers.discard(peer)
        if peer.client_id is not None and peer.presence is not None:
            self._announce(peer.client_id, (peer.presence[0] + 1, None))

    def receive(self, peer: Peer, frame: bytes) -> None:
        """Take in one frame; Malformed where it is none, and then the peer must go."""
        message = protocol.parse(frame)
        if isinstance(message, StateVector):
            self.flush()
            self._answer(peer, message.vector)
        elif isinstance(message, Update):
            self._take(peer, message.data)
        elif isinstance(message, Presence):
            self._place(peer, message)

    def _answer(self, peer: Peer, vector: bytes) -> None:
        try:
            peer.wire.write(protocol.missing(self._doc.get_update(vector)))
        except BaseException as error:
            raise _as_malformed(error) from error

    def _take(self, peer: Peer, data: bytes) -> None:
        peer.received += 1
        if data == EMPTY_UPDATE:
            self._acknowledge(peer, data)
        elif not peer.may_write:
            if not check_update(data).is_empty:
                peer.wire.write(protocol.reject(peer.received, "read-only", READ_ONLY))
            peer.on_disk += 1
        else:
            check_update(data)
            self._pending.append(_Pending(peer, data))
            self._schedule()

    def _acknowledge(self, peer: Peer, data: bytes) -> None:
        """Count a frame without content behind those that wait, so that *saved* stays in order."""
        if self._pending or self._unwritten:
            self._pending.append(_Pending(peer, data))
            self._schedule()
        else:
            peer.on_disk += 1
            peer.wire.write(protocol.saved(peer.on_disk))

    def _place(self, peer: Peer, message: Presence) -> None:
        """Remember where a peer is. Its name and colour are ours to say; its client id is the first it used."""
        if peer.client_id is None:
            if any(other.client_id == message.client_id for other in self.peers):
                return
            peer.client_id = message.client_id
        if message.client_id != peer.client_id:
            return
        state = message.state
        if state is not None:
            user = {"id": peer.user_id, "name": peer.name, "color": peer.color, "mayWrite": peer.may_write}
            state = {**state, "user": user}
        peer.presence = (message.clock, state)
        self._announce(peer.client_id, peer.presence)

    def _announce(self, client_id: int, presence: tuple[int, Mapping[str, Any] | None]) -> None:
        self._presences[client_id] = presence
        self._schedule()

    def _schedule(self) -> None:
        if self._is_scheduled:
            return
        self._is_scheduled = True
        window = min(WINDOW_PER_PEER * len(self.peers), LONGEST_WINDOW)
        due = self._last_flush + window
        if due > self.loop.time():
            self.loop.call_at(due, self.flush)
        else:
            self.loop.call_soon(self.flush)

    def flush(self) -> None:
        """Pass on and write what came in."""
        self._is_scheduled = False
        self._last_flush = self.loop.time()
        if self._presences:
            self._send(protocol.awareness(self._presences), but=None)
            self._presences = {}
        pending, self._pending = self._pending, []
        if pending:
            self._apply(pending)

    def _apply(self, pending: list[_Pending]) -> None:
        """Apply what came in, one by one where it does not merge; whoever sent what pycrdt refuses must go."""
        accepted = []
        for entry in pending:
            try:
                if entry.data != EMPTY_UPDATE:
                    self._doc.apply_update(entry.data)
                accepted.append(entry)
            except BaseException as error:  # noqa: BLE001 - a panic of pycrdt is no Exception
                _as_malformed(error)
                entry.peer.wire.close(4400, "This change could not be read. Reload the page; nothing saved is lost.")
                self._rebuild(accepted)
        changes = [entry.data for entry in accepted if entry.data != EMPTY_UPDATE]
        if changes:
            merged = changes[0] if len(changes) == 1 else merge_updates(*changes)
            senders = {entry.peer for entry in accepted}
            self._send(protocol.update(merged), but=next(iter(senders)) if len(senders) == 1 else None)
            self._write(merged, accepted)
        elif accepted:
            self._write(EMPTY_UPDATE, accepted)

    def _rebuild(self, accepted: list[_Pending]) -> None:
        """Throw away a document that pycrdt failed on, and make it anew from what is known to be good."""
        doc: Doc[Any] = Doc()
        on_disk = self.store.load(self.room_id).updates
        for entry in (*on_disk, *self._unwritten, *(one.data for one in accepted)):
            doc.apply_update(entry)
        self._doc = doc

    def _send(self, frame: bytes, *, but: Peer | None) -> None:
        for peer in tuple(self.peers):
            if peer is not but:
                peer.wire.write(frame)

    def _write(self, data: bytes, entries: list[_Pending]) -> None:
        self._unwritten.append(data)
        done = self.store.append(self.room_id, data, actor_id=entries[0].peer.user_id)
        done.add_done_callback(lambda future: self.loop.call_soon_threadsafe(self._written, future, entries))

    def _written(self, done: Future[None], entries: list[_Pending]) -> None:
        self._unwritten.pop(0)
        error = done.exception()
        if error is not None:
            self._break(str(error))
        else:
            self._acknowledge_all(entries)
        if self.is_written and self._all_written and not self._all_written.done():
            self._all_written.set_result(None)

    def _acknowledge_all(self, entries: list[_Pending]) -> None:
        for peer, frames in Counter(entry.peer for entry in entries).items():
            peer.on_disk += frames
            if peer in self.peers:
                peer.wire.write(protocol.saved(peer.on_disk))
        self.on_saved(self.room_id)

    def _break(self, reason: str) -> None:
        """Send everybody away. They come back to a room read from disk, and send again what it lacks."""
        self.is_broken = True
        for peer in tuple(self.peers):
            peer.wire.write(protocol.reject(peer.received, "not-saved", reason))
            peer.wire.close(1013, "Not saved. The page keeps what you typed and tries again.")
        self.peers.clear()


def _as_malformed(error: BaseException) -> Malformed:
    """Return a panic of pycrdt, which is no Exception, as one; let those through that end the program."""
    if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
        raise error
    return Malformed(str(error))

"""The WebSocket endpoint of live editing, as an ASGI application. It holds no rules of access: `admit` decides.

ASGI: https://asgi.readthedocs.io/en/latest/specs/www.html#websocket
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from webapp.collab.codec import Malformed
from webapp.collab.protocol import MOST_FRAME
from webapp.collab.room import Peer, Room
from webapp.collab.rooms import Rooms
from webapp.collab.store import Store
from webapp.errors import NotFound

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

MOST_QUEUED_BYTES = 4 * 1024 * 1024
MOST_PEERS = 300
SUBPROTOCOL = "afterword"


@dataclass(frozen=True, slots=True)
class Admission:
    """Who joins which room, and whether they may write."""

    room_id: str
    user_id: int
    name: str
    color: str
    may_write: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody may not join: a close code of 4400 to 4499 and a sentence that says what to do."""

    code: int
    reason: str


Admit = Callable[[Scope], Admission | Refusal]


class Outbox:
    """A peer's frames on their way out: bounded, so that a peer that stops reading holds nobody up."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[bytes | tuple[int, str]] = asyncio.Queue()
        self._bytes = 0
        self._is_closed = False

    def write(self, frame: bytes) -> None:
        """Queue a frame; past the limit the peer is sent away and has to resync."""
        if self._is_closed:
            return
        self._bytes += len(frame)
        if self._bytes > MOST_QUEUED_BYTES:
            self.close(4408, "The connection is too slow. The page reconnects and catches up.")
        else:
            self._queue.put_nowait(frame)

    def close(self, code: int, reason: str) -> None:
        """Queue the end of the connection."""
        if not self._is_closed:
            self._is_closed = True
            self._queue.put_nowait((code, reason))

    async def drain(self, send: Send) -> None:
        """Send what is queued until the connection is closed."""
        while True:
            item = await self._queue.get()
            if isinstance(item, tuple):
                await send(_close(*item))
                return
            await send({"type": "websocket.send", "bytes": item})
            self._bytes -= len(item)


class Collaboration:
    """The ASGI application for `/collab/<number>`. `start` and `stop` belong to the server's lifespan."""

    def __init__(
        self, store: Store, admit: Admit, *, on_change: Callable[[str], None], origins: frozenset[str] = frozenset()
    ) -> None:
        self._store = store
        self._admit = admit
        self._on_change = on_change
        self._origins = origins
        self._rooms: Rooms | None = None
        self._outboxes: set[Outbox] = set()

    async def start(self) -> None:
        """Open for peers."""
        self._rooms = Rooms(self._store, self._on_change)

    async def stop(self) -> None:
        """Send everybody away and wait until all they sent is on disk."""
        for outbox in tuple(self._outboxes):
            outbox.close(1012, "The server restarts. The page reconnects by itself.")
        if self._rooms:
            await self._rooms.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        await receive()
        admitted = await self._admission(scope)
        subprotocol = SUBPROTOCOL if SUBPROTOCOL in scope.get("subprotocols", ()) else None
        await send({"type": "websocket.accept", "subprotocol": subprotocol})
        if isinstance(admitted, Refusal):
            await send(_close(admitted.code, admitted.reason))
            return
        assert self._rooms is not None, "start() comes first"
        try:
            room = self._rooms.room(admitted.room_id)
        except NotFound as error:
            await send(_close(4404, error.message))
            return
        if len(room.peers) >= MOST_PEERS:
            await send(_close(4429, f"{MOST_PEERS} people are here already. Try again when somebody has left."))
            return
        await self._converse(self._rooms, room, admitted, receive, send)

    async def _admission(self, scope: Scope) -> Admission | Refusal:
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if not is_allowed_origin(headers, self._origins):
            return Refusal(4403, "This page does not belong to this server. Open the postmortem from its own address.")
        return await asyncio.to_thread(self._admit, scope)

    async def _converse(self, rooms: Rooms, room: Room, admitted: Admission, receive: Receive, send: Send) -> None:
        outbox = Outbox()
        peer = Peer(outbox, admitted.user_id, admitted.name, admitted.color, admitted.may_write)
        self._outboxes.add(outbox)
        room.join(peer)
        reading = asyncio.create_task(self._read(room, peer, outbox, receive))
        try:
            await outbox.drain(send)
        except (OSError, RuntimeError):
            pass  # The peer is gone; what it sent is in the room.
        finally:
            reading.cancel()
            room.leave(peer)
            self._outboxes.discard(outbox)
            rooms.left(room)

    async def _read(self, room: Room, peer: Peer, outbox: Outbox, receive: Receive) -> None:
        """Hand each frame to the room. A frame that is none ends this one connection, and no other."""
        while True:
            event = await receive()
            if event["type"] == "websocket.disconnect":
                outbox.close(1000, "")
                return
            frame = event.get("bytes")
            if not frame or len(frame) > MOST_FRAME:
                outbox.close(4413 if frame else 4400, f"A message holds 1 to {MOST_FRAME} bytes.")
                return
            try:
                room.receive(peer, frame)
            except Malformed as error:
                outbox.close(4400, f"A message could not be read: {error}. Reload the page."[:120])
                return


def is_allowed_origin(headers: Mapping[bytes, str], origins: frozenset[str]) -> bool:
    """Tell whether a page of this origin may open the socket: our own, or a trusted one.

    A request without an Origin comes from no browser; it may, if it carries a token instead of a cookie.
    """
    origin = headers.get(b"origin")
    if origin is None:
        return b"cookie" not in headers
    return origin.lower() in origins or urlsplit(origin).netloc == headers.get(b"host", "")


def _close(code: int, reason: str) -> dict[str, Any]:
    return {"type": "websocket.close", "code": code, "reason": reason}

"""The rooms that are open: loaded when the first peer comes, unloaded some time after the last one left."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from webapp.collab.room import Room
from webapp.collab.store import Store

LINGER = 30.0
QUIET = 1.0


class Rooms:
    """All open rooms of one process. Made and used on the event loop's thread.

    `on_change(room_id)` is called off the loop, QUIET seconds after a room's first unreported change and at the end.
    """

    def __init__(self, store: Store, on_change: Callable[[str], None]) -> None:
        self._store = store
        self._on_change = on_change
        self._loop = asyncio.get_running_loop()
        self._rooms: dict[str, Room] = {}
        self._reports: dict[str, asyncio.TimerHandle] = {}

    def room(self, room_id: str) -> Room:
        """Return the room, opened if need be; NotFound where it is not on disk."""
        room = self._rooms.get(room_id)
        if room is None or room.is_broken:
            room = Room(room_id, self._store, self._report_later, self._loop)
            room.open()
            self._rooms[room_id] = room
        return room

    def left(self, room: Room) -> None:
        """Note that a peer left; an idle room is unloaded when nobody comes back for a while."""
        self._loop.call_later(LINGER, self._unload, room)

    async def close(self) -> None:
        """Wait for what is being written, then report every change that was not reported yet."""
        for room in self._rooms.values():
            room.flush()
        await asyncio.gather(*(room.written() for room in self._rooms.values()))
        for room_id in list(self._reports):
            self._reports.pop(room_id).cancel()
            await asyncio.to_thread(self._on_change, room_id)

    def _unload(self, room: Room) -> None:
        if room.is_idle and self._rooms.get(room.room_id) is room:
            del self._rooms[room.room_id]
            self._loop.run_in_executor(None, self._store.compact, room.room_id)

    def _report_later(self, room_id: str) -> None:
        if room_id not in self._reports:
            self._reports[room_id] = self._loop.call_later(QUIET, self._report, room_id)

    def _report(self, room_id: str) -> None:
        self._reports.pop(room_id, None)
        self._loop.run_in_executor(None, self._on_change, room_id)

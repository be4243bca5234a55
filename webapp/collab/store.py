"""Rooms on disk: an append-only log of updates with snapshots, one writer, and nothing acknowledged before it is safe.

The log stands in an SQLite file of its own, so that no other write of the application holds up typing. One thread
writes; whatever arrives while a commit runs forms the next one (group commit). `synchronous=FULL` in WAL mode makes a
commit survive the loss of power: https://www.sqlite.org/pragma.html#pragma_synchronous
"""

from __future__ import annotations

import sqlite3
import threading
import time
import uuid
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

from webapp.collab.compaction import compact
from webapp.errors import NotFound, ServiceUnavailable

COMPACT_AFTER = 200
SCHEMA = """
CREATE TABLE IF NOT EXISTS room (
  id TEXT PRIMARY KEY, epoch TEXT NOT NULL, created_at REAL NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS room_update (
  room_id TEXT NOT NULL REFERENCES room (id), seq INTEGER NOT NULL, data BLOB NOT NULL,
  actor_id INTEGER, at REAL NOT NULL, PRIMARY KEY (room_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS room_snapshot (
  room_id TEXT NOT NULL REFERENCES room (id), seq INTEGER NOT NULL, state BLOB NOT NULL, at REAL NOT NULL,
  PRIMARY KEY (room_id, seq)
) STRICT, WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class StoredRoom:
    """What is on disk of a room: apply `updates` in order. `seq` numbers the last of them."""

    epoch: str
    updates: tuple[bytes, ...]
    seq: int


@dataclass(frozen=True, slots=True)
class _Entry:
    room_id: str
    data: bytes
    actor_id: int | None
    done: Future[None]


class Store:
    """The log of every room. `append` may be called from any thread, and so may the readers."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._waiting: SimpleQueue[_Entry | None] = SimpleQueue()
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        with self._transaction() as database:
            for statement in SCHEMA.split(";"):
                database.execute(statement)
        self._writer = threading.Thread(target=self._write, name="room log", daemon=True)
        self._writer.start()

    @staticmethod
    def new_room_id() -> str:
        """Return an id for a new room: random, so that a room whose postmortem never came to be is in nobody's way."""
        return uuid.uuid4().hex

    def create(self, room_id: str, update: bytes) -> None:
        """Write a new room with its first update. The epoch tells it from any other room of that id."""
        moment = time.time()
        with self._transaction() as database:
            database.execute("INSERT INTO room VALUES (?, ?, ?)", (room_id, uuid.uuid4().hex, moment))
            database.execute("INSERT INTO room_update VALUES (?, 1, ?, NULL, ?)", (room_id, update, moment))

    def load(self, room_id: str) -> StoredRoom:
        """Return what is on disk of a room; NotFound where there is no such room."""
        with self._transaction("DEFERRED") as database:
            found = database.execute("SELECT epoch FROM room WHERE id = ?", (room_id,)).fetchone()
            if found is None:
                raise NotFound("There is nothing on disk under this address.")
            newest = "SELECT seq, state FROM room_snapshot WHERE room_id = ? ORDER BY seq DESC LIMIT 1"
            seq, state = database.execute(newest, (room_id,)).fetchone() or (0, None)
            later = "SELECT seq, data FROM room_update WHERE room_id = ? AND seq > ? ORDER BY seq"
            rows = database.execute(later, (room_id, seq)).fetchall()
        snapshot = () if state is None else (zlib.decompress(state),)
        return StoredRoom(found[0], (*snapshot, *(data for _, data in rows)), rows[-1][0] if rows else seq)

    def append(self, room_id: str, data: bytes, *, actor_id: int | None = None) -> Future[None]:
        """Add an update to a room's log. The future is done once the update is on disk, or failed with the reason."""
        done: Future[None] = Future()
        self._waiting.put(_Entry(room_id, data, actor_id, done))
        return done

    def compact(self, room_id: str) -> bool:
        """Put a snapshot in the place of a long log; return whether it was done.

        The updates stay until the next snapshot stands: the newest snapshot is never the only copy.
        """
        stored = self.load(room_id)
        if len(stored.updates) < COMPACT_AFTER:
            return False
        state = compact(stored.updates)
        if state is None:
            return False
        with self._transaction() as database:
            before = "SELECT max(seq) FROM room_snapshot WHERE room_id = ?"
            (earlier,) = database.execute(before, (room_id,)).fetchone()
            database.execute(
                "INSERT INTO room_snapshot VALUES (?, ?, ?, ?)",
                (room_id, stored.seq, zlib.compress(state), time.time()),
            )
            if earlier is not None:
                database.execute("DELETE FROM room_update WHERE room_id = ? AND seq <= ?", (room_id, earlier))
                database.execute("DELETE FROM room_snapshot WHERE room_id = ? AND seq < ?", (room_id, earlier))
        return True

    def close(self) -> None:
        """Write what is waiting, then close every connection."""
        if self._writer.is_alive():
            self._waiting.put(None)
            self._writer.join()
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
        self._local = threading.local()

    def _write(self) -> None:
        """Commit whatever is waiting in one transaction, again and again."""
        is_open = True
        while is_open:
            entries = list(self._next_batch())
            is_open = None not in entries
            batch = [entry for entry in entries if entry is not None]
            if batch:
                self._commit(batch)

    def _next_batch(self) -> Iterator[_Entry | None]:
        yield self._waiting.get()
        while True:
            try:
                yield self._waiting.get_nowait()
            except Empty:
                return

    def _commit(self, batch: Sequence[_Entry]) -> None:
        moment = time.time()
        statement = (
            "INSERT INTO room_update SELECT ?1, 1 + coalesce(max(seq), 0), ?2, ?3, ?4 FROM ("
            "SELECT seq FROM room_update WHERE room_id = ?1 UNION ALL SELECT seq FROM room_snapshot WHERE room_id = ?1)"
        )
        try:
            with self._transaction() as database:
                database.executemany(statement, [(e.room_id, e.data, e.actor_id, moment) for e in batch])
        except sqlite3.Error as error:
            reason = ServiceUnavailable(f"Not saved: the disk refused ({error}). Keep this page open; it tries again.")
            for entry in batch:
                entry.done.set_exception(reason)
            return
        for entry in batch:
            entry.done.set_result(None)

    @contextmanager
    def _transaction(self, kind: str = "IMMEDIATE") -> Iterator[sqlite3.Connection]:
        database = self._connection()
        database.execute(f"BEGIN {kind}")
        try:
            yield database
        except BaseException:
            database.execute("ROLLBACK")
            raise
        database.execute("COMMIT")

    def _connection(self) -> sqlite3.Connection:
        """Return this thread's own connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._path, isolation_level=None, timeout=30, check_same_thread=False)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._local.connection = connection
            with self._lock:
                self._opened.append(connection)
        return connection

"""The messages between a browser and a room, as values. No sockets, no documents.

0 and 1 are those of y-websocket, so that any stock Yjs client can join: https://github.com/yjs/y-protocols/blob/master/PROTOCOL.md
16, 17 and 18 are our own; a stock client leaves them alone.

| type | who | holds |
|---|---|---|
| 0 0 | both | sync step 1: a state vector; the answer is step 2 |
| 0 1 | both | sync step 2: what the other one lacks |
| 0 2 | both | an update |
| 1 | both | awareness: who is here, and where their caret is |
| 16 | server | HELLO: protocol version, then JSON with the room's epoch, the peer's role and the limits |
| 17 | server | SAVED n: the first n update frames of this connection are on disk |
| 18 | server | REJECT: number of the update frame, a code, a sentence |
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from webapp.collab.codec import Malformed, Reader, block, string, uint

VERSION = 1
MOST_FRAME = 1024 * 1024
MOST_AWARENESS = 2048
EMPTY_UPDATE = b"\x00\x00"

SYNC, AWARENESS, HELLO, SAVED, REJECT = 0, 1, 16, 17, 18
STEP_1, STEP_2, UPDATE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class StateVector:
    """A peer tells what it has, and asks for the rest."""

    vector: bytes


@dataclass(frozen=True, slots=True)
class Update:
    """A peer sends changes: a live update, or in answer to what the room has (step 2)."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Presence:
    """A peer's own awareness state; None when it leaves."""

    client_id: int
    clock: int
    state: Mapping[str, Any] | None


Message = StateVector | Update | Presence | None


def parse(frame: bytes) -> Message:
    """Return the message in a frame, None for a kind that is not known; Malformed where it does not fit its kind."""
    reader = Reader(frame)
    kind = reader.uint()
    if kind == SYNC:
        return _parse_sync(reader)
    if kind == AWARENESS:
        return _parse_awareness(reader)
    return None


def state_vector(vector: bytes) -> bytes:
    """Return a frame with sync step 1."""
    return bytes((SYNC, STEP_1)) + block(vector)


def missing(update: bytes) -> bytes:
    """Return a frame with sync step 2."""
    return bytes((SYNC, STEP_2)) + block(update)


def update(data: bytes) -> bytes:
    """Return a frame with an update."""
    return bytes((SYNC, UPDATE)) + block(data)


def awareness(states: Mapping[int, tuple[int, Mapping[str, Any] | None]]) -> bytes:
    """Return a frame with the awareness of clients: {client id: (clock, state or None)}."""
    entries = [
        uint(client) + uint(clock) + string(json.dumps(state, separators=(",", ":")))
        for client, (clock, state) in states.items()
    ]
    return bytes((AWARENESS,)) + block(uint(len(entries)) + b"".join(entries))


def hello(*, epoch: str, role: str) -> bytes:
    """Return the first frame of every connection."""
    told = json.dumps({"epoch": epoch, "role": role, "maxFrame": MOST_FRAME}, separators=(",", ":"))
    return bytes((HELLO, VERSION)) + string(told)


def saved(frames: int) -> bytes:
    """Return a frame that says how many update frames of this connection are on disk."""
    return bytes((SAVED,)) + uint(frames)


def reject(frame: int, code: str, sentence: str) -> bytes:
    """Return a frame that refuses an update frame, counted from 1."""
    return bytes((REJECT,)) + uint(frame) + string(code) + string(sentence)


def _parse_sync(reader: Reader) -> Message:
    step, data = reader.uint(), reader.block()
    if not reader.is_at_end or step > UPDATE:
        raise Malformed("a sync message has an unknown form")
    return StateVector(data) if step == STEP_1 else Update(data)


def _parse_awareness(reader: Reader) -> Message:
    """Return the first client's state: a browser speaks for itself alone."""
    inner = Reader(reader.block())
    if len(inner.data) > MOST_AWARENESS:
        raise Malformed(f"awareness is larger than {MOST_AWARENESS} bytes")
    if inner.uint() == 0:
        return None
    client_id, clock, text = inner.uint(), inner.uint(), inner.string()
    try:
        state = json.loads(text)
    except (ValueError, RecursionError):
        raise Malformed("awareness is not JSON") from None
    return Presence(client_id, clock, state if isinstance(state, dict) else None)

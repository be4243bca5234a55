"""Frames between the render helper and the process that asks it: length, number of the job, kind, body."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum

_HEAD = struct.Struct(">IQB")


class Kind(IntEnum):
    """What a frame says. `JOB` and `CANCEL` go to the helper, the others come from it."""

    JOB = 1
    CANCEL = 2
    READY = 3
    DONE = 4
    FAILED = 5


@dataclass(frozen=True, slots=True)
class Frame:
    """One message about one job."""

    job: int
    kind: Kind
    body: bytes = b""

    def __bytes__(self) -> bytes:
        return _HEAD.pack(len(self.body), self.job, self.kind) + self.body


class Frames:
    """Frames cut out of a stream of bytes, as they become complete."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> list[Frame]:
        """Return the frames that these bytes complete."""
        self._held += data
        complete = []
        while frame := self._next():
            complete.append(frame)
        return complete

    def _next(self) -> Frame | None:
        if len(self._held) < _HEAD.size:
            return None
        length, job, kind = _HEAD.unpack_from(self._held)
        end = _HEAD.size + length
        if len(self._held) < end:
            return None
        body = bytes(self._held[_HEAD.size : end])
        del self._held[:end]
        return Frame(job, Kind(kind), body)

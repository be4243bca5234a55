"""The structure of a Yjs update, checked before any byte of it reaches pycrdt.

A value nested tens of thousands deep overflows the native stack and kills the process, so depth is bounded here, by a
walk that does not recurse. The walk also tells how far an update reaches, which compaction needs: pycrdt does not say
what is pending. Format, version 1: https://github.com/yjs/yjs/blob/main/src/utils/encoding.js and `structs/`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from webapp.collab.codec import Malformed, Reader

MOST_DEPTH = 32
MOST_CLIENTS = 100_000

GC, SKIP = 0, 10
HAS_ORIGIN, HAS_RIGHT_ORIGIN, HAS_PARENT_SUB = 0x80, 0x40, 0x20
NAMED_TYPES = {3, 5}
MOST_TYPE = 6


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an update reaches: for each client the clock of its first struct, behind its last, behind all deleted.

    `has_gap` tells that it leaves out structs in between.
    """

    first: dict[int, int]
    end: dict[int, int]
    deleted: dict[int, int]
    has_gap: bool

    @property
    def is_empty(self) -> bool:
        return not self.end and not self.deleted


def check_update(update: bytes) -> Reach:
    """Walk an update and return its reach; Malformed where it does not fit the format or nests too deep."""
    reader = Reader(update)
    first: dict[int, int] = {}
    end: dict[int, int] = {}
    has_gap = False
    for _ in range(_count(reader)):
        structs, client, clock = reader.uint(), reader.uint(), reader.uint()
        first.setdefault(client, clock)
        for _ in range(structs):
            info = reader.byte()
            has_gap = has_gap or info == SKIP
            clock += _struct(reader, info)
            end[client] = max(end.get(client, 0), clock)
    deleted = _deleted(reader)
    if not reader.is_at_end:
        raise Malformed("there are bytes behind the update")
    return Reach(first, end, deleted, has_gap)


def _count(reader: Reader) -> int:
    count = reader.uint()
    if count > MOST_CLIENTS:
        raise Malformed("too many clients in one update")
    return count


def _deleted(reader: Reader) -> dict[int, int]:
    deleted: dict[int, int] = {}
    for _ in range(_count(reader)):
        client = reader.uint()
        for _ in range(reader.uint()):
            deleted[client] = max(deleted.get(client, 0), reader.uint() + reader.uint())
    return deleted


def _struct(reader: Reader, info: int) -> int:
    """Walk one struct and return its length on the clock."""
    if info in {GC, SKIP}:
        return reader.uint()
    for flag in (HAS_ORIGIN, HAS_RIGHT_ORIGIN):
        if info & flag:
            _id(reader)
    if not info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN):
        _parent(reader)
        if info & HAS_PARENT_SUB:
            reader.string()
    try:
        return CONTENTS[info & 0x1F](reader)
    except KeyError:
        raise Malformed("a struct has a content that is not known") from None


def _id(reader: Reader) -> None:
    reader.uint()
    reader.uint()


def _parent(reader: Reader) -> None:
    if reader.uint() == 1:
        reader.string()
    else:
        _id(reader)


def _json_list(reader: Reader) -> int:
    length = reader.uint()
    for _ in range(length):
        _json(reader)
    return length


def _json(reader: Reader) -> int:
    """Walk a JSON text. Brackets inside its strings count too: a bound that is too strict harms nobody."""
    text = reader.block()
    depth = 0
    if text.count(b"[") + text.count(b"{") > MOST_DEPTH:
        for byte in text:
            depth += (byte in b"[{") - (byte in b"]}")
            if depth > MOST_DEPTH:
                raise Malformed("a value nests too deep")
    return 1


def _binary(reader: Reader) -> int:
    reader.block()
    return 1


def _text(reader: Reader) -> int:
    """Walk a text and return its length in UTF-16 code units, as Yjs counts."""
    text = reader.string()
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _format(reader: Reader) -> int:
    reader.string()
    return _json(reader)


def _type(reader: Reader) -> int:
    kind = reader.uint()
    if kind > MOST_TYPE:
        raise Malformed("a shared type is not known")
    if kind in NAMED_TYPES:
        reader.string()
    return 1


def _any_list(reader: Reader) -> int:
    length = reader.uint()
    for _ in range(length):
        _any(reader)
    return length


def _subdocument(_reader: Reader) -> int:
    raise Malformed("documents inside documents are not used here")


def _any(reader: Reader) -> None:
    """Walk one value without recursion: `open_` holds how many entries each open array or object still expects."""
    open_: list[tuple[int, bool]] = [(1, False)]
    while open_:
        left, is_object = open_.pop()
        if left == 0:
            continue
        open_.append((left - 1, is_object))
        if is_object:
            reader.string()
        tag = reader.byte()
        if tag in {117, 118}:
            if len(open_) > MOST_DEPTH:
                raise Malformed("a value nests too deep")
            open_.append((reader.uint(), tag == 118))
        else:
            _plain(reader, tag)


def _plain(reader: Reader, tag: int) -> None:
    if tag in {119, 116}:
        reader.block()
    elif tag == 125:
        while reader.byte() & 0x80:
            pass
    elif tag in {122, 123, 124}:
        reader.take(4 if tag == 124 else 8)
    elif tag not in {120, 121, 126, 127}:
        raise Malformed("a value has a kind that is not known")


CONTENTS: dict[int, Callable[[Reader], int]] = {
    1: Reader.uint,
    2: _json_list,
    3: _binary,
    4: _text,
    5: _json,
    6: _format,
    7: _type,
    8: _any_list,
    9: _subdocument,
}

"""Reading and writing the variable-length numbers and strings of the Yjs wire formats, within bounds.

Format: https://github.com/dmonad/lib0/blob/main/encoding.js (varuint: 7 bits a byte, least significant first).
"""

from __future__ import annotations

MOST_BITS = 63


class Malformed(ValueError):
    """Bytes that do not fit the format."""


class Reader:
    """Reads from the front of some bytes. Every method raises Malformed where they end too early."""

    __slots__ = ("data", "position")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0

    @property
    def is_at_end(self) -> bool:
        return self.position == len(self.data)

    def byte(self) -> int:
        try:
            value = self.data[self.position]
        except IndexError:
            raise Malformed("the message ends too early") from None
        self.position += 1
        return value

    def uint(self) -> int:
        """Return a varuint of at most 63 bits."""
        number = shift = 0
        while True:
            byte = self.byte()
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                return number
            shift += 7
            if shift > MOST_BITS:
                raise Malformed("a number is too large")

    def take(self, length: int) -> bytes:
        """Return the next bytes, exactly so many."""
        end = self.position + length
        if end > len(self.data):
            raise Malformed("a length reaches beyond the message")
        taken = self.data[self.position : end]
        self.position = end
        return taken

    def block(self) -> bytes:
        """Return bytes that are preceded by their length."""
        return self.take(self.uint())

    def string(self) -> str:
        try:
            return self.block().decode("utf-8")
        except UnicodeDecodeError:
            raise Malformed("a text is not UTF-8") from None


def uint(number: int) -> bytes:
    """Return a varuint."""
    written = bytearray()
    while number > 0x7F:
        written.append(0x80 | (number & 0x7F))
        number >>= 7
    written.append(number)
    return bytes(written)


def block(data: bytes) -> bytes:
    """Return bytes preceded by their length."""
    return uint(len(data)) + data


def string(text: str) -> bytes:
    """Return a text as UTF-8, preceded by its length in bytes."""
    return block(text.encode())

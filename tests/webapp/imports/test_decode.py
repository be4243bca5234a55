"""Reading bytes as text, within bounds."""

from __future__ import annotations

import pytest

from webapp.errors import BadInput, TooLarge
from webapp.imports.decode import decode


def test_a_byte_order_mark_and_windows_line_ends_are_tolerated():
    assert decode(b"\xef\xbb\xbf# One\r\ntwo\rthree") == "# One\ntwo\nthree"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_when_it_says_so(encoding: str):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[encoding]
    assert decode(mark + "Käse".encode(encoding)) == "Käse"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\xff\xd8\xff\xe0", bytes(range(32)) * 9])
def test_a_binary_gets_a_sentence(data: bytes):
    with pytest.raises(BadInput, match="not text"):
        decode(data)


def test_a_file_that_is_too_large_hears_the_limit():
    with pytest.raises(TooLarge, match="5 MiB"):
        decode(b"a" * (5 * 1024 * 1024 + 1))


def test_an_empty_file_is_an_empty_text():
    assert decode(b"") == ""

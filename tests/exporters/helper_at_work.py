"""A render helper whose jobs do what the job says, good or bad. Started as a program by the tests."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from exporters.render_helper import Refused, serve
from exporters.render_limits import Limits


def refuse(word: bytes) -> bytes:
    raise Refused(word.decode())


def stumble(word: bytes) -> bytes:
    raise ValueError(word.decode())


def die(_: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def kill_helper(_: bytes) -> bytes:
    os.kill(os.getppid(), signal.SIGKILL)
    return wait()


def kill_helper_once(mark: bytes) -> bytes:
    if Path(mark.decode()).exists():
        return b"second helper"
    Path(mark.decode()).touch()
    return kill_helper(b"")


def spin(_: bytes) -> bytes:
    while True:
        pass


def wait(_: bytes = b"") -> bytes:
    signal.pause()
    return b""


def meet(word: bytes) -> bytes:
    """Return when two jobs have met on a named pipe: each opens its end only if the other runs too."""
    place, role = word.decode().rsplit(":", 1)
    with Path(place).open("rb" if role == "reader" else "wb") as pipe:
        return pipe.read() if role == "reader" else b"hello" * (pipe.write(b"hello") == 5)


def say_something(_: bytes) -> bytes:
    sys.stdout.write("a library that prints\n")
    sys.stdout.flush()
    return b"printed"


ORDERS: dict[bytes, Any] = {
    b"echo": bytes,
    b"refuse": refuse,
    b"raise": stumble,
    b"die": die,
    b"kill-helper": kill_helper,
    b"kill-helper-once": kill_helper_once,
    b"spin": spin,
    b"wait": wait,
    b"meet": meet,
    b"eat": lambda _: bytes(1 << 32),
    b"print": say_something,
}


def work(body: bytes) -> bytes:
    order, _, word = body.partition(b" ")
    answer: bytes = ORDERS[order](word)
    return answer


if __name__ == "__main__":
    seconds, cpu_seconds, parallel = map(int, sys.argv[1:])
    serve(work, Limits(seconds=seconds, cpu_seconds=cpu_seconds, parallel=parallel))

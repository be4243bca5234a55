"""The render helper: a warm process that forks for each export, so that rendering never runs in the web process.

It reads jobs from its standard input and writes answers to its standard output, as frames. It has one thread, so
forking is safe. A child renders one document within limits; whatever becomes of the child, the helper lives on.
It ends when its input ends, and takes its children with it.
"""

from __future__ import annotations

import argparse
import gc
import os
import selectors
import signal
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import NoReturn

from exporters.frames import Frame, Frames, Kind
from exporters.render_limits import TOO_DEEP, TOO_LARGE, TOO_LONG, TOO_MANY, Limits, confine, epitaph

CHUNK = 1 << 20
Work = Callable[[bytes], bytes]


class Refused(Exception):
    """The work cannot be done, for the reason that the message gives to the person who asked for it."""


def serve(work: Work, limits: Limits) -> None:
    """Do jobs from standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    answers = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a library that prints must not break a frame
    gc.collect()
    gc.freeze()  # keeps the collector from copying the pages that children share
    _Helper(sys.stdin.fileno(), answers, work, limits).run()


@dataclass(slots=True)
class _Child:
    """A job being done."""

    job: int
    pid: int
    pipe: int
    deadline: float
    answer: bytearray = field(default_factory=bytearray)


class _Helper:
    def __init__(self, questions: int, answers: int, work: Work, limits: Limits) -> None:
        self._questions = questions
        self._answers = answers
        self._work = work
        self._limits = limits
        self._frames = Frames()
        self._waiting: deque[Frame] = deque()
        self._children: dict[int, _Child] = {}  # by pipe
        self._selector = selectors.PollSelector()

    def run(self) -> None:
        self._selector.register(self._questions, selectors.EVENT_READ)
        self._send(Frame(0, Kind.READY))
        while True:
            for key, _ in self._selector.select(self._patience()):
                if key.fd == self._questions:
                    if not self._ask():
                        return self._end()
                elif child := self._children.get(key.fd):  # unless it was cancelled a moment ago
                    self._listen(child)
            self._end_overdue()
            self._start_waiting()

    def _patience(self) -> float | None:
        deadlines = [child.deadline for child in self._children.values()]
        return max(0.0, min(deadlines) - time.monotonic()) if deadlines else None

    def _ask(self) -> bool:
        """Take in what was asked; False when nobody asks any more."""
        data = os.read(self._questions, CHUNK)
        for frame in self._frames.feed(data):
            if frame.kind is Kind.CANCEL:
                self._cancel(frame.job)
            elif len(self._waiting) >= self._limits.waiting:
                self._send(Frame(frame.job, Kind.FAILED, TOO_MANY.encode()))
            else:
                self._waiting.append(frame)
        return bool(data)

    def _start_waiting(self) -> None:
        while self._waiting and len(self._children) < self._limits.parallel:
            self._fork(self._waiting.popleft())

    def _fork(self, frame: Frame) -> None:
        reading, writing = os.pipe()
        pid = os.fork()
        if not pid:
            _render(self._work, frame.body, writing, self._limits)
        os.close(writing)
        self._children[reading] = _Child(frame.job, pid, reading, time.monotonic() + self._limits.seconds)
        self._selector.register(reading, selectors.EVENT_READ)

    def _listen(self, child: _Child) -> None:
        data = os.read(child.pipe, CHUNK)
        child.answer += data
        if not data:
            self._bury(child)

    def _bury(self, child: _Child, reason: str = "") -> None:
        status = self._forget(child)
        complete = child.answer and not reason and status == 0
        kind = Kind(child.answer[0]) if complete else Kind.FAILED
        body = bytes(child.answer[1:]) if complete else (reason or epitaph(status)).encode()
        self._send(Frame(child.job, kind, body))

    def _forget(self, child: _Child) -> int:
        self._selector.unregister(child.pipe)
        os.close(child.pipe)
        del self._children[child.pipe]
        return os.waitpid(child.pid, 0)[1]

    def _cancel(self, job: int) -> None:
        self._waiting = deque(frame for frame in self._waiting if frame.job != job)
        for child in [child for child in self._children.values() if child.job == job]:
            os.kill(child.pid, signal.SIGKILL)
            self._forget(child)

    def _end_overdue(self) -> None:
        now = time.monotonic()
        for child in [child for child in self._children.values() if child.deadline <= now]:
            os.kill(child.pid, signal.SIGKILL)
            self._bury(child, TOO_LONG)

    def _end(self) -> None:
        for child in list(self._children.values()):
            os.kill(child.pid, signal.SIGKILL)
            self._forget(child)

    def _send(self, frame: Frame) -> None:
        _write(self._answers, bytes(frame))


def _render(work: Work, body: bytes, pipe: int, limits: Limits) -> NoReturn:
    """Do one job in a child, answer on the pipe and end."""
    try:
        confine(limits)
        kind, answer = _answer(work, body)
        _write(pipe, bytes([kind]) + answer)
        os._exit(0)
    finally:
        os._exit(1)


def _answer(work: Work, body: bytes) -> tuple[Kind, bytes]:
    try:
        return Kind.DONE, work(body)
    except Refused as reason:
        return Kind.FAILED, str(reason).encode()
    except MemoryError:
        return Kind.FAILED, TOO_LARGE.encode()
    except RecursionError:
        return Kind.FAILED, TOO_DEEP.encode()
    except Exception:
        traceback.print_exc()
        raise


def _write(place: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(place, view) :]


def main() -> None:
    """Warm up, then export documents until standard input ends."""
    from exporters import render_job, warming

    parser = argparse.ArgumentParser(prog="python -m exporters.render_helper", description=__doc__)
    for limit in fields(Limits):
        parser.add_argument(f"--{limit.name}", type=type(limit.default), default=limit.default)
    limits = Limits(**vars(parser.parse_args()))
    warming.warm()
    serve(render_job.work, limits)


if __name__ == "__main__":
    main()

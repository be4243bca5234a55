"""The asking side of the render helper, for any number of threads."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from concurrent.futures import Future
from dataclasses import asdict
from itertools import count
from typing import IO

from exporters import Audience, Document, Export, Format, Policy, Theme, render_job
from exporters.frames import Frame, Frames, Kind
from exporters.render_limits import STOPPED, TOO_LONG, Limits

CHUNK = 1 << 16
LONGEST_START = 60.0
CLOSED = "The server is stopping. Try the export again in a minute."
UNABLE = "The export process does not start. The server's log tells why; `afterword doctor` tells what is missing."


class RenderFailed(Exception):
    """An export did not come about, for the reason that the message gives."""


class RenderHelper:
    """A render helper that is started again when it dies."""

    def __init__(self, command: list[str], patience: float) -> None:
        self._command = command
        self._patience = patience
        self._lock = threading.Lock()
        self._process: _Process | None = _Process(command)

    @classmethod
    def start(cls, limits: Limits | None = None, *, patience: float = 60.0) -> RenderHelper:
        """Start a helper; it warms up while the caller goes on. `patience` is the longest wait for one export."""
        options = [f"--{name}={value}" for name, value in asdict(limits or Limits()).items()]
        return cls([sys.executable, "-m", "exporters.render_helper", *options], patience)

    def render(
        self,
        document: Document,
        format: Format,  # noqa: A002 - the door's own word
        *,
        audience: Audience,
        policy: Policy,
        theme: Theme = Theme(),  # noqa: B008 - a value that nobody can change
    ) -> Export:
        """Do what `exporters.export` does, in the helper; RenderFailed where it does not come about."""
        job = render_job.question(document, format, audience=audience, policy=policy, theme=theme)
        return render_job.result(self.ask(job))

    def ask(self, body: bytes) -> bytes:
        """Return the answer to a job, or raise RenderFailed. A job lost with its helper is given to the next one."""
        try:
            return self._living().ask(body, self._patience)
        except _Died:
            pass
        try:
            return self._living().ask(body, self._patience)
        except _Died as death:
            raise RenderFailed(STOPPED if death.was_ready else UNABLE) from None

    def close(self) -> None:
        """End the helper and whatever it is doing."""
        with self._lock:
            process, self._process = self._process, None
        if process:
            process.close()

    def _living(self) -> _Process:
        with self._lock:
            if self._process is None:
                raise RenderFailed(CLOSED)
            if not self._process.alive:
                self._process = _Process(self._command)
            return self._process


class _Died(Exception):
    """The helper ended while it was asked something."""

    def __init__(self, *, was_ready: bool) -> None:
        self.was_ready = was_ready


class _Process:
    """One helper process, and the jobs that it has not answered."""

    def __init__(self, command: list[str]) -> None:
        self._popen = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self._numbers = count(1)
        self._jobs: dict[int, Future[bytes]] = {}
        self._state, self._writing = threading.Lock(), threading.Lock()
        self.alive = True
        self._ready = False
        self._awake = threading.Event()  # ready, or dead
        self._listener = threading.Thread(target=self._listen, name="render-helper", daemon=True)
        self._listener.start()

    def ask(self, body: bytes, patience: float) -> bytes:
        job, answer = next(self._numbers), Future[bytes]()
        self._awake.wait(LONGEST_START)
        with self._state:
            if not self.alive:
                raise self._death()
            self._jobs[job] = answer
        self._send(Frame(job, Kind.JOB, body))
        try:
            return answer.result(patience)
        except TimeoutError:
            self._send(Frame(job, Kind.CANCEL))
            raise RenderFailed(TOO_LONG) from None
        finally:
            self._jobs.pop(job, None)

    def close(self) -> None:
        """End the process: it goes when nobody can ask it any more."""
        self._stop_asking()
        self._listener.join(5)
        self._popen.kill()
        self._listener.join()

    def _stop_asking(self) -> None:
        with self._writing:
            _stream(self._popen.stdin).close()

    def _send(self, frame: Frame) -> None:
        # A broken pipe is noticed by the thread that listens, which fails all jobs at once.
        with self._writing, contextlib.suppress(BrokenPipeError, ValueError):
            view = memoryview(bytes(frame))
            while view:
                view = view[_stream(self._popen.stdin).write(view) :]

    def _listen(self) -> None:
        frames = Frames()
        with _stream(self._popen.stdout) as answers:
            while data := answers.read(CHUNK):
                for frame in frames.feed(data):
                    self._take(frame)
        self._bury()

    def _take(self, frame: Frame) -> None:
        if frame.kind is Kind.READY:
            self._ready = True
            self._awake.set()
            return
        job = self._jobs.pop(frame.job, None)
        if job is None:
            return  # nobody waits for it any more
        if frame.kind is Kind.DONE:
            job.set_result(frame.body)
        else:
            job.set_exception(RenderFailed(frame.body.decode()))

    def _bury(self) -> None:
        with self._state:
            self.alive = False
            lost, self._jobs = list(self._jobs.values()), {}
        self._awake.set()
        for job in lost:
            job.set_exception(self._death())
        self._stop_asking()
        self._popen.wait()

    def _death(self) -> _Died:
        return _Died(was_ready=self._ready)


def _stream(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe

"""What one export may use, and the sentences for an export that wanted more."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from dataclasses import dataclass

TOO_LONG = "This document takes too long to export. Shorten its longest paragraphs and tables, or split it."
TOO_LARGE = "This document needs more memory than an export may use. Shorten its longest paragraphs, or split it."
TOO_DEEP = "Lists in this document are nested too deeply to export. Nest them less."
TOO_MANY = "Too many exports are waiting. Try again in a minute."
STOPPED = "The export stopped unexpectedly. Try again; if it happens again, the server's log tells more."

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds on the clock and on the processor, bytes of address space, jobs at once and jobs that wait."""

    seconds: float = 30.0
    cpu_seconds: int = 30
    memory: int = 1 << 30
    parallel: int = 2
    waiting: int = 64


def confine(limits: Limits) -> None:
    """Hold this process to the limits, and end it when its parent ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    # The soft limit raises SIGXCPU, which tells time from other deaths; the hard one kills what ignores it.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def epitaph(status: int) -> str:
    """Return why a child ended without an answer, from its wait status."""
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
        return TOO_LONG
    # Libraries written in C abort when they are refused memory.
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in {signal.SIGABRT, signal.SIGTRAP}:
        return TOO_LARGE
    return STOPPED

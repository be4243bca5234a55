"""A render helper does jobs in children; a bad job hurts nobody but itself."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from exporters.frames import Frame, Frames, Kind
from exporters.render_client import CLOSED, UNABLE, RenderFailed, RenderHelper
from exporters.render_limits import STOPPED, TOO_LARGE, TOO_LONG


def helper_with(
    *, seconds: int = 20, cpu_seconds: int = 20, parallel: int = 2, patience: float = 30.0
) -> contextlib.closing[RenderHelper]:
    module = "tests.exporters.helper_at_work"
    command = [sys.executable, "-m", module, str(seconds), str(cpu_seconds), str(parallel)]
    return contextlib.closing(RenderHelper(command, patience))


@pytest.fixture(scope="module")
def helper() -> Iterator[RenderHelper]:
    with helper_with() as helper:
        yield helper


def test_a_job_is_answered(helper: RenderHelper) -> None:
    assert helper.ask(b"echo hello") == b"hello"


def test_an_answer_of_many_megabytes_arrives_whole(helper: RenderHelper) -> None:
    body = os.urandom(8 << 20)
    assert helper.ask(b"echo " + body) == body


def test_what_a_library_prints_breaks_no_answer(helper: RenderHelper) -> None:
    assert helper.ask(b"print") == b"printed"


def test_a_refusal_reaches_the_asker_as_it_was_said(helper: RenderHelper) -> None:
    with pytest.raises(RenderFailed, match=r"^Nothing is public\.$"):
        helper.ask(b"refuse Nothing is public.")


@pytest.mark.parametrize("order", [b"raise secret words", b"die"])
def test_a_job_that_breaks_says_so_and_the_next_one_works(helper: RenderHelper, order: bytes) -> None:
    with pytest.raises(RenderFailed) as failure:
        helper.ask(order)
    assert str(failure.value) == STOPPED
    assert helper.ask(b"echo still here") == b"still here"


def test_a_job_that_wants_too_much_memory_is_refused(helper: RenderHelper) -> None:
    with pytest.raises(RenderFailed) as failure:
        helper.ask(b"eat")
    assert str(failure.value) == TOO_LARGE
    assert helper.ask(b"echo still here") == b"still here"


def test_a_job_that_computes_too_long_is_ended() -> None:
    with helper_with(cpu_seconds=1) as helper:
        with pytest.raises(RenderFailed) as failure:
            helper.ask(b"spin")
        assert str(failure.value) == TOO_LONG


def test_a_job_that_waits_too_long_is_ended() -> None:
    with helper_with(seconds=1) as helper:
        with pytest.raises(RenderFailed) as failure:
            helper.ask(b"wait")
        assert str(failure.value) == TOO_LONG
        assert helper.ask(b"echo still here") == b"still here"


def test_an_asker_who_loses_patience_makes_room_for_others() -> None:
    with helper_with(parallel=1, patience=1.0) as helper:
        with pytest.raises(RenderFailed) as failure:
            helper.ask(b"wait")
        assert str(failure.value) == TOO_LONG
        assert helper.ask(b"echo next") == b"next"


def test_two_jobs_run_side_by_side(helper: RenderHelper, tmp_path: Path) -> None:
    pipe = tmp_path / "meeting"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(helper.ask, f"meet {pipe}:{role}".encode()) for role in ("reader", "writer")]
        assert [job.result() for job in jobs] == [b"hello", b"hello"]


def test_many_threads_each_get_their_own_answer(helper: RenderHelper) -> None:
    orders = [f"echo {number}".encode() for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(helper.ask, orders)) == [order.removeprefix(b"echo ") for order in orders]


def test_a_dead_helper_is_started_again(helper: RenderHelper) -> None:
    with pytest.raises(RenderFailed) as failure:
        helper.ask(b"kill-helper")
    assert str(failure.value) == STOPPED
    assert helper.ask(b"echo reborn") == b"reborn"


def test_a_job_lost_with_its_helper_is_given_to_the_next_one(helper: RenderHelper, tmp_path: Path) -> None:
    assert helper.ask(f"kill-helper-once {tmp_path / 'died'}".encode()) == b"second helper"


def test_a_helper_that_cannot_start_says_so() -> None:
    helper = RenderHelper([sys.executable, "-c", "raise SystemExit(1)"], 10.0)
    with pytest.raises(RenderFailed) as failure:
        helper.ask(b"echo")
    assert str(failure.value) == UNABLE
    helper.close()


def test_a_closed_helper_takes_no_jobs() -> None:
    with helper_with() as helper:
        pass
    with pytest.raises(RenderFailed) as failure:
        helper.ask(b"echo")
    assert str(failure.value) == CLOSED


def test_a_helper_ends_with_its_parent_and_takes_its_jobs_along() -> None:
    command = [sys.executable, "-m", "tests.exporters.helper_at_work", "60", "60", "2"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(bytes(Frame(1, Kind.JOB, b"wait")) + bytes(Frame(2, Kind.JOB, b"echo")))
        frames = Frames()
        seen = []
        while len(seen) < 2:
            seen += frames.feed(process.stdout.read(1 << 16))
        process.stdin.close()
        assert process.wait(10) == 0
        # The child that waited held the other end of the output too, had it lived.
        assert process.stdout.read() == b""


def test_frames_are_cut_where_they_end_however_the_bytes_arrive() -> None:
    frames = [Frame(7, Kind.JOB, b"abc"), Frame(8, Kind.CANCEL), Frame(9, Kind.DONE, bytes(300))]
    stream = b"".join(map(bytes, frames))
    reader = Frames()
    assert [frame for byte in stream for frame in reader.feed(bytes([byte]))] == frames
    assert Frames().feed(stream) == frames

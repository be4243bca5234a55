"""A server that is killed under load loses nothing that it called saved."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from pycrdt import Doc, Text
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from webapp.collab import protocol
from webapp.collab.codec import Reader
from webapp.collab.store import Store

ROOT = Path(__file__).parent.parent.parent.parent
AFTERWORD = [sys.executable, "-c", "from webapp.cli import main; main()"]
PEERS = 4


def run(environ: dict[str, str], *arguments: str) -> str:
    done = subprocess.run([*AFTERWORD, *arguments], cwd=ROOT, env=environ, capture_output=True, text=True, check=True)
    return done.stdout.strip()


async def type_until_the_end(address: str, number: int) -> list[str]:
    """Type word after word; return those that the server called saved before it died."""
    doc: Doc[Any] = Doc()
    text, sent, saved = doc.get("summary.status", type=Text), [], 0
    try:
        async with connect(address) as socket:
            while True:
                word = f"<{number}-{len(sent)}>"
                before = doc.get_state()
                text.insert(len(text), word, {})
                await socket.send(protocol.update(doc.get_update(before)))
                sent.append(word)
                async with asyncio.timeout(5):
                    while saved < len(sent) - 3:
                        frame = await socket.recv()
                        if isinstance(frame, bytes) and frame[0] == protocol.SAVED:
                            saved = Reader(frame[1:]).uint()
    except (ConnectionClosed, OSError, TimeoutError):
        return sent[:saved]


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_that_was_called_saved_is_lost(tmp_path: Path, seed: int) -> None:
    environ = {**os.environ, "AFTERWORD_INSTANCE": str(tmp_path)}
    run(environ, "user", "add", "ada@example.com", "--role", "editor")
    token = run(environ, "token", "ada@example.com")
    command = [*AFTERWORD, "serve", "--port", "0"]
    server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    address = f"ws{server.stdout.readline().split()[3].removeprefix('http')}/collab/1?token={token}"

    async def story() -> list[str]:
        typing = [asyncio.create_task(type_until_the_end(address, number)) for number in range(PEERS)]
        await asyncio.to_thread(_wait_for_updates, tmp_path, random.Random(seed).randrange(80, 200))
        os.kill(server.pid, signal.SIGKILL)
        return [word for words in await asyncio.gather(*typing) for word in words]

    try:
        saved = asyncio.run(story())
    finally:
        server.kill()
        server.wait(10)
        server.stdout.close()
    assert len(saved) > PEERS
    store = Store(tmp_path / "rooms.sqlite3")
    doc: Doc[Any] = Doc()
    for update in store.load(_room(tmp_path)).updates:
        doc.apply_update(update)
    store.close()
    text = str(doc.get("summary.status", type=Text))
    assert [word for word in saved if text.count(word) != 1] == []


def _room(instance: Path) -> str:
    import sqlite3

    database = sqlite3.connect(instance / "rooms.sqlite3")
    try:
        return str(database.execute("SELECT id FROM room").fetchone()[0])
    finally:
        database.close()


def _wait_for_updates(instance: Path, wanted: int) -> None:
    """Wait until so many updates are in the log."""
    import sqlite3

    database = sqlite3.connect(instance / "rooms.sqlite3")
    try:
        end = time.monotonic() + 30
        while database.execute("SELECT count(*) FROM room_update").fetchone()[0] < wanted:
            assert time.monotonic() < end, f"the log never held {wanted} updates"
    finally:
        database.close()

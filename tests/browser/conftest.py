"""The whole server as a process of its own, and real browsers in front of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.needs import missing
from webapp.paths import BUILT

ROOT = Path(__file__).parent.parent.parent
AFTERWORD = [sys.executable, "-c", "from webapp.cli import main; main()"]
MOVED = "Failed to load resource: net::ERR_"  # what Chromium says of a server that was killed on purpose
DESK = {"width": 1440, "height": 940}


@dataclass
class Server:
    """`afterword serve` on a port of its own."""

    instance: Path
    port: int = 0
    link: str = ""
    process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, on the same port and the same disk as before."""
        command = [*AFTERWORD, "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environ, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        said = self.process.stdout.readline()
        assert said.startswith("Afterword is at"), said
        self.port = int(said.split()[3].rsplit(":", 1)[1])
        if not self.link:
            self.link = self.process.stdout.readline().split()[-1]

    def kill(self) -> None:
        """End it without a chance to write anything."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def run(self, *arguments: str) -> str:
        """Run a command on the same instance and return what it prints."""
        done = subprocess.run(
            [*AFTERWORD, *arguments], cwd=ROOT, env=self.environ, capture_output=True, text=True, timeout=60, check=True
        )
        return done.stdout.strip()

    @property
    def environ(self) -> dict[str, str]:
        return {**os.environ, "AFTERWORD_INSTANCE": str(self.instance)}

    def _end(self, how: signal.Signals) -> None:
        assert self.process
        os.kill(self.process.pid, how)
        self.process.wait(20)
        assert self.process.stdout
        self.process.stdout.close()


@dataclass
class People:
    """Browsers by name, signed in. What a page complains about is collected, and fails the test at its end."""

    browser: Browser
    server: Server
    complaints: list[str] = field(default_factory=list)
    contexts: dict[str, BrowserContext] = field(default_factory=dict)

    def page(self, name: str, path: str = "/", **options: object) -> Page:
        """Return a page of a person on an address of the server."""
        if name not in self.contexts:
            self.contexts[name] = self.browser.new_context(**{"viewport": DESK, **options})  # type: ignore[arg-type]
            self._sign_in(name)
        page = self._watched(name)
        page.goto(self.server.address + path)
        return page

    def stranger(self, path: str) -> Page:
        """Return a page of somebody who is not signed in."""
        self.contexts.setdefault("a stranger", self.browser.new_context(viewport=DESK))  # type: ignore[arg-type]
        page = self._watched("a stranger")
        page.goto(self.server.address + path)
        return page

    def _watched(self, name: str) -> Page:
        page = self.contexts[name].new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"{name}: {error}"))
        page.on("console", lambda message: self._note(name, message))
        return page

    def _note(self, name: str, message: ConsoleMessage) -> None:
        if message.type == "error" and MOVED not in message.text and "WebSocket connection" not in message.text:
            self.complaints.append(f"{name}: {message.text}")

    def _sign_in(self, name: str) -> None:
        role = {"Ada": "admin", "Cleo": "reader"}.get(name, "editor")
        link = (
            self.server.link if name == "Ada" else self.server.run("user", "add", f"{name}@example.com", "--role", role)
        )
        page = self.contexts[name].new_page()
        page.goto(self.server.address + "/sign-in/" + link.rsplit("/", 1)[1])
        if page.locator("input[name=name]").count():
            page.fill("input[name=name]", name)
        page.locator("main button").click()
        expect(page).to_have_url(self.server.address + "/")
        page.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    if not (BUILT / "editor.js").is_file():
        missing("the front end is not built: make build")
    server = Server(tmp_path / "instance")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def people(chromium: Browser, server: Server) -> Iterator[People]:
    people = People(chromium, server)
    yield people
    for context in people.contexts.values():
        context.close()
    assert people.complaints == []


Editor = Callable[..., Page]


@pytest.fixture
def editor(people: People) -> Editor:
    """Open a postmortem's editor and wait until it is there and saved."""

    def open_editor(name: str, number: int = 1, **options: object) -> Page:
        page = people.page(name, f"/postmortems/{number}", **options)
        saved(page)
        expect(page.locator("#title .ProseMirror")).to_contain_text("Checkout failed")
        return page

    return open_editor


def saved(page: Page) -> None:
    """Wait until the page says that everything is on disk."""
    expect(page.locator(".saved.saved")).to_be_visible(timeout=15_000)

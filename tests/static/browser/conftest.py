"""A real room behind a page with three fields, and real browsers in front of it."""

from __future__ import annotations

import socket
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import uvicorn
from playwright.sync_api import Browser, Page
from pycrdt import Doc

from tests.needs import missing
from tests.static.test_front_end import ESBUILD, ROOT
from webapp.collab.host import Host, _Server
from webapp.collab.socket import Admission, Collaboration
from webapp.collab.store import Store

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types ProseMirrorClipboard; report-uri /csp-reports"
)
PAGE = (
    b"<!DOCTYPE html><html lang=en><title>Fields</title><link rel=stylesheet href=/page.css>"
    b"<main></main><p role=status></p><script type=module src=/page.js></script>"
)
STYLE = (
    b".prose { white-space: pre-wrap; min-height: 1.5em; border: 1px solid }"
    b".colleague-caret::after { content: attr(data-name) }"
)


@dataclass
class Site:
    """The page, the room and what the browsers complained about."""

    bundle: Path
    folder: Path
    port: int = 0
    reports: list[str] = field(default_factory=list)
    server: uvicorn.Server | None = None
    thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Serve, on the same port and the same disk as before."""
        store = Store(self.folder / "rooms.sqlite")
        collaboration = Collaboration(store, admit, on_change=lambda _: None)
        if not self.port:
            store.create("room", Doc[Any]().get_update())
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                self.port = free.getsockname()[1]
        config = uvicorn.Config(
            Host(self.answer, collaboration), port=self.port, log_level="error", ws="websockets-sansio"
        )
        ready = threading.Event()
        self.server = _Server(config, lambda _port: ready.set())
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        assert ready.wait(20)

    def stop(self) -> None:
        assert self.server
        assert self.thread
        self.server.should_exit = True
        self.thread.join()

    def answer(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == "/csp-reports":
            self.reports.append(environ["wsgi.input"].read().decode())
        kind = {"/page.js": "text/javascript", "/page.css": "text/css"}.get(path, "text/html")
        start_response("200 OK", [("Content-Type", f"{kind}; charset=utf-8"), ("Content-Security-Policy", POLICY)])
        return [{"/page.js": self.bundle.read_bytes, "/page.css": lambda: STYLE}.get(path, lambda: PAGE)()]


def admit(scope: Any) -> Admission:
    """Let everybody in under the name they give."""
    wanted = parse_qs(scope["query_string"].decode(), keep_blank_values=True)
    return Admission("room", 1, wanted.get("name", ["Ada"])[0], "#7c3aed", "reader" not in wanted)


@pytest.fixture(scope="session")
def page_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not ESBUILD.exists():
        missing("esbuild is missing: npm ci --ignore-scripts")
    bundle = tmp_path_factory.mktemp("page") / "page.js"
    source = Path(__file__).parent / "page.ts"
    subprocess.run(
        [ESBUILD, source, "--bundle", "--format=esm", "--log-level=warning", f"--outfile={bundle}"],
        cwd=ROOT,
        check=True,
    )
    return bundle


@pytest.fixture
def site(page_bundle: Path, tmp_path: Path) -> Iterator[Site]:
    site = Site(page_bundle, tmp_path)
    site.start()
    yield site
    site.stop()
    assert site.reports == []


Visit = Callable[..., Page]


def until(page: Page, condition: str, argument: object = None) -> None:
    """Wait for `argument => condition` in the page. Playwright's own way needs eval, which the policy forbids."""
    waiting = f"""async argument => {{
      const end = performance.now() + 20000
      while (!({condition})) {{
        if (performance.now() > end) throw new Error(`not in time: {condition.replace("`", "")}`)
        await new Promise(done => setTimeout(done, 10))
      }}
    }}"""
    page.evaluate(waiting, argument)


@pytest.fixture
def visit(site: Site, chromium: Browser) -> Iterator[Visit]:
    """Open the page as somebody: `visit("Ben")`. What a page throws fails the test."""
    contexts = []
    errors: list[str] = []

    def visit(name: str = "Ada", *, query: str = "") -> Page:
        context = chromium.new_context()
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(f"{name}: {error}"))
        page.goto(f"{site.url}?name={name}{query}")
        until(page, "window.page?.session.status.value.state === 'saved'")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert errors == []

"""The parts of a running application that are not the database: the store of rooms and the render helper."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from exporters.render_client import RenderHelper
from webapp.collab.store import Store

if TYPE_CHECKING:
    from flask import Flask

    from webapp.config import Settings

ROOMS_FILE = "rooms.sqlite3"


class Services:
    """What every request of one process shares. Each part is opened when it is first asked for."""

    def __init__(self, settings: Settings) -> None:
        self._rooms = settings.instance / ROOMS_FILE
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._renderer: RenderHelper | None = None

    @property
    def store(self) -> Store:
        """The rooms on disk."""
        with self._lock:
            if self._store is None:
                self._store = Store(self._rooms)
            return self._store

    @property
    def renderer(self) -> RenderHelper:
        """The process that lays out PDF and DOCX, so that the web process never does."""
        with self._lock:
            if self._renderer is None:
                self._renderer = RenderHelper.start()
            return self._renderer

    def close(self) -> None:
        """End the render helper, then write what the store still holds."""
        if self._renderer:
            self._renderer.close()
        if self._store:
            self._store.close()


def open_services(app: Flask, settings: Settings) -> None:
    """Give an application its services."""
    app.extensions["afterword"] = Services(settings)

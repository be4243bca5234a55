"""One process, one port: uvicorn hosts Flask through a bridge, and beside it the live editing as native ASGI."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import uvicorn
from a2wsgi import WSGIMiddleware

from webapp.collab.protocol import MOST_FRAME
from webapp.collab.socket import Collaboration, Receive, Scope, Send

THREADS = 16
SHUTDOWN_SECONDS = 10


class Host:
    """The ASGI application of the whole server."""

    def __init__(self, wsgi: Any, collaboration: Collaboration) -> None:
        self._http: Any = WSGIMiddleware(wsgi, workers=THREADS)
        self._collaboration = collaboration

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._collaboration(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self._collaboration.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._collaboration.stop()
        await send({"type": "lifespan.shutdown.complete"})


class _Server(uvicorn.Server):
    """Uvicorn, telling the port once it listens."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[int], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready(self.servers[0].sockets[0].getsockname()[1])


def run(wsgi: Any, collaboration: Collaboration, *, host: str, port: int, on_ready: Callable[[int], None]) -> None:
    """Serve until interrupted. `on_ready` gets the port, which matters where 0 asked for a free one."""
    config = uvicorn.Config(
        Host(wsgi, collaboration),
        host=host,
        port=port,
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_max_size=MOST_FRAME + 1024,
        ws_per_message_deflate=False,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    with suppress(KeyboardInterrupt):
        _Server(config, on_ready).run()

"""The application for any WSGI server: everything but live co-editing, which `afterword serve` hosts beside it."""

from __future__ import annotations

from webapp import create_app

app = create_app()

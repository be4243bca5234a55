"""Postmortems: who may read them, the home page, the editor page, imports and exports."""

from __future__ import annotations

from webapp.postmortems.distribution import bp as distribution
from webapp.postmortems.imports import bp as imports
from webapp.postmortems.views import bp as pages

blueprints = (pages, imports, distribution)

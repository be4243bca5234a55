"""Publication of an approved revision, and its withdrawal. Customers reach `public`, which reaches nothing else."""

from __future__ import annotations

from webapp.publishing.public import bp as posts
from webapp.publishing.views import bp as pages

blueprints = (pages, posts)

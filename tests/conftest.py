"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is no bug: examples have no deadline of their own.
settings.register_profile("ours", deadline=None)
settings.load_profile("ours")

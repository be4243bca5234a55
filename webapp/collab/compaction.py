"""Many updates as one state, only where that is proved to lose nothing.

`Doc.get_update()` does not carry all that is pending: structs and deletions whose predecessors have not arrived yet.
A state is therefore used only if it has no gap, reaches as far as every update did, and knows all that was deleted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pycrdt import Doc

from webapp.collab.update import check_update


def compact(updates: Sequence[bytes]) -> bytes | None:
    """Return one update that stands for all, or None where something is pending and the updates must stay."""
    doc: Doc[Any] = Doc()
    reached: dict[int, int] = {}
    deleted: dict[int, int] = {}
    with doc.transaction():
        for update in updates:
            doc.apply_update(update)
            reach = check_update(update)
            _raise(reached, reach.end)
            _raise(deleted, reach.deleted)
    state = doc.get_update()
    proof = check_update(state)
    if proof.has_gap or proof.end != reached or any(end > reached.get(client, 0) for client, end in deleted.items()):
        return None
    again: Doc[Any] = Doc()
    again.apply_update(state)
    return state if again.get_state() == doc.get_state() else None


def _raise(highest: dict[int, int], clocks: dict[int, int]) -> None:
    for client, clock in clocks.items():
        highest[client] = max(clock, highest.get(client, 0))

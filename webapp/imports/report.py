"""What an import did, in numbers and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Counts of an import, and remarks that a person should read."""

    blocks: int = 0
    in_appendix: int = 0
    rows: int = 0
    rows_to_check: int = 0
    actions: int = 0
    without_owner: int = 0
    remarks: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the counts as one line: `13 rows, 2 times need you; 14 actions, 14 without owner`."""
        times = f", {_count(self.rows_to_check, 'time needs', 'times need')} you" if self.rows_to_check else ""
        owners = f", {self.without_owner} without owner" if self.without_owner else ""
        return (
            f"{_count(self.rows, 'row', 'rows')}{times}; {_count(self.actions, 'action', 'actions')}{owners}; "
            f"{self.in_appendix} of {_count(self.blocks, 'block', 'blocks')} in the appendix"
        )


def needs_a_look(values: Mapping[str, str]) -> bool:
    """Tell whether a row's time is missing or rests on a guess that a person has to confirm."""
    guessed = set(values.get("inferred", "").split(",")) & {"zone", "day_order", "clock", "order"}
    return not values.get("at") or bool(guessed)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"

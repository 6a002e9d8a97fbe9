"""Shared by the tests: the samples, and the command line to compare with."""

import os
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
#: The command line; `make python` builds it.
BINARY = Path(os.environ.get("YUSUAN", TOP / "target" / "debug" / "yusuan"))


@pytest.fixture(scope="session")
def samples():
    return TOP / "samples"


@pytest.fixture(autouse=True)
def at_the_top(monkeypatch):
    """Runs at the top of the repository, because the examples use paths from there."""
    monkeypatch.chdir(TOP)


@pytest.fixture(scope="session")
def command_line():
    """Converts one directory into another and returns the latter."""

    def convert(source, out, formats="csv"):
        command = [BINARY, "convert", source, "-o", out, "--format", formats, "--quiet"]
        # 1 means that some file could not be read, and some samples are there for that
        assert subprocess.run(command, check=False).returncode in (0, 1)
        return out

    return convert

"""What the tests share: the samples, and the command line as the other side."""

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
    """Examples name the samples as a reader at the top of the repository would."""
    monkeypatch.chdir(TOP)


@pytest.fixture(scope="session")
def command_line():
    """Converts a directory into a directory, and gives the latter."""

    def convert(source, out, formats="csv"):
        command = [BINARY, "convert", source, "-o", out, "--format", formats, "--quiet"]
        # 1 says that some file could not be read, which is what some samples are for
        assert subprocess.run(command, check=False).returncode in (0, 1)
        return out

    return convert

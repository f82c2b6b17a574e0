"""What one test run shares between its processes: a folder, a lock, and what to do when the machine lacks something."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class Missing(Exception):
    """The machine lacks something these tests need."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} is missing: {remedy}")


def skip_or_fail(missing: Missing) -> None:
    """A machine without it skips, aloud; where everything is required (`.ci/run`) it is a failure."""
    if os.environ.get("PACT_REQUIRE") == "all":
        pytest.fail(str(missing), pytrace=False)
    pytest.skip(str(missing))


@contextmanager
def locked(run: Path, name: str) -> Iterator[None]:
    """One process of the run at a time."""
    with (run / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

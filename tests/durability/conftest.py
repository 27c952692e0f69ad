"""Folders to make faults in."""

import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

_IN_MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def memory() -> Generator[Path]:
    """A folder in memory where there is such a thing: hundreds of journals wait for no disk."""
    place = _IN_MEMORY if _IN_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(dir=place) as folder:
        yield Path(folder)

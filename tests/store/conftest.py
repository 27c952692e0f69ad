"""Real journals on real disks."""

from collections.abc import Generator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from trustjournal.store.engine import create_journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def engine(path: Path) -> Generator[Engine]:
    made = create_journal(path)
    yield made
    made.dispose()

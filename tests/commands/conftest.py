"""The command line as a script calls it: words in, text and an exit status out."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.samples import make_customer
from trustjournal import cli
from trustjournal.domain.changes import Change, Changeset
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, open_journal


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Tell = Callable[..., Said]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def tell(journal: Path, capsys: pytest.CaptureFixture[str]) -> Tell:
    """Run a command on the journal of this test."""

    def run(*words: object) -> Said:
        status = cli.main(["--journal", str(journal), *(str(word) for word in words)])
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run


@pytest.fixture
def book(tell: Tell, journal: Path) -> Path:
    """A journal with three people."""
    assert tell("new", journal).status == 0
    engine = open_journal(journal)
    people = [make_customer(name) for name in ("Rosa Delgado", "Rosa Almeida", "Tomasz Wilk")]
    add = Changeset("Add three people", tuple(Change.create(person) for person in people))
    writer.commit(engine, add)
    close_journal(engine)
    for line in ("rosa delgado met +", "tomasz wilk mail"):
        assert tell("log", line, "--now", "2026-11-01T10:00").status == 0
    return journal

"""Reads a file through its form, as an import does."""

from pathlib import Path
from typing import Any

from trustjournal.domain.incoming import Entry
from trustjournal.exchange.forms import find_form, form_called
from trustjournal.exchange.sources import Reading, Source
from trustjournal.exchange.text_files import Problem


def open_source(path: Path, form: str = "", **reading: Any) -> Source:
    """Open a file in the form it is found to have, which has to be `form` where one is given."""
    found = find_form(path)
    assert not form or found.key == form
    return found.open(path, Reading(**reading))


def read_text(tmp_path: Path, text: str, form: str = "", **reading: Any) -> list[Entry | Problem]:
    """Write a file and read all that it brings."""
    return list(open_source(write(tmp_path, text), form, **reading).entries())


def read_as(form: str, path: Path) -> list[Entry | Problem]:
    """Read all that a file brings in the form of a key."""
    return list(form_called(form).open(path, Reading()).entries())


def write(tmp_path: Path, text: str) -> Path:
    """Write a file as it stands."""
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def records(found: list[Entry | Problem]) -> list[Any]:
    """Return the records alone."""
    return [one.record for one in found if isinstance(one, Entry)]


def problems(found: list[Entry | Problem]) -> list[tuple[int, str]]:
    """Return what is amiss, with its rows."""
    return [(one.row, one.text) for one in found if isinstance(one, Problem)]

"""The table of faults names every row, says NO where something is lost, and its quick rows hold."""

import re
from pathlib import Path

import pytest

from tests import faults
from tests.durability.outcome import Outcome
from tests.fault_making import files_below, journal_of
from tests.fault_table import TABLE
from tests.samples import make_customer
from tests.surroundings import write_protected

QUICK = ("F7", "F9", "F12", "I4", "I8", "I9", "I10")
"""The others take seconds, or have tests of their own beside what they are about."""

ROWS = [*(f"F{n}" for n in range(1, 23)), *(f"I{n}" for n in range(1, 11))]


def test_every_row_is_named_once_and_in_order() -> None:
    assert [*faults.ROWS] == ROWS
    assert len({(fault.row, fault.phrase) for fault in TABLE}) == len(TABLE)


@pytest.mark.parametrize("row", QUICK)
def test_a_quick_fault_loses_nothing(tmp_path: Path, row: str) -> None:
    (fault,) = (one for one in TABLE if one.row == row)
    made = fault.make(tmp_path / "books")
    assert made.faults == ()
    assert (made.made > 0, made.lost) == (True, 0)
    assert made.said


@pytest.mark.parametrize(
    ("made", "count"),
    [
        (Outcome(3, 0, "Saved."), 0),
        (Outcome(3, 1, "Saved.", ("the second line is gone",)), 1),
        (Outcome(3, 0, "Saved.", ("it is damaged",)), 1),
        (Outcome(0, 0, "Saved."), 1),
    ],
)
def test_a_loss_is_told_as_no_with_what_was_lost(
    capsys: pytest.CaptureFixture[str], made: Outcome, count: int
) -> None:
    assert faults.tell("F4", [made]) == count
    said = capsys.readouterr().out
    assert ("NO" in said, "yes" in said) == (bool(count), not count)
    assert all(fault in said for fault in made.faults)


def test_one_loss_among_many_rows_ends_with_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {"F4": [Outcome(1, 0, "Read-only.")], "F5": [Outcome(1, 1, "", ("a line",))]}
    monkeypatch.setattr(faults, "make_apart", found.__getitem__)
    assert faults.main(["F4"]) == 0
    assert "nothing lost" in capsys.readouterr().out
    assert faults.main(["F4", "F5"]) == 1
    assert "1 LOST" in capsys.readouterr().out


def test_a_row_whose_process_dies_is_lost(capsys: pytest.CaptureFixture[str]) -> None:
    made = faults.make_apart("no row")
    assert faults.tell("F4", made) == 1
    assert "There is no row" in capsys.readouterr().out


def test_a_row_runs_in_a_process_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert faults.main(["F19"]) == 0
    said = capsys.readouterr().out
    assert re.search(r"^F19 .* 2  books is a folder, not a journal\. +yes$", said, re.MULTILINE)


def test_the_table_fits_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    for row in ROWS:
        count = sum(fault.row == row for fault in TABLE)
        faults.tell(row, [Outcome(99_999, 1, "a sentence " * 20, ("what was lost " * 20,))] * count)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 100
    assert len(lines) > len(TABLE)


def test_a_journal_that_is_written_to_would_be_noticed(tmp_path: Path) -> None:
    journal = journal_of(tmp_path)
    before = files_below(tmp_path)
    journal.write_bytes(journal.read_bytes() + b"x")
    assert files_below(tmp_path) != before


def test_a_protected_folder_refuses_and_is_as_it_was_after(tmp_path: Path) -> None:
    journal_of(tmp_path, make_customer())
    before = tmp_path.stat().st_mode
    with write_protected(tmp_path), pytest.raises(OSError, match="new"):
        (tmp_path / "new").touch()
    assert tmp_path.stat().st_mode == before

"""Whatever the computer around a journal does, nothing is lost and the program says what to do."""

import sys
from pathlib import Path

import pytest

from tests.computer_faults import FAULTS

SAID = {
    "F4": "Not saved: the journal can only be read here.",
    "F5": "Not saved: the journal can only be read here.",
    "F6": "the journal file was moved or replaced",
    "F14": "The first window came up",
    "F16": "Syncthing keeps your journal’s folder alike on several computers.",
    "F17": "still to come by this computer’s clock",
    "F18": "02:30 CEST and 02:30 CET",
    "F19": "is a folder, not a journal.",
}
"""F15 takes the five seconds that it waits; tests/store/test_transaction.py makes it in less."""


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open cannot be moved there")
@pytest.mark.parametrize("case", SAID)
def test_a_fault_of_the_computer_loses_nothing_and_is_said(tmp_path: Path, case: str) -> None:
    outcome = FAULTS[case](tmp_path / "books")
    assert outcome.faults == ()
    assert outcome.made
    assert SAID[case] in outcome.said

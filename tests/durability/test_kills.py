"""Killed at any moment, the command line loses nothing that it said is logged.

`python -m tests.faults F1` kills more often.
"""

import os
from pathlib import Path

import pytest

from tests.durability import disk
from tests.durability.killing import Way, kill

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
on_watched_disk = pytest.mark.skipif(not disk.AVAILABLE, reason="SQLite's functions are hidden")

_DEEDS = 50  # of which the first line takes 40 or so, the folding of its log into the file included


def test_no_kill_at_any_moment_takes_a_logged_line(memory: Path) -> None:
    outcome = kill(Way.COMMANDS, memory / "commands", 30)
    assert outcome.faults == ()
    assert (outcome.made, outcome.lost) == (30, 0)
    assert outcome.said.startswith("Logged with Rosa.")


@on_watched_disk
def test_nor_does_a_kill_at_any_of_the_writes(memory: Path) -> None:
    outcome = kill(Way.WRITES, memory / "writes", _DEEDS)
    assert outcome.faults == ()
    assert outcome.made == _DEEDS
    assert outcome.said.startswith("Logged with Rosa.")


@on_watched_disk
def test_said_before_it_is_written_a_line_would_be_lost(memory: Path) -> None:
    assert kill(Way.HASTY, memory / "hasty", 20).lost > 10

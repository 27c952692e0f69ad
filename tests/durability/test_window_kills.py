"""Killed at any moment, the window loses nothing that it said is logged.

`python -m tests.faults F1` kills more often.
"""

import os
from pathlib import Path

import pytest

from tests.durability.killing import Way, kill

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")


def test_no_kill_at_any_moment_takes_a_logged_line(memory: Path) -> None:
    outcome = kill(Way.WINDOW, memory / "window", 6)
    assert outcome.faults == ()
    assert (outcome.made, outcome.lost) == (6, 0)
    assert outcome.said.startswith("Logged with Rosa")


def test_a_line_that_was_being_typed_is_there_again(memory: Path) -> None:
    outcome = kill(Way.DRAFT, memory / "typed", 2)
    assert outcome.faults == ()
    assert (outcome.made, outcome.said) == (2, "rosa call + half a thought 2")

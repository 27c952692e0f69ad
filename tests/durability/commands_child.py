"""Logs one line after the other by the command line, until it is killed."""

import os
import signal
import sys
from itertools import count
from pathlib import Path

from tests.durability.disk import OK, Deed, watched
from trustjournal import cli


def log_lines(output: int, journal: Path, first: int, _round: int) -> None:
    """Log lines; what the command prints of each goes to `output`."""
    sys.stdout = os.fdopen(output, "w")
    for number in count(first):
        _log(journal, number)


def log_until_a_deed(output: int, journal: Path, first: int, round_: int) -> None:
    """Log lines, and be killed before the so manieth thing that changes a file is done."""
    with watched(journal.parent, _Deadly(round_)):
        log_lines(output, journal, first, round_)


def log_hastily(output: int, journal: Path, first: int, round_: int) -> None:
    """Do the same, but say that each line is logged before it is."""
    with watched(journal.parent, _Deadly(round_)):
        for number in count(first):
            os.write(output, b"Logged with Rosa.\n")
            _log(journal, number)


class _Deadly:
    """Kills the program at the so manieth change of a file."""

    def __init__(self, left: int) -> None:
        self._left = left

    def __call__(self, deed: Deed) -> int:
        self._left -= deed.what not in ("read", "open", "folder")
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return OK


def _log(journal: Path, number: int) -> None:
    words = ["--journal", str(journal), "log", f"rosa call + line {number}"]
    if cli.main(words):
        raise RuntimeError(f"line {number} was refused")

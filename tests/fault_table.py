"""The table of faults: what is made of each row of the design document `safety.md`, and by whom.

`python -m tests.fault_table ROW` makes the faults of one row in this process, with a home of its
own, and prints what came of them as JSON.
"""

import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from tests import computer_faults, hostile_faults, input_faults, journal_faults
from tests.durability import failing_disk, killing, power_loss
from tests.durability.killing import Way
from tests.durability.outcome import Outcome
from tests.surroundings import obey_permissions

_IN_MEMORY: Final = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: the row it belongs to, a phrase that tells it, and what makes it in a folder.

    A `patient` one writes hundreds of journals, and is made in memory so that it waits for no disk.
    """

    row: str
    phrase: str
    make: Callable[[Path], Outcome]
    patient: bool = False


def cut_power(folder: Path) -> Outcome:
    """Let the power go 500 times while an owner logs, and 60 times while the journal is made."""
    before, after = folder / "before", folder / "after"
    before.mkdir(parents=True)
    after.mkdir()
    recording = power_loss.record(before)
    late = power_loss.cut_power(recording, after, 500)
    early = power_loss.cut_power_at_birth(recording, after, 60)
    lost, faults = late.lost + early.lost, (*late.faults, *early.faults)
    return Outcome(late.made + early.made, lost, early.said, faults)


def fill_disk(folder: Path) -> Outcome:
    """Log until the disk, or else the file, has no room any more."""
    if sys.platform == "linux" and (made := failing_disk.fill_small_disk(folder)):
        return made
    return failing_disk.stop_growing(folder)


def _killed(way: Way, times: int) -> Callable[[Path], Outcome]:
    return lambda folder: killing.kill(way, folder, times)


def _refused(name: str) -> Callable[[Path], Outcome]:
    return lambda folder: failing_disk.refuse_commits(folder, name)


DISK: Final = (
    Fault("F1", "kill -9 at any moment of a command", _killed(Way.COMMANDS, 100), patient=True),
    Fault("F1", "kill -9 at each write in turn", _killed(Way.WRITES, 70), patient=True),
    Fault("F1", "kill -9 at any moment of the window", _killed(Way.WINDOW, 27), patient=True),
    Fault("F1", "kill -9 while a line is typed", _killed(Way.DRAFT, 3), patient=True),
    Fault("F1", "the power goes at any moment", cut_power, patient=True),
    Fault("F2", "the disk is full, at each write in turn", _refused("full"), patient=True),
    Fault("F2", "no room any more, in truth", fill_disk),
    Fault("F3", "each write fails in turn", _refused("write"), patient=True),
    Fault("F3", "each sync fails in turn", _refused("sync"), patient=True),
    Fault("F3", "each read fails in turn", _refused("read"), patient=True),
)
PHRASES: Final = {
    "F4": "the folder can only be read",
    "F5": "the file can only be read",
    "F6": "moved and replaced while it is open",
    "F7": "restored beside an old log",
    "F8": "the file is empty",
    "F9": "text, a picture, zeros, half a header",
    "F10": "cut short",
    "F11": "bits flipped, pages destroyed",
    "F12": "made by a newer version",
    "F13": "made by each older version",
    "F14": "a second window, one after a kill -9",
    "F15": "another program writes for long",
    "F16": "in a folder that is synchronised",
    "F17": "the clock is set back by two days",
    "F18": "an hour that comes twice",
    "F19": "a folder, a folder that is missing",
    "F20": "wrong passphrases",
    "F21": "no keychain, a stale one, a closed one",
    "F22": "locked while timers fire",
    "I1": "cells that start a formula",
    "I2": "HTML and pictures in any field",
    "I3": "naughty strings as name, note, search",
    "I4": "NUL and lone surrogates",
    "I5": "broken tables of every kind",
    "I6": "more than 50 MB, more than 200,000 rows",
    "I7": "cards that are broken or huge",
    "I8": "several values in one cell",
    "I9": "files named ../../x, CON, 300 letters",
    "I10": "written out, wiped, brought in",
}
_MAKERS: Final = (
    computer_faults.FAULTS | journal_faults.FAULTS | hostile_faults.FAULTS | input_faults.FAULTS
)
TABLE: Final = (
    *DISK,
    *(Fault(row, words, _MAKERS[row]) for row, words in PHRASES.items()),
)


def make_row(row: str) -> list[Outcome]:
    """Make the faults of a row, each in a folder of its own.

    Raises:
        LookupError: there is no such row.
    """
    faults = [fault for fault in TABLE if fault.row == row]
    if not faults:
        raise LookupError(f"There is no row {row}.")
    return [_made(fault) for fault in faults]


def _made(fault: Fault) -> Outcome:
    """Make one fault; where that fails, something is lost."""
    place = _IN_MEMORY if fault.patient and _IN_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="fault", dir=place) as name:
        _live_in(Path(name) / "home")
        try:
            return _without(name, fault.make(Path(name) / "books"))
        except Exception as error:  # of which kind matters little: it is told, and the next is made
            told = "".join(traceback.format_exception(error, limit=-2)).splitlines()
            return Outcome(0, 1, "", tuple(told[-5:]))


def _live_in(home: Path) -> None:
    """Have nothing of this computer's owner seen or touched."""
    home.mkdir()
    os.environ["HOME"] = str(home)
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(home / name.lower())


def _without(folder: str, made: Outcome) -> Outcome:
    """Return an outcome in which files are called by their names alone."""

    def tidy(words: str) -> str:
        return words.replace(f"{folder}/books/", "").replace(f"{folder}/", "")

    return Outcome(made.made, made.lost, tidy(made.said), tuple(map(tidy, made.faults)))


def main(row: str) -> None:
    """Make a row and print what came of it."""
    os.environ |= {
        "QT_QPA_PLATFORM": "offscreen",
        "LANGUAGE": "en",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    os.environ.pop("TRUSTJOURNAL_JOURNAL", None)
    obey_permissions()
    print(msgspec.json.encode(make_row(row)).decode())


if __name__ == "__main__":
    main(sys.argv[1])

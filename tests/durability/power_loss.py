"""The power goes at any moment: what the disk holds then, and what the program makes of it.

What was synced is there. Of all else any part may be: each write whole or not at all, or some of
its sectors, or some of a sector (as https://sqlite.org/atomiccommit.html takes disks to be), and
what nobody wrote where a file grew; names of files as far as they had come.
"""

import random
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine

from tests.durability.disk import OK, Deed, watched
from tests.durability.journals import Rows, rows, tell
from tests.durability.outcome import Outcome
from tests.samples import make_customer
from tests.store.tending_acts import ACTS, Pick
from trustjournal.domain.changes import Change, Changeset
from trustjournal.errors import InvalidEntry, TrustJournalError
from trustjournal.store import backup, writer
from trustjournal.store.damage import quick_faults
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.keys import Key

_SECTOR: Final = 512
_COMMITS: Final = 60
_PAGES_IN_LOG: Final = 100  # a tenth of what it usually is: few acts are enough
_MOST_TOLD: Final = 5


@dataclass(slots=True)
class _File:
    lasting: bytearray = field(default_factory=bytearray)
    pending: list[Deed] = field(default_factory=list[Deed])


class Disk:
    """A disk that is told of deeds one by one, and knows what of them is sure to last."""

    def __init__(self) -> None:
        self._names: dict[Path, _File] = {}
        self._lasting: dict[Path, _File] = {}
        self._renamed: list[tuple[Path, _File | None]] = []

    def do(self, deed: Deed) -> None:
        """Take in one deed more."""
        match deed.what:
            case "open" if deed.path not in self._names:
                made = self._names[deed.path] = _File()
                self._renamed.append((deed.path, made))
            case "write" | "truncate":
                self._names[deed.path].pending.append(deed)
            case "sync":
                file = self._names[deed.path]
                for one in file.pending:
                    _apply(file.lasting, one)
                file.pending.clear()
            case "delete" if deed.path in self._names:
                del self._names[deed.path]
                self._renamed.append((deed.path, None))
            case "folder":
                self._lasting = dict(self._names)
                self._renamed.clear()
            case _:
                pass

    def after_power_loss(self, chance: random.Random) -> dict[Path, bytes]:
        """Return what may be found when the power comes back: files by their path."""
        names = dict(self._lasting)
        for path, file in self._renamed[: chance.randint(0, len(self._renamed))]:
            if file is None:
                names.pop(path, None)
            else:
                names[path] = file
        survive = chance.choice(_WAYS)
        found: dict[Path, bytes] = {}
        for path, file in names.items():
            content = bytearray(file.lasting)
            for deed in file.pending:
                survive(chance, content, deed)
            found[path] = bytes(content)
        return found


def _nothing(_chance: random.Random, _content: bytearray, _deed: Deed) -> None:
    """Leave all as it was."""


def _all(_chance: random.Random, content: bytearray, deed: Deed) -> None:
    _apply(content, deed)


def _some(chance: random.Random, content: bytearray, deed: Deed) -> None:
    if chance.random() < 0.5:
        _apply(content, deed)


def _torn(chance: random.Random, content: bytearray, deed: Deed) -> None:
    """Write some sectors, some as far as they had come; where nothing was is anything at all."""
    if deed.what != "write":
        _some(chance, content, deed)
        return
    place, end = deed.place, deed.place + len(deed.data)
    while place < end:
        after = min(end, (place // _SECTOR + 1) * _SECTOR)
        data = deed.data[place - deed.place : after - deed.place]
        fate = chance.random()
        if fate < 0.5:
            _apply(content, Deed("write", deed.path, place, data))
        elif fate < 0.7:
            begun = data[: chance.randrange(len(data))]
            _apply(content, Deed("write", deed.path, place, begun))
        elif fate < 0.8 and place >= len(content):
            _apply(content, Deed("write", deed.path, place, chance.randbytes(len(data))))
        place = after


_WAYS: Final = (_nothing, _all, _some, _torn)


def _apply(content: bytearray, deed: Deed) -> None:
    missing = deed.place - len(content)
    if missing > 0:
        content.extend(bytes(missing))
    if deed.what == "truncate":
        del content[deed.place :]
    else:
        content[deed.place : deed.place + len(deed.data)] = deed.data


@dataclass(slots=True)
class Recording:
    """What a journal's files were told, and after which of it how much was acknowledged.

    `states` are all rows of the journal after each act, the journal before the first included;
    `acknowledged` has for each of them the number of deeds after which it was sure to stay.
    """

    path: Path
    key: Key | None = None
    deeds: list[Deed] = field(default_factory=list[Deed])
    states: list[Rows] = field(default_factory=list[Rows])
    acknowledged: list[int] = field(default_factory=list[int])

    def watch(self, deed: Deed) -> int:
        """Write down what is asked of the disk."""
        if deed.what != "read":
            self.deeds.append(deed)
        return OK

    def acknowledge(self, journal: Engine) -> None:
        """Remember that the program said that all it did is there."""
        self.acknowledged.append(len(self.deeds))
        self.states.append(rows(journal))

    def may_hold(self, cut: int) -> Sequence[Rows]:
        """Return the states a journal may be in whose power went after so many deeds."""
        sure = sum(place <= cut for place in self.acknowledged) - 1
        return self.states[max(sure, 0) : sure + 2]


def record(
    folder: Path,
    *,
    commits: int = _COMMITS,
    key: Key | None = None,
    instead: dict[str, str] | None = None,
    hasty: bool = False,
) -> Recording:
    """Log by the command line, then act as a window does, and record what the disk was told.

    `instead` has other settings for SQLite in the place of the program's, such as
    `synchronous=OFF` in that of `synchronous=FULL`. With `hasty` every act is acknowledged when it
    begins.
    """
    path = folder / "journal.db"
    recording = Recording(path, key)
    with watched(folder, recording.watch), _set_otherwise(instead or {}):
        journal = create_journal(path, key)
        recording.acknowledge(journal)
        close_journal(journal)
        if key is None:
            _log_by_command(recording)
        journal = open_journal(path, key)
        _act(recording, journal, commits)
        close_journal(journal)
    if hasty:
        recording.acknowledged[1:] = recording.acknowledged[:-1]
    return recording


def _log_by_command(recording: Recording) -> None:
    for words in (
        *(["log", f"rosa call + line {number}", "--create"] for number in range(4)),
        *(["undo"], ["redo"], ["log", "rosa mail !send the photos by fri"]),
    ):
        tell(recording.path, *words)
        recording.acknowledged.append(len(recording.deeds))
        journal = open_journal(recording.path)
        recording.states.append(rows(journal))
        close_journal(journal)


def _act(recording: Recording, journal: Engine, commits: int) -> None:
    chance = random.Random(commits)
    with journal.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint={_PAGES_IN_LOG}")
    while commits:
        with journal.connect() as connection:
            try:
                changeset = chance.choice(ACTS)(Pick(connection, chance))
            except InvalidEntry:
                continue
        writer.commit(journal, changeset)
        recording.acknowledge(journal)
        if chance.random() < 0.1 and writer.undo(journal):
            recording.acknowledge(journal)
        commits -= 1


@contextmanager
def _set_otherwise(instead: dict[str, str]) -> Generator[None]:
    """Let the program's connections come about as ever, but for some settings."""
    known = driver.Connection

    class Otherwise(known):
        def execute(self, statement: str, *values: Any) -> Any:
            for usual, other in instead.items():
                statement = statement.replace(f"PRAGMA {usual}", f"PRAGMA {other}")
            return super().execute(statement, *values)

    with patch.object(driver, "connect", partial(driver.connect, factory=Otherwise)):
        yield


def cut_power(recording: Recording, folder: Path, times: int, seed: int = 0) -> Outcome:
    """Let the power go so many times, at any moment after the journal was there.

    Lost counts journals that lack something acknowledged, hold half an act, are damaged, or do not
    open and take another act.
    """
    moments = range(recording.acknowledged[0], len(recording.deeds) + 1)
    faults: list[str] = []
    for cut, found in _after_power_losses(recording, moments, times, seed):
        try:
            _go_on(recording, found, folder, recording.may_hold(cut))
        except Exception as error:  # of which kind matters little: something was lost
            faults.append(f"{cut}: {type(error).__name__} {error}")
    return Outcome(times, len(faults), faults=tuple(faults[:_MOST_TOLD]))


def cut_power_at_birth(recording: Recording, folder: Path, times: int, seed: int = 0) -> Outcome:
    """Let the power go while the journal is made: it is there and empty, or a sentence says why.

    Lost counts what is neither.
    """
    faults: list[str] = []
    said = ""
    for cut, found in _after_power_losses(recording, range(recording.acknowledged[0]), times, seed):
        try:
            _go_on(recording, found, folder, recording.states[:1])
        except TrustJournalError as error:
            said = str(error)
        except Exception as error:
            faults.append(f"{cut}: {type(error).__name__} {error}")
    return Outcome(times, len(faults), said, tuple(faults[:_MOST_TOLD]))


def _after_power_losses(
    recording: Recording, moments: range, times: int, seed: int
) -> Iterator[tuple[int, dict[Path, bytes]]]:
    """Yield what the disk may hold after so many losses, each with its number of deeds."""
    chance, disk, done = random.Random(seed), Disk(), 0
    for cut in sorted(chance.choices(moments, k=times)):
        for deed in recording.deeds[done:cut]:
            disk.do(deed)
        done = cut
        yield cut, disk.after_power_loss(chance)


def _go_on(
    recording: Recording, found: dict[Path, bytes], folder: Path, expected: Sequence[Rows]
) -> None:
    """Open what the disk holds, hold it against what is expected of it, and write to it."""
    for path in folder.iterdir():
        path.unlink()
    for path, content in found.items():
        (folder / path.name).write_bytes(content)
    journal = open_journal(folder / recording.path.name, recording.key)
    try:
        assert rows(journal) in expected, "an act that was acknowledged is not there, or half of it"
        assert quick_faults(journal, str) == []
        writer.commit(journal, Changeset("Add", (Change.create(make_customer()),)))
        assert backup.check(journal) == []
    finally:
        journal.dispose()

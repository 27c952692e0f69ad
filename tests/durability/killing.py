"""Kills what writes to a journal, again and again, and looks each time at what is left.

What is killed is forked, and only a process without threads may fork: it is one of its own, begun
by `kill`. It prints what came of it as JSON.
"""

import os
import random
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from time import monotonic
from typing import Final

import msgspec

from tests.durability.commands_child import log_hastily, log_lines, log_until_a_deed
from tests.durability.journals import rows, tell
from tests.durability.outcome import Outcome
from trustjournal.store.engine import close_journal, open_journal

_ROOT: Final = Path(__file__).parents[2]
_MOST_ACKNOWLEDGED: Final = 1
_FIRST_ROUND: Final = 3  # lines to learn from how long one takes
_MOST_TOLD: Final = 5

Work = Callable[[int, Path, int, int], None]
"""Logs lines from a number on until it is killed, acknowledging each on a descriptor, a line each.

Last comes the number of the round.
"""


class Way(StrEnum):
    """What is killed, and when."""

    COMMANDS = "commands"  # at any moment
    WRITES = "writes"  # at the first, second, third... thing asked of the disk
    HASTY = "hasty"  # as WRITES, but each line is acknowledged before it is written
    WINDOW = "window"  # at any moment
    DRAFT = "draft"  # while a line is typed that is not logged


def kill(way: Way, folder: Path, times: int, seed: int = 0) -> Outcome:
    """Kill what logs in `folder` so many times.

    Lost counts the kills after which a line was missing that had been acknowledged, or was there
    by half, or twice, or after which the journal did not pass its check; or the line that was being
    typed was not there again.

    Raises:
        RuntimeError: what was to be killed ended by itself.
    """
    words = [sys.executable, "-m", "tests.durability.killing", way, str(folder), str(times)]
    ran = subprocess.run(
        [*words, str(seed)],
        cwd=_ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise RuntimeError(ran.stderr)
    return msgspec.json.decode(ran.stdout, type=Outcome)


@dataclass(slots=True)
class _Victim:
    """A process that logs, as its parent sees it."""

    pid: int
    output: int
    said: bytes = b""

    def acknowledged(self) -> int:
        return self.said.count(b"\n")

    def hear(self, seconds: float | None) -> bool:
        """Wait for what it says next; tell whether it said anything in time.

        Raises:
            RuntimeError: it ended by itself.
        """
        ready, _, _ = select.select([self.output], [], [], seconds)
        if not ready:
            return False
        said = os.read(self.output, 4096)
        if not said:
            raise RuntimeError(f"It ended by itself, after {self.said!r}.")
        self.said += said
        return True

    def end(self) -> None:
        """Kill it, unless it has done so itself, and hear what it had still said."""
        os.kill(self.pid, signal.SIGKILL)
        self.wait()

    def wait(self) -> None:
        """Hear it until it is killed."""
        while said := os.read(self.output, 4096):
            self.said += said
        os.close(self.output)
        _pid, status = os.waitpid(self.pid, 0)
        if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
            raise RuntimeError(f"It ended by itself with {status}, after {self.said!r}.")


class _Killer:
    """Kills one after the other, and remembers what the journal held after each."""

    def __init__(self, journal: Path, work: Work, seed: int) -> None:
        self._journal = journal
        self._work = work
        self._chance = random.Random(seed)
        self._pace = 0.0
        self._lines = [0]
        self.said = ""

    def at_any_moment(self, round_: int) -> None:
        """Kill one a while after it acknowledged some lines: at most for as long as one takes."""
        victim, first = self._start(round_)
        wanted = self._chance.randint(0, _MOST_ACKNOWLEDGED) if self._pace else _FIRST_ROUND
        heard_at: list[float] = []
        while victim.acknowledged() < wanted:
            victim.hear(None)
            heard_at.append(monotonic())
        if not self._pace:
            self._pace = (heard_at[-1] - heard_at[0]) / max(len(heard_at) - 1, 1)
        until = monotonic() + self._chance.random() * self._pace
        while (left := until - monotonic()) > 0:
            victim.hear(left)
        victim.end()
        self._look(victim, first)

    def by_itself(self, round_: int) -> None:
        """Let one kill itself in the middle of what it asks of the disk."""
        victim, first = self._start(round_)
        victim.wait()
        self._look(victim, first)

    def with_a_draft(self, round_: int) -> None:
        """Kill one that says what it finds typed, and then what it has typed itself.

        Raises:
            AssertionError: it did not find what the one before had typed.
        """
        victim, _first = self._start(round_)
        while victim.acknowledged() < 2:
            victim.hear(None)
        victim.end()
        found, typed = victim.said.decode().splitlines()
        before, self.said = self.said, typed
        assert found == before
        tell(self._journal, "check")

    def _start(self, round_: int) -> tuple[_Victim, int]:
        first = self._lines[-1] + 1
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                os.close(reading)
                self._work(writing, self._journal, first, round_)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)
        os.close(writing)
        return _Victim(pid, reading), first

    def _look(self, victim: _Victim, first: int) -> None:
        """Hold the journal against what was acknowledged.

        Raises:
            AssertionError: something is missing.
            RuntimeError: the journal does not pass its check.
        """
        count = victim.acknowledged()
        sure = [*self._lines, *range(first, first + count)]
        self._lines = _lines(self._journal)
        assert self._lines in (sure, [*sure, first + count]), (
            f"{count} of {first} on: {self._lines}"
        )
        tell(self._journal, "check")
        if count:
            self.said = victim.said.decode().splitlines()[-1]


def _lines(path: Path) -> list[int]:
    """Return the numbers of the lines that a journal holds.

    Raises:
        AssertionError: one is there by half.
    """
    journal = open_journal(path)
    try:
        stored = rows(journal)
        with journal.connect() as connection:
            noted = connection.exec_driver_sql("SELECT number, note FROM touchpoint").all()
            asked = "SELECT rowid, note FROM touchpoint_search('line')"
            found = connection.exec_driver_sql(asked).all()
    finally:
        close_journal(journal)
    assert len(noted) == len(stored["presence"]) == len(stored["history"])
    assert sorted(map(tuple, found)) == sorted(map(tuple, noted))
    return sorted(int(note.removeprefix("line ")) for _number, note in noted)


def _begun(folder: Path) -> Path:
    """Make a journal with one person and one line in it."""
    path = folder / "journal.db"
    tell(path, "new", str(path))
    tell(path, "log", "rosa call + line 0", "--create")
    return path


def _chosen(way: Way) -> tuple[Work, Callable[[_Killer, int], None]]:
    """Return what is to be killed, and how."""
    if way in (Way.WINDOW, Way.DRAFT):
        # Qt takes a second to import, and the commands never need it.
        from tests.durability import window_child

        if way is Way.DRAFT:
            return window_child.type_line, _Killer.with_a_draft
        return window_child.log_lines, _Killer.at_any_moment
    if way is Way.COMMANDS:
        return log_lines, _Killer.at_any_moment
    return log_hastily if way is Way.HASTY else log_until_a_deed, _Killer.by_itself


def _kill(way: Way, folder: Path, times: int, seed: int) -> Outcome:
    work, once = _chosen(way)
    killer = _Killer(_begun(folder), work, seed)
    faults: list[str] = []
    for round_ in range(1, times + 1):
        try:
            once(killer, round_)
        except AssertionError as error:
            faults.append(f"{round_}: {error}")
    return Outcome(times, len(faults), killer.said, tuple(faults[:_MOST_TOLD]))


if __name__ == "__main__":
    came = _kill(Way(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))
    print(msgspec.json.encode(came).decode())

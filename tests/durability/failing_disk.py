"""A disk that is full or fails, at each thing that logging asks of it: it is said, or it is saved.

The same once more on a disk that is full in truth, and with a file that may not grow.
"""

import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import Engine

from tests.durability import disk
from tests.durability.disk import OK, Deed, watched
from tests.durability.journals import rows, tell
from tests.durability.outcome import Outcome
from tests.samples import make_customer, make_touchpoint
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Customer
from trustjournal.errors import NotSaved
from trustjournal.store import backup, queries, writer
from trustjournal.store.engine import close_journal, create_journal, open_journal

_ROOT: Final = Path(__file__).parents[2]
_MOST_TOLD: Final = 5
_SMALL: Final = 2  # MB
_SPARE: Final = 200_000  # bytes that the owner may free
_NOTE: Final = "A long conversation about glazes. " * 600

REFUSALS: Final = {
    "full": ("write", disk.FULL),
    "write": ("write", disk.WRITE_FAILED),
    "sync": ("sync", disk.SYNC_FAILED),
    "read": ("read", disk.READ_FAILED),
}
"""What may go wrong, by name: what is refused, and with what answer."""


class Refusing:
    """Refuses what is asked of a disk, from the so manieth of a kind on, until it is well again."""

    def __init__(self, what: str, answer: int, first: int) -> None:
        self._what = what
        self._answer = answer
        self._left = first
        self.well = False

    def __call__(self, deed: Deed) -> int:
        if deed.what != self._what or self.well:
            return OK
        self._left -= 1
        return self._answer if self.met else OK

    @property
    def met(self) -> bool:
        """Tell whether anything was refused."""
        return self._left <= 0


def refuse_commands(folder: Path, name: str) -> Outcome:
    """Let the disk refuse each thing in turn that the logging of a line asks of it, and repeat it.

    Lost counts lines that are there though they were refused, or not though they were said to be;
    made are the things refused.

    Raises:
        RuntimeError: the same line cannot be logged when the disk is well again, or the journal
            does not pass its check.
    """
    path = folder / "journal.db"
    tell(path, "new", str(path))
    tell(path, "log", "rosa call", "--create")
    said, faults = "", list[str]()
    count = first = 1
    while True:
        refusing = Refusing(*REFUSALS[name], first)
        try:
            with watched(folder, refusing):
                tell(path, "log", f"rosa call + line {first}")
        except RuntimeError as refused:
            said = str(refused).strip()
            tell(path, "log", f"rosa call + line {first} again")
        count += 1
        if _count(path) != count:
            faults.append(f"{first}: {_count(path)} lines instead of {count}, and it said: {said}")
        if not refusing.met:
            tell(path, "check")
            return Outcome(first - 1, len(faults), said, tuple(faults[:_MOST_TOLD]))
        first += 1


def _count(path: Path) -> int:
    journal = open_journal(path)
    try:
        with journal.connect() as connection:
            return len(connection.exec_driver_sql("SELECT id FROM touchpoint").all())
    finally:
        close_journal(journal)


def refuse_commits(folder: Path, name: str) -> Outcome:
    """Let the disk refuse each thing in turn that a commit asks of it; then repeat that, restarting
    nothing.

    Counts as `refuse_commands` does.
    """
    path = folder / "journal.db"
    close_journal(create_journal(path))
    said, faults = "", list[str]()
    first = 0
    while True:
        first += 1
        refusing = Refusing(*REFUSALS[name], first)
        with watched(folder, refusing):
            refusing.well = True
            journal = open_journal(path)
            before = rows(journal)
            refusing.well = False
            rosa = make_customer()
            call = make_touchpoint(rosa.id)
            changeset = Changeset("Add", (Change.create(rosa), Change.create(call)))
            try:
                writer.commit(journal, changeset)
            except NotSaved as refused:
                said = str(refused)
                refusing.well = True
                if rows(journal) != before:
                    faults.append(f"{first}: refused, and there all the same")
                if "the journal refused it" in said:
                    faults.append(f"{first}: not told as the disk's doing: {said}")
                writer.commit(journal, changeset)
            refusing.well = True
            if len(rows(journal)["customer"]) != len(before["customer"]) + 1:
                faults.append(f"{first}: not there once")
            faults += backup.check(journal)
            close_journal(journal)
        if not refusing.met:
            return Outcome(first - 1, len(faults), said, tuple(faults[:_MOST_TOLD]))


def fill_small_disk(folder: Path) -> Outcome | None:
    """Log on a disk of two megabytes until it is full, then make room; None where none can be had.

    Only who may mount can have one, in a space of names of its own, which ends with the process.
    """
    if shutil.which("unshare") is None:
        return None
    mounted = f"mount -t tmpfs -o size={_SMALL}m tmpfs '{folder}' && exec \"$@\""
    child = [sys.executable, "-m", "tests.durability.failing_disk", str(folder)]
    ran = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", mounted, "sh", *child],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if not ran.stdout and "Traceback" not in ran.stderr:
        return None
    if ran.returncode:
        raise RuntimeError(ran.stderr)
    return msgspec.json.decode(ran.stdout, type=Outcome)


def _log_until_full(folder: Path) -> Outcome:
    spare = folder / "spare"
    spare.write_bytes(bytes(_SPARE))
    journal = create_journal(folder / "journal.db")
    try:
        outcome = log_until_refused(journal)
        spare.unlink()
        return _log_once_more(journal, outcome)
    finally:
        close_journal(journal)


def stop_growing(folder: Path) -> Outcome:
    """Log until a file may not grow any more, as this process is told; then let it."""
    journal = create_journal(folder / "journal.db")
    try:
        with _no_file_larger_than(_SMALL * 1024 * 1024):
            outcome = log_until_refused(journal)
        return _log_once_more(journal, outcome)
    finally:
        close_journal(journal)


def log_until_refused(journal: Engine) -> Outcome:
    """Log long notes until one is refused; made are those that were logged."""
    who = make_customer()
    writer.commit(journal, Changeset("Add", (Change.create(who),)))
    made = 0
    while True:
        try:
            writer.commit(journal, _noted(who))
        except NotSaved as refused:
            return Outcome(made, made - len(rows(journal)["touchpoint"]), str(refused))
        made += 1


def _log_once_more(journal: Engine, before: Outcome) -> Outcome:
    with journal.connect() as connection:
        (who,) = queries.customers(connection)
    writer.commit(journal, _noted(who))
    lost = before.made + 1 - len(rows(journal)["touchpoint"])
    return Outcome(before.made, before.lost or lost, before.said, tuple(backup.check(journal)))


def _noted(who: Customer) -> Changeset:
    return Changeset("Log", (Change.create(make_touchpoint(who.id, note=_NOTE)),))


@contextmanager
def _no_file_larger_than(size: int) -> Generator[None]:
    import resource  # there is none on Windows

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


if __name__ == "__main__":
    print(msgspec.json.encode(_log_until_full(Path(sys.argv[1]))).decode())

"""The faults of the computer around a journal (F4 to F6 and F14 to F19), each made for real.

Each function makes one in a folder of its own, and returns what was lost and what was said.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlcipher3.dbapi2 as driver

from tests.durability.journals import rows, tell
from tests.durability.outcome import Outcome
from tests.fault_making import begun, stored, told, unheld
from tests.samples import make_customer, make_touchpoint
from tests.surroundings import write_protected
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Touchpoint
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.moving import found_again
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.transaction import WriteRefused
from trustjournal.ui.surroundings import about_clock, about_folder

_PATIENCE = 60.0  # seconds for a window to come up on a busy computer
_TWO_DAYS = 2 * 86_400 * 1_000_000
_LATE = Changeset("Add", (Change.create(make_customer("Late")),))
_MADRID = ZoneInfo("Europe/Madrid")


def protect_folder(folder: Path) -> Outcome:
    """F4: nothing may be written in the folder."""
    journal = begun(folder)
    with write_protected(journal.parent):
        return _read_and_log(journal)


def protect_file(folder: Path) -> Outcome:
    """F5: the file may not be written."""
    journal = begun(folder)
    with write_protected(journal):
        return _read_and_log(journal)


def move_file(folder: Path) -> Outcome:
    """F6: the file is moved, and replaced by another, while it is open."""
    journal = begun(folder)
    engine = open_journal(journal)
    before = rows(engine)
    moved = folder / "moved.db"
    journal.rename(moved)
    journal.write_bytes(b"another file")
    said = _refusal(lambda: writer.commit(engine, _LATE))
    place = found_again(engine)
    engine.dispose()
    faults = unheld(
        (journal.read_bytes() == b"another file", "the other file was written to"),
        (place == moved, "the moved file was not found again"),
        (stored(moved) == before, "the moved file is not as it was"),
    )
    return Outcome(1, len(faults), said, faults)


def start_twice(folder: Path) -> Outcome:
    """F14: a second start beside a window, a command beside it, and a start after a kill -9."""
    journal = begun(folder)
    before = _touchpoints(journal)
    program = [sys.executable, "-m", "trustjournal", "--journal", str(journal)]
    with _offscreen() as (environment, sockets):
        first = subprocess.Popen(program, env=environment)
        try:
            _wait_until(lambda: any(not one.suffix for one in sockets.glob("*")))
            began = time.monotonic()
            second = subprocess.run(program, env=environment, timeout=_PATIENCE, check=False)
            took = time.monotonic() - began
            beside = tell(journal, "log", "rosa call + beside the window")
            alone = first.poll() is None
        finally:
            first.kill()
            first.wait()
        third = [sys.executable, "-m", "tests.ui.second_start", str(journal)]
        taken_over = _first_line(third, environment)
    faults = unheld(
        (second.returncode == 0 and alone, "the second start did not give way"),
        ("Logged" in beside, "a command beside the window did not work"),
        (taken_over == "listens", "the place of the killed window was not taken over"),
        (_touchpoints(journal) == before + 1, "what was logged beside the window is lost"),
    )
    return Outcome(3, len(faults), f"The first window came up in {took:.1f} s.", faults)


def write_beside(folder: Path) -> Outcome:
    """F15: another program writes for longer than the five seconds that it is waited for."""
    journal = begun(folder)
    before = _touchpoints(journal)
    with closing(driver.connect(str(journal), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        said = told(journal, "log", "rosa call + too early")
        waited = time.monotonic() - began
        other.execute("ROLLBACK")
    tell(journal, "log", "rosa call + in time")
    faults = unheld(
        (waited >= 5, f"it waited for {waited:.1f} s alone"),
        (_touchpoints(journal) == before + 1, "the line was not logged once, later"),
    )
    return Outcome(1, len(faults), said, faults)


def sync_folder(folder: Path) -> Outcome:
    """F16: the journal lies in a folder that is kept alike on several computers."""
    (folder / "books" / ".stfolder").mkdir(parents=True)
    journal = begun(folder / "books")
    engine = open_journal(journal)
    shared = engine.get_execution_options()["folder"]
    with engine.connect() as connection:
        ways = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous")
        ]
    close_journal(engine)
    faults = unheld(
        (ways == ["delete", 3], f"it is written by {ways}"),
        (not [*journal.parent.glob("*-wal")], "a log is kept beside it"),
    )
    return Outcome(1, len(faults), about_folder(shared) if shared else "", faults)


def set_clock_back(folder: Path) -> Outcome:
    """F17: what is in the journal was written on a day that is still to come."""
    from trustjournal.store.clocks import newest_entry_to_come

    journal = begun(folder)
    engine = open_journal(journal)
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE history SET at = at + ?", (_TWO_DAYS,))
    writer.commit(engine, _LATE)
    with engine.connect() as connection:
        written = newest_entry_to_come(connection)
    undone = writer.undo(engine)
    close_journal(engine)
    faults = unheld(
        (written is not None, "it was not noticed"),
        (undone is not None and undone.label == "Add", "another step was taken back"),
    )
    return Outcome(1, len(faults), about_clock(written) if written else "", faults)


def turn_clocks(folder: Path) -> Outcome:
    """F18: the hour of 25 October 2026 that comes twice, and a journal that changes its zone."""
    folder.mkdir(parents=True, exist_ok=True)
    who = make_customer("Rosa")
    instants = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    logged = [make_touchpoint(who.id, happened_at=at.astimezone(_MADRID)) for at in instants]
    engine = create_journal(folder / "journal.db")
    writer.commit(engine, Changeset("Add", tuple(map(Change.create, (who, *logged)))))
    close_journal(engine)
    engine = open_journal(folder / "journal.db")
    with engine.connect() as connection:
        found = fetch(connection, Touchpoint, chosen(Touchpoint))
    close_journal(engine)
    kept = sorted(one.happened_at.astimezone(UTC) for one in found)
    shown = [f"{one.happened_at.astimezone(ZoneInfo(one.zone)):%H:%M %Z}" for one in found]
    faults = unheld(
        (kept == instants, f"they are {kept}"),
        (sorted(shown) == ["02:30 CEST", "02:30 CET"], f"they are shown as {shown}"),
    )
    return Outcome(2, len(faults), " and ".join(shown), faults)


def name_no_file(folder: Path) -> Outcome:
    """F19: a folder, and a file in a folder that is missing, are named as the journal."""
    folder.mkdir(parents=True, exist_ok=True)
    places = (folder, folder / "missing" / "journal.db")
    said = [told(place, "log", "rosa call") for place in places]
    found = zip(places, said, strict=True)
    faults = unheld(
        *((str(one) in words, f"it does not name {one}") for one, words in found),
        (list(folder.iterdir()) == [], "something was made"),
    )
    return Outcome(len(places), len(faults), said[0], faults)


FAULTS: dict[str, Callable[[Path], Outcome]] = {
    "F4": protect_folder,
    "F5": protect_file,
    "F6": move_file,
    "F14": start_twice,
    "F15": write_beside,
    "F16": sync_folder,
    "F17": set_clock_back,
    "F18": turn_clocks,
    "F19": name_no_file,
}


def _read_and_log(journal: Path) -> Outcome:
    before = stored(journal)
    read = told(journal, "search", "tiles")
    said = told(journal, "log", "rosa call + too late")
    faults = unheld(
        ("tiles" in read, "it could not be read"),
        (stored(journal) == before, "it was changed"),
    )
    return Outcome(1, len(faults), said, faults)


def _refusal(write: Callable[[], object]) -> str:
    try:
        write()
    except WriteRefused as refused:
        return str(refused)
    return ""


def _touchpoints(journal: Path) -> int:
    return len(stored(journal)["touchpoint"])


@contextmanager
def _offscreen() -> Generator[tuple[dict[str, str], Path]]:
    """Hold the environment of a window without a screen, and the folder of its sockets."""
    with tempfile.TemporaryDirectory(prefix="tj") as folder:
        ways = {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": folder}
        yield os.environ | ways, Path(folder) / f"trustjournal-{os.getuid()}"


def _first_line(program: list[str], environment: dict[str, str]) -> str:
    """Return what a program says first, and end it."""
    with subprocess.Popen(
        program, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        line = running.stdout.readline() if running.stdout else ""
        running.communicate("\n")
    return line.strip()


def _wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            raise TimeoutError("the window did not come up")
        time.sleep(0.02)

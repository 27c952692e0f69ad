"""The faults of a journal's own file, and of what locks it (F7 to F13 and F20 to F22), for real.

Each function makes one in a folder of its own, and returns what was lost and what was said.
"""

import random
from collections.abc import Callable
from pathlib import Path

from tests.damaging import ROWS, any_pages, destroyed, flipped, make_book
from tests.durability import disk
from tests.durability.disk import watched
from tests.durability.failing_disk import Refusing
from tests.durability.journals import Rows, rows, tell
from tests.durability.outcome import Outcome
from tests.fault_making import begun, files_below, handed_over, stored, told, unheld
from tests.old_journals import make_version
from tests.samples import full_customer, full_touchpoint, make_customer
from trustjournal.domain.changes import Change, Changeset
from trustjournal.errors import TrustJournalError
from trustjournal.store import writer
from trustjournal.store.damage import quick_faults
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.keys import SALT_BYTES, Key
from trustjournal.store.schema import HEAD, VERSIONS

SECRET = "velvet anchor ninety"
_ID = 1
_LOST = "What was noted here was lost."
_FLIPS = 200
_SHARE = 0.95
_COMMANDS = (
    ("log", "rosa call + too late"),
    ("search", "tiles"),
    ("check",),
    ("backup",),
    ("undo",),
    ("check", "--repair"),
)
_REFUSED = ("or the passphrase is wrong", "There is no journal at")
_WRONG = (SECRET.upper(), SECRET[:-1], f"{SECRET} ", "another lamp entirely", "x" * 5000)


def restore_beside_log(folder: Path) -> Outcome:
    """F7: a backup is put back where a log of the old journal lies, sound or without its file."""
    faults: list[str] = []
    said = ""
    for number, is_sound in enumerate((True, False)):
        journal = begun(folder / str(number))
        copy = folder / str(number) / "copy.db"
        tell(journal, "backup", "--to", str(copy))
        wanted, old = stored(copy), _log_beside(journal)
        if not is_sound:
            journal.write_bytes(bytes(100) + journal.read_bytes()[100:])
        before = files_below(journal.parent)
        said = told(journal, "restore", str(copy))
        (aside,) = journal.parent.glob("journal.replaced-*.db")
        log = aside.with_name(f"{aside.name}-wal")
        # Where the log has the first page the file is whole with it, and was folded when looked at.
        is_kept = (
            (aside.read_bytes(), log.read_bytes())
            == (before["journal.db"], before["journal.db-wal"])
            if log.exists() and not is_sound
            else stored(aside) == old
        )
        faults += unheld(
            (stored(journal) == wanted, "what was restored is not what the backup holds"),
            (is_kept, "the old journal is not as it was"),
        )
    return Outcome(2, len(faults), said, tuple(faults))


def _log_beside(journal: Path) -> Rows:
    """Log what stays in the log beside the file, as when the program was killed."""
    engine = open_journal(journal)
    writer.commit(engine, Changeset("Add", (Change.create(make_customer("Only in the log")),)))
    held, found = files_below(journal.parent), rows(engine)
    close_journal(engine)
    for name, content in held.items():
        (journal.parent / name).write_bytes(content)
    return found


def empty_file(folder: Path) -> Outcome:
    """F8: nothing is left of the file, and there is a backup."""
    journal = begun(folder)
    whole = stored(journal)
    tell(journal, "backup")
    journal.write_bytes(b"")
    faults = _untouched(journal)
    from tests.open_window import open_window  # only some faults need a window

    with open_window(journal) as window:
        said = window.wait_for("is empty (0 bytes)")
        window.wait_for("The file that does not open is kept")
    faults += unheld((journal.read_bytes() == b"", "the window wrote into it"))
    (backup, *_others) = sorted((journal.parent / "backups").glob("*.db"))
    tell(journal, "restore", str(backup))
    faults += unheld((stored(journal) == whole, "the backup does not bring all back"))
    return Outcome(len(_COMMANDS) + 1, len(faults), said, faults)


def other_files(folder: Path) -> Outcome:
    """F9: text, a picture, zeros, half a header, a whole one with nothing behind it, and noise."""
    noise = random.Random(9)
    contents = (
        b"Dear diary, the tiles came today.\n" * 300,
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + noise.randbytes(8182),
        bytes(8192),
        b"SQLite form",
        b"SQLite format 3\0" + bytes(84),
        b"SQLite format 3\0" + noise.randbytes(8176),
        noise.randbytes(8192),
    )
    faults: tuple[str, ...] = ()
    said = ""
    for number, content in enumerate(contents):
        journal = folder / str(number) / "journal.db"
        journal.parent.mkdir(parents=True)
        journal.write_bytes(content)
        faults += _untouched(journal)
        with handed_over(SECRET) as descriptor:
            said = told(journal, "--passphrase-fd", descriptor, "search", "tiles")
        faults += unheld((journal.read_bytes() == content, f"it wrote into {content[:20]!r}"))
    return Outcome(len(contents) * (len(_COMMANDS) + 1), len(faults), said, faults)


def cut_short(folder: Path) -> Outcome:
    """F10: a third of the file is gone; it is read, gone back from, and salvaged."""
    folder.mkdir(parents=True)
    journal = folder / "journal.db"
    make_book(journal, rows=600)
    whole, copy = stored(journal), folder / "copy.db"
    tell(journal, "backup", "--to", str(copy))
    content = journal.read_bytes()
    left = content[: len(content) * 2 // 3 + 1234]
    journal.write_bytes(left)
    from tests.open_window import open_window

    with open_window(journal) as window:
        said = window.wait_for("damaged")
    checked = told(journal, "check")
    tell(journal, "salvage", "--to", str(folder / "salvaged.db"))
    count, is_honest = _as_they_were(stored(folder / "salvaged.db"), whole)
    unchanged = journal.read_bytes() == left
    tell(journal, "restore", str(copy))
    faults = unheld(
        ("damaged" in checked, "the check does not find it"),
        (unchanged, "the damaged file was written to"),
        (0 < count < 600, "nothing was salvaged"),
        (is_honest, "something else was salvaged"),
        (stored(journal) == whole, "the backup does not bring all back"),
    )
    return Outcome(1, len(faults), said, faults)


def damage_pages(folder: Path) -> Outcome:
    """F11: 200 single bits are turned over; four pages are destroyed, plain and encrypted."""
    faults: tuple[str, ...] = ()
    said = ""
    for name, passphrase in (("plain", None), ("locked", SECRET)):
        journal = folder / name / "journal.db"
        journal.parent.mkdir(parents=True)
        content = make_book(journal, passphrase)
        key = Key.derive(SECRET, content[:SALT_BYTES]) if passphrase else None
        whole = stored(journal, key)
        if key:
            faults += _flip_bits(journal, content, key)
        damaged = destroyed(content, any_pages(content, 11), 11)
        journal.write_bytes(damaged)
        with handed_over(SECRET) as descriptor:
            found = told(journal, "--passphrase-fd", descriptor, "salvage")
        said = next((line for line in found.splitlines() if "Touchpoints" in line), found)
        kept = [one.read_bytes() for one in journal.parent.glob("journal.damaged-*.db")]
        count, is_honest = _as_they_were(stored(journal, passphrase), whole)
        faults += unheld(
            (kept == [damaged], f"{name}: the damaged file is not kept as it was"),
            (count >= _SHARE * ROWS, f"{name}: {found}"),
            (is_honest, f"{name}: something else was salvaged"),
        )
    return Outcome(_FLIPS + 2, len(faults), said, faults)


def _flip_bits(journal: Path, content: bytes, key: Key) -> tuple[str, ...]:
    """Turn one bit over, again and again; tell of those that were not found."""
    chance = random.Random(200)
    faults: tuple[str, ...] = ()
    for _flip in range(_FLIPS):
        place, bit = chance.randrange(SALT_BYTES, len(content)), chance.randrange(8)
        journal.write_bytes(flipped(content, place, bit))
        try:
            engine = open_journal(journal, key)
        except TrustJournalError:
            continue
        found = quick_faults(engine, str)
        engine.dispose()
        faults += unheld((bool(found), f"bit {bit} of byte {place} was turned over unseen"))
    journal.write_bytes(content)
    return faults


def newer_schema(folder: Path) -> Outcome:
    """F12: a newer version has made the journal."""
    journal = begun(folder)
    engine = open_journal(journal)
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    close_journal(engine)
    faults = _untouched(journal)
    said = told(journal, "search", "tiles")
    faults += unheld(("newer version" in said, "it does not say that it is newer"))
    return Outcome(len(_COMMANDS) + 1, len(faults), said, faults)


def older_schema(folder: Path) -> Outcome:
    """F13: each older version has made one; the disk is full at moments of bringing it on."""
    faults: tuple[str, ...] = ()
    made, said = 0, ""
    for version in VERSIONS[:-1]:
        journal = folder / version / "journal.db"
        journal.parent.mkdir(parents=True)
        names = _make_older(journal, version)
        for place in (1, 40, 400):
            refusing = Refusing("write", disk.FULL, place)
            with watched(journal.parent, refusing):
                answer = told(journal, "people", "--json")
            made += 1
            said = answer if refusing.met else said
        people = told(journal, "people")
        checked = told(journal, "check")
        before = journal.with_name(f"journal.before-{HEAD}.db")
        faults += unheld(
            (all(name in people for name in names), f"{version}: somebody is lost: {people}"),
            ("All is well." in checked, f"{version}: {checked}"),
            (before.exists(), f"{version}: no backup was made before"),
        )
    return Outcome(made, len(faults), said, faults)


def _make_older(journal: Path, version: str) -> tuple[str, ...]:
    """Make a journal of an earlier version; return who is in it."""
    engine = create_journal(journal)
    rosa, ben = full_customer(), make_customer("Ben")
    visit = full_touchpoint(rosa.id, ben.id)
    writer.commit(engine, Changeset("Add", tuple(map(Change.create, (rosa, ben, visit)))))
    make_version(engine, version)
    close_journal(engine)
    return rosa.name, ben.name


def wrong_passphrase(folder: Path) -> Outcome:
    """F20: other passphrases are handed over and typed; no file of the program tells any."""
    journal = _locked(folder)
    whole, before = stored(journal, SECRET), files_below(folder.parent)
    heard: list[str] = []
    for wrong in _WRONG:
        with handed_over(wrong) as descriptor:
            heard.append(told(journal, "--passphrase-fd", descriptor, "log", "rosa call +"))
        with handed_over(wrong) as descriptor:
            missing = folder / "missing.db"
            heard.append(told(missing, "--passphrase-fd", descriptor, "log", "rosa call +"))
    unchanged = files_below(folder.parent) == before
    refused = all(one in words for one, words in zip(_REFUSED * len(_WRONG), heard, strict=True))
    from tests.open_window import open_window

    with open_window(journal) as window:
        window.unlock(_WRONG[0])
        said = window.wait_for("Try once more")
        window.unlock(SECRET)
        window.desk()
        heard.append(window.read())
    left = files_below(folder.parent)
    told_of = [
        name
        for name, content in left.items()
        if any(one.encode() in content for one in (SECRET, *_WRONG))
    ]
    faults = unheld(
        (refused, f"it says {heard}"),
        (unchanged, "a wrong passphrase changed or made a file"),
        (not told_of, f"a passphrase stands in {told_of}"),
        (not any(one in words for one in (SECRET, *_WRONG) for words in heard), "it was printed"),
        (stored(journal, SECRET)["customer"] == whole["customer"], "it is not as it was"),
    )
    return Outcome(2 * len(_WRONG) + 1, len(faults), said, faults)


def _locked(folder: Path) -> Path:
    """Make an encrypted journal with one person in it."""
    folder.mkdir(parents=True, exist_ok=True)
    engine = create_journal(folder / "journal.db", SECRET)
    writer.commit(engine, Changeset("Add", (Change.create(make_customer("Rosa Delgado")),)))
    close_journal(engine)
    return folder / "journal.db"


def no_keychain(folder: Path) -> Outcome:
    """F21: there is no keychain, it knows an older passphrase, or it is closed."""
    from tests.bad_keychains import bad_keychains
    from tests.open_window import open_window

    journal = _locked(folder)
    before = stored(journal, SECRET)["customer"]
    faults: tuple[str, ...] = ()
    said = ""
    for name in bad_keychains(journal):
        said = told(journal, "people")
        with open_window(journal) as window:
            window.unlock(SECRET)
            window.desk()
        faults += unheld(
            ("Run this in a terminal to be asked" in said, f"{name}: it says {said}"),
            (stored(journal, SECRET)["customer"] == before, f"{name}: it is not as it was"),
        )
    return Outcome(3, len(faults), said, faults)


def locked_and_silent(folder: Path) -> Outcome:
    """F22: the window is locked, and the hours of its reminders, backups and calendar come."""
    from tests.open_window import open_window
    from trustjournal.settings import Settings

    journal = _locked(folder)
    whole = stored(journal, SECRET)
    settings = Settings(calendar_file=str(folder / "calendar.ics"))
    with open_window(journal, settings, SECRET) as window:
        desk = window.desk()
        calendar, reminders = desk.calendar, desk.reminders
        desk.navigator.door.lock()
        # As if they had fired in the very moment before they went.
        calendar.tick()
        reminders.look()
        window.wait(lambda: not journal.with_name("journal.db-wal").exists())
        window.wait_for("passphrase")
        before = files_below(folder)
        for _day in range(3):
            window.pass_time(24)
        said, after = window.read(), files_below(folder)
        window.unlock(SECRET)
        window.desk()
    faults = unheld(
        (after == before, "a file was written while it was locked"),
        ("Rosa" not in said, "a name could be read while it was locked"),
        (stored(journal, SECRET)["customer"] == whole["customer"], "it is not as it was"),
    )
    line = next((one for one in said.splitlines() if "locked" in one), said)
    return Outcome(3, len(faults), line, faults)


FAULTS: dict[str, Callable[[Path], Outcome]] = {
    "F7": restore_beside_log,
    "F8": empty_file,
    "F9": other_files,
    "F10": cut_short,
    "F11": damage_pages,
    "F12": newer_schema,
    "F13": older_schema,
    "F20": wrong_passphrase,
    "F21": no_keychain,
    "F22": locked_and_silent,
}


def _untouched(journal: Path) -> tuple[str, ...]:
    """Run commands on a file that is no journal; tell of those that wrote, or did not refuse."""
    before = files_below(journal.parent)
    faults: tuple[str, ...] = ()
    for words in _COMMANDS:
        said = told(journal, *words)
        faults += unheld(
            (said.count("\n") == 0 and journal.name in said, f"{words[0]} says: {said}"),
            (files_below(journal.parent) == before, f"{words[0]} wrote something"),
        )
    return faults


def _as_they_were(found: Rows, whole: Rows) -> tuple[int, bool]:
    """Return how many touchpoints are as they were, and whether the rest say that they are not."""
    before = {*whole["touchpoint"]}
    changed = [row for row in found["touchpoint"] if row not in before]
    ids = {row[_ID] for row in before}
    honest = all(row[_ID] in ids and _LOST in row for row in changed)
    return len(found["touchpoint"]) - len(changed), honest

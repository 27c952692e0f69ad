"""Backups in rotation, on real files, over a made-up year; going back to each of them."""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.old_journals import make_first_version
from tests.samples import make_customer
from tests.store.test_backup import add, damage, names
from trustjournal.domain.backups import FEWEST, MANY, Occasion, backup_name
from trustjournal.domain.changes import Change, Changeset
from trustjournal.errors import Cancelled, NotSaved
from trustjournal.store import writer
from trustjournal.store.backup import back_up, check
from trustjournal.store.backup_files import BackupFile, BackupFolders, backups_of, sweep
from trustjournal.store.backup_reading import compare, look_into
from trustjournal.store.backups import Shrunk, is_changed, take, thin
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.restore import restore
from trustjournal.store.targets import SIDES

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
"""The middle of a day, a week and a month: which of a day, week and month are kept is known."""


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOW - timedelta(hours=1))


def set_clock(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """Let what is written be written from this moment on, each step a little later."""
    ticks = count()

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return (at + timedelta(milliseconds=next(ticks))).astimezone(tz)

    monkeypatch.setattr(writer, "datetime", Clock)


@pytest.fixture
def folders(path: Path) -> BackupFolders:
    return BackupFolders(path)


def listed(folders: BackupFolders) -> list[BackupFile]:
    return backups_of(folders, UTC)


def people(*names: str) -> Changeset:
    return Changeset("Add", tuple(Change.create(make_customer(name)) for name in names))


def test_what_the_program_backs_up_by_itself_it_backs_up_only_once(
    engine: Engine, folders: BackupFolders
) -> None:
    add(engine, "Rosa")
    assert is_changed(engine, folders, NOW)
    made = take(engine, folders, Occasion.WORK, NOW)
    assert made is not None
    assert not is_changed(engine, folders, NOW)
    assert take(engine, folders, Occasion.CLOSE, NOW + timedelta(minutes=1)) is None
    asked = take(engine, folders, Occasion.HAND, NOW + timedelta(minutes=2))
    add(engine, "Ben")
    assert is_changed(engine, folders, NOW)
    closed = take(engine, folders, Occasion.CLOSE, NOW + timedelta(minutes=3))
    assert [one.path for one in listed(folders)] == [closed, asked, made]
    assert [one.occasion for one in listed(folders)] == [
        *(Occasion.CLOSE, Occasion.HAND, Occasion.WORK)
    ]


def test_every_generation_that_is_kept_brings_its_day_back(
    engine: Engine, path: Path, folders: BackupFolders, tmp_path: Path
) -> None:
    held: dict[Path, set[str]] = {}
    for day in range(0, 200, 4):
        writer.commit(engine, people(f"Person of day {day}"))
        made = take(engine, folders, Occasion.CLOSE, NOW + timedelta(days=day))
        assert made is not None
        held[made] = names(engine)
    left = [one.path for one in listed(folders)]
    assert 15 < len(left) < len(held)
    close_journal(engine)
    for backup in left:
        before = backup.read_bytes()
        restore(path, backup, now=NOW)
        opened = open_journal(path)
        assert names(opened) == held[backup]
        assert check(opened) == []
        close_journal(opened)
        assert backup.read_bytes() == before
        assert not list(backup.parent.glob("*-wal"))
    assert not list(tmp_path.glob("*restoring*"))


def test_a_journal_that_lost_most_of_its_rows_replaces_nothing_until_the_owner_says_so(
    engine: Engine, folders: BackupFolders
) -> None:
    everyone = people(*(f"Person {number}" for number in range(2 * MANY)))
    writer.commit(engine, everyone)
    take(engine, folders, Occasion.WORK, NOW)
    gone = [Change.delete(one.record) for one in everyone.changes]
    writer.commit(engine, Changeset("Half", tuple(gone[:MANY])))
    assert take(engine, folders, Occasion.WORK, NOW + timedelta(minutes=30)) is not None
    writer.commit(engine, Changeset("More", tuple(gone[MANY : 2 * MANY - 1])))
    later = NOW + timedelta(minutes=60)
    with pytest.raises(Shrunk, match="holds 1 people and touchpoints, its last backup 20"):
        take(engine, folders, Occasion.HAND, later)
    assert len(listed(folders)) == 2
    assert take(engine, folders, Occasion.HAND, later, confirmed=True) is not None
    assert take(engine, folders, Occasion.HAND, later + timedelta(minutes=1)) is not None


def test_no_backup_ever_takes_the_name_of_another(engine: Engine, folders: BackupFolders) -> None:
    made = [take(engine, folders, Occasion.HAND, NOW) for _time in range(3)]
    assert [one.path for one in listed(folders)] == made[::-1]


def test_one_that_somebody_goes_back_to_stays_whatever_its_age(
    engine: Engine, folders: BackupFolders
) -> None:
    add(engine, "Rosa")
    made = [
        take(engine, folders, Occasion.HAND, NOW + timedelta(minutes=minute)) for minute in range(5)
    ]
    later = NOW + timedelta(days=20)
    take(engine, folders, Occasion.HAND, later, spare=made[1])
    left = [one.path for one in listed(folders)]
    assert made[1] in left
    assert made[0] not in left


def test_the_sample_book_is_no_loss(engine: Engine, folders: BackupFolders) -> None:
    sample = [make_customer(f"Person {number}", is_sample=True) for number in range(2 * MANY)]
    writer.commit(engine, Changeset("Sample", tuple(map(Change.create, sample))))
    take(engine, folders, Occasion.WORK, NOW)
    writer.commit(engine, Changeset("Remove", tuple(map(Change.delete, sample))))
    assert take(engine, folders, Occasion.WORK, NOW + timedelta(minutes=30)) is not None


def test_nothing_is_thinned_where_the_clock_was_set_back(
    engine: Engine, folders: BackupFolders
) -> None:
    add(engine, "Rosa")
    for hour in range(8):
        take(engine, folders, Occasion.HAND, NOW - timedelta(days=20, hours=hour))
    assert len(listed(folders)) == 8  # what the history says lies far ahead of that clock
    thin(engine, folders, folders.nearest, NOW + timedelta(minutes=1))
    assert len(listed(folders)) == FEWEST


def test_nor_where_something_was_done_since_by_the_wrong_clock(
    engine: Engine, folders: BackupFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(engine, "Rosa")
    long_ago = NOW - timedelta(days=20)
    set_clock(monkeypatch, long_ago)
    for hour in range(8):
        add(engine, f"Person {hour}")
        take(engine, folders, Occasion.WORK, long_ago - timedelta(hours=hour))
    assert len(listed(folders)) == 8


def test_another_journal_in_the_same_chosen_folder_keeps_its_own(tmp_path: Path) -> None:
    made: dict[Path | None, BackupFolders] = {}
    for place in ("here", "there"):
        engine = create_journal(tmp_path / place / "journal.db")
        add(engine, place)
        folders = BackupFolders(tmp_path / place / "journal.db", str(tmp_path))
        made[take(engine, folders, Occasion.HAND, NOW)] = folders
        engine.dispose()
    for path, folders in made.items():
        assert [one.path for one in listed(folders)] == [path]


def on_each_of(
    computers: Sequence[str], folders: BackupFolders, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Engine]:
    """Open the journal at one path on one computer after the other, and put it away again."""
    for computer in computers:
        kept = folders.journal.with_name(f"{computer}.db")
        if kept.exists():
            kept.rename(folders.journal)
        engine = (open_journal if folders.journal.exists() else create_journal)(folders.journal)
        monkeypatch.setattr("trustjournal.store.backup_files.node", partial(str, computer))
        yield engine
        close_journal(engine)
        folders.journal.rename(kept)


@pytest.mark.parametrize(
    ("names", "folders_used"), [(("ada", "bob"), 2), (("laptop", "Laptop.fritz.box"), 1)]
)
def test_another_computers_journal_at_the_same_path_keeps_its_backups(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    names: tuple[str, str],
    folders_used: int,
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    folders = BackupFolders(path, str(stick))
    made: list[Path] = []
    for day, engine in enumerate(on_each_of((names[0], *names[1:] * 16), folders, monkeypatch)):
        add(engine, f"Person of day {day}")
        taken = take(engine, folders, Occasion.CLOSE, NOW + timedelta(days=day))
        assert taken is not None
        made.append(taken)
    assert made[0].exists()
    assert not made[1].exists()
    assert len(list(stick.iterdir())) == folders_used


def test_backups_from_before_each_computer_had_its_folder_are_thinned_where_they_are_ours(
    engine: Engine, path: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    folders = BackupFolders(path, str(stick))
    assert folders.shared
    for day in range(5):
        add(engine, f"Person of day {day}")
        place = folders.shared / backup_name("journal", NOW - timedelta(hours=day), Occasion.HAND)
        back_up(engine, place)
    theirs = open_journal(back_up(engine, tmp_path / "copied.db"))
    add(theirs, "Somebody whom only the other computer knows")
    other = back_up(theirs, folders.shared / "journal-20260101-090000.db")
    theirs.dispose()
    before = {one.path for one in listed(folders)}
    assert len(before) == 6
    take(engine, folders, Occasion.HAND, NOW + timedelta(days=20))
    left = before & {one.path for one in listed(folders)}
    assert other in left
    assert len(left) == FEWEST  # two of ours, as the last of all is in the new folder


def test_a_stick_that_is_away_is_no_failure_and_is_filled_when_it_is_back(
    engine: Engine, path: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    folders = BackupFolders(path, str(stick))
    add(engine, "Rosa")
    beside = take(engine, folders, Occasion.WORK, NOW)
    assert folders.is_away
    assert beside is not None
    assert beside.parent == path.parent / "backups"
    assert not stick.exists()
    stick.mkdir()
    there = take(engine, folders, Occasion.WORK, NOW + timedelta(minutes=1))
    assert there is not None
    assert there.is_relative_to(stick)
    assert [one.path for one in listed(folders)] == [there, beside]


def test_a_folder_on_the_journals_disk_is_told_apart_from_one_elsewhere(
    engine: Engine, path: Path
) -> None:
    assert BackupFolders(path).is_on_same_disk
    elsewhere = Path("/dev/shm")
    if not elsewhere.is_dir() or elsewhere.stat().st_dev == path.stat().st_dev:
        pytest.skip("this computer has one disk")
    assert not BackupFolders(path, str(elsewhere)).is_on_same_disk


def leave(*files: Path, hours: int = 2) -> tuple[Path, ...]:
    """Leave files as a kill does, last written so many hours ago."""
    then = time.time() - 3600 * hours
    for file in files:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"half")
        os.utime(file, (then, then))
        os.utime(file.parent, (then, then))
    return files


def unfinished_ones(folders: BackupFolders) -> list[Path]:
    """Return a name of each kind that a kill can leave behind."""
    names = (
        *("journal.db.part", "journal.db.part-wal", "journal.db.former.part"),
        *("journal.before-0006.db.part", "journal.salvaged-20260101-090000.db.copy.part"),
        "journal.salvaged-20260101-090000-2.db.pages.part",
        *(f"journal.salvaged-20260101-090000.db.new.part{side}" for side in SIDES),
        "journal.restoring-abc/part.db",
    )
    return [
        *(folders.journal.parent / name for name in names),
        folders.nearest / "journal-20260101-090000-work.db.part",
        folders.nearest / "journal-20260101-090000.db.part-journal",
    ]


def test_only_copies_never_finished_are_swept_before_the_next_backup(
    engine: Engine, path: Path, folders: BackupFolders
) -> None:
    add(engine, "Rosa")
    take(engine, folders, Occasion.HAND, NOW)
    others = leave(
        *(folders.nearest / "other-20260101-090000.db.part", folders.nearest / "notes.part"),
        *(path.with_name("journal.salvaged-20260101-090000.db"), path.with_name("my.db.part")),
    )
    begun = leave(*unfinished_ones(folders))
    assert take(engine, folders, Occasion.WORK, NOW) is None
    assert not any(file.exists() for file in (*begun, path.with_name("journal.restoring-abc")))
    assert all(file.exists() for file in (*others, path))
    assert len(listed(folders)) == 1


def test_what_is_swept_is_overwritten_first(path: Path, folders: BackupFolders) -> None:
    path.write_bytes(b"the journal")
    (former,) = leave(path.with_name("journal.db.former.part"))
    with former.open("rb") as held:
        sweep(folders)
        assert not former.exists()
        assert held.read() == bytes(4)


def test_what_somebody_may_be_at_work_on_is_not_swept(path: Path, folders: BackupFolders) -> None:
    path.write_bytes(b"the journal")
    begun = leave(*unfinished_ones(folders))
    leave(begun[0], hours=0)
    sweep(folders)
    assert all(file.exists() for file in begun)


def test_nothing_is_swept_where_the_journal_itself_is_gone(
    path: Path, folders: BackupFolders
) -> None:
    begun = leave(*unfinished_ones(folders))
    sweep(folders)
    assert not path.exists()
    assert all(file.exists() for file in begun)


def test_no_file_of_the_owner_is_overwritten_through_a_name_that_leads_to_it(
    path: Path, folders: BackupFolders, tmp_path: Path
) -> None:
    path.write_bytes(b"the journal")
    (own,) = leave(tmp_path / "own.txt")
    path.with_name("journal.db.part").symlink_to(own)
    sweep(folders)
    assert own.read_bytes() == b"half"


def test_backups_are_private(engine: Engine, folders: BackupFolders) -> None:
    add(engine, "Rosa")
    before = os.umask(0)
    try:
        made = take(engine, folders, Occasion.HAND, NOW)
    finally:
        os.umask(before)
    assert made is not None
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700


def test_stopping_leaves_nothing_and_the_journal_as_it_was(
    engine: Engine, folders: BackupFolders
) -> None:
    writer.commit(engine, people(*(f"Person {number}" for number in range(4000))))
    told: list[tuple[int, int]] = []

    def stop(done: int, whole: int) -> None:
        told.append((done, whole))
        raise Cancelled

    with pytest.raises(Cancelled):
        take(engine, folders, Occasion.HAND, NOW, report=stop)
    assert told[0][1] > 500_000
    assert list(folders.nearest.iterdir()) == []
    add(engine, "Ben")
    assert take(engine, folders, Occasion.HAND, NOW) is not None


def test_backups_of_an_encrypted_journal_are_read_with_its_key_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    folders = BackupFolders(path)
    engine = create_journal(path, "ten green bottles")
    add(engine, "Rosa")
    made = take(engine, folders, Occasion.WORK, NOW)
    assert made is not None
    assert take(engine, folders, Occasion.WORK, NOW + timedelta(minutes=1)) is None
    engine.dispose()
    assert b"Rosa" not in made.read_bytes()
    other = create_journal(tmp_path / "other.db", "another one")
    mixed = BackupFolders(tmp_path / "other.db")
    shutil.copy(made, mixed.nearest / "other-20260101-090000.db")
    assert take(other, mixed, Occasion.WORK, NOW) is not None
    other.dispose()


def test_the_last_backup_that_is_damaged_counts_for_none(
    engine: Engine, folders: BackupFolders
) -> None:
    add(engine, "Rosa")
    made = take(engine, folders, Occasion.WORK, NOW)
    assert made is not None
    made.write_bytes(b"x" * 8192)
    assert is_changed(engine, folders, NOW)
    assert take(engine, folders, Occasion.WORK, NOW + timedelta(minutes=1)) is not None


def test_a_full_disk_is_said_and_costs_no_backup(
    engine: Engine, folders: BackupFolders, tmp_path: Path
) -> None:
    add(engine, "Rosa")
    (tmp_path / "backups").write_text("a file in the way")
    with pytest.raises(NotSaved, match="could not be written"):
        take(engine, folders, Occasion.WORK, NOW)


def test_a_backup_from_before_an_update_is_listed(engine: Engine, path: Path) -> None:
    copy = path.with_name("journal.before-0006.db")
    copy.write_bytes(b"old")
    found = listed(BackupFolders(path))
    assert [(one.path, one.occasion, one.size) for one in found] == [(copy, Occasion.UPDATE, 3)]


def test_a_backup_of_an_older_version_is_looked_at_and_gone_back_to_unchanged(
    engine: Engine, path: Path, folders: BackupFolders, tmp_path: Path
) -> None:
    older = create_journal(tmp_path / "older.db")
    add(older, "Rosa")
    make_first_version(older)
    close_journal(older)
    backup = folders.nearest / "journal-20260101-090000.db"
    folders.nearest.mkdir()
    shutil.copy(tmp_path / "older.db", backup)
    before = backup.read_bytes()
    add(engine, "Ben")
    assert look_into(engine, backup).people == 1
    assert compare(engine, backup).counts["promise"] == (0, 0)
    close_journal(engine)
    restore(path, backup, now=NOW)
    opened = open_journal(path)
    assert names(opened) == {"Rosa"}
    opened.dispose()
    assert backup.read_bytes() == before
    assert [one.name for one in folders.nearest.iterdir()] == [backup.name]


def test_a_damaged_backup_is_never_restored(
    engine: Engine, path: Path, folders: BackupFolders
) -> None:
    add(engine, "Rosa")
    made = take(engine, folders, Occasion.HAND, NOW)
    assert made is not None
    close_journal(engine)
    damage(made)
    with pytest.raises(Exception, match=f"{made.name} is damaged"):
        restore(path, made, now=NOW)

"""The program that PyInstaller builds works on a computer without Python: commands and window."""

import csv
import json
import os
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRect

from tests import built_program
from tests.old_journals import make_first_version
from tests.samples import (
    full_customer,
    full_preferences,
    full_touchpoint,
    make_customer,
    make_promise,
    make_touchpoint,
)
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Began, Kind
from trustjournal.domain.records import Labelled
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal
from trustjournal.ui.palette import LIGHT, SIDEBAR_WIDTH

DATA = Path(__file__).parent / "data"
LACKS = built_program.missing()
pytestmark = pytest.mark.skipif(
    bool(LACKS) and not os.environ.get("CI"), reason=f"building and looking needs {LACKS}"
)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("built")
    yield built_program.build(folder)
    shutil.rmtree(folder)


@pytest.fixture
def journal(program: Path, tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    made = built_program.run(program, tmp_path, "new", str(path), "--sample")
    assert made.returncode == 0, made.stderr
    return path


def said(program: Path, journal: Path, *words: str) -> str:
    ran = built_program.run(program, journal.parent, "--journal", str(journal), *words)
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def test_its_commands_log_tell_and_hand_out(program: Path, journal: Path) -> None:
    logged = json.loads(said(program, journal, "log", "rosa call + loved the mug", "--json"))
    assert logged["touchpoint"]["note"] == "loved the mug"
    table = journal.with_name("log.csv")
    said(program, journal, "export", "touchpoints", "--to", str(table), "--exact")
    with table.open(encoding="utf-8", newline="") as stream:
        assert "loved the mug" in [row["note"] for row in csv.DictReader(stream)]
    said(program, journal, "backup")
    assert "All is well" in said(program, journal, "check")


def test_it_draws_charts(program: Path, journal: Path) -> None:
    for suffix, begins in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")):
        drawn = journal.with_name(f"depth.{suffix}")
        said(program, journal, "chart", "depth", "rosa", "--to", str(drawn))
        assert drawn.read_bytes().startswith(begins)


def test_it_prints_letters_writes_calendars_and_knows_holidays(
    program: Path, tmp_path: Path
) -> None:
    path, rosa = tmp_path / "tended.db", make_customer("Rosa")
    asked_at = datetime.now(UTC) - timedelta(days=3)
    records = (
        rosa,
        full_preferences(),
        make_promise(rosa.id, due_on=date(2030, 1, 7)),
        make_touchpoint(rosa.id, happened_at=asked_at, began=Began.THEM, kind=Kind.ENQUIRY),
    )
    engine = create_journal(path)
    writer.commit(engine, Changeset("Add", tuple(Change.create(record) for record in records)))
    close_journal(engine)
    note, calendar = tmp_path / "note.pdf", tmp_path / "ahead.ics"
    said(program, path, "letter", "Thank-you card", "rosa", "--to", str(note))
    assert note.read_bytes().startswith(b"%PDF")
    said(program, path, "export", "calendar", "--to", str(calendar))
    assert "SUMMARY:Promised to Rosa" in calendar.read_text("utf-8")
    waiting = json.loads(said(program, path, "agenda", "--json"))  # in Spain, with its holidays
    assert [card["kind"] for card in waiting][:1] == ["waiting"]


def test_it_matches_calls_finds_twins_and_hands_everything_out(
    program: Path, tmp_path: Path
) -> None:
    path = tmp_path / "people.db"
    rosa = make_customer("Rosa Delgado", phones=(Labelled(value="600 000 001"),))
    twin = make_customer("Rosa Delgado Ruiz", phones=(Labelled(value="+34 600000001"),))
    records = (rosa, full_preferences(), twin)
    engine = create_journal(path)
    writer.commit(engine, Changeset("Add", tuple(Change.create(record) for record in records)))
    close_journal(engine)
    (pair,) = json.loads(said(program, path, "duplicates", "--json"))
    assert "phone" in json.dumps(pair).casefold()
    said(program, path, "merge", str(rosa.id), str(twin.id))
    told = json.loads(said(program, path, "import", str(DATA / "calls.xml"), "--json"))
    assert told["records"]["touchpoint"]["new"] == 2  # by a number with and without its country
    for name, what, begins in (
        ("people.xlsx", ("people",), b"PK"),
        ("people.vcf", ("people",), b"BEGIN:VCARD"),
        ("rosa.pdf", ("story", "rosa"), b"%PDF"),
        ("journal.jsonl", ("journal",), b"{"),
    ):
        target = tmp_path / name
        said(program, path, "export", *what, "--to", str(target))
        assert target.read_bytes().startswith(begins)
    assert "Rosa" in said(program, path, "search", "rosa")


def test_it_locks_a_journal_and_ships_every_keychain_it_may_ask(
    program: Path, tmp_path: Path
) -> None:
    path, words = str(tmp_path / "locked.db"), "velvet anchor ninety\n"
    for command in (("new", path), ("--journal", path, "people")):
        ran = built_program.run(program, tmp_path, "--passphrase-fd=0", *command, typed=words)
        assert (ran.returncode, ran.stderr) == (0, "")
    refused = built_program.run(program, tmp_path, "--journal", path, "people")
    assert "locked with a passphrase" in refused.stderr
    listed = next((program.parent / "_internal").glob("keyring-*.dist-info/entry_points.txt"))
    named = set(re.findall(r"keyring\.backends\.(\w+)", listed.read_text("utf-8")))
    assert named >= {"SecretService", "Windows", "chainer", "kwallet", "libsecret", "macOS"}
    wanted = {f"keyring.backends.{name}" for name in named} | {"secretstorage", "jeepney"}
    assert wanted <= built_program.contents(program)


def test_it_migrates_an_older_journal(program: Path, tmp_path: Path) -> None:
    path, rosa = tmp_path / "old.db", full_customer()
    engine = create_journal(path)
    visit = full_touchpoint(rosa.id)
    writer.commit(engine, Changeset("Add", (Change.create(rosa), Change.create(visit))))
    make_first_version(engine)
    close_journal(engine)
    assert json.loads(said(program, path, "check", "--json"))["ok"]
    assert list(tmp_path.glob("old.before-*.db"))


def test_its_window_shows_the_journal(program: Path, journal: Path, tmp_path: Path) -> None:
    said(program, journal, "log", "rosa call + loved the mug")
    image = built_program.picture(program, tmp_path, "--journal", str(journal))
    image.save(str(tmp_path / "window.png"))
    wide, high = built_program.SCREEN
    assert (image.width(), image.height()) == (wide, high)
    side = built_program.colours(image, QRect(0, 0, SIDEBAR_WIDTH, high))
    page = built_program.colours(image, QRect(SIDEBAR_WIDTH, 0, wide - SIDEBAR_WIDTH, high))
    assert {LIGHT.side.lower(), LIGHT.accent.lower()} <= side
    assert {LIGHT.bg.lower(), LIGHT.surface.lower(), LIGHT.ink.lower()} <= page

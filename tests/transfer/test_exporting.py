"""Tables, people and stories go out whole or not at all."""

import csv
import re
import zipfile
from base64 import b64encode
from collections.abc import Generator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tests.exchange import source_reading
from tests.samples import (
    NOON,
    make_answer,
    make_apart,
    make_attachment,
    make_check_in,
    make_custom_field,
    make_customer,
    make_feedback,
    make_gesture,
    make_membership,
    make_promise,
    make_recovery,
    make_review,
    make_touchpoint,
    make_wish,
)
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.records import Customer, CustomValue, Labelled, Record
from trustjournal.errors import Cancelled, InvalidEntry, NotFound, NotSaved
from trustjournal.exchange.story_markdown import markdown
from trustjournal.store import contents, writer
from trustjournal.store.engine import create_journal
from trustjournal.store.tables import COLUMNS, Choice
from trustjournal.transfer.exporting import (
    Form,
    Version,
    export_people,
    export_table,
    export_workbook,
    save,
    tell_story,
)

FORMULA = re.compile(r"^[\s\u00a0\ufeff\u200b-\u200f\u202a-\u202e\x00]*[=+\-@\t\r\n＝＋－＠|%]")
NASTY = [
    "=1+1",
    "'=1",
    "@SUM(A1)",
    " \t-2",
    'quotes "inside", commas',
    "two\nlines\r\nand a lone \r return",
    "ünïcödé 佐藤 🌱",
    "plain",
    "",
]


@pytest.fixture
def engine(tmp_path: Path) -> Generator[Engine]:
    made = create_journal(tmp_path / "journal.db")
    yield made
    made.dispose()


def add(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Add", tuple(Change.create(record) for record in records)))


def rows(path: Path, *, encoding: str = "utf-8") -> list[list[str]]:
    with path.open(newline="", encoding=encoding) as stream:
        return list(csv.reader(stream))


def test_an_exact_log_holds_every_touchpoint_once_byte_for_byte(
    engine: Engine, tmp_path: Path
) -> None:
    ana, ben = make_customer("Ana"), make_customer("=Ben")
    touches = [make_touchpoint(ana.id, ben.id, note=note) for note in NASTY]
    add(engine, ana, ben, *touches)
    target = tmp_path / "log.csv"
    assert export_table(engine, "touchpoints", target, form=Form.EXACT) == len(NASTY)
    header, *found = rows(target)
    assert tuple(header) == COLUMNS["touchpoints"]
    by_id = {dict(zip(header, row, strict=True))["id"]: row for row in found}
    assert len(by_id) == len(found) == len(NASTY)
    for touch in touches:
        row = dict(zip(header, by_id[str(touch.id)], strict=True))
        assert row["note"] == touch.note
        assert row["people"] == "Ana; =Ben"
        assert (row["date"], row["time"]) == ("2026-11-20", "13:00")
        assert row["happened_at"] == "2026-11-20T13:00:00+01:00"


def test_a_log_for_spreadsheets_has_no_cell_that_one_would_evaluate(
    engine: Engine, tmp_path: Path
) -> None:
    who = make_customer("=HYPERLINK(1)")
    add(engine, who, *(make_touchpoint(who.id, note=note, feeling=-2) for note in NASTY))
    target = tmp_path / "log.csv"
    export_table(engine, "touchpoints", target)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    cells = [cell for row in rows(target, encoding="utf-8-sig") for cell in row]
    assert [cell for cell in cells if FORMULA.match(cell)] == []


def test_a_log_can_be_narrowed_by_person_days_and_columns(engine: Engine, tmp_path: Path) -> None:
    ana, ben = make_customer("Ana"), make_customer("Ben")
    early = make_touchpoint(ana.id, happened_at=NOON.replace(day=1), note="early")
    late = make_touchpoint(ana.id, note="late")
    add(engine, ana, ben, early, late, make_touchpoint(ben.id, note="other"))
    target = tmp_path / "log.csv"
    choice = Choice(columns=("note", "people"), since=date(2026, 11, 20), customer_id=ana.id)
    export_table(engine, "touchpoints", target, form=Form.EXACT, choice=choice)
    assert rows(target) == [["note", "people"], ["late", "Ana"]]
    choice = Choice(columns=("note",), until=date(2026, 11, 19))
    export_table(engine, "touchpoints", target, form=Form.EXACT, choice=choice)
    assert rows(target) == [["note"], ["early"]]


def test_people_promises_and_gestures_leave_as_tables_too(engine: Engine, tmp_path: Path) -> None:
    ana = make_customer("Ana", tags=("vip", "oak"), phones=(Labelled(value="12"),))
    add(engine, ana, make_promise(ana.id), make_gesture(ana.id, title="Mug"))
    for what, expected in (
        ("people", {"name": "Ana", "tags": "vip; oak", "phones": "12"}),
        ("promises", {"person": "Ana", "text": "send the photos", "made_on": "2026-11-20"}),
        ("gestures", {"person": "Ana", "title": "Mug", "status": "idea"}),
    ):
        target = tmp_path / f"{what}.csv"
        assert export_table(engine, what, target, form=Form.EXACT) == 1
        header, row = rows(target)
        assert tuple(header) == COLUMNS[what]
        assert expected.items() <= dict(zip(header, row, strict=True)).items()


def test_a_stopped_or_refused_export_leaves_what_was_there(engine: Engine, tmp_path: Path) -> None:
    ana = make_customer("Ana")
    add(engine, ana, *(make_touchpoint(ana.id) for _ in range(5)))
    target = tmp_path / "log.csv"
    target.write_text("mine")

    def stop(done: int, total: int) -> None:
        assert total == 5
        raise Cancelled

    with pytest.raises(Cancelled):
        export_table(engine, "touchpoints", target, report=stop)
    with pytest.raises(InvalidEntry, match="no column “mood”"):
        export_table(engine, "touchpoints", target, choice=Choice(columns=("mood",)))
    with pytest.raises(InvalidEntry, match="no table"):
        export_table(engine, "secrets", target)
    with pytest.raises(NotSaved, match="could not be written"):
        export_table(engine, "people", tmp_path / "missing" / "people.csv")
    assert target.read_text() == "mine"
    assert sorted(found.suffix for found in tmp_path.iterdir() if "log" in found.name) == [".csv"]


def test_a_table_leaves_as_a_workbook_with_the_same_rows(engine: Engine, tmp_path: Path) -> None:
    ana = make_customer("=Ana")
    add(engine, ana, *(make_touchpoint(ana.id, note=note) for note in NASTY))
    target = tmp_path / "log.xlsx"
    heard: list[tuple[int, int]] = []
    choice = Choice(columns=("people", "note"))

    def hear(done: int, total: int) -> None:
        heard.append((done, total))

    count = export_workbook(engine, "touchpoints", target, choice=choice, report=hear)
    assert count == len(NASTY)
    assert heard[-1] == (len(NASTY), len(NASTY))
    with zipfile.ZipFile(target) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == len(NASTY) + 1
    assert sheet.count(">=Ana</t>") == len(NASTY)
    assert "<f>" not in sheet


def test_a_stopped_workbook_leaves_what_was_there(engine: Engine, tmp_path: Path) -> None:
    add(engine, make_customer())
    target = tmp_path / "people.xlsx"
    target.write_text("mine")

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        export_workbook(engine, "people", target, report=stop)
    assert target.read_text() == "mine"
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize("version", Version)
def test_people_leave_as_cards_with_own_fields_belongings_and_their_photo(
    engine: Engine, tmp_path: Path, version: Version
) -> None:
    glaze, photo = make_custom_field("Glaze"), b"\x89PNG"
    digest = contents.digest_of(photo)
    home = make_customer("The Ruiz", kind=CustomerKind.HOUSEHOLD)
    ben = make_customer("Ben", emails=(Labelled(value="ben@example.org"),))
    ana = make_customer(
        "Ana", referred_by=ben.id, custom=(CustomValue(field_id=glaze.id, value="terracotta"),)
    )
    records = (
        *(glaze, home, ben, ana, make_membership(ana.id, home.id, role="daughter")),
        make_attachment(ana.id, digest=digest, is_photo=True, media_type="image/png", size=4),
    )
    changes = tuple(Change.create(record) for record in records)
    writer.commit(engine, Changeset("Add", changes, contents={digest: photo}))
    target = tmp_path / "people.vcf"
    assert export_people(engine, target, version) == 3
    text = target.read_text("utf-8")
    found = source_reading.records(source_reading.read_as("vcard", target))
    assert [one.name for one in found if isinstance(one, Customer)] == ["Ana", "Ben", "The Ruiz"]
    for said in (
        *("REFERRED-BY:Ben", "BELONGS-TO:The Ruiz;daughter", "FIELD:terracotta"),
        *("X-ABLabel:Glaze", b64encode(photo).decode()),
    ):
        assert text.count(said) == 1
    assert export_people(engine, target, version, customer_id=ben.id) == 1
    assert "ben@example.org" in target.read_text("utf-8")
    with pytest.raises(NotFound):
        export_people(engine, target, version, customer_id=glaze.id)
    assert "ben@example.org" in target.read_text("utf-8")


def test_a_story_tells_what_every_table_holds_of_somebody(engine: Engine) -> None:
    glaze = make_custom_field("Glaze")
    home, twin, ben = make_customer("The Ruiz"), make_customer("Ana Ruyz"), make_customer("Ben")
    ana = make_customer("Ana", custom=(CustomValue(field_id=glaze.id, value="terracotta"),))
    sent = make_customer("Zoe", referred_by=ana.id)
    met = make_touchpoint(ana.id, ben.id, note="about the kiln")
    wish = make_wish("A lid")
    lower, higher = sorted((ana.id, twin.id))
    add(
        engine,
        *(glaze, home, twin, ben, ana, sent, met, wish),
        make_membership(ana.id, home.id, role="daughter"),
        make_membership(sent.id, ana.id, role="apprentice"),
        make_apart(lower, higher),
        make_check_in(ana.id, about="the terrace"),
        make_promise(ana.id),
        make_gesture(ana.id, title="Mug"),
        make_answer(ana.id, text="cups that last"),
        make_feedback(ana.id, text="lids!", wish_id=wish.id),
        make_recovery(ana.id, about="a chipped jug"),
        make_review(ana.id, reason="moved away"),
        make_attachment(ana.id, name="sketch.pdf", is_photo=False),
        make_attachment(ben.id, name="shared.pdf", touchpoint_id=met.id, is_photo=False),
        make_attachment(ana.id, name="face.png", is_photo=True),
        make_attachment(ben.id, name="bens own.pdf", is_photo=False),
        make_touchpoint(ben.id, note="about Ben alone"),
    )
    told = tell_story(engine, ana.id, NOON, ZoneInfo("Europe/Madrid"))
    text = markdown(told)
    for said in (
        *("terracotta", "The Ruiz (daughter)", "Zoe (apprentice)", "Ana Ruyz", "Zoe", "with Ben"),
        *("about the kiln", "the terrace", "send the photos", "Mug", "cups that last", "lids"),
        *("A lid", "a chipped jug", "moved away", "sketch.pdf", "shared.pdf", "face.png"),
    ):
        assert said in text.replace("\\", ""), said
    assert "bens own" not in text
    assert "about Ben alone" not in text
    with pytest.raises(NotFound):
        tell_story(engine, glaze.id, NOON, ZoneInfo("Europe/Madrid"))


def test_what_is_made_already_is_saved_whole_and_never_over_the_journal(
    engine: Engine, tmp_path: Path
) -> None:
    save(engine, tmp_path / "story.md", b"# Ana")
    assert (tmp_path / "story.md").read_bytes() == b"# Ana"
    with pytest.raises(NotSaved, match="belongs to the journal"):
        save(engine, tmp_path / "journal.db", b"")

"""Contacts come in whole and are undone as one; tables go out whole or not at all."""

import csv
import re
from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.samples import NOON, make_customer, make_gesture, make_promise, make_touchpoint
from trustjournal import transfer
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import (
    Customer,
    Labelled,
    Record,
)
from trustjournal.errors import Cancelled, InvalidEntry, NotSaved
from trustjournal.exchange.contacts import read_contacts
from trustjournal.store import queries, writer
from trustjournal.store.engine import create_journal
from trustjournal.store.tables import COLUMNS, Choice
from trustjournal.transfer import Duplicates, Form

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


def people(engine: Engine) -> list[Customer]:
    with engine.connect() as connection:
        return queries.customers(connection)


def rows(path: Path, *, encoding: str = "utf-8") -> list[list[str]]:
    with path.open(newline="", encoding=encoding) as stream:
        return list(csv.reader(stream))


CARDS = """BEGIN:VCARD\r
VERSION:3.0\r
FN:{name}\r
TEL:{phone}\r
NOTE:{note}\r
END:VCARD\r
"""


def cards(tmp_path: Path, *people: tuple[str, str, str]) -> Path:
    path = tmp_path / "contacts.vcf"
    text = "".join(CARDS.format(name=name, phone=phone, note=note) for name, phone, note in people)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def plan(engine: Engine, path: Path, duplicates: Duplicates) -> transfer.Plan:
    with engine.connect() as connection:
        return transfer.plan_contacts(connection, read_contacts(path), duplicates)


KNOWN = make_customer("Ana Ruiz", phones=(Labelled(value="+34 600 111 222"),), note="Old friend")


@pytest.mark.parametrize(
    ("duplicates", "counts", "names"),
    [
        (Duplicates.SKIP, (1, 0, 2), ["Ana Ruiz", "Ben Stone"]),
        (Duplicates.MERGE, (1, 2, 0), ["Ana Ruiz", "Ben Stone"]),
        (Duplicates.NEW, (3, 0, 0), ["Ana Ruiz", "Ana Ruiz", "Ben Stone", "Ben Stone"]),
    ],
)
def test_duplicates_are_skipped_merged_or_added_as_asked(
    engine: Engine,
    tmp_path: Path,
    duplicates: Duplicates,
    counts: tuple[int, int, int],
    names: list[str],
) -> None:
    add(engine, KNOWN)
    path = cards(
        tmp_path,
        ("Ana Ruiz", "0034600111222", "Loves oak"),
        ("Ben Stone", "600333444", "First"),
        ("Ben Stone", "600333444", "Second"),
    )
    planned = plan(engine, path, duplicates)
    assert (planned.added, planned.merged, planned.skipped) == counts
    assert [(found.row, found.existing.name) for found in planned.found] == [
        (1, "Ana Ruiz"),
        (3, "Ben Stone"),
    ]
    writer.commit(engine, planned.changeset)
    assert [found.name for found in people(engine)] == names


def test_merging_adds_and_loses_nothing_and_is_one_undo(engine: Engine, tmp_path: Path) -> None:
    add(engine, KNOWN)
    path = cards(
        tmp_path, ("Ana Ruiz", "600111222", "Loves oak"), ("Ben Stone", "600333444", "First")
    )
    writer.commit(engine, plan(engine, path, Duplicates.MERGE).changeset)
    ana, ben = people(engine)
    assert "Old friend" in ana.note
    assert "Loves oak" in ana.note
    assert ben.phones[0].value == "600333444"
    writer.undo(engine)
    assert people(engine) == [KNOWN]


def test_merging_somebody_who_brings_nothing_new_is_not_counted_as_merged(
    engine: Engine, tmp_path: Path
) -> None:
    add(engine, KNOWN)
    path = cards(tmp_path, ("Ana Ruiz", "+34 600 111 222", "Old friend"), ("Ben", "600333444", ""))
    planned = plan(engine, path, Duplicates.MERGE)
    assert (planned.added, planned.merged, planned.skipped) == (1, 0, 1)
    assert len(planned.changeset.changes) == 1


def test_the_same_file_again_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    path = cards(tmp_path, ("Ana Ruiz", "600111222", "Loves oak"), ("Ben", "600333444", ""))
    writer.commit(engine, plan(engine, path, Duplicates.SKIP).changeset)
    for duplicates in (Duplicates.SKIP, Duplicates.MERGE):
        assert plan(engine, path, duplicates).changeset.changes == ()


def test_an_exact_log_holds_every_touchpoint_once_byte_for_byte(
    engine: Engine, tmp_path: Path
) -> None:
    ana, ben = make_customer("Ana"), make_customer("=Ben")
    touches = [make_touchpoint(ana.id, ben.id, note=note) for note in NASTY]
    add(engine, ana, ben, *touches)
    target = tmp_path / "log.csv"
    assert transfer.export_table(engine, "touchpoints", target, form=Form.EXACT) == len(NASTY)
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
    transfer.export_table(engine, "touchpoints", target)
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
    transfer.export_table(engine, "touchpoints", target, form=Form.EXACT, choice=choice)
    assert rows(target) == [["note", "people"], ["late", "Ana"]]
    choice = Choice(columns=("note",), until=date(2026, 11, 19))
    transfer.export_table(engine, "touchpoints", target, form=Form.EXACT, choice=choice)
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
        assert transfer.export_table(engine, what, target, form=Form.EXACT) == 1
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
        transfer.export_table(engine, "touchpoints", target, report=stop)
    with pytest.raises(InvalidEntry, match="no column “mood”"):
        transfer.export_table(engine, "touchpoints", target, choice=Choice(columns=("mood",)))
    with pytest.raises(InvalidEntry, match="no table"):
        transfer.export_table(engine, "secrets", target)
    with pytest.raises(NotSaved, match="could not be written"):
        transfer.export_table(engine, "people", tmp_path / "missing" / "people.csv")
    assert target.read_text() == "mine"
    assert sorted(found.suffix for found in tmp_path.iterdir() if "log" in found.name) == [".csv"]


def test_the_sample_book_is_one_undo(engine: Engine) -> None:
    transfer.add_sample(engine, date(2026, 11, 22), "Europe/Madrid")
    assert len(people(engine)) >= 25
    assert all(found.is_sample for found in people(engine))
    writer.undo(engine)
    assert people(engine) == []

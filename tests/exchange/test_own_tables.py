"""What this program exported as a table comes back as it was."""

import io
from collections.abc import Generator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from tests import whole_book
from tests.exchange.source_reading import open_source, problems, read_as, read_text, records, write
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.incoming import Entry, Who
from trustjournal.domain.records import Customer, Labelled, Promise, Record
from trustjournal.exchange import csv_files, sample_book
from trustjournal.exchange.forms import form_called
from trustjournal.exchange.own_tables import TABLES, OwnTable
from trustjournal.exchange.sources import Reading
from trustjournal.paths import resource
from trustjournal.store import queries, tables, writer
from trustjournal.store.engine import create_journal

MADRID = "Europe/Madrid"
TODAY = date(2026, 11, 22)
SPREADSHEET, EXACT = csv_files.Form.SPREADSHEET, csv_files.Form.EXACT
STABLE = {"lost-reviews": "reviews"}
OTHERS = {"attachments", *tables.BOARDS}


def exported(tmp_path: Path, engine: Engine, key: str, form: csv_files.Form, *columns: str) -> Path:
    """Write a table as its export does."""
    path = tmp_path / f"{key}.csv"
    choice = tables.Choice(columns=columns, zone=ZoneInfo(MADRID))
    with engine.connect() as connection, path.open("wb") as stream:
        what = STABLE.get(key, key)
        header = tables.header_of(connection, what, choice)
        rows = tables.rows_of(connection, what, choice)
        csv_files.write_table(stream, header, rows, form, decimal_comma=form is SPREADSHEET)
    return path


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Generator[Engine]:
    """The sample book and one of everything, which no test here changes."""
    made = create_journal(tmp_path_factory.mktemp("own") / "journal.db")
    book = [*sample_book.read(resource("sample"), TODAY, MADRID), *whole_book.records()]
    kinds = {table.record for table in TABLES}
    wanted = [one for one in book if type(one) in kinds]
    writer.commit(made, Changeset("Fill", tuple(map(Change.create, wanted))))
    yield made
    made.dispose()


def known(entry: Entry) -> Record:
    """Put in the customers that an entry names."""
    ids = [who.id for who in entry.who]
    names = [
        name
        for name in ("customer_id", "of_id", "referred_by")
        if name in type(entry.record).__dataclass_fields__
    ]
    fields: dict[str, Any] = dict(zip(names, ids, strict=False))
    if isinstance(entry.record, Customer):
        fields = {"referred_by": ids[0]} if ids else {}
    if "customer_ids" in type(entry.record).__dataclass_fields__:
        fields = {"customer_ids": tuple(ids)}
    return replace(entry.record, **fields)


def alike(record: Record) -> Record:
    """Leave out what a table does not tell."""
    none = UUID(int=0)
    if isinstance(record, Customer):
        return replace(
            record,
            revision=none,
            phones=_bare(record.phones),
            emails=_bare(record.emails),
            links=_bare(record.links),
            addresses=(),
            is_sample=False,
            custom=(),
        )
    return replace(record, revision=none)


def _bare(values: Sequence[Labelled]) -> tuple[Labelled, ...]:
    return tuple(Labelled(value=one.value) for one in values)


@pytest.mark.parametrize("form", [SPREADSHEET, EXACT])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_an_exported_table_comes_back_as_it_was(
    tmp_path: Path, engine: Engine, table: OwnTable, form: csv_files.Form
) -> None:
    source = open_source(exported(tmp_path, engine, table.key, form), table.key)
    found = list(source.entries())
    assert problems(found) == []
    back = {one.record.id: alike(known(one)) for one in found if isinstance(one, Entry)}
    with engine.connect() as connection:
        there = {one.id: alike(one) for one in queries.all_of(connection, table.record)}
    assert there
    assert back == there


def test_every_table_and_column_of_the_export_is_known() -> None:
    known_columns = {STABLE.get(table.key, table.key): table.columns for table in TABLES}
    assert known_columns == {
        what: frozenset(columns) for what, columns in tables.COLUMNS.items() if what not in OTHERS
    }


def test_own_fields_and_who_referred_whom_come_back(tmp_path: Path) -> None:
    text = (
        "name,referred_by,referred_by_id,field:Favourite glaze,id\n"
        f"Ana,Ben Ray,{UUID(int=7)},Celadon,{UUID(int=8)}\n"
    )
    (ana,) = read_text(tmp_path, text, "people")
    assert isinstance(ana, Entry)
    assert ana.custom == (("Favourite glaze", "Celadon"),)
    assert ana.who == (Who(name="Ben Ray", id=UUID(int=7)),)
    assert (ana.record.id, ana.key) == (UUID(int=8), str(UUID(int=8)))


def test_a_choice_of_columns_comes_back_as_far_as_it_goes(tmp_path: Path, engine: Engine) -> None:
    columns = ("people", "date", "time", "note", "channel", "began", "kind", "minutes", "feeling")
    path = exported(tmp_path, engine, "touchpoints", EXACT, *columns)
    source = form_called("touchpoints").open(path, Reading(zone=MADRID))
    found = list(source.entries())
    with engine.connect() as connection:
        count = tables.count_of(connection, "touchpoints", tables.Choice())
    assert problems(found) == []
    assert len({one.id for one in records(found)}) == count


def test_a_cell_that_cannot_be_costs_no_more_than_itself(tmp_path: Path) -> None:
    text = (
        "person,text,made_on,due_on,outcome,id\n"
        "Ana,send it,2026-01-05,soon,kept,nonsense\n"
        ",send it,2026-01-05,,,\n"
    )
    path = write(tmp_path, text)
    found = list(form_called("promises").open(path, Reading()).entries())
    (promise,) = records(found)
    assert (promise.text, promise.due_on, promise.outcome) == ("send it", None, "kept")
    assert [row for row, _text in problems(found)] == [2, 3]
    assert "“soon” cannot stand under “due_on”" in problems(found)[0][1]


@pytest.mark.parametrize("zone", ["Europe", "Nowhere/Land", "../Madrid", "x" * 5000])
def test_a_zone_that_does_not_exist_is_said_and_the_owners_is_taken(
    tmp_path: Path, zone: str
) -> None:
    text = (
        "people,channel,happened_at,zone,note,id\n"
        f"Ana,phone,2026-01-05T09:00:00+00:00,{zone},x,{UUID(int=9)}\n"
    )
    found = read_text(tmp_path, text, "touchpoints", zone=MADRID)
    assert [one.zone for one in records(found)] == [MADRID]
    assert [row for row, _text in problems(found)] == [2]


@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
    form=st.sampled_from([SPREADSHEET, EXACT]),
)
def test_any_text_survives(
    tmp_path_factory: pytest.TempPathFactory, text: str, form: csv_files.Form
) -> None:
    promise = Promise(**identity(), customer_id=UUID(int=1), text=text, made_on=TODAY, fix=text)
    stream = io.BytesIO()
    header = ("person", "text", "made_on", "fix", "id", "person_id")
    row = ("Ana", text, TODAY, text, str(promise.id), str(promise.customer_id))
    csv_files.write_table(stream, header, [row], form)
    path = tmp_path_factory.mktemp("own") / "promises.csv"
    path.write_bytes(stream.getvalue())
    (back,) = form_called("promises").open(path, Reading(encoding="utf-8-sig")).entries()
    assert isinstance(back, Entry)
    assert alike(known(back)) == alike(promise)


@pytest.mark.parametrize("text", ["'@", "''=1", "=1", "'tis", "'"])
@pytest.mark.parametrize("form", csv_files.Form)
def test_what_looks_guarded_comes_back_from_either_form(
    tmp_path: Path, text: str, form: csv_files.Form
) -> None:
    path = tmp_path / "people.csv"
    header = ["id", *("name", "note")]
    with path.open("wb") as stream:
        csv_files.write_table(stream, header, [(str(UUID(int=5)), "Ana", text)], form)
    assert [one.note for one in records(read_as("people", path))] == [text]

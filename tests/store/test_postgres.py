"""A journal on a real PostgreSQL: opened, written, undone and read as one in a file is."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine

from tests.postgres import address, empty_database, server
from tests.samples import NOON, TODAY, make_customer, make_touchpoint
from tests.whole_book import dump, write_book
from trustjournal import store
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.periods import Periods
from trustjournal.domain.records import Promise, Touchpoint, Wish
from trustjournal.domain.search_query import parse
from trustjournal.errors import JournalUnavailable, NotSaved, StaleRecord, TrustJournalError
from trustjournal.forgetting import delete_people, erase_person
from trustjournal.store import (
    backup,
    balances,
    copying,
    finding,
    insights,
    queries,
    tables,
    writer,
)
from trustjournal.store.choosing import Choice
from trustjournal.store.columns import metadata
from trustjournal.store.engine import close_journal, create_journal, open_journal, stamp
from trustjournal.store.migrate import migrate_on_server
from trustjournal.store.schema import HEAD
from trustjournal.store.touchpoint_list import Wanted, next_numbers
from trustjournal.store.transaction import begin_write, is_read_only
from trustjournal.store.values import Period, read_values
from trustjournal.store.weighing import Tally, weigh
from trustjournal.transfer.sample import add_sample

__all__ = ["address", "server"]

ZONE = ZoneInfo("Europe/Madrid")
ASKED = {
    *("now", "at", "zone", "today", "day", "days", "years", "first", "last", "began", "began_on"),
    *("week_began_on", "until", "shown", "free_days", "kind", "sequence", "half_life_days"),
    *("customer_id", "keep_id", "gone_id", "one", "other", "customer_ids", "of_ids", "people"),
    *("ids", "touchpoint_id", "touchpoint_ids", "limit"),
}
"""What a function may ask for by name, for this file to call it."""
WRITES = {
    "balances.close",
    "copying.make_room",
    "copying.settle",
    "transaction.begin",
    "search.create",
}


@pytest.fixture
def shared(address: str) -> Generator[Engine]:
    made = create_journal(address)
    yield made
    made.dispose()


def test_it_keeps_one_of_every_kind_and_its_past(shared: Engine) -> None:
    write_book(shared)
    rows = dump(shared)
    assert all(rows.values())
    assert [row["sequence"] for row in rows["history"]] == [1, 2, 3, 4, 5, 6, 7]
    assert backup.check(shared) == []
    assert backup.counts(shared)["customer"] == 6
    assert backup.schema_version(shared) == HEAD


def test_undo_and_redo_go_back_and_forth(shared: Engine) -> None:
    rosa = make_customer()
    touch = make_touchpoint(rosa.id)
    writer.commit(shared, Changeset("Add", (Change.create(rosa), Change.create(touch))))
    before = dump(shared)
    writer.commit(shared, Changeset("Rename", (Change.update(rosa, name="Rosa"),)))
    renamed = dump(shared)
    writer.undo(shared)
    assert dump(shared)["customer"] == before["customer"]
    writer.redo(shared)
    assert dump(shared)["customer"] == renamed["customer"]
    writer.undo(shared)
    writer.undo(shared)
    assert dump(shared)["touchpoint"] == []


def test_a_record_changed_elsewhere_is_not_written_over(shared: Engine) -> None:
    rosa = make_customer()
    writer.commit(shared, Changeset("Add", (Change.create(rosa),)))
    writer.commit(shared, Changeset("Rename", (Change.update(rosa, name="Rosa"),)))
    before = dump(shared)
    with pytest.raises(StaleRecord):
        writer.commit(shared, Changeset("Again", (Change.update(rosa, name="Rosie"),)))
    assert dump(shared) == before


def test_a_promise_to_nobody_is_refused_when_the_write_ends(shared: Engine) -> None:
    touch = make_touchpoint(make_customer().id)
    with pytest.raises(StaleRecord):
        writer.commit(shared, Changeset("Add", (Change.create(touch),)))
    assert dump(shared)["touchpoint"] == []


def test_a_writer_waits_for_its_turn_and_says_when_it_waited_long(
    shared: Engine, address: str
) -> None:
    other = open_journal(address)
    add = Changeset("Add", (Change.create(make_customer()),))
    with other.connect() as connection:
        connection.exec_driver_sql("SET lock_timeout = '50ms'")
        connection.commit()
    with begin_write(shared), pytest.raises(NotSaved, match="another program is writing"):
        writer.commit(other, add)
    writer.commit(other, add)
    other.dispose()


def test_a_reader_sees_one_instant_and_no_half_a_write(shared: Engine, address: str) -> None:
    other = open_journal(address)
    with other.connect() as connection:
        assert queries.customers(connection) == []
        writer.commit(shared, Changeset("Add", (Change.create(make_customer()),)))
        assert queries.customers(connection) == []
    with other.connect() as connection:
        assert len(queries.customers(connection)) == 1
    other.dispose()


def test_it_is_opened_again(address: str) -> None:
    made = create_journal(address)
    write_book(made)
    rows = dump(made)
    close_journal(made)
    again = open_journal(address)
    assert dump(again) == rows
    assert not is_read_only(again)
    again.dispose()


def test_a_database_that_can_only_be_read_says_so(shared: Engine) -> None:
    with shared.connect() as connection:
        connection.exec_driver_sql("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
        connection.commit()
    assert is_read_only(shared)


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("postgresql+psycopg://nobody:secret@localhost:1/none", "cannot be opened"),
        ("mysql://localhost/none", "no address of a journal"),
        ("://", "no address of a journal"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(place: str, sentence: str) -> None:
    for way in (open_journal, create_journal):
        with pytest.raises(JournalUnavailable, match=sentence) as caught:
            way(place)
        assert "secret" not in str(caught.value)


def test_an_empty_database_is_no_journal_yet(address: str) -> None:
    with pytest.raises(JournalUnavailable, match="no journal at"):
        open_journal(address)


def test_a_journal_is_never_made_over_another(shared: Engine, address: str) -> None:
    with pytest.raises(JournalUnavailable, match="already something"):
        create_journal(address)
    assert dump(shared)


def test_a_newer_one_is_left_alone(shared: Engine, address: str) -> None:
    with begin_write(shared) as connection:
        stamp(connection, "9999")
    with pytest.raises(JournalUnavailable, match="newer version"):
        open_journal(address)


def test_the_steps_of_every_version_lead_to_todays_tables(address: str) -> None:
    made = create_journal(address)
    with begin_write(made) as connection:
        metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")
    migrate_on_server(made)
    with made.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
    made.dispose()
    again = open_journal(address)
    write_book(again)
    assert dump(again)
    again.dispose()


@dataclass(frozen=True)
class Both:
    """The same sample book in a file and on a server."""

    file: Engine
    shared: Engine
    known: Mapping[str, Any]


def no_free_days(_country: str, _region: str, _years: Iterable[int]) -> frozenset[date]:
    return frozenset()


@pytest.fixture(scope="module")
def both(server: str, tmp_path_factory: pytest.TempPathFactory) -> Generator[Both]:
    file = create_journal(tmp_path_factory.mktemp("both") / "journal.db")
    add_sample(file, TODAY, "Europe/Madrid")
    write_book(file)
    shared = create_journal(empty_database(server))
    with file.connect() as source, begin_write(shared) as target:
        for name in copying.TABLES:
            for rows in copying.batches(source, name):
                copying.pour(target, name, rows)
        copying.settle(target)
    for engine in (file, shared):
        balances.ensure(engine, NOON, ZONE)
    with file.connect() as connection:
        people = sorted(queries.customers(connection), key=lambda one: one.name)
        touches = queries.all_of(connection, Touchpoint)
        wishes = queries.all_of(connection, Wish)
    known: dict[str, Any] = {
        "now": NOON,
        "at": NOON,
        "zone": ZONE,
        "today": TODAY,
        "day": TODAY,
        "first": TODAY.replace(month=1, day=1),
        "last": TODAY,
        "began": NOON - timedelta(days=7),
        "began_on": TODAY - timedelta(days=6),
        "week_began_on": TODAY - timedelta(days=6),
        "until": TODAY + timedelta(days=30),
        "shown": 5,
        "free_days": no_free_days,
        "customer_id": people[0].id,
        "keep_id": people[0].id,
        "gone_id": people[1].id,
        "one": people[0].id,
        "other": people[1].id,
        "customer_ids": [person.id for person in people[:20]],
        "of_ids": [person.id for person in people],
        "people": [person.id for person in people[:20]],
        "ids": [person.id for person in people] + [wish.id for wish in wishes],
        "touchpoint_id": touches[0].id,
        "touchpoint_ids": [touch.id for touch in touches[:50]],
        "days": [TODAY - timedelta(days=number) for number in range(60)],
        "years": [2026],
        "kind": Promise,
        "sequence": 0,
        "half_life_days": 180.0,
        "limit": 50,
    }
    assert known.keys() == ASKED
    yield Both(file, shared, known)
    file.dispose()
    shared.dispose()


def readers() -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public function of the store that reads from a connection by what is `ASKED` here."""
    for module in pkgutil.iter_modules(store.__path__):
        if module.ispkg:
            continue
        found = importlib.import_module(f"{store.__name__}.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            own = function.__module__ == found.__name__ and not name.startswith("_")
            place = f"{module.name}.{name}"
            if own and place not in WRITES and can_be_asked(function):
                yield place, function


def can_be_asked(function: Callable[..., object]) -> bool:
    parameters = inspect.signature(function).parameters
    needed = {name for name, one in parameters.items() if one.default is one.empty}
    return "connection" in needed and needed <= {"connection", *ASKED}


def called(engine: Engine, function: Callable[..., object], words: Mapping[str, Any]) -> object:
    with engine.connect() as connection:
        try:
            found: Any = function(connection, **words)
        except TrustJournalError as error:
            return str(error)
        return plain([*found] if inspect.isgenerator(found) else found)


def plain(value: Any) -> Any:
    """The same value with floats rounded, days as text, and lists in one order."""
    if isinstance(value, float):
        return f"{value:.6f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and "; " in value:
        return sorted(value.split("; "))
    if is_dataclass(value):
        return [type(value).__name__, *(plain(getattr(value, one.name)) for one in fields(value))]
    if isinstance(value, Mapping):
        pairs = cast("Mapping[object, object]", value)
        return sorted(([plain(key), plain(one)] for key, one in pairs.items()), key=repr)
    if isinstance(value, Collection) and not isinstance(value, str | bytes):
        return sorted((plain(one) for one in cast("Collection[object]", value)), key=repr)
    return plain(vars(value)) if isinstance(value, Tally) else value


@pytest.mark.parametrize("function", [pytest.param(one, id=name) for name, one in readers()])
def test_what_is_read_is_the_same_as_from_a_file(
    function: Callable[..., object], both: Both
) -> None:
    parameters = inspect.signature(function).parameters
    words = {name: value for name, value in both.known.items() if name in parameters}
    assert called(both.shared, function, words) == called(both.file, function, words)


@pytest.mark.parametrize("what", tables.COLUMNS)
def test_tables_are_the_same_as_from_a_file(what: str, both: Both) -> None:
    choice = Choice(zone=ZONE, now=NOON)
    there, here = (
        called(engine, tables.rows_of, {"what": what, "choice": choice})
        for engine in (both.shared, both.file)
    )
    assert there == here


@pytest.mark.parametrize("words", ["", "glaze", "cafe", "gla", "ελιά", "茶", "100%_"])
def test_the_log_is_searched_as_in_a_file(words: str, both: Both) -> None:
    found: list[list[int]] = []
    for engine in (both.shared, both.file):
        with engine.connect() as connection:
            found.append([*next_numbers(connection, Wanted(words=words)).numbers])
    assert found[0] == found[1]


@pytest.mark.parametrize("text", ["rosa", "cafe", "tag:vip", "stage:lost", "has:photo", "-rosa"])
def test_people_are_found_as_in_a_file(text: str, both: Both) -> None:
    query = parse(text, TODAY)
    there, here = (
        called(engine, finding.customer_ids, {"query": query, "now": NOON, "zone": ZONE})
        for engine in (both.shared, both.file)
    )
    assert there == here


def test_sums_of_a_year_are_the_same_as_from_a_file(both: Both) -> None:
    spans = Periods(tuple(date(2026, month, 1) for month in range(1, 12)), 1, TODAY)
    for function in (insights.promises, insights.gestures, insights.lost):
        asks = {"spans": spans}
        assert called(both.shared, function, asks) == called(both.file, function, asks)
    for year in (None, 2026):
        asks = {"period": Period(year, ZONE)}
        assert called(both.shared, read_values, asks) == called(both.file, read_values, asks)


def test_balances_are_what_the_records_say(both: Both) -> None:
    with both.shared.connect() as connection:
        assert balances.closing(connection) is not None
        assert balances.verify(connection, NOON) == []


def test_what_faded_long_ago_is_no_error(shared: Engine) -> None:
    rosa = make_customer()
    long_ago = make_touchpoint(rosa.id, happened_at=datetime(1990, 1, 1, tzinfo=ZONE), feeling=1)
    add = Changeset("Add", (Change.create(rosa), Change.create(long_ago)))
    writer.commit(shared, add)
    with shared.connect() as connection:
        tally = weigh(connection, NOON, 1.0, ZONE)
    assert tally.pieces[rosa.id] == 1
    assert sum(tally.sums[rosa.id]) == pytest.approx(0.0)


@pytest.mark.parametrize("earlier", [False, True])
def test_whoever_is_erased_is_in_no_row_of_any_table(shared: Engine, earlier: bool) -> None:
    gone, stays = make_customer("Zyxquill"), make_customer("Ben")
    both = make_touchpoint(gone.id, stays.id, note="Both came")
    alone = make_touchpoint(gone.id, note="zyxquill alone")
    added = tuple(map(Change.create, (gone, stays, both, alone)))
    writer.commit(shared, Changeset("Add Zyxquill", added))
    if earlier:
        with shared.connect() as connection:
            deletion = delete_people(connection, [gone])
        writer.commit(shared, deletion)
    assert erase_person(shared, gone.id).unpacked == ""
    told = repr(dump(shared))
    assert "zyxquill" not in told.lower()
    assert "Both came" in told
    while writer.undo(shared) is not None:
        assert backup.check(shared) == []
    with shared.connect() as connection:
        assert queries.customers(connection) == []

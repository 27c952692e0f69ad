"""The log in steps: which touchpoints are wanted, newest first, and what a page of it says."""

from collections.abc import Callable, Generator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from tests.samples import NOON, make_customer, make_touchpoint
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import (
    Began,
    Channel,
    Kind,
)
from trustjournal.domain.records import Touchpoint
from trustjournal.store import touchpoint_list, writer
from trustjournal.store.engine import create_journal
from trustjournal.store.touchpoint_list import Place, Wanted, logged, next_numbers, searched

ROSA, LEON = make_customer("Rosa Delgado"), make_customer("Leon Fischer")
DAY = timedelta(days=1)
NAUGHTY = ['"', "--", "* *", "oak NOT", "note:oak", "(oak", "\0", "^oak", "NEAR(a b)", "'; DROP"]


def keep(engine: Engine, *records: Touchpoint) -> None:
    changes = tuple(Change.create(record) for record in (ROSA, LEON, *records))
    writer.commit(engine, Changeset("Fill", changes))


def walk(connection: Connection, wanted: Wanted, scan: int = 3) -> list[int]:
    """Every number found, a step at a time."""
    numbers: list[int] = []
    after: Place | None = None
    while True:
        step = next_numbers(connection, wanted, after, scan=scan)
        numbers += step.numbers
        after = step.after
        if after is None:
            return numbers


def found(engine: Engine, wanted: Wanted, scan: int = 3) -> list[UUID]:
    with engine.connect() as connection:
        rows = logged(connection, walk(connection, wanted, scan))
    return [row.touchpoint.id for row in rows]


def touches(count: int) -> list[Touchpoint]:
    """Touchpoints in a mixed order of time, several at the same instant."""
    return [
        make_touchpoint(
            ROSA.id if n % 3 else LEON.id,
            happened_at=NOON - DAY * (n * 7 % 5),
            channel=Channel.PHONE if n % 2 else Channel.EMAIL,
            kind=Kind.ORDER if n % 4 == 0 else Kind.VISIT,
            began=Began.THEM if n % 5 == 0 else Began.US,
            feeling=(None, -2, -1, 0, 1, 2)[n % 6],
            note="oak sample" if n % 2 else "Crème brûlée",
        )
        for n in range(count)
    ]


def newest(records: list[Touchpoint]) -> list[UUID]:
    order = sorted(records, key=lambda one: (one.happened_at, one.id.bytes), reverse=True)
    return [one.id for one in order]


@pytest.mark.parametrize("scan", [1, 4, 1000])
def test_all_come_once_and_newest_first_however_long_a_step_is(engine: Engine, scan: int) -> None:
    records = touches(23)
    keep(engine, *records)
    assert found(engine, Wanted(), scan) == newest(records)


CASES: list[tuple[Wanted, Callable[[Touchpoint], bool]]] = [
    (Wanted(customer_id=LEON.id), lambda one: LEON.id in one.customer_ids),
    (Wanted(channel=Channel.PHONE), lambda one: one.channel is Channel.PHONE),
    (Wanted(began=Began.THEM), lambda one: one.began is Began.THEM),
    (Wanted(kind=Kind.ORDER), lambda one: one.kind is Kind.ORDER),
    (Wanted(feeling=-1), lambda one: one.feeling in (-2, -1)),
    (Wanted(feeling=0), lambda one: one.feeling == 0),
    (Wanted(feeling=1), lambda one: one.feeling in (1, 2)),
    (Wanted(since=NOON - DAY), lambda one: one.happened_at >= NOON - DAY),
    (Wanted(until=NOON - DAY), lambda one: one.happened_at < NOON - DAY),
    (Wanted(words="oak"), lambda one: "oak" in one.note),
    (Wanted(words="CREME"), lambda one: "Crème" in one.note),
    (Wanted(words="oak sam"), lambda one: "oak" in one.note),
    (
        Wanted(words="brul", customer_id=ROSA.id, kind=Kind.ORDER),
        lambda one: one.kind is Kind.ORDER and ROSA.id in one.customer_ids,
    ),
]


@pytest.mark.parametrize(("wanted", "holds"), CASES)
def test_a_filter_leaves_just_what_fits(
    engine: Engine, wanted: Wanted, holds: Callable[[Touchpoint], bool]
) -> None:
    records = touches(30)
    keep(engine, *records)
    fitting = [one for one in records if holds(one)]
    assert 0 < len(fitting) < len(records)
    assert found(engine, wanted) == newest(fitting)


def test_words_that_many_notes_hold_come_a_step_at_a_time(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touchpoint_list, "FEW", 2)
    records = touches(30)
    keep(engine, *records)
    with engine.connect() as connection:
        step = next_numbers(connection, Wanted(words="oak"), scan=5)
        assert step.after is not None
    assert found(engine, Wanted(words="oak", channel=Channel.PHONE)) == newest(
        [one for one in records if one.channel is Channel.PHONE]
    )


def test_days_narrow_a_search_for_common_words(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touchpoint_list, "FEW", 0)
    keep(engine, *touches(20))
    assert found(engine, Wanted(words="oak", until=NOON - 30 * DAY)) == []


def test_a_single_letter_finds_everything_until_its_second(engine: Engine) -> None:
    records = touches(6)
    keep(engine, *records)
    assert found(engine, Wanted(words="z")) == newest(records)
    assert found(engine, Wanted(words="oak z")) == found(engine, Wanted(words="oak"))
    assert found(engine, Wanted(words="zz")) == []
    assert searched("  oak   s ") == "oak"


@pytest.fixture(scope="module")
def searchable(tmp_path_factory: pytest.TempPathFactory) -> Generator[Engine]:
    made = create_journal(tmp_path_factory.mktemp("search") / "journal.db")
    keep(made, *touches(4))
    yield made
    made.dispose()


@given(words=st.text(max_size=12) | st.sampled_from(NAUGHTY))
def test_no_text_breaks_the_search(searchable: Engine, words: str) -> None:
    assert len(found(searchable, Wanted(words=words))) <= 4


def test_a_page_keeps_its_order_and_names_everyone(engine: Engine) -> None:
    both = make_touchpoint(LEON.id, ROSA.id, happened_at=NOON)
    keep(engine, both, *touches(3))
    with engine.connect() as connection:
        numbers = walk(connection, Wanted())
        rows = logged(connection, [numbers[2], numbers[0], 999])
    assert [row.number for row in rows] == [numbers[2], numbers[0]]
    with engine.connect() as connection:
        rows = logged(connection, numbers)
    names = {row.touchpoint.id: row.names for row in rows}
    assert names[both.id] == ("Leon Fischer", "Rosa Delgado")


def test_an_empty_journal_ends_at_once(engine: Engine) -> None:
    with engine.connect() as connection:
        step = next_numbers(connection, Wanted())
        assert list(step.numbers) == []
        assert step.after is None
        assert logged(connection, []) == []


def test_instants_are_read_back_aware(engine: Engine) -> None:
    keep(engine, make_touchpoint(ROSA.id, happened_at=datetime(2020, 1, 1, tzinfo=UTC)))
    with engine.connect() as connection:
        (row,) = logged(connection, walk(connection, Wanted()))
    assert row.touchpoint.happened_at == datetime(2020, 1, 1, tzinfo=UTC)

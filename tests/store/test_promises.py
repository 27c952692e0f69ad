"""Promises of both sides, the gaps among them, and how one is named on the command line."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine

from tests.samples import TODAY, make_customer, make_promise
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Cause, PromiseOutcome, Side
from trustjournal.domain.records import Promise, Record
from trustjournal.store import writer
from trustjournal.store.promises import (
    COUNTED,
    MENDED_LATELY,
    Gaps,
    Promises,
    list_promises,
    named_so,
    read_gaps,
    read_promises,
)

ROSA, TOMASZ = make_customer(), make_customer("Tomasz Wilk")


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def fill(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Fill", tuple(Change.create(record) for record in records)))


def promises(engine: Engine) -> Promises:
    with engine.connect() as connection:
        return read_promises(connection)


def gaps(engine: Engine) -> Gaps:
    with engine.connect() as connection:
        return read_gaps(connection, TODAY)


def ended(outcome: PromiseOutcome, ago: int = 1, **fields: Any) -> Promise:
    made = {"made_on": days(-ago - 9), "outcome": outcome, "settled_on": days(-ago)}
    return make_promise(ROSA.id, **(made | fields))


def test_open_promises_come_by_due_day_and_settled_ones_newest_first(engine: Engine) -> None:
    someday = make_promise(ROSA.id)
    due = make_promise(TOMASZ.id, due_on=days(3))
    late = make_promise(ROSA.id, made_on=days(-9), due_on=days(-1))
    kept = [
        make_promise(ROSA.id, made_on=days(-30), outcome=PromiseOutcome.KEPT, settled_on=days(-ago))
        for ago in (8, 2)
    ]
    fill(engine, ROSA, TOMASZ, someday, due, late, *kept)
    found = promises(engine)
    assert [one for one, _who in found.ahead] == [late, due, someday]
    assert [one for one, _who in found.settled] == [kept[1], kept[0]]


def test_a_day_agreed_anew_counts_neither_as_kept_nor_as_broken(engine: Engine) -> None:
    settled = [
        make_promise(ROSA.id, made_on=days(-60), outcome=outcome, settled_on=days(-ago))
        for ago, outcome in enumerate([PromiseOutcome.RENEGOTIATED, *[PromiseOutcome.KEPT] * 12])
    ]
    fill(engine, ROSA, *settled)
    found = promises(engine)
    assert list(found.counted) == settled[1 : COUNTED + 1]
    assert len(found.settled) == 13


def test_what_they_promised_stands_by_itself_and_does_not_count_as_ours(engine: Engine) -> None:
    theirs = make_promise(ROSA.id, by=Side.THEM)
    came = ended(PromiseOutcome.KEPT, by=Side.THEM)
    fill(engine, ROSA, theirs, came)
    found = promises(engine)
    assert (found.ahead, found.counted) == ((), ())
    assert [one for one, _who in found.theirs] == [theirs]
    assert [one for one, _who in found.settled] == [came]


def test_a_gap_is_late_broken_or_noted_and_ours(engine: Engine) -> None:
    late, broken = ended(PromiseOutcome.LATE, 3), ended(PromiseOutcome.BROKEN, 2)
    other = ended(PromiseOutcome.KEPT, 1, delivered="six cups")
    named = ended(PromiseOutcome.KEPT, 4, gap=Cause.PEOPLE)
    fill(
        engine,
        ROSA,
        late,
        broken,
        other,
        named,
        ended(PromiseOutcome.KEPT),
        ended(PromiseOutcome.RENEGOTIATED),
        ended(PromiseOutcome.LATE, by=Side.THEM),
        make_promise(ROSA.id),
    )
    found = gaps(engine)
    assert [one for one, _who in found.unmended] == [other, broken, late, named]
    assert found.mended == ()


def test_gaps_are_counted_by_cause_over_this_year_mended_or_not(engine: Engine) -> None:
    year_ago = (TODAY - date(TODAY.year, 1, 1)).days + 1
    fill(
        engine,
        ROSA,
        ended(PromiseOutcome.LATE, gap=Cause.PROCESS),
        ended(PromiseOutcome.BROKEN, gap=Cause.PROCESS, fixed_on=TODAY),
        ended(PromiseOutcome.BROKEN),
        ended(PromiseOutcome.BROKEN, year_ago, gap=Cause.PRODUCT),
    )
    found = gaps(engine)
    assert found.this_year == {Cause.PROCESS: 2, None: 1}
    assert (len(found.unmended), len(found.mended)) == (3, 1)


def test_of_what_was_mended_only_the_last_are_read(engine: Engine) -> None:
    many = [ended(PromiseOutcome.LATE, ago, fixed_on=TODAY) for ago in range(MENDED_LATELY + 5)]
    fill(engine, ROSA, *many)
    assert [one for one, _who in gaps(engine).mended] == many[:MENDED_LATELY]


def test_a_list_has_the_open_ones_first_and_those_of_one_person_where_asked(
    engine: Engine,
) -> None:
    due, theirs = make_promise(ROSA.id, due_on=days(2)), make_promise(TOMASZ.id, by=Side.THEM)
    kept = ended(PromiseOutcome.KEPT)
    fill(engine, ROSA, TOMASZ, due, theirs, kept)
    with engine.connect() as connection:
        everyone = list_promises(connection)
        of_rosa = list_promises(connection, ROSA.id)
        still_open = list_promises(connection, still_open=True)
    assert [one for one, _who in everyone] == [due, theirs, kept]
    assert [one for one, _who in of_rosa] == [due, kept]
    assert [one for one, _who in still_open] == [due, theirs]


def test_a_promise_is_named_by_words_of_it_and_of_whom_it_is_to(engine: Engine) -> None:
    photos = make_promise(ROSA.id, text="send the photos")
    cups = make_promise(TOMASZ.id, text="send twelve cups")
    fill(engine, ROSA, TOMASZ, photos, cups, ended(PromiseOutcome.KEPT, text="send the quote"))
    with engine.connect() as connection:
        by_words = named_so(connection, "PHOTOS send")
        by_person = named_so(connection, "send wilk")
        both = named_so(connection, "send")
        of_one = named_so(connection, "send", TOMASZ.id)
    assert [one for one, _who in by_words] == [photos]
    assert [one for one, _who in by_person] == [cups]
    assert {one.id for one, _who in both} == {photos.id, cups.id}
    assert [one for one, _who in of_one] == [cups]

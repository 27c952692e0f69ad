"""Every list and board leaves as a table: its columns, its rows, and what narrows them."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, Engine

from tests.samples import (
    NOON,
    TODAY,
    full_customer,
    make_answer,
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
from trustjournal.domain.choices import Cause, CustomerKind, GestureStatus, PromiseOutcome
from trustjournal.domain.records import CustomValue, Record
from trustjournal.errors import InvalidEntry
from trustjournal.exchange import sample_book
from trustjournal.paths import resource
from trustjournal.store import check_ins, promises, quiet, thanks, values, writer
from trustjournal.store.tables import BOARDS, COLUMNS, Choice, columns_of, header_of, rows_of

MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=MADRID)
ANA, BEN = make_customer("Ana"), make_customer("Ben")


def add(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Add", tuple(Change.create(record) for record in records)))


def table(connection: Connection, what: str, **wanted: Any) -> list[dict[str, Any]]:
    fields: dict[str, Any] = {"zone": MADRID, "now": NOW} | wanted
    choice = Choice(**fields)
    header = header_of(connection, what, choice)
    return [dict(zip(header, row, strict=True)) for row in rows_of(connection, what, choice)]


def sample(engine: Engine) -> None:
    """The sample book, and somebody whom nothing keeps in touch."""
    add(engine, *sample_book.read(resource("sample"), NOW.date(), MADRID.key), ANA)


@pytest.mark.parametrize("what", COLUMNS)
def test_each_table_of_the_sample_book_has_a_value_for_every_column(
    engine: Engine, what: str
) -> None:
    sample(engine)
    empty = {"letters", "memberships", "attachments"}
    with engine.connect() as connection:
        found = table(connection, what)
        assert [tuple(row) for row in found] == [COLUMNS[what]] * len(found)
        assert bool(found) is (what not in empty)
        (first, *_others) = COLUMNS[what]
        chosen = table(connection, what, columns=(first,))
    assert chosen == [{first: row[first]} for row in found]


def test_columns_are_told_apart_and_no_table_has_one_twice() -> None:
    for names in COLUMNS.values():
        assert len(set(names)) == len(names)
    assert all("person_id" in COLUMNS[what] for what in BOARDS)


def test_boards_have_the_lines_of_their_pages(engine: Engine) -> None:
    sample(engine)
    with engine.connect() as connection:
        read: dict[str, list[UUID]] = {
            "quiet": [one.customer.id for one in quiet.quiet(connection, NOW, MADRID).standings],
            "thank-yous": [one.id for one in thanks.unthanked(connection, NOW, MADRID)],
            "losing-touch": [one.who.id for one in check_ins.read_untended(connection, NOW)],
            "gaps": [
                who.id
                for kept in (promises.read_gaps(connection, NOW.date()),)
                for _one, who in (*kept.unmended, *kept.mended)
            ],
        }
        for what, ids in read.items():
            found = [row["person_id"] for row in table(connection, what)]
            assert found
            assert sorted(found) == sorted(map(str, ids))


def test_what_was_given_and_paid_comes_by_year_and_sums_to_the_whole(engine: Engine) -> None:
    sample(engine)
    with engine.connect() as connection:
        whole = values.read_values(connection, values.Period(None, MADRID))
        found = table(connection, "value")
        one_year = table(connection, "value", since=date(2026, 1, 1))
    assert sum(row["gestures"] for row in found) == sum(one.gestures for one in whole.values)
    assert sum(row["cost"] for row in found) == sum(one.cost for one in whole.values)
    assert {row["year"] for row in found} == set(whole.years)
    assert one_year == [row for row in found if row["year"] >= 2026]


def test_a_check_in_of_ones_own_leaves_with_its_day_and_can_come_back(engine: Engine) -> None:
    own = make_check_in(ANA.id, every_days=14, about="the kiln", snooze_words="after her holiday")
    add(engine, ANA, BEN, own, make_touchpoint(ANA.id))
    with engine.connect() as connection:
        (row,) = table(connection, "check-ins")
    assert (row["person"], row["every_days"], row["about"]) == ("Ana", 14, "the kiln")
    assert row["last_touch_on"] == TODAY
    assert row["next_on"] == TODAY + timedelta(days=14)
    assert (row["person_id"], row["id"]) == (str(ANA.id), str(own.id))


def test_people_leave_with_their_own_fields_and_where_they_belong(engine: Engine) -> None:
    glaze, twin = make_custom_field("Glaze"), make_custom_field("Glaze", place=1)
    home = make_customer("The Ruiz", kind=CustomerKind.HOUSEHOLD)
    who = make_customer(
        "Zoe", custom=(CustomValue(field_id=glaze.id, value="terracotta"),), close_to_heart=True
    )
    member = make_membership(who.id, home.id, role="daughter")
    add(engine, glaze, twin, home, who, member)
    with engine.connect() as connection:
        assert columns_of(connection, "people") == (
            *(*COLUMNS["people"], "field:Glaze", "field:Glaze (2)"),
        )
        rows = {row["name"]: row for row in table(connection, "people")}
        (belonging,) = table(connection, "memberships")
    assert (rows["Zoe"]["field:Glaze"], rows["Zoe"]["field:Glaze (2)"]) == ("terracotta", "")
    assert (rows["Zoe"]["belongs_to"], rows["Zoe"]["close_to_heart"]) == ("The Ruiz", "yes")
    assert (rows["The Ruiz"]["kind"], rows["The Ruiz"]["belongs_to"]) == ("household", "")
    assert (belonging["person"], belonging["belongs_to"]) == ("Zoe", "The Ruiz")
    assert belonging["role"] == "daughter"


def test_every_scalar_of_a_person_is_in_their_row(engine: Engine) -> None:
    who = full_customer()
    add(engine, who)
    with engine.connect() as connection:
        (row,) = table(connection, "people")
    assert row["emails"] == "rosa@example.org"
    assert row["dates"] == "birthday --02-29"
    assert (row["lost_on"], row["longest_gap_days"]) == (who.lost_on, 45)
    assert (row["gift_policy"], row["gift_limit"]) == (who.gift_policy, who.gift_limit)


def test_ids_stand_beside_names_so_that_two_of_one_name_stay_two(engine: Engine) -> None:
    twin = make_customer("Ana")
    met = make_touchpoint(ANA.id, twin.id)
    promise = make_promise(twin.id, touchpoint_id=met.id)
    add(engine, ANA, twin, met, promise, make_gesture(ANA.id), make_feedback(twin.id))
    with engine.connect() as connection:
        (touch,) = table(connection, "touchpoints")
        (promised,) = table(connection, "promises")
        (given,) = table(connection, "gestures")
        (said,) = table(connection, "feedback")
    assert touch["people"] == "Ana; Ana"
    assert set(touch["people_ids"].split("; ")) == {str(ANA.id), str(twin.id)}
    assert (promised["person_id"], promised["touchpoint_id"]) == (str(twin.id), str(met.id))
    assert given["person_id"] == str(ANA.id)
    assert said["person_id"] == str(twin.id)


def test_days_and_a_person_narrow_every_list(engine: Engine) -> None:
    early = TODAY - timedelta(days=30)
    asked = make_wish("A lid", moved_on=TODAY)
    add(engine, ANA, BEN, asked)
    for who, day in ((ANA, TODAY), (BEN, early)):
        add(
            engine,
            make_promise(who.id, made_on=day),
            make_gesture(who.id, status=GestureStatus.GIVEN, given_on=day),
            make_feedback(who.id, heard_on=day, wish_id=asked.id if who is ANA else None),
            make_answer(who.id, answered_at=NOON - (TODAY - day)),
            make_recovery(who.id, noticed_at=NOON - (TODAY - day)),
            make_review(who.id, lost_on=day),
            make_attachment(who.id, added_on=day),
        )
    lists = (
        *("promises", "gestures", "feedback", "answers", "recoveries", "reviews"),
        "attachments",
    )
    with engine.connect() as connection:
        for what in lists:
            assert len(table(connection, what)) == 2, what
            (late,) = table(connection, what, since=TODAY)
            (theirs,) = table(connection, what, customer_id=ANA.id)
            assert late == theirs, what
            assert late["person"] == "Ana", what
            assert table(connection, what, since=TODAY, customer_id=BEN.id) == []
        assert len(table(connection, "wishes", customer_id=ANA.id)) == 1
        assert table(connection, "wishes", customer_id=BEN.id) == []
        assert table(connection, "wishes", until=early) == []


def test_only_promises_that_came_otherwise_than_said_are_gaps(engine: Engine) -> None:
    done = {"settled_on": TODAY, "due_on": TODAY}
    kept = make_promise(ANA.id, outcome=PromiseOutcome.KEPT, **done)
    broken = make_promise(ANA.id, outcome=PromiseOutcome.BROKEN, gap=Cause.PROCESS, **done)
    add(engine, ANA, kept, broken)
    with engine.connect() as connection:
        (gap,) = table(connection, "gaps")
        assert table(connection, "gaps", until=TODAY - timedelta(days=1)) == []
    assert (gap["promise_id"], gap["gap"]) == (str(broken.id), Cause.PROCESS)


def test_a_table_or_column_that_is_not_there_is_refused_with_those_that_are(
    engine: Engine,
) -> None:
    with engine.connect() as connection:
        with pytest.raises(InvalidEntry, match="no table “secrets”; there are touchpoints"):
            columns_of(connection, "secrets")
        with pytest.raises(InvalidEntry, match="no column “mood”"):
            header_of(connection, "quiet", Choice(columns=("mood",)))
        with pytest.raises(ValueError, match="what time"):
            list(rows_of(connection, "quiet", Choice()))

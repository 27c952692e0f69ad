"""One transaction per changeset, undone and redone across restarts."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from tests.samples import (
    NOON,
    TODAY,
    full_custom_field,
    full_customer,
    full_preferences,
    full_touchpoint,
    make_answer,
    make_apart,
    make_attachment,
    make_check_in,
    make_customer,
    make_evening,
    make_feedback,
    make_gesture,
    make_membership,
    make_promise,
    make_recovery,
    make_review,
    make_saved_filter,
    make_stage_rule,
    make_tag_rule,
    make_template,
    make_touchpoint,
    make_wish,
)
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import (
    Cause,
    FeedbackSource,
    GestureStatus,
    PromiseOutcome,
    Side,
    Topic,
    WishStatus,
)
from trustjournal.domain.records import (
    Customer,
    Record,
    Touchpoint,
)
from trustjournal.errors import NotSaved, StaleRecord
from trustjournal.store import queries, writer
from trustjournal.store.engine import open_journal
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import RECORD_TABLES, presence


def dump(engine: Engine) -> set[Record]:
    with engine.connect() as connection:
        return {
            record for kind in RECORD_TABLES for record in fetch(connection, kind, chosen(kind))
        }


def add(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Add", tuple(Change.create(record) for record in records)))


def book() -> list[Record]:
    rosa = full_customer()
    ben = make_customer("Ben", referred_by=rosa.id)
    visit = full_touchpoint(rosa.id, ben.id)
    return [
        rosa,
        ben,
        visit,
        make_check_in(rosa.id, every_days=21, snooze_words="after her holiday", is_ask=True),
        make_gesture(ben.id),
        make_gesture(
            rosa.id,
            status=GestureStatus.GIVEN,
            given_on=TODAY,
            by=Side.THEM,
            worth=Decimal(12),
            text="Dear Maya",
        ),
        make_promise(rosa.id, touchpoint_id=visit.id),
        make_promise(
            ben.id,
            by=Side.THEM,
            outcome=PromiseOutcome.BROKEN,
            settled_on=TODAY,
            told_first=True,
            delivered="Half of it",
            gap=Cause.PROCESS,
            fix="Order the clay a month ahead",
            fixed_on=TODAY,
        ),
        make_answer(rosa.id, topic=Topic.PRICE, fair=False),
        make_answer(ben.id, topic=Topic.RISK, done="Packed in straw"),
        make_tag_rule(every_days=14),
        make_stage_rule(longest_gap_days=40),
        wish := make_wish(status=WishStatus.TOLD, done="We turn lids now", moved_on=TODAY),
        make_feedback(rosa.id, wish_id=wish.id, told_on=TODAY, link="https://example.org/1"),
        make_feedback(
            None, author="M.", source=FeedbackSource.RATING, rating=4.5, best=5, text="Lovely"
        ),
        make_recovery(
            rosa.id,
            touchpoint_id=visit.id,
            about="The handle",
            heard_on=TODAY,
            owned_on=TODAY,
            fix_by=TODAY,
            fixed_on=TODAY,
            checked_on=TODAY,
            ended_on=TODAY,
        ),
        make_review(
            ben.id,
            turned_on=TODAY,
            turned_id=visit.id,
            lesson="Call sooner",
            win_back_on=TODAY,
            won_back_on=TODAY,
        ),
        make_evening(finished_at=NOON),
        make_template(subject="Thank you, {name}"),
        make_membership(ben.id, rosa.id),
        full_custom_field(),
        make_saved_filter(),
        make_attachment(rosa.id, touchpoint_id=visit.id),
        make_apart(rosa.id, ben.id),
        full_preferences(),
    ]


def test_every_field_of_every_record_comes_back_as_it_was(engine: Engine) -> None:
    records = book()
    add(engine, *records)
    assert dump(engine) == set(records)


def test_children_may_come_before_their_parents_in_one_changeset(engine: Engine) -> None:
    records = book()
    add(engine, *reversed(records))
    assert dump(engine) == set(records)


def test_an_update_of_a_stale_record_writes_nothing_at_all(engine: Engine) -> None:
    rosa = make_customer()
    add(engine, rosa)
    newer = Change.update(rosa, name="Rosa D.")
    writer.commit(engine, Changeset("Rename", (newer,)))
    stale = Changeset("Late", (Change.create(make_customer("Zoe")), Change.update(rosa, name="R")))
    with pytest.raises(StaleRecord):
        writer.commit(engine, stale)
    assert dump(engine) == {newer.after}


def test_what_another_window_added_or_took_away_is_told_as_changed_elsewhere(
    engine: Engine,
) -> None:
    rosa, gone = make_customer(), make_customer("Ana")
    add(engine, rosa, make_check_in(rosa.id), make_evening(), make_tag_rule())
    before = dump(engine)
    for record in (
        make_check_in(rosa.id, every_days=7),
        make_evening(text="Another page"),
        make_tag_rule(every_days=7),
        make_promise(gone.id),
        make_feedback(gone.id),
    ):
        with pytest.raises(StaleRecord, match="changed elsewhere"):
            add(engine, record)
    assert dump(engine) == before


def test_undo_and_redo_go_all_the_way_and_survive_a_restart(engine: Engine, path: Path) -> None:
    records = book()
    add(engine, *records)
    rosa = records[0]
    rename = Change.update(rosa, name="Rosa D.")
    writer.commit(engine, Changeset("Rename", (rename,)))
    writer.commit(engine, Changeset("Delete", (Change.delete(records[4]),)))
    states = [dump(engine)]
    engine.dispose()

    engine = open_journal(path)
    while writer.undo(engine):
        states.append(dump(engine))
    assert [len(state) for state in states] == [len(records) - 1, len(records), len(records), 0]
    engine.dispose()

    engine = open_journal(path)
    for state in reversed(states[:-1]):
        assert writer.redo(engine) is not None
        assert dump(engine) == state
    assert writer.redo(engine) is None
    engine.dispose()


def test_something_new_closes_the_way_forward(engine: Engine) -> None:
    add(engine, make_customer("Ana"))
    writer.undo(engine)
    add(engine, make_customer("Ben"))
    assert writer.redo(engine) is None


def test_undo_refuses_a_record_that_somebody_else_changed(engine: Engine) -> None:
    rosa = make_customer()
    add(engine, rosa)
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql(
            "UPDATE customer SET revision = x'00112233445566778899aabbccddeeff'"
        )
    with pytest.raises(StaleRecord, match="taken back"):
        writer.undo(engine)


def test_presence_and_search_follow_a_touchpoint_through_its_life(engine: Engine) -> None:
    ana, ben = make_customer("Ana"), make_customer("Ben")
    visit = make_touchpoint(ana.id, note="Loved the oak sample")
    add(engine, ana, ben, visit)

    def seen() -> tuple[set[object], int]:
        with engine.connect() as connection:
            there = set(connection.execute(select(presence.c.customer_id)).scalars())
            hits = connection.exec_driver_sql(
                "SELECT count(*) FROM touchpoint_search WHERE touchpoint_search MATCH 'oak'"
            ).scalar_one()
            return there, hits

    assert seen() == ({ana.id}, 1)
    change = Change.update(visit, customer_ids=(ben.id,), note="Loved the elm")
    writer.commit(engine, Changeset("Edit", (change,)))
    assert seen() == ({ben.id}, 0)
    writer.undo(engine)
    assert seen() == ({ana.id}, 1)
    writer.undo(engine)
    assert seen() == (set(), 0)


def test_a_journal_that_was_moved_is_not_written_to(engine: Engine, path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))
    with pytest.raises(NotSaved, match="moved or replaced"):
        add(engine, make_customer())


def test_a_full_disk_is_said_in_words_and_saving_works_once_there_is_room(engine: Engine) -> None:
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    limited = engine.connect()
    limited.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    limited.close()
    big = make_customer(note="x" * 1_000_000)
    with pytest.raises(NotSaved, match="the disk is full"):
        add(engine, big)
    roomy = engine.connect()
    roomy.exec_driver_sql("PRAGMA max_page_count=1000000")
    roomy.close()
    add(engine, big)
    assert dump(engine) == {big}


def test_the_label_and_order_of_what_was_done_can_be_read(engine: Engine) -> None:
    from trustjournal.store import history

    add(engine, make_customer())
    writer.undo(engine, who="maya")
    with engine.connect() as connection:
        newest, oldest = history.entries(connection)
    assert (oldest.action, oldest.label) == ("do", "Add")
    assert (newest.action, newest.who) == ("undo", "maya")


def test_questions_about_one_customer_find_what_is_theirs(engine: Engine) -> None:
    records = book()
    add(engine, *records)
    rosa, ben = records[0], records[1]
    with engine.connect() as connection:
        assert queries.customers(connection) == [ben, rosa]
        assert queries.touchpoints_of(connection, ben.id) == [records[2]]
        assert set(queries.check_ins_of(connection, [rosa.id, ben.id])) == {rosa.id}
        assert queries.referred(connection, [rosa.id]) == [ben]
        assert isinstance(rosa, Customer)
        assert isinstance(records[2], Touchpoint)
        later = records[2].happened_at
        assert queries.last_touches(connection, later) == {rosa.id: later, ben.id: later}


def test_an_image_carries_its_revision_back(engine: Engine) -> None:
    rosa = make_customer()
    add(engine, rosa)
    writer.commit(engine, Changeset("Rename", (Change.update(rosa, name="R"),)))
    writer.undo(engine)
    assert dump(engine) == {rosa}
    assert dump(engine) != {replace(rosa, name="R")}

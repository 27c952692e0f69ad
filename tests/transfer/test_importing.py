"""What files bring comes in whole, once, about whom it is meant, and is undone as one."""

from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from tests.samples import (
    NOON,
    TODAY,
    full_preferences,
    make_check_in,
    make_custom_field,
    make_customer,
)
from tests.store.test_writer import dump
from tests.transfer.handmade import HandMade, about, card, check_in, touch
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import CustomerKind, FieldKind, Kind, Stage
from trustjournal.domain.incoming import NOBODY, Entry, Who
from trustjournal.domain.matching import Reason
from trustjournal.domain.organising import Attachment, CustomField, Membership
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Evening,
    Feedback,
    Labelled,
    Promise,
    Record,
    Touchpoint,
)
from trustjournal.errors import Cancelled, InvalidEntry
from trustjournal.exchange.sources import Strangers
from trustjournal.exchange.text_files import Problem
from trustjournal.store import contents, writer
from trustjournal.store.engine import create_journal
from trustjournal.transfer.import_plan import (
    MOST_TOLD,
    Choices,
    Count,
    Duplicates,
    Plan,
    Stranger,
    report_lines,
)
from trustjournal.transfer.importing import bring_in, look

NOW = NOON + timedelta(hours=1)
PLAIN = Choices()
MERGE = Choices(duplicates=Duplicates.MERGE)
ROSA = Who(email="rosa@example.org")


@pytest.fixture
def engine(tmp_path: Path) -> Generator[Engine]:
    made = create_journal(tmp_path / "journal.db")
    yield made
    made.dispose()


def add(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Add", tuple(Change.create(record) for record in records)))


def rosa(**fields: Any) -> Customer:
    return make_customer(emails=(Labelled(value="rosa@example.org"),), **fields)


def brought(engine: Engine, source: HandMade, choices: Choices = PLAIN) -> Plan:
    """Look, bring in, hold that both said the same, and return it."""
    with engine.connect() as connection:
        plan = look(connection, source, choices, now=NOW)
    plans: list[Plan] = []
    bring_in(engine, source, choices, "handmade.csv", now=NOW, done=plans.append)
    assert plans[0].counts == plan.counts
    assert plans[0].problems == plan.problems
    assert plans[0].unmatched == plan.unmatched
    return plans[0]


def of(engine: Engine, kind: type[Any]) -> list[Any]:
    return [one for one in dump(engine) if isinstance(one, kind)]


def test_customers_and_what_is_about_them_come_in_and_leave_with_one_undo(engine: Engine) -> None:
    source = HandMade(
        [
            card(1, "Rosa Delgado", email="rosa@example.org", key="C1"),
            touch(2, Who(key="C1"), note="first"),
            touch(3, Who(email="ROSA@example.org")),
            about(4, Promise(**identity(), customer_id=NOBODY, text="jugs", made_on=TODAY), ROSA),
        ]
    )
    plan = brought(engine, source)
    assert plan.counts == {Customer: Count(new=1), Touchpoint: Count(new=2), Promise: Count(new=1)}
    (who,) = of(engine, Customer)
    assert {one.customer_ids for one in of(engine, Touchpoint)} == {(who.id,)}
    assert of(engine, Promise)[0].customer_id == who.id
    undone = writer.undo(engine)
    assert undone is not None
    assert undone.label == "Import handmade.csv"
    assert dump(engine) == set()


def test_the_same_file_again_adds_nothing(engine: Engine) -> None:
    source = HandMade(
        [
            card(1, "Rosa Delgado", email="rosa@example.org", photo=b"\x89PNG1"),
            touch(2, ROSA),
            touch(3, Who(name="Ben Stone")),
        ],
        strangers=Strangers.ADDED,
    )
    brought(engine, source)
    before = dump(engine)
    plan = brought(engine, source)
    assert dump(engine) == before
    assert plan.counts == {Customer: Count(known=1), Touchpoint: Count(known=2)}
    assert plan.brings == 0


KNOWN = rosa(note="Old friend")


@pytest.mark.parametrize(
    ("choices", "count", "names"),
    [
        (PLAIN, Count(new=1, left_out=2), ["Ben Stone", "Rosa Delgado"]),
        (MERGE, Count(new=1, merged=2), ["Ben Stone", "Rosa Delgado"]),
        (
            Choices(duplicates=Duplicates.NEW),
            Count(new=3),
            ["Ben Stone", "Ben Stone", "Rosa Delgado", "Rosa Delgado"],
        ),
        (
            Choices(decided={1: Duplicates.MERGE, 3: Duplicates.NEW}),
            Count(new=2, merged=1),
            ["Ben Stone", "Ben Stone", "Rosa Delgado"],
        ),
    ],
)
def test_duplicates_are_skipped_merged_or_added_as_decided(
    engine: Engine, choices: Choices, count: Count, names: list[str]
) -> None:
    add(engine, KNOWN)
    source = HandMade(
        [
            card(1, "Rosa Delgado", email="rosa@example.org", note="Loves oak"),
            card(2, "Ben Stone", phone="600 333 444"),
            card(3, "Ben Stone", phone="600 333 444", note="Second"),
        ]
    )
    plan = brought(engine, source, choices)
    assert plan.counts[Customer] == count
    told = [(one.row, one.existing.name, one.reason, one.adds) for one in plan.found]
    assert told == [
        (1, "Rosa Delgado", Reason.EMAIL, ("Loves oak",)),
        (3, "Ben Stone", Reason.PHONE, ("Second",)),
    ]
    assert sorted(one.name for one in of(engine, Customer)) == names
    if choices is MERGE:
        notes = {one.name: one.note for one in of(engine, Customer)}
        assert notes == {"Rosa Delgado": "Old friend\nLoves oak", "Ben Stone": "Second"}
    writer.undo(engine)
    assert dump(engine) == {KNOWN}


def test_what_merging_brings_is_told_in_lines_and_nothing_twice(engine: Engine) -> None:
    add(engine, KNOWN)
    entry = card(
        1,
        "Rosa Delgado",
        email="rosa@example.org",
        phone="+34 600 000 001",
        company="Café Alma",
        tags=("vip",),
        note="Old friend",
        custom=(("Glaze", "terracotta"),),
    )
    source = HandMade([entry])
    with engine.connect() as connection:
        plan = look(connection, source, MERGE, now=NOW)
    assert sorted(plan.found[0].adds) == ["#vip", "+34 600 000 001", "Café Alma", "terracotta"]
    brought(engine, source, MERGE)
    again = brought(engine, HandMade([replace(entry, record=renewed(entry.record))]), MERGE)
    assert again.counts == {Customer: Count(known=1)}
    assert again.found[0].adds == ()


def test_merging_keeps_a_number_once_as_the_file_writes_it_with_its_country(
    engine: Engine,
) -> None:
    mine = Labelled(value="(212) 555-0100", label="mobile")
    add(engine, make_customer("Rosa Delgado", phones=(mine,)))
    entry = card(1, "Rosa Delgado", phone="+1 212 555 0100")
    brought(engine, HandMade([entry]), MERGE)
    (rosa_now,) = of(engine, Customer)
    assert rosa_now.phones == (Labelled(value="+1 212 555 0100", label="mobile"),)
    again = brought(engine, HandMade([replace(entry, record=renewed(entry.record))]), MERGE)
    assert again.counts == {Customer: Count(known=1)}


def renewed(record: Record) -> Record:
    return replace(record, **identity())


def test_strangers_are_listed_and_left_out_until_they_are_assigned(engine: Engine) -> None:
    known, other = rosa(), make_customer("Rosa Almeida", company="Alma")
    add(engine, known, other)
    mail = Who(name="Ana", email="Ana.Delgado@example.org")
    lines = [
        touch(4, mail, note="one"),
        touch(5, Who(email="ana.delgado@EXAMPLE.org"), note="two"),
        touch(6, Who(name="Zoe"), note="three"),
        touch(7, ROSA, mail, note="both"),
    ]
    plan = brought(engine, HandMade(lines))
    assert plan.counts == {Touchpoint: Count(new=1, left_out=3)}
    told = [(one.who, one.count, one.rows) for one in plan.unmatched]
    assert told == [(mail, 3, (4, 5, 7)), (Who(name="Zoe"), 1, (6,))]
    assert plan.problem_count == 0

    assigned = Choices(assigned={mail: other.id, Who(name="Zoe"): Stranger.IGNORE})
    plan = brought(engine, HandMade(lines), assigned)
    assert plan.counts == {Touchpoint: Count(new=2, known=1, left_out=1)}
    whose = {one.note: one.customer_ids for one in of(engine, Touchpoint)}
    assert whose == {"one": (other.id,), "two": (other.id,), "both": (known.id,)}

    plan = brought(engine, HandMade(lines), Choices(assigned={Who(name="Zoe"): Stranger.NEW}))
    assert plan.counts == {Customer: Count(new=1), Touchpoint: Count(new=1, known=3)}
    assert {one.name for one in of(engine, Customer)} == {"Rosa Delgado", "Rosa Almeida", "Zoe"}


@pytest.mark.parametrize("stage", list(Stage))
def test_strangers_become_customers_where_the_owner_or_the_form_says_so(
    engine: Engine, stage: Stage
) -> None:
    lines = [touch(1, Who(name="Ben Stone", phone="600 333 444")), touch(2, Who(name="Ben Stone"))]
    by_form = HandMade(lines, strangers=Strangers.ADDED)
    kept_out = brought(engine, by_form, Choices(strangers=Stranger.IGNORE))
    assert kept_out.counts == {Touchpoint: Count(left_out=2)}
    plan = brought(engine, HandMade(lines), Choices(strangers=Stranger.NEW, stage=stage))
    assert plan.counts == {Customer: Count(new=1), Touchpoint: Count(new=2)}
    (ben,) = of(engine, Customer)
    assert (ben.name, ben.stage) == ("Ben Stone", stage)
    assert [one.value for one in ben.phones] == ["600 333 444"]
    assert {one.customer_ids for one in of(engine, Touchpoint)} == {(ben.id,)}


def test_an_address_is_enough_whatever_name_stands_beside_it(engine: Engine) -> None:
    add(engine, KNOWN)
    plan = brought(engine, HandMade([touch(1, Who(name="Bakery", email="rosa@example.org"))]))
    assert plan.counts == {Touchpoint: Count(new=1)}


def test_a_number_of_another_place_is_not_theirs_though_it_ends_alike(engine: Engine) -> None:
    add(engine, make_customer("Ana", phones=(Labelled(value="+1 212 555 0147"),)))
    lines = [touch(1, Who(phone="+1 312 555 0147")), touch(2, Who(phone="(212) 555-0147"))]
    plan = brought(engine, HandMade(lines))
    assert [one.who.phone for one in plan.unmatched] == ["+1 312 555 0147"]
    assert plan.counts == {Touchpoint: Count(new=1, left_out=1)}


def test_somebody_who_may_be_two_is_listed_with_both(engine: Engine) -> None:
    shared = [make_customer(name, phones=(Labelled(value="600 1111"),)) for name in ("Ana", "Ben")]
    add(engine, *shared, make_customer("Cleo"))
    call = Who(phone="600-1111")
    plan = brought(engine, HandMade([touch(1, call)]))
    assert {one.name for one in plan.unmatched[0].likely} == {"Ana", "Ben"}
    plan = brought(engine, HandMade([touch(1, replace(call, name="Ben"))]))
    assert plan.counts == {Touchpoint: Count(new=1)}
    assert of(engine, Touchpoint)[0].customer_ids == (shared[1].id,)


def test_who_shares_a_word_of_the_name_may_be_meant(engine: Engine) -> None:
    add(engine, rosa(), make_customer("Rosa Almeida", company="Alma"), make_customer("Tomasz"))
    plan = brought(engine, HandMade([touch(1, Who(name="R. Almeida Rosa"))]))
    likely = [(one.name, one.company) for one in plan.unmatched[0].likely]
    assert likely == [("Rosa Almeida", "Alma"), ("Rosa Delgado", "")]


def test_an_id_of_the_journal_says_who_it_is_and_one_that_is_gone_does_not(engine: Engine) -> None:
    twins = [make_customer("Rosa Delgado"), make_customer("Rosa Delgado")]
    add(engine, *twins)
    source = HandMade(
        [
            touch(1, Who(id=twins[1].id, name="Rosa Delgado")),
            touch(2, Who(id=UUID(int=5), name="Rosa Delgado")),
        ]
    )
    plan = brought(engine, source)
    assert plan.counts == {Touchpoint: Count(new=1, left_out=1)}
    assert of(engine, Touchpoint)[0].customer_ids == (twins[1].id,)


def test_who_referred_whom_is_known_in_any_order(engine: Engine) -> None:
    add(engine, KNOWN)
    source = HandMade(
        [
            card(1, "Ana Ruiz", key="a", who=(Who(key="b"),), referred_by=NOBODY),
            card(2, "Ben Stone", key="b", who=(ROSA,), referred_by=NOBODY),
            card(3, "Cleo Park", who=(Who(name="Old Tom"),), referred_by=NOBODY),
        ]
    )
    plan = brought(engine, source)
    people = {one.name: one for one in of(engine, Customer)}
    assert people["Ana Ruiz"].referred_by == people["Ben Stone"].id
    assert people["Ben Stone"].referred_by == KNOWN.id
    assert (people["Cleo Park"].referred_by, people["Cleo Park"].note) == (
        None,
        "Referred by Old Tom",
    )
    assert plan.unmatched == ()
    before = dump(engine)
    brought(engine, source)
    assert dump(engine) == before
    for _undone in range(2):
        writer.undo(engine)
    assert dump(engine) == {KNOWN}


def test_own_fields_are_found_in_any_spelling_or_made_and_what_does_not_fit_is_noted(
    engine: Engine,
) -> None:
    glaze = make_custom_field("Glaze Colour")
    size = make_custom_field("Size", kind=FieldKind.NUMBER, place=1)
    add(engine, glaze, size)
    custom = (("glaze  colour", "terracotta"), ("Size", "large"), ("Kiln", "No. 3"), ("Empty", ""))
    brought(engine, HandMade([card(1, custom=custom), card(2, "Ben Stone", custom=custom[:1])]))
    fields = {one.id: one.title for one in of(engine, CustomField)}
    assert sorted(fields.values()) == ["Glaze Colour", "Kiln", "Size"]
    people = {one.name: one for one in of(engine, Customer)}
    said = {fields[one.field_id]: one.value for one in people["Rosa Delgado"].custom}
    assert said == {"Glaze Colour": "terracotta", "Kiln": "No. 3"}
    assert people["Rosa Delgado"].note == "Size: large"
    assert [one.field_id for one in people["Ben Stone"].custom] == [glaze.id]


def test_a_skipped_customer_makes_no_field(engine: Engine) -> None:
    add(engine, KNOWN)
    source = HandMade([card(1, email="rosa@example.org", custom=(("Kiln", "No. 3"),))])
    assert brought(engine, source).counts == {Customer: Count(left_out=1)}
    assert dump(engine) == {KNOWN}


def test_a_photo_comes_along_and_takes_no_place_of_another(engine: Engine) -> None:
    first, second = b"\x89PNG one", b"\xff\xd8 two"
    lines = [card(1, email="rosa@example.org", photo=first)]
    brought(engine, HandMade(lines))
    more = HandMade([card(1, email="rosa@example.org", photo=photo) for photo in (first, second)])
    plan = brought(engine, more, MERGE)
    assert plan.counts == {Customer: Count(known=1, merged=1)}
    kept = sorted(of(engine, Attachment), key=lambda one: not one.is_photo)
    assert [(one.name, one.is_photo) for one in kept] == [("photo.png", True), ("photo.jpg", False)]
    with engine.connect() as connection:
        assert [contents.read(connection, one.digest) for one in kept] == [first, second]


def test_a_photo_too_large_is_left_out_and_said(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trustjournal.domain.attached_files.FILE_LIMIT", 4)
    plan = brought(engine, HandMade([card(3, photo=b"\x89PNG one")]))
    assert plan.counts == {Customer: Count(new=1)}
    assert [one.row for one in plan.problems] == [3]
    assert of(engine, Attachment) == []


def test_a_check_in_that_is_there_stays_and_that_is_said(engine: Engine) -> None:
    planned = make_check_in(KNOWN.id, every_days=30, due_on=TODAY)
    add(engine, KNOWN, planned)
    ben = Who(name="Ben Stone")
    source = HandMade(
        [
            card(1, "Ben Stone"),
            check_in(2, ROSA, every_days=7),
            check_in(3, ben, every_days=7),
            check_in(4, ben, every_days=8),
        ]
    )
    plan = brought(engine, source)
    assert plan.counts[CheckIn] == Count(new=1, known=2)
    assert [one.row for one in plan.problems] == [2, 4]
    found = {one.every_days for one in of(engine, CheckIn)}
    assert found == {30, 7}


def test_a_touch_moves_the_check_in_that_waits_for_it_but_ends_no_snooze(engine: Engine) -> None:
    people = [rosa(), make_customer("Ben Stone"), make_customer("Cleo Park")]
    cadence = make_check_in(people[0].id, every_days=30, due_on=TODAY - timedelta(days=10))
    snooze = make_check_in(people[1].id, snoozed_until=TODAY + timedelta(days=9))
    later = make_check_in(people[2].id, due_on=TODAY + timedelta(days=9))
    add(engine, *people, cadence, snooze, later)
    whos = [Who(name=one.name) for one in people]
    old = NOON - timedelta(days=400)
    brought(engine, HandMade([touch(1, *whos), touch(2, *whos, happened_at=old)]))
    found = {one.customer_id: one for one in of(engine, CheckIn)}
    assert found[people[0].id].due_on == TODAY + timedelta(days=30)
    assert found[people[1].id] == snooze
    assert found[people[2].id] == later
    writer.undo(engine)
    assert set(of(engine, CheckIn)) == {cadence, snooze, later}


@pytest.mark.parametrize(("kind", "left"), [(Kind.MISSED_CALL, 1), (Kind.VISIT, 0)])
def test_a_missed_call_is_no_touch_that_a_check_in_waits_for(
    engine: Engine, kind: Kind, left: int
) -> None:
    add(engine, KNOWN, make_check_in(KNOWN.id, due_on=TODAY - timedelta(days=1)))
    brought(engine, HandMade([touch(1, ROSA, kind=kind)]))
    assert len(of(engine, CheckIn)) == left


def test_there_is_one_of_what_there_may_be_one(engine: Engine) -> None:
    shop = make_customer("Café Alma", kind=CustomerKind.BUSINESS)
    add(engine, KNOWN, shop, Evening(**identity(), on=TODAY, text="Mine"))
    belongs = [Membership(**identity(), customer_id=NOBODY, of_id=NOBODY) for _one in range(2)]
    lines = [
        Entry(row=row, record=one, who=(ROSA, Who(name="Café Alma")))
        for row, one in enumerate(belongs)
    ]
    evenings = [
        Evening(**identity(), on=on, text="Theirs") for on in (TODAY, TODAY - timedelta(days=1))
    ]
    lines += [Entry(row=7, record=one) for one in evenings]
    plan = brought(engine, HandMade([*lines]))
    assert plan.counts == {Membership: Count(new=1, known=1), Evening: Count(new=1, known=1)}
    (membership,) = of(engine, Membership)
    assert (membership.customer_id, membership.of_id) == (KNOWN.id, shop.id)
    assert {one.text for one in of(engine, Evening)} == {"Mine", "Theirs"}


def test_feedback_of_nobody_known_keeps_its_author(engine: Engine) -> None:
    add(engine, KNOWN)
    said = [
        Feedback(**identity(), customer_id=None, heard_on=TODAY, text=text, author=author)
        for text, author in (("a", ""), ("b", "Rosa D."), ("c", "Anon"))
    ]
    zoe = Who(name="Zoe", email="zoe@example.org")
    plan = brought(
        engine, HandMade([about(1, said[0], zoe), about(2, said[1], ROSA), about(3, said[2])])
    )
    assert plan.counts == {Feedback: Count(new=3)}
    kept = {one.text: (one.customer_id, one.author) for one in of(engine, Feedback)}
    assert kept == {
        "a": (None, "Zoe · zoe@example.org"),
        "b": (KNOWN.id, ""),
        "c": (None, "Anon"),
    }


def test_what_refers_to_a_touchpoint_that_is_not_there_comes_without_it(engine: Engine) -> None:
    add(engine, KNOWN)
    spoken = touch(1, ROSA)
    promises = [
        Promise(**identity(), customer_id=NOBODY, text=text, made_on=TODAY, touchpoint_id=which)
        for text, which in (("kept", spoken.record.id), ("lost", UUID(int=9)))
    ]
    brought(engine, HandMade([spoken, *(about(2, one, ROSA) for one in promises)]))
    found = {one.text: one.touchpoint_id for one in of(engine, Promise)}
    assert found == {"kept": spoken.record.id, "lost": None}
    later = replace(promises[0], **identity(), text="later")
    brought(engine, HandMade([about(2, later, ROSA)]))
    assert {one.text: one.touchpoint_id for one in of(engine, Promise)}["later"] == spoken.record.id


def test_problems_of_the_file_and_of_what_it_says_are_told_with_their_rows(engine: Engine) -> None:
    add(engine, KNOWN)
    source = HandMade(
        [
            Problem(2, "This row has no date."),
            touch(3),
            touch(4, ROSA, happened_at=NOON + timedelta(days=30)),
            touch(5, ROSA, happened_at=NOON.replace(year=1600)),
            card(6, " "),
            touch(7, ROSA, note="a\0b\ud800"),
            Entry(row=8, record=full_preferences()),
        ]
    )
    plan = brought(engine, source)
    assert [one.row for one in plan.problems] == [2, 3, 4, 5, 6, 7, 8]
    assert plan.counts[Touchpoint] == Count(new=1, left_out=3)
    assert of(engine, Touchpoint)[0].note == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"


def test_one_problem_keeps_everything_out_where_the_owner_wants_all_or_nothing(
    engine: Engine,
) -> None:
    source = HandMade([card(1), Problem(2, "No date."), card(3, "Ben Stone")])
    choices = Choices(all_or_nothing=True)
    with engine.connect() as connection:
        assert look(connection, source, choices, now=NOW).problem_count == 1
    with pytest.raises(InvalidEntry, match="Row 2: No date"):
        bring_in(engine, source, choices, "x", now=NOW)
    assert dump(engine) == set()


def test_a_customer_without_a_name_is_called_by_what_else_they_have(engine: Engine) -> None:
    entries = [card(1, "", email="zoe@example.org"), card(2, "", company="Alma", phone="600 1")]
    brought(engine, HandMade([*entries]))
    assert {one.name for one in of(engine, Customer)} == {"zoe@example.org", "Alma"}


@pytest.mark.parametrize("calls", range(1, 6))
def test_cancel_at_any_time_leaves_nothing(engine: Engine, calls: int) -> None:
    source = HandMade([touch(row, Who(name=f"P{row % 9}")) for row in range(2200)])
    left = calls

    def progress(_rows: int) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise Cancelled("stop")

    choices = Choices(strangers=Stranger.NEW)
    with pytest.raises(Cancelled):
        bring_in(engine, source, choices, "x", progress, now=NOW)
    assert dump(engine) == set()


def test_batches_know_of_each_other(engine: Engine) -> None:
    """More rows than a batch has, about people and ids of another batch."""
    lines: list[Entry | Problem] = [card(0, "Ben Stone", email="ben@example.org")]
    lines += [touch(row, Who(email="ben@example.org"), note=str(row)) for row in range(1, 2100)]
    lines += [card(2101, "Ben Stone", email="ben@example.org", note="again"), lines[5], lines[0]]
    plan = brought(engine, HandMade(lines), MERGE)
    assert plan.counts == {
        Customer: Count(new=1, known=1, merged=1),
        Touchpoint: Count(new=2099, known=1),
    }
    (ben,) = of(engine, Customer)
    assert ben.note == "again"
    assert len(of(engine, Touchpoint)) == 2099
    writer.undo(engine)
    assert dump(engine) == set()


def test_what_is_told_is_bounded_and_the_rest_is_counted(engine: Engine) -> None:
    lines: list[Entry | Problem] = [Problem(row, "?") for row in range(MOST_TOLD + 5)]
    lines += [touch(row, Who(name=f"Person {row}")) for row in range(MOST_TOLD + 5)]
    plan = brought(engine, HandMade(lines))
    assert (len(plan.problems), plan.problem_count) == (MOST_TOLD, MOST_TOLD + 5)
    assert (len(plan.unmatched), plan.unmatched_count) == (MOST_TOLD, MOST_TOLD + 5)
    assert list(report_lines(plan, "x.csv")).count("And 5 more.") == 2


def test_a_report_tells_counts_matches_strangers_and_problems(engine: Engine) -> None:
    add(engine, KNOWN)
    zoe = Who(name="Zoe")
    source = HandMade(
        [card(1, email="rosa@example.org", note="x"), touch(2, zoe), Problem(3, "No date.")]
    )
    plan = brought(engine, source)
    assert list(report_lines(plan, "log.csv")) == [
        "Import of log.csv",
        "",
        "People: 1 left out",
        "Touchpoints: 1 left out",
        "",
        "Taken for somebody known:",
        "Row 1: Rosa Delgado is like Rosa Delgado (e-mail).",
        "",
        "Spoken of, and not known:",
        "Zoe: 1 time, first in row 2",
        "",
        "To know of:",
        "Row 3: No date.",
    ]
    assert plan.total == Count(left_out=2)


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 3), st.text(), st.text()), max_size=12))
def test_any_text_comes_in_and_a_second_time_adds_nothing(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, str, str]]
) -> None:
    engine = create_journal(tmp_path_factory.mktemp("any") / "journal.db")
    lines: list[Entry | Problem] = []
    for row, (form, one, other) in enumerate(rows):
        if form == 0:
            lines.append(card(row, one, email=other, note=one, custom=((one, other),)))
        else:
            lines.append(touch(row, Who(name=one, phone=other if form > 1 else ""), note=other))
    choices = Choices(duplicates=Duplicates.MERGE, strangers=Stranger.NEW)
    brought(engine, HandMade(lines), choices)
    before = dump(engine)
    plan = brought(engine, HandMade(lines), choices)
    assert dump(engine) == before
    assert plan.brings == 0
    for _undone in range(2):
        writer.undo(engine)
    assert dump(engine) == set()
    engine.dispose()


@pytest.mark.parametrize("choices", [PLAIN, MERGE])
def test_a_row_that_comes_three_times_is_still_the_customer_it_became(
    engine: Engine, choices: Choices
) -> None:
    known = rosa()
    add(engine, known)
    again = card(1, "Rosa Delgado", email="rosa@example.org", key="C1")
    other = card(3, "Rosa Delgado", email="rosa@example.org", key="C1")
    said = replace(
        again, row=2, record=replace(again.record, emails=(Labelled(value="r@b.example"),))
    )
    last = replace(other, record=replace(other.record, emails=(Labelled(value="r@b.example"),)))
    plan = brought(engine, HandMade([again, said, last, touch(4, Who(key="C1"))]), choices)
    assert plan.counts[Customer].new == 0
    assert of(engine, Touchpoint)[0].customer_ids == (known.id,)

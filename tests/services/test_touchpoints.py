"""A touchpoint is logged with all that follows from it, in one changeset."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import NOON, make_check_in, make_customer, make_touchpoint
from tests.services.applying import the, there_and_back
from trustjournal.domain.capture import Ambiguity, Draft, Names, Person, PromiseDraft, parse
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import (
    Began,
    Channel,
    Kind,
)
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Promise,
    Touchpoint,
)
from trustjournal.errors import InvalidEntry, NotFound
from trustjournal.services.customers import new_customer
from trustjournal.services.touchpoints import (
    add_touchpoint,
    log_touchpoint,
)

MADRID = "Europe/Madrid"
ROSA = make_customer()
TOMASZ = make_customer("Tomasz Wilk")
TODAY = NOON.date()


def a_draft(*customer_ids: UUID, **fields: Any) -> Draft:
    return Draft(customer_ids=customer_ids, **fields)


def log(
    draft: Draft,
    *,
    people: Sequence[Customer] = (ROSA, TOMASZ),
    check_ins: Sequence[CheckIn] = (),
    new_people: Sequence[Customer] = (),
    now: datetime = NOON,
) -> Changeset:
    return log_touchpoint(
        draft,
        customers={person.id: person for person in people},
        check_ins={check_in.customer_id: check_in for check_in in check_ins},
        now=now,
        zone=MADRID,
        new_people=new_people,
    )


def test_a_draft_becomes_a_touchpoint() -> None:
    changeset = log(
        a_draft(
            ROSA.id,
            TOMASZ.id,
            channel=Channel.PHONE,
            began=Began.THEM,
            kind=Kind.ADVICE,
            feeling=2,
            duration_minutes=25,
            note="loved the oak sample",
        )
    )
    touchpoint = the(Touchpoint, there_and_back(changeset))
    assert changeset.label == "Log a touchpoint with Rosa Delgado and Tomasz Wilk"
    assert touchpoint == Touchpoint(
        id=touchpoint.id,
        revision=touchpoint.revision,
        happened_at=NOON,
        zone=MADRID,
        customer_ids=(ROSA.id, TOMASZ.id),
        channel=Channel.PHONE,
        began=Began.THEM,
        kind=Kind.ADVICE,
        feeling=2,
        duration_minutes=25,
        note="loved the oak sample",
    )


def test_a_typed_line_is_logged_as_it_reads() -> None:
    names = Names([Person(ROSA.id, ROSA.name), Person(TOMASZ.id, TOMASZ.name)])
    now = NOON.astimezone(ZoneInfo(MADRID))
    line = "rosa yesterday call 10 min + loved the oak sample #oak !send quote by fri"
    journal = there_and_back(log(parse(line, names, now), now=now), ROSA)
    touchpoint, promise = the(Touchpoint, journal), the(Promise, journal)
    assert touchpoint.customer_ids == (ROSA.id,)
    assert (touchpoint.channel, touchpoint.feeling) == (Channel.PHONE, 1)
    assert (touchpoint.duration_minutes, touchpoint.note) == (10, "loved the oak sample")
    assert touchpoint.happened_at.date() == promise.made_on == TODAY - timedelta(days=1)
    assert (promise.text, promise.customer_id) == ("send quote", ROSA.id)
    assert the(Customer, journal).tags == ("oak",)


def test_a_newcomer_named_first_is_the_one_promised_to() -> None:
    names = Names([Person(ROSA.id, ROSA.name)])
    now = NOON.astimezone(ZoneInfo(MADRID))
    ines = new_customer("Ines")
    draft = parse("@Ines, rosa call !send quote", names, now)
    assert (draft.unknown, draft.customer_ids) == (("Ines",), (ROSA.id,))
    journal = there_and_back(log(draft, new_people=[ines], now=now))
    assert the(Promise, journal).customer_id == ines.id
    assert the(Touchpoint, journal).customer_ids == (ines.id, ROSA.id)


def test_what_the_draft_leaves_open_is_a_conversation_that_we_began_now() -> None:
    touchpoint = the(Touchpoint, there_and_back(log(a_draft(ROSA.id))))
    assert (touchpoint.channel, touchpoint.began) == (Channel.OTHER, Began.US)
    assert (touchpoint.kind, touchpoint.feeling) == (Kind.CONVERSATION, None)
    assert (touchpoint.happened_at, touchpoint.answered_at) == (NOON, None)


def test_a_person_named_twice_is_there_once() -> None:
    touchpoint = the(Touchpoint, there_and_back(log(a_draft(ROSA.id, ROSA.id))))
    assert touchpoint.customer_ids == (ROSA.id,)


def test_the_instant_is_kept_in_utc_with_the_zone_beside_it() -> None:
    local = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo(MADRID))
    touchpoint = the(Touchpoint, there_and_back(log(a_draft(ROSA.id, happened_at=local))))
    assert touchpoint.happened_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert touchpoint.happened_at.tzinfo is UTC
    assert touchpoint.zone == MADRID


def test_promises_are_made_to_the_first_person_on_the_local_day() -> None:
    after_midnight = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)  # the 19th in Madrid
    drafts = (PromiseDraft("send quote", date(2026, 11, 27)), PromiseDraft("call back", None))
    journal = there_and_back(
        log(a_draft(TOMASZ.id, ROSA.id, promises=drafts, happened_at=after_midnight))
    )
    touchpoint = the(Touchpoint, journal)
    made = [record for record in journal.values() if isinstance(record, Promise)]
    assert [(promise.text, promise.due_on) for promise in made] == [
        ("send quote", date(2026, 11, 27)),
        ("call back", None),
    ]
    for promise in made:
        assert promise.customer_id == TOMASZ.id
        assert promise.made_on == date(2026, 11, 19)
        assert promise.touchpoint_id == touchpoint.id


def test_a_promise_due_before_the_touchpoint_is_refused() -> None:
    early = PromiseDraft("send quote", TODAY - timedelta(days=1))
    with pytest.raises(InvalidEntry, match="due before it was made"):
        log(a_draft(ROSA.id, promises=(early,)))


def test_new_people_join_with_the_touchpoint_and_its_tags() -> None:
    ines = new_customer("Ines Moreau", tags=("fair",))
    changeset = log(a_draft(ROSA.id, unknown=("ines",), tags=("market",)), new_people=[ines])
    journal = there_and_back(changeset, ROSA)
    assert changeset.label == "Log a touchpoint with Rosa Delgado and Ines Moreau"
    assert the(Touchpoint, journal).customer_ids == (ROSA.id, ines.id)
    assert journal[ines.id] == replace(ines, tags=("fair", "market"))


def test_a_new_person_alone_is_promised_to() -> None:
    ines = new_customer("Ines Moreau")
    draft = a_draft(unknown=("Ines Moreau",), promises=(PromiseDraft("call", None),))
    journal = there_and_back(log(draft, new_people=[ines]))
    assert the(Promise, journal).customer_id == ines.id


def test_tags_join_those_of_everyone_there_whatever_their_spelling() -> None:
    rosa = make_customer(tags=("VIP",))
    tomasz = make_customer("Tomasz", tags=("oak",))
    changeset = log(a_draft(rosa.id, tomasz.id, tags=("vip", "Oak", "oak")), people=[rosa, tomasz])
    journal = there_and_back(changeset, rosa, tomasz)
    joined = {one.name: one.tags for one in journal.values() if isinstance(one, Customer)}
    assert joined == {"Rosa Delgado": ("VIP", "Oak"), "Tomasz": ("oak", "vip")}


def test_people_who_have_the_tags_already_are_not_touched() -> None:
    rosa = make_customer(tags=("VIP",))
    journal = there_and_back(log(a_draft(rosa.id, tags=("vip",)), people=[rosa]), rosa)
    assert journal[rosa.id] is rosa


def test_the_check_ins_of_everyone_there_move() -> None:
    mine = make_check_in(ROSA.id, every_days=21, due_on=TODAY - timedelta(days=3))
    single = make_check_in(TOMASZ.id, due_on=TODAY)
    journal = there_and_back(
        log(a_draft(ROSA.id, TOMASZ.id), check_ins=[mine, single]), mine, single
    )
    assert the(CheckIn, journal).due_on == TODAY + timedelta(days=21)
    assert single.id not in journal


def test_a_check_in_moves_from_the_day_where_the_touch_happened() -> None:
    check_in = make_check_in(ROSA.id, every_days=7, due_on=date(2026, 11, 19))
    late = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
    journal = there_and_back(
        log(a_draft(ROSA.id, happened_at=late), check_ins=[check_in]), check_in
    )
    assert the(CheckIn, journal).due_on == date(2026, 11, 26)


def test_a_backdated_touch_leaves_a_later_check_in_alone() -> None:
    check_in = make_check_in(ROSA.id, every_days=7, due_on=TODAY)
    draft = a_draft(ROSA.id, happened_at=NOON - timedelta(days=21))
    journal = there_and_back(log(draft, check_ins=[check_in]), check_in)
    assert journal[check_in.id] is check_in


def test_a_missed_call_does_not_reset_the_cadence() -> None:
    check_in = make_check_in(ROSA.id, every_days=7, due_on=TODAY)
    draft = a_draft(ROSA.id, kind=Kind.MISSED_CALL)
    journal = there_and_back(log(draft, check_ins=[check_in]), check_in)
    assert journal[check_in.id] is check_in


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (a_draft(note="call"), "Say who this was with."),
        (
            a_draft(ROSA.id, ambiguous=(Ambiguity("ana", (UUID(int=1), UUID(int=2))),)),
            "“ana” could be several people. Write more of the name.",
        ),
        (
            a_draft(ROSA.id, unknown=("Ines",)),
            "Ines is not in the journal yet. Add them, or correct the name.",
        ),
        (
            a_draft(unknown=("Ines", "Paul")),
            "Ines and Paul are not in the journal yet. Add them, or correct the names.",
        ),
        (
            a_draft(ROSA.id, happened_at=NOON + timedelta(seconds=61)),
            "That is still ahead. Correct the day or time, or plan a check-in for it.",
        ),
        (
            a_draft(ROSA.id, happened_at=datetime(1, 1, 1, tzinfo=ZoneInfo(MADRID))),
            "Check the year: that is too long ago.",
        ),
        (a_draft(ROSA.id, feeling=3), "Choose how it felt from −2 to +2."),
        (
            a_draft(ROSA.id, duration_minutes=-1),
            "Write how many minutes it took, zero or more.",
        ),
        (a_draft(ROSA.id, promises=(PromiseDraft(" ", None),)), "Write what you promised."),
    ],
)
def test_a_line_that_cannot_be_kept_is_refused_with_what_to_do(draft: Draft, sentence: str) -> None:
    with pytest.raises(InvalidEntry) as refused:
        log(draft)
    assert str(refused.value) == sentence


def test_a_clock_that_is_a_minute_off_is_forgiven() -> None:
    ahead = NOON + timedelta(seconds=60)
    touchpoint = the(Touchpoint, there_and_back(log(a_draft(ROSA.id, happened_at=ahead))))
    assert touchpoint.happened_at == ahead


def test_someone_who_left_the_journal_is_not_found() -> None:
    with pytest.raises(NotFound, match="left the journal"):
        log(a_draft(ROSA.id), people=[])


def test_a_touchpoint_from_the_form_moves_check_ins_too() -> None:
    touchpoint = make_touchpoint(ROSA.id)
    check_in = make_check_in(ROSA.id, every_days=7, due_on=TODAY)
    changeset = add_touchpoint(touchpoint, {ROSA.id: check_in}, now=NOON)
    journal = there_and_back(changeset, check_in)
    assert journal[touchpoint.id] == touchpoint
    assert the(CheckIn, journal).due_on == TODAY + timedelta(days=7)
    assert changeset.label == "Log a touchpoint"


def test_a_touchpoint_from_the_form_is_checked() -> None:
    with pytest.raises(InvalidEntry, match="who this was with"):
        add_touchpoint(make_touchpoint(), {}, now=NOON)
    with pytest.raises(InvalidEntry, match="still ahead"):
        add_touchpoint(make_touchpoint(ROSA.id), {}, now=NOON - timedelta(days=1))


@given(
    days_ago=st.integers(0, 60),
    every_days=st.none() | st.integers(1, 60),
    due_in=st.integers(-40, 40),
    kind=st.none() | st.sampled_from(Kind),
    tags=st.lists(st.sampled_from(["vip", "VIP", "oak", "#market"]), max_size=3).map(tuple),
    texts=st.lists(st.sampled_from(["send quote", "call"]), max_size=2),
    names=st.lists(st.sampled_from(["Ines", "Paul"]), max_size=2),
)
def test_whatever_is_logged_can_be_taken_back(
    *,
    days_ago: int,
    every_days: int | None,
    due_in: int,
    kind: Kind | None,
    tags: tuple[str, ...],
    texts: list[str],
    names: list[str],
) -> None:
    rosa = make_customer(tags=("vip",))
    check_in = make_check_in(rosa.id, every_days=every_days, due_on=TODAY + timedelta(days=due_in))
    draft = a_draft(
        rosa.id,
        happened_at=NOON - timedelta(days=days_ago),
        kind=kind,
        tags=tags,
        promises=tuple(PromiseDraft(text, None) for text in texts),
        unknown=tuple(names),
    )
    new_people = [new_customer(name) for name in names]
    changeset = log(draft, people=[rosa], check_ins=[check_in], new_people=new_people)
    journal = there_and_back(changeset, rosa, check_in)
    assert the(Touchpoint, journal).customer_ids == (
        rosa.id,
        *(person.id for person in new_people),
    )
    assert sum(isinstance(record, Promise) for record in journal.values()) == len(texts)

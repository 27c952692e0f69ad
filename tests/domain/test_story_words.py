"""A person's whole story leaves nothing out of what is held about them."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from tests.samples import (
    NOON,
    TODAY,
    full_customer,
    full_touchpoint,
    make_answer,
    make_attachment,
    make_check_in,
    make_customer,
    make_feedback,
    make_gesture,
    make_promise,
    make_recovery,
    make_review,
    make_touchpoint,
    make_wish,
)
from trustjournal.domain.choices import (
    Cause,
    GestureKind,
    GestureStatus,
    PromiseOutcome,
    Side,
    Topic,
)
from trustjournal.domain.letter_words import full_date
from trustjournal.domain.records import Customer, Record
from trustjournal.domain.story_words import Held, Told, tell

MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=MADRID)
BEN = make_customer("Ben Stone")
ROSA = replace(full_customer(), referred_by=BEN.id, is_sample=True)
A_DAY = date(2025, 3, 4)
WISH = make_wish("A lid for the jar", done="Lids since May", moved_on=A_DAY)

# Every field set, each with a word or day of its own, so that one left out is missed.
HELD = Held(
    customer=ROSA,
    as_of=NOW,
    depth=41.7,
    currency="EUR",
    business="Brandt Pottery",
    names={BEN.id: BEN.name},
    custom=(("Glaze", "terracotta"),),
    belongs_to=(("The Delgados", "daughter"),),
    people_here=(("Lucía", ""),),
    sent=("Ines Moreau",),
    apart=("Rosa Delgada",),
    check_in=make_check_in(
        ROSA.id,
        every_days=21,
        due_on=A_DAY,
        snoozed_until=A_DAY + timedelta(1),
        about="the terrace",
        snooze_words="after her holiday",
        is_ask=True,
    ),
    touchpoints=(
        replace(
            full_touchpoint(ROSA.id, BEN.id),
            answered_at=NOON + timedelta(days=1),
            resolved_at=NOON + timedelta(days=2),
            answer_due_on=A_DAY,
            zone="Asia/Tokyo",
        ),
    ),
    promises=(
        make_promise(
            ROSA.id,
            due_on=A_DAY + timedelta(2),
            outcome=PromiseOutcome.BROKEN,
            settled_on=A_DAY + timedelta(3),
            told_first=False,
            delivered="half of them",
            gap=Cause.PROCESS,
            fix="count twice",
            fixed_on=A_DAY + timedelta(4),
        ),
    ),
    gestures=(
        make_gesture(
            ROSA.id,
            kind=GestureKind.FAVOUR,
            status=GestureStatus.GIVEN,
            occasion="her birthday",
            due_on=A_DAY + timedelta(5),
            given_on=A_DAY + timedelta(6),
            lead_days=9,
            cost=Decimal("12.50"),
            worth=Decimal(30),
            received=2,
            note="wrapped in felt",
            text="Thank you, Rosa",
            by=Side.THEM,
        ),
    ),
    answers=(make_answer(ROSA.id, topic=Topic.PRICE, fair=False, done="lowered it"),),
    feedback=(
        make_feedback(
            ROSA.id,
            author="R. D.",
            link="https://example.org/said",
            rating=4,
            best=5,
            wish_id=WISH.id,
            told_on=A_DAY + timedelta(7),
        ),
    ),
    wishes=(WISH,),
    recoveries=(
        make_recovery(
            ROSA.id,
            about="the chipped jug",
            next_on=A_DAY + timedelta(8),
            heard_on=A_DAY + timedelta(9),
            owned_on=A_DAY + timedelta(10),
            fix_by=A_DAY + timedelta(11),
            fixed_on=A_DAY + timedelta(12),
            checked_on=A_DAY + timedelta(13),
            ended_on=A_DAY + timedelta(14),
        ),
    ),
    reviews=(
        make_review(
            ROSA.id,
            lost_on=A_DAY + timedelta(15),
            reason="a cheaper potter",
            turned_on=A_DAY + timedelta(16),
            lesson="call sooner",
            win_back_on=A_DAY + timedelta(17),
            won_back_on=A_DAY + timedelta(18),
        ),
    ),
    attachments=(make_attachment(ROSA.id, name="sketch of the jug.pdf", added_on=A_DAY),),
)

# Ids, digests and the like are how the journal finds things: they tell nothing about anybody.
INNER = frozenset({"id", "revision", "digest", "field_id"})
# What stands there in words of the program: its own tests say which.
IN_OTHER_WORDS = {
    *("close_to_heart", "is_sample", "longest_gap_days", "every_days", "is_ask", "feeling"),
    *("told_first", "lead_days", "received", "fair", "rating", "best", "is_photo"),
    *("duration_minutes", "size", "month", "day", "depth"),
}


def words_of(told: Told) -> str:
    lines = [line for chapter in told.chapters for line in chapter.lines]
    return "\n".join([told.title, told.lead, *(f"{one.head}\n{one.text}" for one in lines)])


def held_in(thing: Any) -> list[tuple[str, Any]]:
    """Every value in records, their parts and sequences, with the name of its field."""
    found: list[tuple[str, Any]] = []
    for one in fields(thing):
        value = getattr(thing, one.name)
        for part in _several(value):
            if is_dataclass(part):
                found += held_in(part)
            elif one.name not in INNER | IN_OTHER_WORDS:
                found.append((one.name, part))
    return found


def expected(value: Any) -> str:
    if isinstance(value, datetime):
        local = value.astimezone(MADRID)
        return f"{full_date(local.date())}, {local:%H:%M}"
    if isinstance(value, date):
        return full_date(value)
    return f"{value:f} EUR" if isinstance(value, Decimal) else str(value)


def test_every_word_day_and_amount_that_is_held_is_told() -> None:
    text = words_of(tell(HELD))
    kept = [
        (name, value)
        for name, value in held_in(HELD)
        if value is not None
        and value != ""
        and name not in {"as_of", "names", "currency"}
        and not isinstance(value, UUID | StrEnum | tuple)
    ]
    assert len(kept) > 60
    assert [(name, value) for name, value in kept if expected(value) not in text] == []
    for name, role in (*HELD.custom, *HELD.belongs_to, *HELD.people_here):
        assert name in text
        assert role in text


@pytest.mark.parametrize(
    "words",
    [
        *("Person", "Customer", "Close to heart\nYes", "Made up", "6 weeks", "every 3 weeks"),
        *("Wants to ask them for something", "Uneasy", "12 minutes", "Complaint", "Phone"),
        *(
            "Begun by them",
            "Are they fair",
            "(Asia/Tokyo)",
            "with Ben Stone",
            "Came through\nBen Stone",
        ),
        *("Promised to them", "Not kept", "Told first: No", "To be mended in: Process"),
        *("Favour", "From them", "Given", "They loved it", "9 days", "The price · Not fair"),
        *("4 of 5 stars", "Conversation", "A lid for the jar (Heard)", "41 of 100: Familiar"),
        *("29 February", "1 Hill St\nCádiz", "Phone (mobile)\n+34 600 000 001"),
        *("All that Brandt Pottery keeps about Rosa Delgado, as of 22 November 2026."),
    ],
)
def test_choices_and_numbers_are_told_in_words(words: str) -> None:
    assert words in words_of(tell(HELD))


def test_of_a_name_alone_there_is_a_short_story_without_empty_chapters() -> None:
    told = tell(Held(customer=make_customer("Zoe"), as_of=NOW, depth=20))
    assert [one.title for one in told.chapters] == ["Who they are", "How it stands"]
    assert told.lead == "All that is kept about Zoe, as of 22 November 2026."
    assert all(line.text for one in told.chapters for line in one.lines)


def test_what_happened_stands_in_the_order_it_happened() -> None:
    met = [
        make_touchpoint(ROSA.id, note=str(n), happened_at=NOON - timedelta(n)) for n in (2, 3, 1)
    ]
    told = tell(replace(HELD, touchpoints=met))
    (chapter,) = (one for one in told.chapters if one.title == "In touch")
    assert [one.text[0] for one in chapter.lines] == ["3", "2", "1"]
    assert "Europe/Madrid" not in chapter.lines[0].head


def test_no_record_of_a_customer_is_forgotten() -> None:
    """A kind of record that is about a customer one day must be told too, or be named here."""
    about = {kind.__name__ for kind in _kinds(Record) if "customer_id" in kind.__dataclass_fields__}
    told = {type(one).__name__ for one in (*_records(HELD), Customer)}
    assert about - told <= {"Membership"}  # told by its two names


def _kinds(kind: type[Any]) -> list[type[Any]]:
    return [found for one in kind.__subclasses__() for found in (one, *_kinds(one))]


def _records(held: Held) -> list[Any]:
    found = [part for one in fields(held) for part in _several(getattr(held, one.name))]
    return [one for one in found if isinstance(one, Record)]


def _several(value: Any) -> Sequence[Any]:
    return cast("Sequence[Any]", value) if isinstance(value, tuple | list) else (value,)


def test_the_hour_is_the_owners() -> None:
    at = datetime.combine(TODAY, time(23, 30), ZoneInfo("UTC"))
    told = words_of(tell(replace(HELD, touchpoints=(make_touchpoint(ROSA.id, happened_at=at),))))
    assert "21 November 2026, 00:30" in told


def test_amounts_have_two_decimals_or_none() -> None:
    for amount, said in (("48.2", "48.20 €"), ("25.00", "25 €"), ("0.5", "0.50 €")):
        who = make_customer("Zoe", yearly_value=Decimal(amount))
        told = tell(Held(customer=who, as_of=NOW, depth=20, currency="€"))
        assert said in words_of(told).splitlines()

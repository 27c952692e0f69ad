"""Gestures in the words of their rows."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.samples import make_check_in, make_customer, make_gesture
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import (
    GestureKind,
    GestureStatus,
    Side,
)
from trustjournal.domain.records import (
    Preferences,
    Record,
)
from trustjournal.ui.models.gesture_entries import (
    can_move,
    column_of,
    gestures_content,
    is_ahead,
    is_given,
    is_note,
)
from trustjournal.ui.models.plan_model import Content, Entry
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
ROSA = make_customer()
EUROS = Preferences(**identity(), currency="EUR")
Reading = Callable[..., Content]


@pytest.fixture
def content(session: JournalSession) -> Reading:
    def read(*records: Record) -> Content:
        fill(session, ROSA, EUROS, *records)
        with session.engine.connect() as connection:
            return gestures_content(connection, MORNING)

    return read


def planned(days: int, **fields: Any) -> Record:
    due_on = TODAY + timedelta(days=days)
    return make_gesture(ROSA.id, status=GestureStatus.PLANNED, due_on=due_on, **fields)


def only(content: Content) -> Entry:
    (entry,) = [entry for section in content.sections for entry in section.entries]
    return entry


@pytest.mark.parametrize(
    ("days", "lead_days", "state", "tone", "when"),
    [
        (6, 2, "Prepare from Thu", Tone.MUTED, "Sat"),
        (4, 7, "Time to prepare", Tone.GOLD, "Thu"),
        (4, 0, "", Tone.MUTED, "Thu"),
        (0, 7, "Today is the day", Tone.ACCENT, "Today"),
        (-3, 0, "Was due on 19 November", Tone.CLAY, "19 Nov"),
    ],
)
def test_a_planned_gesture_says_when_to_begin(
    content: Reading, *, days: int, lead_days: int, state: str, tone: Tone, when: str
) -> None:
    entry = only(content(planned(days, lead_days=lead_days)))
    assert (entry.state, entry.state_tone, entry.when) == (state, tone, when)
    assert is_ahead(entry)


def test_a_row_says_what_for_whom_why_and_what_it_costs(content: Reading) -> None:
    entry = only(
        content(
            planned(
                9,
                title="one-year mug",
                occasion="Café Alma turns one.",
                note="terrace green",
                kind=GestureKind.NOTE,
                cost=Decimal("12.50"),
            )
        )
    )
    assert (entry.title, entry.aside) == ("One-year mug", "for Rosa Delgado")
    assert entry.text == "Café Alma turns one. Terrace green"
    assert (entry.under, entry.kind) == ("cost €12.50", "note")


@pytest.mark.parametrize(
    ("received", "state"),
    [
        (2, "They loved it"),
        (1, "They liked it"),
        (0, "It was fine"),
        (-1, "Not for them"),
        (-2, "It hurt more than it helped"),
        (None, "How was it received?"),
    ],
)
def test_a_given_gesture_says_how_it_was_received(
    content: Reading, received: int | None, state: str
) -> None:
    given = make_gesture(ROSA.id, status=GestureStatus.GIVEN, given_on=TODAY, received=received)
    entry = only(content(given))
    assert (entry.state, entry.when) == (state, "Today")
    assert is_given(entry)
    assert not is_ahead(entry)
    assert column_of(entry) == ("given" if received is None else "received")


def test_sections_come_in_the_order_of_need(content: Reading) -> None:
    found = content(
        make_gesture(ROSA.id),
        planned(3),
        make_gesture(ROSA.id, status=GestureStatus.BOUGHT),
        make_gesture(ROSA.id, status=GestureStatus.GIVEN, given_on=TODAY),
        make_gesture(ROSA.id, by=Side.THEM, status=GestureStatus.GIVEN, given_on=TODAY),
    )
    assert [(one.title, len(one.entries)) for one in found.sections] == [
        ("Planned", 2),
        ("Ideas", 1),
        ("Given lately", 1),
        ("From them", 1),
    ]


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (GestureKind.GIFT, "Bought"),
        (GestureKind.NOTE, "Written"),
        (GestureKind.FAVOUR, "Prepared"),
        (GestureKind.EXTRA_MILE, "Prepared"),
    ],
)
def test_what_is_ready_says_so_in_the_word_of_its_kind(
    content: Reading, kind: GestureKind, word: str
) -> None:
    entry = only(content(make_gesture(ROSA.id, kind=kind, status=GestureStatus.BOUGHT)))
    assert (entry.state, entry.state_icon, column_of(entry)) == (word, "check", "bought")


def test_what_is_ready_and_past_its_day_is_late_all_the_same(content: Reading) -> None:
    late = make_gesture(ROSA.id, status=GestureStatus.BOUGHT, due_on=TODAY - timedelta(days=1))
    assert only(content(late)).state == "Was due yesterday"


def test_what_they_gave_is_told_as_theirs_and_stays_where_it_is(content: Reading) -> None:
    plums = make_gesture(
        ROSA.id,
        title="a jar of plums",
        by=Side.THEM,
        status=GestureStatus.GIVEN,
        given_on=TODAY,
        worth=Decimal(9),
        note="from her tree",
    )
    entry = only(content(plums))
    assert (entry.title, entry.aside, entry.kind) == (
        "A jar of plums",
        "from Rosa Delgado",
        "from_them",
    )
    assert (entry.state, entry.text, entry.under) == (
        "They gave it to you",
        "From her tree",
        "worth €9",
    )
    assert not is_given(entry)
    assert [can_move(entry, column) for column in ("planned", "received")] == [False, True]


def test_an_ask_planned_soon_after_a_gift_is_pointed_out_on_it(content: Reading) -> None:
    gift = make_gesture(ROSA.id, status=GestureStatus.GIVEN, given_on=TODAY, received=2)
    ask = make_check_in(ROSA.id, due_on=TODAY + timedelta(days=5), is_ask=True)
    entry = only(content(gift, ask))
    assert (entry.state, entry.state_icon, entry.state_tone) == (
        "They loved it",
        "circle-alert",
        Tone.GOLD,
    )
    assert entry.text == (
        "You plan to ask them for something on Friday, 5 days after “Mug”. A gift asks for nothing"
    )


def test_an_ask_that_leaves_a_gift_its_time_is_not_spoken_of(content: Reading) -> None:
    gift = make_gesture(ROSA.id, status=GestureStatus.GIVEN, given_on=TODAY, received=2)
    ask = make_check_in(ROSA.id, due_on=TODAY + timedelta(days=30), is_ask=True)
    assert only(content(gift, ask)).text == ""


@pytest.mark.parametrize("kind", GestureKind)
def test_only_a_note_still_to_be_given_has_words_to_write(
    content: Reading, kind: GestureKind
) -> None:
    assert is_note(only(content(planned(3, kind=kind)))) is (kind is GestureKind.NOTE)


def test_the_lead_says_what_the_year_came_to(content: Reading) -> None:
    given = [
        make_gesture(ROSA.id, status=GestureStatus.GIVEN, given_on=TODAY, cost=Decimal(cost))
        for cost in (8, 1200)
    ]
    assert content(*given).lead == "2 gestures were given this year, for €1,208 in all."


def test_one_given_gesture_without_a_cost_is_said_in_words(content: Reading) -> None:
    given = make_gesture(ROSA.id, status=GestureStatus.GIVEN, given_on=TODAY)
    assert content(given).lead == "One gesture was given this year."


def test_nothing_at_all_says_nothing(content: Reading) -> None:
    assert content().lead == ""


def test_plans_alone_say_that_nothing_was_given_yet(content: Reading) -> None:
    assert content(planned(3)).lead == "Nothing was given yet this year."

"""Gestures in the words of their rows."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.samples import make_customer, make_gesture
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import (
    GestureKind,
    GestureStatus,
)
from trustjournal.domain.records import (
    Preferences,
    Record,
)
from trustjournal.ui.models.gesture_entries import gestures_content, is_ahead, is_unheard
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
        (6, 2, "Start preparing on Thursday", Tone.MUTED, "Sat"),
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
    assert (entry.under, entry.kind) == ("€12.50", "note")


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
    assert is_unheard(entry) is (received is None)
    assert not is_ahead(entry)


def test_sections_come_in_the_order_of_need(content: Reading) -> None:
    found = content(
        make_gesture(ROSA.id),
        planned(3),
        make_gesture(ROSA.id, status=GestureStatus.GIVEN, given_on=TODAY),
    )
    assert [(one.title, len(one.entries)) for one in found.sections] == [
        ("Planned", 1),
        ("Ideas", 1),
        ("Given lately", 1),
    ]


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

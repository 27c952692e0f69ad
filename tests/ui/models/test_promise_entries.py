"""Promises in the words of their rows."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.samples import make_customer, make_promise
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.choices import PromiseOutcome
from trustjournal.domain.records import Record
from trustjournal.ui.models.plan_model import Content, Entry
from trustjournal.ui.models.promise_entries import (
    AHEAD,
    LATE,
    SETTLED,
    is_open,
    promises_content,
)
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
ROSA = make_customer(company="Café Alma")
Reading = Callable[..., Content]


@pytest.fixture
def content(session: JournalSession) -> Reading:
    def read(*records: Record) -> Content:
        fill(session, ROSA, *records)
        with session.engine.connect() as connection:
            return promises_content(connection, MORNING)

    return read


def made(due: int | None = None, **fields: Any) -> Record:
    values: dict[str, Any] = {"made_on": day(-9), "due_on": None if due is None else day(due)}
    return make_promise(ROSA.id, **(values | fields))


def day(count: int) -> date:
    return TODAY + timedelta(days=count)


def only(content: Content) -> Entry:
    (entry,) = [entry for section in content.sections for entry in section.entries]
    return entry


@pytest.mark.parametrize(
    ("due", "kind", "when", "tone"),
    [
        (-2, LATE, "20 Nov", Tone.CLAY),
        (0, AHEAD, "Today", Tone.INK),
        (4, AHEAD, "Thu", Tone.INK),
        (None, AHEAD, "No day", Tone.MUTED),
    ],
)
def test_an_open_promise_says_when_it_was_made_and_is_due(
    content: Reading, due: int | None, kind: str, when: str, tone: Tone
) -> None:
    entry = only(content(made(due)))
    assert (entry.title, entry.aside) == ("Send the photos", "to Rosa Delgado")
    assert (entry.kind, entry.when, entry.when_tone) == (kind, when, tone)
    assert (entry.state, entry.text) == ("Made 9 days ago", "Café Alma")
    assert is_open(entry)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (PromiseOutcome.KEPT, "Kept"),
        (PromiseOutcome.LATE, "Kept, a little late"),
        (PromiseOutcome.BROKEN, "Not kept"),
        (PromiseOutcome.RENEGOTIATED, "Another day agreed"),
    ],
)
def test_a_settled_promise_says_how_it_ended(
    content: Reading, outcome: PromiseOutcome, state: str
) -> None:
    entry = only(content(made(-4, outcome=outcome, settled_on=day(-2))))
    assert (entry.kind, entry.state, entry.when) == (SETTLED, state, "Friday")
    assert entry.text == "Due on 18 November"
    assert not is_open(entry)


def test_the_lead_says_how_many_of_the_last_ten_were_kept(content: Reading) -> None:
    outcomes = [PromiseOutcome.LATE, *[PromiseOutcome.KEPT] * 9]
    settled = [made(-4, outcome=outcome, settled_on=TODAY) for outcome in outcomes]
    assert content(*settled).lead == "Kept 9 of the last 10. One came late."


def test_open_promises_alone_say_that_none_has_ended(content: Reading) -> None:
    assert content(made(3)).lead == "None has ended yet."


def test_no_promise_at_all_says_nothing(content: Reading) -> None:
    assert content().lead == ""

"""Promises in the words of their rows."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.samples import make_customer, make_promise
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.choices import PromiseOutcome, Side
from trustjournal.domain.records import Record
from trustjournal.ui.models.plan_model import Content, Entry
from trustjournal.ui.models.promise_entries import (
    OWED,
    WAITING,
    can_go,
    columns,
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
    ("due", "state", "state_tone", "when", "tone"),
    [
        (-2, "2 days past due", Tone.CLAY, "20 Nov", Tone.CLAY),
        (0, "Due today", Tone.GOLD, "Today", Tone.INK),
        (1, "Due tomorrow", Tone.GOLD, "Tomorrow", Tone.INK),
        (4, "Made 9 days ago", Tone.MUTED, "Thu", Tone.INK),
        (None, "Made 9 days ago", Tone.MUTED, "No day", Tone.MUTED),
    ],
)
def test_an_open_promise_says_when_it_is_due_and_reminds_of_it(
    content: Reading, due: int | None, state: str, state_tone: Tone, when: str, tone: Tone
) -> None:
    entry = only(content(made(due)))
    assert (entry.title, entry.aside) == ("Send the photos", "to Rosa Delgado")
    assert (entry.kind, entry.when, entry.when_tone) == (OWED, when, tone)
    assert (entry.state, entry.state_tone, entry.text) == (state, state_tone, "Café Alma")
    assert is_open(entry)


@pytest.mark.parametrize(("due", "state"), [(-2, "Not here yet"), (4, "Promised 9 days ago")])
def test_what_they_promised_is_waited_for_without_blame(
    content: Reading, due: int, state: str
) -> None:
    entry = only(content(made(due, by=Side.THEM)))
    assert (entry.kind, entry.aside, entry.state) == (WAITING, "from Rosa Delgado", state)
    assert Tone.CLAY not in {entry.state_tone, entry.when_tone}


@pytest.mark.parametrize(
    ("outcome", "ours"),
    [
        (PromiseOutcome.KEPT, "Kept"),
        (PromiseOutcome.LATE, "Kept 2 days late"),
        (PromiseOutcome.BROKEN, "Not kept"),
        (PromiseOutcome.RENEGOTIATED, "Another day agreed"),
    ],
)
def test_a_settled_promise_says_how_it_ended(
    content: Reading, outcome: PromiseOutcome, ours: str
) -> None:
    ended = {"outcome": outcome, "settled_on": day(-2)}
    entry = only(content(made(-4, **ended)))
    assert (entry.kind, entry.state, entry.when) == (outcome, ours, "Friday")
    assert entry.text == "Was due 18 Nov"
    assert not is_open(entry)


@pytest.mark.parametrize(
    ("outcome", "theirs"),
    [
        (PromiseOutcome.KEPT, "They kept it"),
        (PromiseOutcome.LATE, "It came 2 days late"),
        (PromiseOutcome.BROKEN, "It did not come"),
        (PromiseOutcome.RENEGOTIATED, "Another day agreed"),
    ],
)
def test_theirs_ends_in_words_of_its_own(
    content: Reading, outcome: PromiseOutcome, theirs: str
) -> None:
    entry = only(content(made(-4, outcome=outcome, settled_on=day(-2), by=Side.THEM)))
    assert (entry.state, entry.state_tone) == (theirs, Tone.MUTED)


def test_every_promise_stands_in_a_column(content: Reading) -> None:
    settled = [made(-4, outcome=one, settled_on=day(-2)) for one in PromiseOutcome]
    shown = content(made(1), made(1, by=Side.THEM), *settled)
    kinds = [entry.kind for section in shown.sections for entry in section.entries]
    assert set(kinds) == {column.key for column in columns()}


KEPT, LATE, BROKEN, MOVED = PromiseOutcome


WAYS: list[tuple[int, Side, PromiseOutcome | None, str]] = [
    (3, Side.US, None, "kept broken renegotiated"),
    (-3, Side.US, None, "kept late broken renegotiated"),
    (3, Side.THEM, None, "kept broken renegotiated"),
    (3, Side.US, KEPT, "owed broken"),
    (3, Side.THEM, KEPT, "waiting broken"),
    (-3, Side.US, LATE, "owed broken"),
    (3, Side.US, BROKEN, "owed kept"),
    (-3, Side.US, BROKEN, "owed late"),
    (3, Side.US, MOVED, ""),
]


@pytest.mark.parametrize(("due", "by", "outcome", "ways"), WAYS)
def test_a_promise_can_go_to_the_columns_that_are_true_of_it(
    content: Reading, due: int, by: Side, outcome: PromiseOutcome | None, ways: str
) -> None:
    settled = None if outcome is None else TODAY
    entry = only(content(made(due, by=by, outcome=outcome, settled_on=settled)))
    free = [one.key for one in columns() if can_go(entry, one.key, TODAY)]
    assert free == ways.split()


def test_the_lead_reminds_of_what_is_due_by_tomorrow(content: Reading) -> None:
    shown = content(made(0), made(1), made(2), made(-1), made(1, by=Side.THEM))
    assert shown.lead == "None has ended yet. Two are due by tomorrow."


def test_the_lead_says_how_many_of_the_last_ten_were_kept(content: Reading) -> None:
    outcomes = [PromiseOutcome.LATE, *[PromiseOutcome.KEPT] * 9]
    settled = [made(-4, outcome=outcome, settled_on=TODAY) for outcome in outcomes]
    assert content(*settled).lead == "Kept 9 of the last 10. One came late."


def test_open_promises_alone_say_that_none_has_ended(content: Reading) -> None:
    assert content(made(3)).lead == "None has ended yet."


def test_no_promise_at_all_says_nothing(content: Reading) -> None:
    assert content().lead == ""

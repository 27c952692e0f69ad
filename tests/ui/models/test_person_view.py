"""What the page of a person gathers: the timeline's order, the chart and its words."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.samples import make_customer, make_gesture, make_promise, make_touchpoint
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import (
    GestureStatus,
    Kind,
    PromiseOutcome,
)
from trustjournal.domain.records import Record
from trustjournal.errors import NotFound
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal
from trustjournal.ui.models.entries import gesture_entries, happened, own_words, promise_entries
from trustjournal.ui.models.person_view import DepthChart, PersonView, chart_depth, read_person
from trustjournal.ui.palette import Tone

ZONE = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)
TODAY = NOW.date()
ROSA = make_customer()


def gathered(folder: Path, *records: Record) -> tuple[PersonView, DepthChart]:
    engine = create_journal(folder / "journal.db")
    everything = tuple(Change.create(record) for record in (ROSA, *records))
    writer.commit(engine, Changeset("Fill", everything))
    with engine.connect() as connection:
        view = read_person(ROSA.id, NOW, ZONE, connection)
        chart = chart_depth(view, False, connection)
    close_journal(engine)
    return view, chart


def ended(days: int, outcome: PromiseOutcome, text: str = "call") -> Record:
    day = TODAY - timedelta(days)
    return make_promise(ROSA.id, text=text, made_on=day, settled_on=day, outcome=outcome)


def test_the_timeline_holds_what_happened_and_nothing_that_is_only_meant(tmp_path: Path) -> None:
    touch = make_touchpoint(ROSA.id, happened_at=NOW - timedelta(days=2))
    kept, broken = ended(1, PromiseOutcome.KEPT), ended(3, PromiseOutcome.BROKEN)
    moved = ended(1, PromiseOutcome.RENEGOTIATED)
    given = make_gesture(
        ROSA.id, status=GestureStatus.GIVEN, given_on=TODAY - timedelta(5), received=1
    )
    view, _chart = gathered(
        tmp_path, touch, kept, broken, moved, given, make_promise(ROSA.id), make_gesture(ROSA.id)
    )
    assert list(view.timeline) == [kept, touch, broken, given]


def test_someone_who_is_gone_is_not_found(tmp_path: Path) -> None:
    engine = create_journal(tmp_path / "journal.db")
    with engine.connect() as connection, pytest.raises(NotFound):
        read_person(ROSA.id, NOW, ZONE, connection)
    close_journal(engine)


def test_the_depth_on_the_head_is_that_of_the_chart(tmp_path: Path) -> None:
    touches = [make_touchpoint(ROSA.id, happened_at=NOW - timedelta(n), feeling=2) for n in (3, 9)]
    view, chart = gathered(tmp_path, *touches, ended(4, PromiseOutcome.KEPT))
    assert chart.picture.samples[-1].score == pytest.approx(view.score)
    last = chart.picture.samples[-1]
    assert chart.likely == (
        f"Depth {int(last.score)}, likely {round(last.low)} to {round(last.high)}."
    )


def test_the_chance_of_the_next_touch_starts_from_what_the_whole_journal_says(
    tmp_path: Path,
) -> None:
    bad = make_touchpoint(ROSA.id, happened_at=NOW, feeling=-2)
    _view, chart = gathered(tmp_path, bad)
    usual = 9 / 11
    percent = round(100 * 4 * usual / (4 + 2))  # a bad one weighs double
    assert chart.chance == f"About {percent} % chance that your next touch goes well."


def test_every_mark_leads_to_its_records_and_stands_in_the_table(tmp_path: Path) -> None:
    touch = make_touchpoint(ROSA.id, happened_at=NOW - timedelta(9), kind=Kind.PRAISE)
    kept = ended(4, PromiseOutcome.KEPT, "bring the cups")
    _view, chart = gathered(tmp_path, touch, kept)
    sources = [chart.sources(mark) for mark in chart.picture.marks]
    assert sources == [[touch], [kept]]
    newest, oldest = chart.rows
    assert newest[:2] == ("Wednesday", "Promise kept: bring the cups")
    assert oldest[1] == "Praise"
    assert oldest[2].startswith("+")
    assert len(chart.columns) == len(newest)


def test_an_entry_says_what_when_with_whom_and_how_it_felt(tmp_path: Path) -> None:
    tomasz = make_customer("Tomasz Wilk")
    touch = make_touchpoint(
        ROSA.id, tomasz.id, happened_at=NOW - timedelta(1), kind=Kind.MEETING, feeling=-1, note="Hm"
    )
    view, _chart = gathered(tmp_path, tomasz, touch)
    entry = happened(touch, view)
    assert (entry.head, entry.aside, entry.text) == ("Meeting", "Yesterday", "Hm")
    assert entry.after == "With Tomasz Wilk"
    assert entry.tone is Tone.CLAY
    assert own_words(touch) == "Hm"


def test_promises_are_open_first_by_day_and_late_ones_are_clay(tmp_path: Path) -> None:
    late = make_promise(
        ROSA.id, text="late", made_on=TODAY - timedelta(9), due_on=TODAY - timedelta(2)
    )
    soon = make_promise(ROSA.id, text="soon", made_on=TODAY, due_on=TODAY + timedelta(1))
    some_day = make_promise(ROSA.id, text="some day", made_on=TODAY)
    kept = ended(4, PromiseOutcome.LATE)
    view, _chart = gathered(tmp_path, some_day, soon, late, kept)
    waiting, over = promise_entries(view)
    assert [entry.head for entry in waiting] == ["Late", "Soon", "Some day"]
    assert [entry.tone for entry in waiting] == [Tone.CLAY, Tone.MUTED, Tone.MUTED]
    assert [entry.sign for entry in over] == ["Kept late"]


def test_gestures_are_planned_imagined_or_given(tmp_path: Path) -> None:
    planned = make_gesture(
        ROSA.id, title="Mug", status=GestureStatus.PLANNED, due_on=TODAY + timedelta(1)
    )
    idea = make_gesture(ROSA.id, title="Plate")
    given = make_gesture(
        ROSA.id, title="Honey", status=GestureStatus.GIVEN, given_on=TODAY, received=2
    )
    view, _chart = gathered(tmp_path, planned, idea, given)
    heads = [[entry.head for entry in some] for some in gesture_entries(view)]
    assert heads == [["Mug"], ["Plate"], ["Honey"]]


def test_without_any_event_there_are_no_marks_and_nothing_moved(tmp_path: Path) -> None:
    _view, chart = gathered(tmp_path)
    assert list(chart.rows) == []
    assert chart.moved == ""

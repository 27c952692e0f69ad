"""Tests of calendars: who took part, when and how, what is ahead, broken or the journal's own."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from trustjournal.domain.calendar_entries import Entry as CalendarEntry
from trustjournal.domain.choices import Began, Channel, Kind
from trustjournal.domain.incoming import Entry, Who
from trustjournal.domain.records import Touchpoint
from trustjournal.exchange import ical
from trustjournal.exchange.calendar_source import FORM
from trustjournal.exchange.forms import find_form
from trustjournal.exchange.sources import Reading
from trustjournal.exchange.text_files import Problem

PATH = Path(__file__).parent.parent / "data" / "visits.ics"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
READING = Reading(zone="Europe/Madrid", mine=frozenset({"maya@bluejug.example.com"}), now=NOW)


def read(path: Path = PATH) -> tuple[list[tuple[Touchpoint, tuple[Who, ...]]], list[Problem]]:
    found = list(FORM.open(path, READING).entries())
    touches = [
        (one.record, one.who)
        for one in found
        if isinstance(one, Entry) and isinstance(one.record, Touchpoint)
    ]
    return touches, [one for one in found if isinstance(one, Problem)]


def test_it_is_known_by_its_content() -> None:
    assert find_form(PATH).key == "calendar"


def test_an_event_is_a_meeting_with_its_guests() -> None:
    (visit, who), *_others = read()[0]
    assert who == (Who(name="Delgado, Rosa", email="rosa@cafealma.example.com"),)
    assert visit.happened_at == datetime(2026, 11, 17, 10, tzinfo=ZoneInfo("Europe/Madrid"))
    assert (visit.kind, visit.channel, visit.began) == (Kind.MEETING, Channel.IN_PERSON, Began.US)
    assert visit.duration_minutes == 45
    assert visit.note == (
        "Tasting at Café Alma\nBrought the new glaze, six cups.\nShe liked the green one."
    )


def test_who_organized_it_began_it_and_a_link_is_video() -> None:
    _visit, (call, who), *_others = read()[0]
    assert who == (Who(name="Ben Roth", email="ben@example.org"),)
    assert (call.began, call.channel) == (Began.THEM, Channel.VIDEO)


def test_an_event_without_guests_is_taken_for_whom_it_is_named_after() -> None:
    day, who = read()[0][2]
    assert who == (Who(name="Ingrid Solberg"),)
    assert day.happened_at == datetime(2026, 11, 19, 12, tzinfo=ZoneInfo("Europe/Madrid"))


def test_what_is_cancelled_or_ahead_is_left_out_and_the_rest_is_said() -> None:
    touches, problems = read()
    assert len(touches) == 3
    assert [(one.row, one.text) for one in problems] == [
        (5, "This event has no date that can be read; it was left out."),
        (7, "This event names nobody; it was left out."),
    ]


def test_the_calendar_of_the_journal_brings_nothing(tmp_path: Path) -> None:
    path = tmp_path / "own.ics"
    entry = CalendarEntry(key=UUID(int=1), on=date(2026, 11, 20), title="Call Rosa", person="Rosa")
    path.write_bytes(ical.calendar([entry], NOW))
    touches, problems = read(path)
    assert touches == []
    assert [one.text for one in problems] == [
        "This is the journal's own calendar: all of it is there."
    ]


def test_read_again_the_ids_are_those_that_were() -> None:
    first, again = ([one.id for one, _who in read()[0]] for _time in range(2))
    assert first == again
    assert len(set(first)) == 3

"""Tests of an Android call log: who began, what was missed, what is withheld or broken."""

from datetime import UTC, datetime
from pathlib import Path

from trustjournal.domain.choices import Began, Channel, Kind
from trustjournal.domain.incoming import Entry, Who
from trustjournal.domain.records import Touchpoint
from trustjournal.exchange.call_log_source import FORM
from trustjournal.exchange.forms import find_form
from trustjournal.exchange.sources import Reading
from trustjournal.exchange.text_files import Problem

PATH = Path(__file__).parent.parent / "data" / "calls.xml"


def read(path: Path = PATH) -> tuple[list[tuple[Touchpoint, Who]], list[Problem]]:
    found = list(FORM.open(path, Reading(zone="Europe/Madrid")).entries())
    calls = [
        (one.record, one.who[0])
        for one in found
        if isinstance(one, Entry) and isinstance(one.record, Touchpoint)
    ]
    return calls, [one for one in found if isinstance(one, Problem)]


def test_it_is_known_by_its_content() -> None:
    assert find_form(PATH).key == "calls"


def test_calls_tell_who_began_and_what_came_of_it() -> None:
    calls, _problems = read()
    assert [(one.began, one.kind, one.duration_minutes) for one, _who in calls] == [
        (Began.THEM, Kind.CONVERSATION, 5),
        (Began.US, Kind.MISSED_CALL, None),
        (Began.THEM, Kind.MISSED_CALL, None),
        (Began.US, Kind.CONVERSATION, 1),
    ]
    assert {one.channel for one, _who in calls} == {Channel.PHONE}
    assert calls[0][0].happened_at == datetime.fromtimestamp(1794909600, UTC)


def test_people_are_told_by_number_and_name() -> None:
    calls, _problems = read()
    assert [who for _one, who in calls] == [
        Who(phone="+34600000001", name="Rosa Delgado"),
        Who(phone="600 000 002"),
        Who(phone="+34600000001", name="Rosa & Co ��"),
        Who(phone="+34600000003", name="Ben"),
    ]


def test_what_is_left_out_is_said() -> None:
    _calls, problems = read()
    assert [(one.row, one.text) for one in problems] == [
        (4, "The number of this call was withheld; it was left out."),
        (5, "This call has no date that can be read; it was left out."),
    ]


def test_a_log_that_breaks_off_brings_what_is_there_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "calls.xml"
    path.write_bytes(PATH.read_bytes().partition(b"</calls>")[0])
    calls, problems = read(path)
    assert len(calls) == 4
    assert problems[2:] == [
        Problem(6, "The file breaks off here; calls after this one are missing.")
    ]


def test_read_again_the_ids_are_those_that_were() -> None:
    first, again = ([one.id for one, _who in read()[0]] for _time in range(2))
    assert first == again
    assert len(set(first)) == 4

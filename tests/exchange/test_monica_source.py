"""Tests of a Monica account: people with all that is theirs, gifts, calls, talks and activities."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest

from trustjournal.domain.choices import Began, Channel, GestureStatus, Side
from trustjournal.domain.incoming import NOBODY, Entry, Who
from trustjournal.domain.records import (
    Address,
    CheckIn,
    Customer,
    Gesture,
    ImportantDate,
    Record,
    Touchpoint,
)
from trustjournal.errors import UnreadableFile
from trustjournal.exchange.forms import find_form
from trustjournal.exchange.monica_source import FORM
from trustjournal.exchange.sources import Reading
from trustjournal.exchange.text_files import Problem

PATH = Path(__file__).parent.parent / "data" / "monica.json"
OSLO = ZoneInfo("Europe/Oslo")
INGRID, LARS, NAMELESS = (f"10000000-0000-4000-8000-00000000000{n}" for n in (1, 2, 4))

R = TypeVar("R", bound=Record)


def entries(path: Path = PATH) -> list[Entry | Problem]:
    return list(FORM.open(path, Reading(zone="Europe/Oslo")).entries())


def records(kind: type[R]) -> list[tuple[R, tuple[Who, ...]]]:
    return [
        (one.record, one.who)
        for one in entries()
        if isinstance(one, Entry) and isinstance(one.record, kind)
    ]


def noon(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=OSLO)


def ingrid() -> Customer:
    return next(one for one, _who in records(Customer) if one.name == "Ingrid Solberg")


def test_it_is_known_by_its_content() -> None:
    assert find_form(PATH).key == "monica"


def test_a_person_comes_with_all_that_is_theirs() -> None:
    found = ingrid()
    assert (found.company, found.role, found.loves) == ("Fjord School", "Teacher", "Food: No nuts")
    assert found.close_to_heart
    assert found.tags == ("quilters", "regular")
    assert [one.value for one in found.emails] == ["ingrid@example.org"]
    assert [one.value for one in found.phones] == ["+47 400 00 001"]
    assert [(one.value, one.label) for one in found.links] == [
        ("https://social.example.org/ingrid", "Facebook")
    ]
    assert found.addresses == (
        Address(
            label="Home",
            street="Storgata 1",
            city="Bergen",
            region="Vestland",
            postal_code="5003",
            country="NO",
        ),
    )
    assert found.dates == (
        ImportantDate(label="Birthday", month=2, day=29),
        ImportantDate(label="First met", month=6, day=12, year=2019),
        ImportantDate(label="School year begins", month=9, day=1, year=2020),
    )
    assert found.family == "Cat: Pus\nDaughter: Nora"
    assert found.note.splitlines() == [
        "Runs the quilt evenings.",
        "2024-04-05: Prefers mornings.",
        "2023-08-15: Moved: New house: Top floor",
        "2026-06-01: Order grey thread",
        "They owe you: 120.00 NOK inprogress",
        "Nickname: Inga",
    ]


def test_who_introduced_somebody_comes_first_and_referred_them() -> None:
    (lars, lars_who), (found, who) = records(Customer)
    assert (lars.name, lars.referred_by, lars_who) == ("Lars Dahl", None, ())
    assert (found.referred_by, who) == (NOBODY, (Who(key=LARS),))


def test_the_photo_comes_with_the_person() -> None:
    photos = [one.photo for one in entries() if isinstance(one, Entry) and one.photo]
    assert photos == [b"\x89PNG\r\n\x1a\n"]


def test_staying_in_touch_reminders_and_open_tasks_are_one_check_in() -> None:
    ((check_in, who),) = records(CheckIn)
    assert who == (Who(key=INGRID),)
    assert (check_in.every_days, check_in.due_on) == (21, date(2026, 11, 25))
    assert check_in.about == "2026-11-25: Ask how the exhibition went\nSend fabric samples"


def test_gifts_are_ideas_given_or_received() -> None:
    idea, given, received = (one for one, _who in records(Gesture))
    assert (idea.title, idea.status, idea.cost) == (
        "Sewing box",
        GestureStatus.IDEA,
        Decimal("45.5"),
    )
    assert idea.note == "Blue one\nhttps://shop.example.org/box"
    assert (given.status, given.given_on, given.by) == (
        GestureStatus.GIVEN,
        date(2025, 12, 24),
        Side.US,
    )
    assert (received.by, received.given_on) == (Side.THEM, date(2025, 12, 27))


def test_calls_conversations_and_activities_are_touchpoints() -> None:
    told = [
        (one.happened_at, one.channel, one.began, one.note, [each.key for each in who])
        for one, who in records(Touchpoint)
    ]
    assert told == [
        (noon(7, 4), Channel.OTHER, Began.US, "", [LARS]),
        (noon(9, 20), Channel.PHONE, Began.THEM, "Asked about linen.", [INGRID]),
        (noon(5, 2), Channel.PHONE, Began.US, "Told her the order is in.", [INGRID]),
        (
            *(noon(8, 11), Channel.SOCIAL, Began.THEM),
            *("Is the shop open on Monday?\nIt is, from ten.", [INGRID]),
        ),
        (
            *(noon(10, 8), Channel.IN_PERSON, Began.US),
            *("Quilt evening\nEleven came.", [INGRID, NAMELESS]),
        ),
    ]


def test_what_is_left_out_is_said() -> None:
    assert [one.text for one in entries() if isinstance(one, Problem)] == [
        "Nothing here could serve as a name; it was left out.",
        "An activity names nobody or no date; it was left out.",
    ]


def test_read_again_everything_has_the_ids_it_had() -> None:
    first, second = ([one.record.id for one in entries() if isinstance(one, Entry)] for _n in "ab")
    assert first == second
    assert len(set(first)) == len(first)


@pytest.mark.parametrize("text", ["{", "[]", '{"account": 3}', "{}"])
def test_what_is_no_account_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableFile, match="no whole account of Monica"):
        entries(path)

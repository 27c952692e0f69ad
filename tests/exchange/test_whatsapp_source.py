"""Tests of WhatsApp chats: both forms, days of talk, lines that go on, and the order of dates."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trustjournal.domain.choices import Began, Channel
from trustjournal.domain.incoming import Entry, Who
from trustjournal.domain.records import Touchpoint
from trustjournal.exchange.forms import find_form
from trustjournal.exchange.sources import Reading
from trustjournal.exchange.text_files import Problem
from trustjournal.exchange.whatsapp_source import FORM

FOLDER = Path(__file__).parent.parent / "data" / "whatsapp"
ANDROID, IOS = FOLDER / "android.txt", FOLDER / "ios.txt"
MADRID = ZoneInfo("Europe/Madrid")
MINE = Reading(zone="Europe/Madrid", mine=frozenset({"maya"}))


def read(path: Path, reading: Reading = MINE) -> list[tuple[Touchpoint, tuple[Who, ...]]]:
    return [
        (one.record, one.who)
        for one in FORM.open(path, reading).entries()
        if isinstance(one, Entry) and isinstance(one.record, Touchpoint)
    ]


@pytest.mark.parametrize("path", [ANDROID, IOS])
def test_both_forms_are_known(path: Path) -> None:
    assert find_form(path).key == "whatsapp"


def test_a_day_of_talk_is_one_touchpoint() -> None:
    talks = read(ANDROID)
    assert [(one.happened_at, one.began, who) for one, who in talks] == [
        (datetime(2026, 11, 12, 18, 2, tzinfo=MADRID), Began.THEM, (Who(name="Rosa Delgado"),)),
        (datetime(2026, 11, 13, 9, 15, tzinfo=MADRID), Began.US, (Who(name="Rosa Delgado"),)),
        (datetime(2026, 12, 31, 23, 59, tzinfo=MADRID), Began.THEM, (Who(name="Rosa Delgado"),)),
    ]
    first, second, _third = (one for one, _who in talks)
    assert first.channel is Channel.MESSAGE
    assert first.note == (
        "Rosa Delgado: Hi! Are the blue cups back?\n"
        "I need six of them\n"
        "Maya: On Friday. Shall I keep six for you?"
    )
    assert second.note == "Maya: Six cups are wrapped for you."


def test_a_group_has_everybody_who_wrote_by_name_or_number() -> None:
    ((talk, who),) = read(IOS)
    assert who == (
        Who(name="Ceramics circle"),
        Who(name="Alice"),
        Who(phone="+34 600 000 004"),
    )
    assert talk.began is Began.THEM


def test_the_order_of_day_and_month_is_inferred_or_asked(tmp_path: Path) -> None:
    assert not FORM.open(ANDROID, MINE).asks_day_order
    path = tmp_path / "chat.txt"
    path.write_text("3/4/26, 10:00 - Alice: hello\n", "utf-8")
    assert FORM.open(path, MINE).asks_day_order
    american = Reading(zone="Europe/Madrid", day_first=False)
    assert not FORM.open(path, american).asks_day_order
    assert read(path, american)[0][0].happened_at.month == 3
    assert read(path)[0][0].happened_at.month == 4
    path.write_text("4/25/26, 2:09 PM - Alice: hello\n4/3/26, 2:10 am - Alice: hi\n", "utf-8")
    assert [(one.happened_at.month, one.happened_at.hour) for one, _who in read(path)] == [
        (4, 14),
        (4, 2),
    ]


def test_a_date_that_is_none_is_said(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text("31/02/26, 10:00 - Alice: hello\n", "utf-8")
    found = list(FORM.open(path, MINE).entries())
    assert found == [Problem(1, "The date of this message cannot be read.")]


def test_exported_again_with_more_talk_the_days_that_were_have_their_ids(tmp_path: Path) -> None:
    before = [one.id for one, _who in read(ANDROID)]
    path = tmp_path / "chat.txt"
    path.write_text(ANDROID.read_text("utf-8") + "02/01/27, 10:00 - Ben: hi\n", "utf-8")
    assert [one.id for one, _who in read(path)][:3] == before

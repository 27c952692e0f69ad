"""A quiet word in the morning and in the evening, once each."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_check_in, make_customer, make_evening
from tests.ui.conftest import fill
from tests.ui.owner import hear
from trustjournal.domain.changes import identity
from trustjournal.domain.records import Preferences, Record
from trustjournal.settings import Settings
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.reminders import Reminders
from trustjournal.ui.session import JournalSession

FRIDAY = datetime(2026, 11, 20, 9, tzinfo=ZoneInfo("Europe/Madrid"))
EVENING = FRIDAY.replace(hour=18)
ANA = make_customer("Ana")


class Told:
    """What was shown in the window: the sentence, and the deed behind its button."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.deeds: list[Callable[[], object]] = []

    def show(self, sentence: str, _action: str, deed: Callable[[], object]) -> None:
        self.sentences.append(sentence)
        self.deeds.append(deed)


class Morning:
    def __init__(self, qtbot: QtBot, session: JournalSession, navigator: Navigator) -> None:
        self.qtbot, self.session, self.settings = qtbot, session, Settings()
        self.told = Told()
        self.pages = hear(navigator.page_wanted)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.navigator = navigator
        self.reminders = self.again()

    def again(self) -> Reminders:
        return Reminders(self.session, self.settings, self.navigator, self.told.show, self.window)

    def look(self, now: datetime, *records: Record) -> list[str]:
        if records:
            fill(self.session, *records)
        self.session.now = lambda: now
        self.reminders.look()
        done: list[bool] = []
        self.session.read(lambda _connection: True, done.append)
        self.qtbot.waitUntil(lambda: bool(done))
        return self.told.sentences


@pytest.fixture
def day(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Morning:
    return Morning(qtbot, session, navigator)


DUE = make_check_in(ANA.id, every_days=20, due_on=FRIDAY.date())


def test_the_morning_tells_how_many_there_are_and_opens_today(day: Morning) -> None:
    said = day.look(FRIDAY, ANA, DUE)
    assert said == ["Good morning. 1 person would enjoy hearing from you today."]
    day.told.deeds[0]()
    assert day.pages == ["today"]


def test_it_is_told_once_even_across_a_restart(day: Morning) -> None:
    day.look(FRIDAY, ANA, DUE)
    day.look(FRIDAY + timedelta(minutes=5))
    day.settings = Settings.load()
    day.reminders = day.again()
    assert len(day.look(FRIDAY + timedelta(minutes=9))) == 1
    assert len(day.look(FRIDAY + timedelta(days=3))) == 2  # Monday


def test_a_morning_without_anybody_is_silent(day: Morning) -> None:
    assert day.look(FRIDAY, ANA) == []


def test_the_evening_asks_for_two_minutes_unless_the_day_is_closed(day: Morning) -> None:
    assert day.look(EVENING, ANA)[0].startswith("Two minutes")
    day.told.deeds[0]()
    assert day.pages == ["evening"]
    monday = EVENING + timedelta(days=3)
    closed = make_evening(monday.date(), finished_at=monday.astimezone(UTC))
    assert len(day.look(monday, closed)) == 1


@pytest.mark.parametrize(
    ("now", "country"),
    [
        (FRIDAY + timedelta(days=1), ""),
        (datetime(2026, 12, 25, 9, tzinfo=ZoneInfo("Europe/Madrid")), "ES"),
    ],
)
def test_a_day_off_is_left_in_peace(day: Morning, now: datetime, country: str) -> None:
    assert day.look(now, ANA, DUE, Preferences(**identity(), country=country)) == []


def test_quiet_hours_and_the_owners_no_are_kept(day: Morning) -> None:
    assert day.look(FRIDAY.replace(hour=21), ANA, DUE) == []
    day.settings.notify = False
    assert day.look(FRIDAY) == []


def test_settings_that_cannot_be_read_mean_it_was_never_told(day: Morning) -> None:
    day.settings.views["reminders"] = {"morning": "yesterday", "evening": 7}
    assert len(day.look(FRIDAY, ANA, DUE)) == 1
    assert day.settings.views["reminders"]["morning"] == date(2026, 11, 20).isoformat()

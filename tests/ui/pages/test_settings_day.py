"""The owner's day: each part is kept by itself, where it belongs."""

from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import fill
from tests.ui.owner import turn_wheel, words
from trustjournal.domain.changes import identity
from trustjournal.domain.records import Preferences
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui import theme
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.settings import SettingsPage
from trustjournal.ui.pages.settings_day import DayCard
from trustjournal.ui.palette import PAGE_MARGIN
from trustjournal.ui.session import JournalSession

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def settings() -> Settings:
    return Settings(quiet_from="21:15")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    made.resize(1280, 1400)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def page(
    qtbot: QtBot,
    window: QWidget,
    session: JournalSession,
    navigator: Navigator,
    settings: Settings,
) -> SettingsPage:
    fill(session, Preferences(**identity(), owner="Maya", country="ES", region="AN"))
    made = SettingsPage(session, navigator, settings)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    window.show()
    qtbot.waitUntil(lambda: made.day.region.box.currentText() == "Andalucía")
    return made


@pytest.fixture
def day(page: SettingsPage) -> DayCard:
    return page.day


def stored(session: JournalSession) -> Preferences:
    with session.engine.connect() as connection:
        return queries.preferences(connection)


def test_what_is_stored_is_shown(day: DayCard) -> None:
    assert (day.opens.value(), day.closes.value()) == (time(9), time(18))
    assert day.workdays.value() == (0, 1, 2, 3, 4)
    assert day.country.box.currentText() == "Spain"
    assert day.answer.box.text() == "The same business day"
    assert (day.capacity.value(), day.first.value()) == (5, 0.5)


def test_business_hours_are_typed_and_kept(
    page: SettingsPage, day: DayCard, session: JournalSession, qtbot: QtBot
) -> None:
    day.opens.clock.box.setFocus()
    QTest.keyClick(day.opens.clock.box, Qt.Key.Key_Up)
    day.answer.box.setFocus()
    QTest.keyClick(day.answer.box, Qt.Key.Key_Up)
    day.capacity.box.setFocus()
    QTest.keyClick(day.capacity.box, Qt.Key.Key_Down)
    page.fields.keep()
    qtbot.waitUntil(lambda: stored(session).check_ins_a_day == 4)
    found = stored(session)
    assert (found.opens_at, found.answer_hours) == (time(10), 1)


def test_a_day_that_ends_before_it_begins_is_refused_until_it_fits(
    page: SettingsPage, day: DayCard, session: JournalSession, qtbot: QtBot
) -> None:
    refused = "The business day has to begin before it ends."
    day.opens.set_value(time(19))
    page.fields.keep()
    qtbot.waitUntil(lambda: refused in words(page))
    day.closes.set_value(time(22))
    page.fields.keep()
    qtbot.waitUntil(lambda: stored(session).opens_at == time(19))
    qtbot.waitUntil(lambda: refused not in words(page))


def test_days_of_work_are_chosen_by_keyboard(
    page: SettingsPage, day: DayCard, session: JournalSession, qtbot: QtBot
) -> None:
    keys = list(day.workdays.keys.values())
    keys[0].setFocus()
    for place in range(len(keys) - 1):
        assert keys[place].hasFocus()
        QTest.keyClick(keys[place], Qt.Key.Key_Right)
    saturday = day.workdays.keys[5]
    saturday.setFocus()
    QTest.keyClick(saturday, Qt.Key.Key_Space)
    page.fields.keep()
    qtbot.waitUntil(lambda: stored(session).workdays == (0, 1, 2, 3, 4, 5))


def test_a_week_without_work_is_refused(page: SettingsPage, day: DayCard, qtbot: QtBot) -> None:
    day.workdays.set_value(())
    page.fields.keep()
    qtbot.waitUntil(lambda: "Choose at least one day of the week" in words(page))


def test_another_country_forgets_the_region_and_offers_its_own(
    page: SettingsPage, day: DayCard, session: JournalSession, qtbot: QtBot
) -> None:
    assert "Public holidays are free. The next one is on 7 December." in words(page)
    day.country.box.setFocus()
    QTest.keyClicks(day.country.box, "Germ")
    page.fields.keep()
    qtbot.waitUntil(lambda: (stored(session).country, stored(session).region) == ("DE", ""))
    qtbot.waitUntil(lambda: day.region.box.findText("Bayern") > 0)
    assert day.region.box.findText("Andalucía") < 0


def test_without_a_country_there_is_no_region_to_choose(
    page: SettingsPage, day: DayCard, qtbot: QtBot
) -> None:
    day.country.set_value("")
    qtbot.waitUntil(lambda: not day.region.isVisible())
    assert "The next one is" not in words(page)


def test_an_unknown_country_is_shown_as_it_is_stored(
    page: SettingsPage, day: DayCard, qtbot: QtBot
) -> None:
    day.country.set_value("ZZ")
    assert (day.country.value(), day.country.box.currentText()) == ("ZZ", "ZZ")
    qtbot.waitUntil(lambda: not day.region.isVisible())


def test_the_emphasis_is_one_of_three(
    page: SettingsPage, day: DayCard, session: JournalSession, qtbot: QtBot
) -> None:
    QTest.mouseClick(day.first.keys[1.0], Qt.MouseButton.LeftButton)
    page.fields.keep()
    qtbot.waitUntil(lambda: stored(session).value_exponent == 1.0)


def test_when_to_be_told_is_remembered_on_this_computer_only(
    day: DayCard, settings: Settings, session: JournalSession
) -> None:
    assert day.times["quiet_from"].value() == time(21, 15)
    evening = day.times["evening"].clock.box
    evening.setFocus()
    QTest.keyClick(evening, Qt.Key.Key_Up)
    QTest.mouseClick(day.notify.box, Qt.MouseButton.LeftButton)
    again = Settings.load()
    assert (settings.evening, again.evening) == ("18:30", "18:30")
    assert (settings.notify, again.notify) == (False, False)


def test_the_wheel_over_a_country_turns_nothing(day: DayCard) -> None:
    day.opens.clock.box.setFocus()
    turn_wheel(day.country.box)
    assert day.country.value() == "ES"


def test_where_the_page_is_narrow_nothing_stands_beside_anything(
    page: SettingsPage, window: QWidget, qtbot: QtBot
) -> None:
    opens, closes = page.day.opens, page.day.closes
    assert opens.mapTo(page, opens.rect().topLeft()).y() == (
        closes.mapTo(page, closes.rect().topLeft()).y()
    )
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Scheme.LIGHT, 2.0)
    window.resize(600, 900)
    room = page.viewport().width() - 2 * PAGE_MARGIN
    qtbot.waitUntil(lambda: page.day.minimumSizeHint().width() <= room)
    assert opens.mapTo(page, opens.rect().bottomLeft()).y() < (
        closes.mapTo(page, closes.rect().topLeft()).y()
    )

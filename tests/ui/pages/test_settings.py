"""Settings keep themselves, say what they refuse, and take care of the journal."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import choose, hear, turn_wheel, words
from trustjournal.domain.changes import identity
from trustjournal.domain.evidence_words import table_lines
from trustjournal.domain.records import Preferences
from trustjournal.settings import Settings
from trustjournal.store import history, queries
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.transfer.sample import sample
from trustjournal.ui import theme
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.settings import SettingsPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.theme import Scheme

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    made.resize(1280, 900)
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
    fill(session, Preferences(**identity(), owner="Maya", business="a pottery"))
    return shown(qtbot, window, SettingsPage(session, navigator, settings), "Maya")


def shown(qtbot: QtBot, window: QWidget, page: SettingsPage, owner: str) -> SettingsPage:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(page)
    window.show()
    qtbot.waitUntil(lambda: page.owner.value() == owner and "people" in words(page))
    return page


def stored(session: JournalSession) -> Preferences | None:
    with session.engine.connect() as connection:
        return queries.stored_preferences(connection)


def rewrite(field: QWidget, text: str) -> None:
    proxy = field.focusProxy()
    assert proxy is not None
    proxy.setFocus()
    QTest.keyClick(proxy, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(proxy, text)


def test_a_name_is_kept_with_enter(
    page: SettingsPage, session: JournalSession, qtbot: QtBot
) -> None:
    rewrite(page.owner, "  Maya   Brandt ")
    with qtbot.waitSignal(session.changed):
        QTest.keyClick(page.owner.line, Qt.Key.Key_Return)
    found = stored(session)
    assert found is not None
    assert (found.owner, found.business) == ("Maya Brandt", "a pottery")
    qtbot.waitUntil(lambda: page.owner.value() == "Maya Brandt")


def test_leaving_a_field_keeps_it_and_leaving_it_unchanged_writes_nothing(
    page: SettingsPage, session: JournalSession, qtbot: QtBot
) -> None:
    page.owner.setFocus()
    page.business.setFocus()
    rewrite(page.currency, "EUR")
    with qtbot.waitSignal(session.changed):
        QTest.keyClick(page.currency.line, Qt.Key.Key_Tab)
    with session.engine.connect() as connection:
        entry = history.next_undo(connection)
    assert entry is not None
    assert entry.label == "Change the settings"
    assert entry.sequence == 2


def test_a_pause_is_enough(page: SettingsPage, session: JournalSession, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.changed):
        rewrite(page.cadence, "90")
    found = stored(session)
    assert found is not None
    assert found.default_cadence_days == 90


def test_a_journal_without_preferences_gets_them_with_the_first_change(
    session: JournalSession,
    navigator: Navigator,
    settings: Settings,
    window: QWidget,
    qtbot: QtBot,
) -> None:
    page = shown(qtbot, window, SettingsPage(session, navigator, settings), "")
    assert stored(session) is None
    rewrite(page.no_ask, "45")
    with qtbot.waitSignal(session.changed):
        QTest.keyClick(page.no_ask.box, Qt.Key.Key_Return)
    found = stored(session)
    assert found is not None
    assert found.no_ask_days == 45


def test_two_fields_changed_at_once_are_both_kept(
    page: SettingsPage, session: JournalSession, qtbot: QtBot
) -> None:
    rewrite(page.no_ask, "90")
    rewrite(page.cadence, "14")
    page.fields.keep()

    def kept() -> tuple[int, int]:
        found = stored(session)
        assert found is not None
        return found.no_ask_days, found.default_cadence_days

    qtbot.waitUntil(lambda: kept() == (90, 14))


def test_what_is_refused_is_said_under_the_field_and_stays_there(
    page: SettingsPage, session: JournalSession, qtbot: QtBot
) -> None:
    rewrite(page.cadence, "0")
    page.fields.keep()
    qtbot.waitUntil(lambda: "Write a number of days from 1 to 3650." in words(page))
    assert page.cadence.value() == 0
    rewrite(page.cadence, "40")
    with qtbot.waitSignal(session.changed):
        page.fields.keep()
    qtbot.waitUntil(lambda: "from 1 to 3650" not in words(page))


def test_what_is_being_typed_survives_a_change_elsewhere(
    page: SettingsPage, session: JournalSession, qtbot: QtBot
) -> None:
    rewrite(page.owner, "May")
    fill(session, make_customer())
    qtbot.waitUntil(lambda: "1 person" in words(page))
    assert page.owner.value() == "May"


def test_closing_the_window_keeps_what_was_typed_last(
    page: SettingsPage, session: JournalSession, window: QWidget, qtbot: QtBot
) -> None:
    rewrite(page.owner, "Maya B.")
    with qtbot.waitSignal(session.changed):
        window.close()
    found = stored(session)
    assert found is not None
    assert found.owner == "Maya B."


def test_the_wheel_over_a_number_turns_nothing(page: SettingsPage) -> None:
    page.owner.setFocus()
    box = page.cadence.box
    turn_wheel(box)
    assert page.cadence.value() == 30


def test_a_part_is_led_to(page: SettingsPage, qtbot: QtBot) -> None:
    assert page.verticalScrollBar().value() == 0
    page.lead_to_part("counting")
    qtbot.waitUntil(page.counting.half_life.box.hasFocus)
    qtbot.waitUntil(lambda: page.counting.visibleRegion().boundingRect().height() > 100)


def test_how_trust_is_counted_moves_nothing_before_it_is_confirmed(
    page: SettingsPage, session: JournalSession, window: QWidget, qtbot: QtBot
) -> None:
    rewrite(page.counting.half_life, "90")
    rewrite(page.owner, "Maya B.")
    with qtbot.waitSignal(session.changed):
        page.fields.keep()
    found = stored(session)
    assert found is not None
    assert (found.owner, found.half_life_days) == ("Maya B.", 180)
    assert page.counting.half_life.value() == 90


def test_colours_and_text_size_apply_at_once_and_are_remembered(
    page: SettingsPage, settings: Settings
) -> None:
    QTest.mouseClick(page.scheme.keys[Scheme.DARK], Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.text_size.keys[150], Qt.MouseButton.LeftButton)
    assert theme.tokens().dark
    assert theme.px(100) == 150
    again = Settings.load()
    assert (again.scheme, again.text_scale) == ("dark", 1.5)
    assert (settings.scheme, settings.text_scale) == ("dark", 1.5)


def test_the_evidence_table_is_shown_whole(page: SettingsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: all(line.event in words(page) for line in table_lines()))
    assert all(line.quality in words(page) for line in table_lines())


def test_the_journal_says_where_it_is_and_what_it_holds(
    page: SettingsPage, session: JournalSession, qtbot: QtBot
) -> None:
    rosa = make_customer()
    fill(session, rosa, make_touchpoint(rosa.id), make_touchpoint(rosa.id))
    qtbot.waitUntil(lambda: "1 person\n2 touchpoints" in words(page))
    assert str(session.path) in words(page)


def test_a_backup_is_made_and_told_of(
    page: SettingsPage, session: JournalSession, navigator: Navigator, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(navigator.told):
        QTest.mouseClick(page.journal.backup_button, Qt.MouseButton.LeftButton)
    copy = session.path.parent / "backups" / f"journal-{MORNING:%Y%m%d-%H%M%S}.db"
    close_journal(open_journal(copy))
    qtbot.waitUntil(page.journal.backup_button.isEnabled)
    qtbot.waitUntil(lambda: "22 November 2026, 09:30" in words(page))


def test_the_backups_are_one_step_away(page: SettingsPage, navigator: Navigator) -> None:
    wanted = hear(navigator.page_wanted)
    QTest.mouseClick(page.journal.backups_button, Qt.MouseButton.LeftButton)
    assert wanted == ["backups"]


def test_another_journal_can_be_opened(
    page: SettingsPage, navigator: Navigator, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(b"x")
    wanted = hear(navigator.door.journal_wanted)
    QTest.mouseClick(page.journal.open_button, Qt.MouseButton.LeftButton)
    choose(qtbot, other)
    assert wanted == [other]


def test_the_sample_book_can_be_removed_while_it_is_there(
    page: SettingsPage, session: JournalSession, navigator: Navigator, qtbot: QtBot
) -> None:
    assert not page.journal.sample_button.isVisible()
    session.commit(sample(MORNING.date(), "Europe/Madrid"))
    qtbot.waitUntil(page.journal.sample_button.isVisible)
    with qtbot.waitSignal(navigator.told):
        QTest.mouseClick(page.journal.sample_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.journal.sample_button.isVisible())
    qtbot.waitUntil(lambda: "0 people" in words(page))


def test_everything_that_takes_the_focus_has_a_name(page: SettingsPage) -> None:
    nameless = [
        one
        for one in page.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not one.accessibleName()
    ]
    assert nameless == []

"""Who can read the journal: the passphrase given, changed and taken off, and when it is locked."""

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import MORNING
from tests.ui.owner import hear, press, words
from trustjournal.domain.passphrase import Protection
from trustjournal.settings import Settings
from trustjournal.store import keys
from trustjournal.store.engine import close_journal, create_journal
from trustjournal.ui.dialogs.gone_dialog import GoneDialog
from trustjournal.ui.dialogs.passphrase_dialog import PassphraseDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.settings_safety import ForgettingCard, SafetyCard
from trustjournal.ui.plain_backups import copies_of
from trustjournal.ui.session import JournalSession

PASSPHRASE = "glaze window otter"
OTHER = "another lamp entirely"


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ROUNDS", 2)


@pytest.fixture
def encrypted(qapp: QApplication, tmp_path: Path) -> Generator[JournalSession]:
    opened = JournalSession(
        create_journal(tmp_path / "locked.db", PASSPHRASE), clock=lambda: MORNING
    )
    yield opened
    opened.close()
    qapp.processEvents()


@pytest.fixture
def show(qtbot: QtBot, navigator: Navigator) -> Callable[[JournalSession, Settings], SafetyCard]:
    windows: list[QWidget] = []

    def shown(session: JournalSession, settings: Settings) -> SafetyCard:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        card = SafetyCard(session, navigator, settings, window)
        card.resize(320, 600)
        window.resize(900, 700)
        window.show()
        return card

    return shown


Show = Callable[[JournalSession, Settings], SafetyCard]


def dialog_of(card: SafetyCard) -> PassphraseDialog:
    dialog = card.window().findChild(PassphraseDialog)
    assert dialog is not None
    return dialog


def test_copies_without_the_passphrase_are_named_until_they_are_gone(
    encrypted: JournalSession, show: Show, qtbot: QtBot
) -> None:
    card = show(encrypted, Settings())
    qtbot.waitUntil(lambda: "nobody can read it, its backups or its drafts." in words(card))
    aside = encrypted.path.with_name("locked.replaced-20260101-120000.db")
    close_journal(create_journal(aside))
    copies_of(encrypted, Settings()).look()
    qtbot.waitUntil(lambda: "1 copy from before has no passphrase" in words(card))
    assert "its backups" not in words(card)
    press(card, "Keep it")
    assert not card.who_can_read.keep_button.isVisible()
    assert "1 copy from before has no passphrase" in words(card)
    press(card, "Remove it")
    qtbot.waitUntil(lambda: "nobody can read it, its backups or its drafts." in words(card))
    assert not aside.exists()
    assert not card.who_can_read.remove_button.isVisible()


def test_a_plain_journal_says_so_and_is_given_a_passphrase(
    session: JournalSession, navigator: Navigator, show: Show
) -> None:
    card = show(session, Settings())
    assert "has no passphrase" in words(card)
    heard = hear(navigator.door.protection_wanted)
    press(card, "Lock it with a passphrase…")
    dialog = dialog_of(card)
    QTest.keyClicks(dialog.new.first.line, PASSPHRASE)
    QTest.keyClick(dialog.new.first.line, Qt.Key.Key_Return)
    QTest.keyClicks(dialog.new.again.line, "glaze")
    QTest.keyClick(dialog.new.again.line, Qt.Key.Key_Return)
    assert heard == []
    QTest.keyClicks(dialog.new.again.line, " window otter")
    QTest.keyClick(dialog.new.again.line, Qt.Key.Key_Return)
    assert heard == [Protection(new=PASSPHRASE)]
    assert "glaze" not in repr(heard)
    assert not dialog.isVisible()


def test_only_who_knows_the_passphrase_changes_it(
    encrypted: JournalSession, navigator: Navigator, show: Show, qtbot: QtBot
) -> None:
    card = show(encrypted, Settings())
    heard = hear(navigator.door.protection_wanted)
    press(card, "Change the passphrase…")
    dialog = dialog_of(card)
    QTest.keyClicks(dialog.old.line, "glaze")
    QTest.keyClicks(dialog.new.first.line, OTHER)
    QTest.keyClicks(dialog.new.again.line, OTHER)
    press(dialog, "Change it")
    qtbot.waitUntil(lambda: "not the passphrase" in words(dialog))
    QTest.keyClicks(dialog.old.line, PASSPHRASE)
    press(dialog, "Change it")
    qtbot.waitUntil(lambda: heard == [Protection(old=PASSPHRASE, new=OTHER)])


def test_the_passphrase_is_taken_off_by_who_knows_it(
    encrypted: JournalSession, navigator: Navigator, show: Show, qtbot: QtBot
) -> None:
    card = show(encrypted, Settings())
    heard = hear(navigator.door.protection_wanted)
    press(card, "Take the passphrase off…")
    dialog = dialog_of(card)
    press(dialog, "Take it off")
    assert "Write the passphrase" in words(dialog)
    QTest.keyClicks(dialog.old.line, PASSPHRASE)
    QTest.keyClick(dialog.old.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: heard == [Protection(old=PASSPHRASE)])


def test_a_dialog_that_is_left_changes_nothing(
    encrypted: JournalSession, navigator: Navigator, show: Show
) -> None:
    card = show(encrypted, Settings())
    heard = hear(navigator.door.protection_wanted)
    press(card, "Take the passphrase off…")
    dialog = dialog_of(card)
    QTest.keyClicks(dialog.old.line, PASSPHRASE)
    QTest.keyClick(dialog.old.line, Qt.Key.Key_Escape)
    assert heard == []
    assert not dialog.isVisible()


def test_when_it_is_locked_is_kept_at_once(encrypted: JournalSession, show: Show) -> None:
    settings = Settings()
    card = show(encrypted, settings)
    card.minutes.box.setFocus()
    QTest.keyClick(card.minutes.box, Qt.Key.Key_End)
    QTest.keyClick(card.asleep.box, Qt.Key.Key_Space)
    assert (settings.lock_minutes, settings.lock_asleep) == (0, False)
    kept = Settings.load()
    assert (kept.lock_minutes, kept.lock_asleep) == (0, False)
    card = show(encrypted, kept)
    assert card.minutes.box.currentText() == "Never"


def test_a_setting_that_is_none_of_the_choices_shows_the_usual_one(
    encrypted: JournalSession, show: Show
) -> None:
    assert show(encrypted, Settings(lock_minutes=7)).minutes.value() == 15


def test_it_is_locked_now(encrypted: JournalSession, navigator: Navigator, show: Show) -> None:
    card = show(encrypted, Settings())
    locked: list[int] = []
    navigator.door.lock_wanted.connect(lambda: locked.append(1))
    press(card, "Lock it now")
    assert locked == [1]


def test_nothing_is_remembered_without_a_keychain(encrypted: JournalSession, show: Show) -> None:
    assert not show(encrypted, Settings()).remembered.isVisible()


def test_the_settings_lead_to_who_was_deleted_earlier(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    card = ForgettingCard(session, navigator, window)
    window.show()
    press(card, "Erase somebody…")
    dialog = window.findChild(GoneDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: "Nobody who was deleted is left" in words(dialog))


def test_a_journal_that_can_only_be_read_forgets_nobody(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    session.read_only = True
    window = QWidget()
    qtbot.addWidget(window)
    assert not ForgettingCard(session, navigator, window).erase_button.isEnabled()

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer
from tests.ui.conftest import fill
from trustjournal.store.drafts import Unsaved, everything
from trustjournal.ui.dialogs.capture_dialog import CaptureDialog
from trustjournal.ui.drafts import LINE, drafts_of
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.known_names import known_names

ROSA = make_customer("Rosa Delgado")


@pytest.fixture
def dialog(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> CaptureDialog:
    fill(session, ROSA)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    made = CaptureDialog(session, navigator, window)
    qtbot.waitUntil(lambda: known_names(session).name_of(ROSA.id) != "")
    return made


def rows(session: JournalSession) -> list[Unsaved]:
    with session.engine.connect() as connection:
        return everything(connection)


def press(dialog: CaptureDialog, key: Qt.Key) -> None:
    QTest.keyClick(dialog.bar.line, key)


def test_it_stands_inside_the_window_with_the_cursor_in_the_line(dialog: CaptureDialog) -> None:
    dialog.open_with()
    window = dialog.parentWidget()
    assert window is not None
    assert window.geometry().contains(dialog.geometry())
    assert dialog.focusWidget() is dialog.bar.line


def test_it_comes_back_over_the_window_from_where_a_window_manager_first_took_it(
    qtbot: QtBot, dialog: CaptureDialog
) -> None:
    dialog.open_with()
    place = dialog.pos()
    dialog.move(0, 0)
    QTest.keyClicks(dialog.bar.line, "rosa call ")
    qtbot.waitUntil(lambda: dialog.pos() == place)


def test_saving_hides_it_and_forgets_the_text(
    qtbot: QtBot, session: JournalSession, dialog: CaptureDialog
) -> None:
    dialog.open_with()
    QTest.keyClicks(dialog.bar.line, "rosa call")
    with qtbot.waitSignal(dialog.accepted):
        press(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert drafts_of(session).at(LINE) is None
    dialog.open_with()
    assert dialog.bar.text() == ""


def test_unsaved_text_outlives_the_window(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, dialog: CaptureDialog
) -> None:
    dialog.open_with()
    QTest.keyClicks(dialog.bar.line, "rosa call half a thou")
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    again = CaptureDialog(session, navigator, dialog.parentWidget() or dialog)
    again.open_with()
    assert again.bar.text() == "rosa call half a thou"


def test_unsaved_text_is_on_the_disk_soon_after_it_is_typed(
    qtbot: QtBot, session: JournalSession, dialog: CaptureDialog
) -> None:
    dialog.open_with()
    QTest.keyClicks(dialog.bar.line, "rosa call")
    qtbot.waitUntil(lambda: [row.place for row in rows(session)] == [LINE])
    assert rows(session)[0].customer_ids == (ROSA.id,)
    assert "rosa call" in rows(session)[0].words


def test_logging_takes_the_draft_away_in_the_same_write(
    qtbot: QtBot, session: JournalSession, dialog: CaptureDialog
) -> None:
    dialog.open_with()
    QTest.keyClicks(dialog.bar.line, "rosa call")
    qtbot.waitUntil(lambda: bool(rows(session)))
    with qtbot.waitSignal(session.changed):
        press(dialog, Qt.Key.Key_Return)
    assert rows(session) == []


def test_offered_words_do_not_cost_the_unsaved_ones(dialog: CaptureDialog) -> None:
    dialog.open_with()
    QTest.keyClicks(dialog.bar.line, "ben call")
    press(dialog, Qt.Key.Key_Escape)
    dialog.open_with("Rosa Delgado ")
    assert dialog.bar.text() == "Rosa Delgado "
    press(dialog, Qt.Key.Key_Escape)
    dialog.open_with()
    assert dialog.bar.text() == "ben call"
    dialog.open_with("Rosa Delgado ")
    QTest.keyClick(dialog.bar.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.bar.text() == "ben call"


def test_enter_on_an_empty_line_stays_open_and_says_what_is_missing(
    qtbot: QtBot, dialog: CaptureDialog
) -> None:
    dialog.open_with()
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.bar.hint.text() == "Say who this was with.")
    assert dialog.isVisible()


def test_the_full_form_takes_over(
    qtbot: QtBot, navigator: Navigator, dialog: CaptureDialog
) -> None:
    dialog.open_with("rosa call ")
    with qtbot.waitSignal(navigator.form_wanted):
        QTest.mouseClick(dialog.bar.form_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import Banner, EmptyState, Toast


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    column.addWidget(QLineEdit())
    made.resize(800, 600)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def test_a_toast_stands_at_the_bottom_in_the_middle_and_stays_there(window: QWidget) -> None:
    toast = Toast(window)
    toast.show_message("Logged a touchpoint.")
    assert toast.geometry().bottom() == 600 - 24 - 1
    assert abs(toast.geometry().center().x() - 400) <= 1
    window.resize(400, 300)
    assert window.rect().contains(toast.geometry())
    assert abs(toast.geometry().center().x() - 200) <= 1


def test_a_long_message_keeps_within_the_window(window: QWidget) -> None:
    toast = Toast(window)
    window.resize(360, 500)
    toast.show_message("Logged a touchpoint with Rosa Delgado and others. " * 4, "Undo")
    assert window.rect().contains(toast.geometry())
    assert toast.height() > 100


def test_undo_runs_once_and_takes_the_toast_away(window: QWidget, qtbot: QtBot) -> None:
    undone: list[int] = []
    toast = Toast(window)
    toast.show_message("Deleted 2 people.", "Undo", lambda: undone.append(1))
    with qtbot.waitSignal(toast.dismissed):
        QTest.keyClick(toast.action, Qt.Key.Key_Space)
    assert undone == [1]
    assert not toast.isVisible()


def test_a_new_message_takes_the_place_of_the_old(window: QWidget, qtbot: QtBot) -> None:
    undone: list[str] = []
    toast = Toast(window)
    toast.show_message("First", "Undo", lambda: undone.append("first"))
    toast.show_message("Second", "Undo", lambda: undone.append("second"))
    QTest.mouseClick(toast.action, Qt.MouseButton.LeftButton)
    assert undone == ["second"]


def test_a_message_without_a_deed_has_no_button(window: QWidget) -> None:
    toast = Toast(window)
    toast.show_message("Saved.")
    assert not toast.action.isVisible()
    assert toast.message() == "Saved."


def test_it_goes_by_itself(window: QWidget, qtbot: QtBot) -> None:
    toast = Toast(window, shown_ms=1)
    with qtbot.waitSignal(toast.dismissed):
        toast.show_message("Saved.")


def test_it_stays_while_the_focus_is_on_it(window: QWidget, qtbot: QtBot) -> None:
    toast = Toast(window, shown_ms=1)
    toast.show_message("Saved.", "Undo", lambda: None)
    toast.action.setFocus()
    with qtbot.waitSignal(toast.timer.timeout):
        pass
    assert toast.isVisible()


def test_escape_dismisses_it(window: QWidget, qtbot: QtBot) -> None:
    toast = Toast(window)
    toast.show_message("Saved.", "Undo", lambda: None)
    toast.action.setFocus()
    QTest.keyClick(toast.action, Qt.Key.Key_Escape)
    assert not toast.isVisible()


def test_what_it_says_is_its_name_and_never_markup(window: QWidget) -> None:
    toast = Toast(window)
    toast.show_message("Deleted <b>Rosa</b>.")
    assert toast.accessibleName() == "Deleted <b>Rosa</b>."


def test_a_banner_says_what_and_offers_a_way(qtbot: QtBot) -> None:
    banner = Banner("Read-only: the disk is full.", action="Try again")
    qtbot.addWidget(banner)
    assert banner.button is not None
    with qtbot.waitSignal(banner.button.clicked):
        QTest.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    banner.set_text("Saved again.")
    assert banner.accessibleName() == "Saved again."
    assert Banner("Read-only.").button is None


def test_the_ways_on_stand_beside_a_sentence_or_below_it_where_that_is_crowded(
    qtbot: QtBot,
) -> None:
    banner = Banner("Not saved: the disk is full. Your text is still here.", Tone.CLAY)
    qtbot.addWidget(banner)
    first, second = banner.add_button("Try again"), banner.add_button("Save a copy elsewhere…")
    for width, beside in ((1000, True), (460, False)):
        banner.resize(width, 60)
        banner.show()
        banner.resize(width, banner.heightForWidth(width))
        QApplication.processEvents()
        (sentence,) = banner.findChildren(PlainLabel)
        there, ways = sentence.geometry(), first.mapTo(banner, first.rect().topLeft())
        assert (ways.x() > there.right()) is beside
        assert (ways.y() > there.bottom()) is not beside
        assert first.y() == second.y()
        corner = second.mapTo(banner, second.rect().bottomRight())
        assert banner.rect().contains(corner)


def test_an_empty_page_has_one_sentence_and_one_button(qtbot: QtBot) -> None:
    empty = EmptyState("gift", "No gesture is planned yet.", "Plan a gesture")
    qtbot.addWidget(empty)
    assert empty.button is not None
    assert empty.button.accessibleName() == "Plan a gesture"

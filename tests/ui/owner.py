"""What an owner does, reads and hears: buttons, the wheel, a file dialog, what a signal carried."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from trustjournal.ui.widgets.label import PlainLabel


def hear(signal: Any) -> list[Any]:
    """Return a list that grows by the first value that `signal` carries, each time it fires."""
    heard: list[Any] = []

    def note(first: Any, *_others: Any) -> None:
        heard.append(first)

    signal.connect(note)
    return heard


def turn_wheel(
    widget: QWidget,
    at: QPoint | None = None,
    notches: int = 1,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> bool:
    """Turn the wheel up over a place, else the middle, and tell whether the widget took it."""
    place = widget.rect().center() if at is None else at
    everywhere, down = QPointF(widget.mapToGlobal(place)), QPoint(0, 120 * notches)
    phase, none = Qt.ScrollPhase.NoScrollPhase, Qt.MouseButton.NoButton
    event = QWheelEvent(QPointF(place), everywhere, QPoint(), down, none, held, phase, False)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def open_dialog() -> QFileDialog | None:
    return next(
        (
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, QFileDialog) and one.isVisible()
        ),
        None,
    )


def choose(qtbot: QtBot, path: Path) -> None:
    """Type `path` into the file dialog that is open and accept it."""
    qtbot.waitUntil(lambda: open_dialog() is not None)
    dialog = open_dialog()
    assert dialog is not None
    line = dialog.findChild(QLineEdit)
    assert line is not None
    line.setText(str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: open_dialog() is None)


def words(widget: QWidget) -> str:
    """Return all that can be read on a widget, a label a line."""
    return "\n".join(one.text() for one in widget.findChildren(PlainLabel) if one.isVisible())


def press(inside: QWidget, word: str) -> None:
    """Click the button of a name."""
    found = inside.findChildren(QPushButton)
    button = next(one for one in found if one.isVisible() and one.accessibleName() == word)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

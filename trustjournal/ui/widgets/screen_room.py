"""How much of the screen a window may take."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


def screen_room(widget: QWidget) -> QRect:
    """Return the free part of the screen that `widget` is on.

    Not by `QWidget.screen`: PySide 6.11 takes the screen for a child of the Python widget that was
    asked, deletes it together with that widget, and the next window made is a crash.
    """
    here = QGuiApplication.screenAt(widget.mapToGlobal(widget.rect().center()))
    return (here or QGuiApplication.primaryScreen()).availableGeometry()

"""A fresh window in the place of one that showed a journal, of which nothing is left to see."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from trustjournal.settings import Settings
from trustjournal.ui.main_window import MainWindow
from trustjournal.ui.opened_files import opened_files


class FirstPaint(QObject):
    """Fires `painted` once, when a widget has been painted for the first time."""

    painted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self.painted.emit()
        return False


def replace_window(old: MainWindow, settings: Settings) -> MainWindow:
    """Show a new window where `old` was; that goes, with every page, dialog and menu of it.

    Copies of the journal's files that were opened in other programs go as well.
    """
    new = MainWindow(settings)
    new.setGeometry(old.geometry())
    new.setWindowState(old.windowState())
    # Shown first: a program without any window would end.
    new.show()
    if QApplication.activeWindow() is not None:
        new.activateWindow()
    for widget in old.findChildren(QWidget):
        if widget.isWindow():
            widget.hide()
    old.close()
    old.deleteLater()
    opened_files().close()
    return new

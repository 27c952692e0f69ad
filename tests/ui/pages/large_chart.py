"""A page with a large chart on the screen, under real keys and a real mouse."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.owner import hear
from trustjournal.domain.records import Customer
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.view_canvas import ViewCanvas

LEFT = Qt.MouseButton.LeftButton


class OnChart:
    """The page with its canvas, and what it asks of the window."""

    def __init__(
        self, qtbot: QtBot, session: JournalSession, navigator: Navigator, canvas: ViewCanvas
    ) -> None:
        self.qtbot, self.session, self.canvas = qtbot, session, canvas
        self.opened = hear(navigator.person_wanted)
        self.added = hear(navigator.new_person_wanted)
        self.told = hear(navigator.told)

    def show(self, page: QWidget, width: int) -> None:
        self.qtbot.addWidget(page)
        page.resize(width, 800)
        with self.qtbot.waitActive(page):
            page.show()
            page.activateWindow()

    def after(self, deed: Callable[[], object]) -> None:
        """Do something that draws the chart anew, and wait for that."""
        with self.qtbot.waitSignal(self.canvas.drawn):
            deed()
        QApplication.processEvents()

    def place(self, who: Customer) -> QPoint:
        ratio, mark = self.canvas.devicePixelRatioF(), self.canvas.drawing.find(who.id)
        return QPoint(round(mark.x / ratio), round(self.canvas.height() - mark.y / ratio))

    def drag(self, begin: QPoint, end: QPoint) -> None:
        QTest.mousePress(self.canvas, LEFT, pos=begin)
        QTest.mouseMove(self.canvas, (begin + end) / 2)
        QTest.mouseMove(self.canvas, end)
        QTest.mouseRelease(self.canvas, LEFT, pos=end)

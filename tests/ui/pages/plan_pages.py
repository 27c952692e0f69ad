"""A page of gestures, check-ins or promises on the screen, with the ways to drive it."""

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.plan_page import PlanPage
from trustjournal.ui.widgets.plan_list import Act


class Opened:
    """The page, what it told the window, and what it asked for."""

    def __init__(self, qtbot: QtBot, page: PlanPage, navigator: Navigator) -> None:
        self.qtbot = qtbot
        self.page = page
        self.list = page.list
        self.told: list[str] = []
        self.wishes: list[object] = []
        navigator.told.connect(self._hear)
        for signal in (
            navigator.edit_wanted,
            navigator.person_wanted,
            navigator.gesture_wanted,
            navigator.check_in_wanted,
            navigator.promise_wanted,
        ):
            signal.connect(self.wishes.append)
        qtbot.addWidget(page)
        page.resize(1000, 800)
        with qtbot.waitSignal(page.model.modelReset), qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.setFocus()
        QApplication.processEvents()

    def _hear(self, said: str, _undo: bool) -> None:
        self.told.append(said)

    @contextmanager
    def renewed(self) -> Generator[None]:
        """Wait until what is done inside has been read back."""
        with self.qtbot.waitSignal(self.page.model.modelReset):
            yield
        QApplication.processEvents()

    def press(self, key: Qt.Key, *, on: QWidget | None = None) -> None:
        QTest.keyClick(on or self.list, key)
        QApplication.processEvents()

    def rows(self) -> list[str]:
        """Every row's title, headings included."""
        model = self.page.model
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def current(self) -> str:
        return str(self.list.currentIndex().data())

    def select(self, *titles: str) -> None:
        """Select rows as a click and Ctrl+clicks do."""
        rows = self.rows()
        for number, title in enumerate(titles):
            place = self.list.visualRect(self.page.model.index(rows.index(title), 0)).center()
            modifier = Qt.KeyboardModifier.ControlModifier
            QTest.mouseClick(
                self.list.viewport(),
                Qt.MouseButton.LeftButton,
                modifier if number else Qt.KeyboardModifier.NoModifier,
                place,
            )

    def menu(self) -> QMenu:
        """Return the menu that is open."""
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, QMenu)
        return popup

    def choose(self, word: str) -> None:
        """Take the entry of the open menu that begins with a word."""
        menu = self.menu()
        (action,) = [one for one in menu.actions() if one.text().replace("&", "").startswith(word)]
        action.trigger()
        menu.close()
        QApplication.processEvents()

    def act(self, key: str) -> Act:
        return next(act for act in self.list.acts if act.key == key)

"""The whole program with its window, driven by keys and clicks, on a real journal."""

import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import MORNING
from trustjournal.clock import local_now
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.records import (
    Customer,
    Preferences,
    Record,
)
from trustjournal.settings import Settings
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import RECORD_TABLES
from trustjournal.transfer.sample import add_sample, begin_book
from trustjournal.ui import theme
from trustjournal.ui.main_window import MainWindow
from trustjournal.ui.pages.today import TodayPage
from trustjournal.ui.starting import Starting
from trustjournal.ui.widgets.chart_studio import studio

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier

_MOST_TABS = 100

W = TypeVar("W", bound=QWidget)
R = TypeVar("R", bound=Record)


@dataclass
class Owner:
    """Somebody at the keyboard: presses keys, reads the screen, and looks at the disk."""

    qtbot: QtBot
    path: Path
    settings: Settings = field(default_factory=Settings)
    starting: Starting | None = None
    now: datetime = MORNING
    pressed: int = 0

    @property
    def window(self) -> MainWindow:
        assert self.starting is not None
        return self.starting.window

    def start(self, ready: str = "") -> None:
        """Start the program and wait for its first page, or for a page called `ready`."""
        hook = sys.excepthook
        self.starting = Starting(self.settings, self.path, clock=lambda: self.now)
        sys.excepthook = hook  # a fault fails the test instead of opening a dialog
        self.window.resize(1280, 860)
        self.window.show()
        self.window.activateWindow()
        with self.qtbot.waitActive(self.window):
            pass
        if ready:
            self.qtbot.waitUntil(lambda: self.window.shell.page_key() == ready)
        else:
            self.wait_for_journal()

    def begin(self, *records: Record, **preferences: Any) -> None:
        """Start the program on a journal that holds these records and nothing else."""
        engine = create_journal(self.path)
        said: dict[str, Any] = {"owner": "Maya", "business": "Kiln & Clay"}
        begin_book(engine, Preferences(**identity(), **(said | preferences)))
        writer.commit(engine, Changeset("Begin", tuple(map(Change.create, records))))
        close_journal(engine)
        self.start()

    def wait_for_journal(self) -> None:
        """Wait until a journal is open and has answered whatever was asked of it."""
        self.qtbot.waitUntil(lambda: self.window.desk is not None)
        self.settle()

    def settle(self) -> None:
        """Wait until pages are there, the journal has answered, and charts are drawn."""
        assert self.starting is not None
        session = self.starting.session
        assert session is not None
        desk = self.window.desk
        for _round in range(4):
            self.qtbot.waitUntil(lambda: desk is None or not desk.pages.coming)
            answered: list[None] = []
            session.read(lambda _connection: None, answered.append)
            self.qtbot.waitUntil(partial(bool, answered))
            drawn: list[object] = []
            studio().submit(local_now, drawn.append, drawn.append)
            self.qtbot.waitUntil(partial(bool, drawn))

    def stop(self) -> None:
        """Close the window, as its owner would."""
        if self.starting is not None:
            self.window.close()
            self.window.deleteLater()
            self.starting = None
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def come_back(self, days: int) -> None:
        """Close the program, and start it again after so many days, with Today in front."""
        self.stop()
        self.now += timedelta(days=days)
        self.start()
        self.press(Qt.Key.Key_1, CTRL)
        self.settle()

    def deck(self) -> list[str]:
        """Return whose cards are in the deck of Today, in order."""
        model = self._today().model
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def card(self) -> str:
        """Return whose card the keys are for."""
        return str(self._today().deck.list.currentIndex().data())

    def focus(self) -> QWidget:
        """Return what the next key goes to, once a window that just opened has the focus."""
        QApplication.processEvents()
        if QApplication.activeWindow() is None:  # without a screen no window manager does it
            (QApplication.activeModalWidget() or self.window).activateWindow()
            QApplication.processEvents()
        if popup := QApplication.activePopupWidget():
            return popup.focusWidget() or popup
        return QApplication.focusWidget() or QApplication.activeWindow() or self.window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key where the focus is."""
        for _time in range(times):
            self.pressed += 1
            QTest.keyClick(self.focus(), key, modifiers)

    def write(self, text: str) -> None:
        """Type a text where the focus is."""
        self.pressed += len(text)
        for letter in text:
            QTest.keyClicks(self.focus(), letter)

    def tab_to(self, kind: type[W], name: str = "") -> W:
        """Press Tab until a widget of a kind, called `name` where that is given, has the focus."""
        for _tab in range(_MOST_TABS):
            self.press(Qt.Key.Key_Tab)
            reached = self.focus()
            words = reached.text() if isinstance(reached, QAbstractButton) else ""
            if isinstance(reached, kind) and name in f"{reached.accessibleName()} {words}":
                return reached
        raise AssertionError(f"Tab leads to no {kind.__name__} {name}")

    def go(self, command: str) -> None:
        """Go somewhere by the palette, and wait until it is read and drawn."""
        self.press(Qt.Key.Key_K, CTRL)
        self.write(command)
        self.settle()
        self.press(Qt.Key.Key_Return)
        self.settle()

    def open_person(self, letters: str) -> None:
        """Find somebody by a few letters, and wait until their page is read and drawn."""
        self.press(Qt.Key.Key_K, CTRL)
        self.write(letters)
        self.settle()
        self.press(Qt.Key.Key_Return)
        self.waits_to_read("Good to know")
        self.settle()

    def click(self, widget: QWidget) -> None:
        """Click in the middle of a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, widget.rect().center())

    def click_at(self, widget: QWidget, place: QPoint) -> None:
        """Click at a place in a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, place)

    def reads(self, text: str) -> bool:
        """Tell whether a text stands on the screen: in a label, on a button, in a list."""
        labels = (
            f"{label.text()} {label.accessibleName()}"
            for top in QApplication.topLevelWidgets()
            if top.isVisible()
            for label in (*top.findChildren(QLabel), *top.findChildren(QAbstractButton))
            if label.isVisible()
        )
        return any(text in shown for shown in (*labels, *self._rows()))

    def waits_to_read(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        self.qtbot.waitUntil(lambda: self.reads(text))

    def pixels(self, widget: QWidget | None = None) -> bytes:
        """Return what the screen shows of a widget, the window where none is named."""
        image = (widget or self.window).grab().toImage()
        return bytes(image.constBits())

    def find(self, kind: type[W], accept: Callable[[W], bool] = lambda _w: True) -> W:
        """Return the one visible widget of a kind that `accept` takes."""
        found = [
            widget
            for top in QApplication.topLevelWidgets()
            if top.isVisible()
            for widget in [top, *top.findChildren(kind)]
            if isinstance(widget, kind) and widget.isVisible() and accept(widget)
        ]
        assert found, f"no {kind.__name__} on the screen"
        return found[0]

    def disk(self, kind: type[R]) -> list[R]:
        """Return what the journal's file holds, read through a connection of its own."""
        engine = open_journal(self.path)
        try:
            with engine.connect() as connection:
                return fetch(connection, kind, chosen(kind))
        finally:
            engine.dispose()

    def everything(self) -> dict[type[Record], set[Record]]:
        """Return every record that the journal's file holds, its past aside."""
        return {kind: set(self.disk(kind)) for kind in RECORD_TABLES}

    def person(self, name: str) -> Customer:
        """Return somebody from the disk."""
        (found,) = [who for who in self.disk(Customer) if who.name == name]
        return found

    def _today(self) -> TodayPage:
        page = self.window.slots["today"].page
        assert isinstance(page, TodayPage)
        return page

    def _rows(self) -> list[str]:
        return [
            shown.item(row).text()
            for top in QApplication.topLevelWidgets()
            if top.isVisible()
            for shown in top.findChildren(QListWidget)
            for row in range(shown.count())
        ]


@pytest.fixture
def owner(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Generator[Owner]:
    """An owner who has no journal yet."""
    theme.apply(qapp, theme.Scheme.LIGHT)
    somebody = Owner(qtbot, tmp_path / "journal" / "journal.db")
    yield somebody
    somebody.stop()


@pytest.fixture
def maya(owner: Owner) -> Owner:
    """The owner of the sample book, with the program open on Today."""
    engine = create_journal(owner.path)
    begin_book(engine, Preferences(**identity(), owner="Maya", business="Kiln & Clay"))
    add_sample(engine, MORNING.date(), "Europe/Madrid")
    close_journal(engine)
    owner.start()
    return owner

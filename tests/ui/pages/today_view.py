"""Today on the screen, with the ways to drive it by real keys."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from tests.samples import make_check_in, make_customer
from tests.ui.conftest import MORNING
from trustjournal.domain.records import CheckIn, Customer, Labelled, Touchpoint
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.today import TodayPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.person_row import PersonRole

TODAY = MORNING.date()
ROSA = make_customer(
    company="Café Alma",
    phones=(Labelled(value="+34 600 000 001"),),
    loves="Terrace green",
    avoids="No calls at lunch",
)
TOMASZ = make_customer("Tomasz Wilk")
DANIEL = make_customer("Daniel Asante")
T = TypeVar("T")


def weekly(customer: Customer, late: int = 0) -> CheckIn:
    return make_check_in(customer.id, every_days=7, due_on=TODAY - timedelta(days=late))


class Told:
    """What the page asked the window to say or do."""

    def __init__(self, navigator: Navigator) -> None:
        self.said: list[tuple[str, bool]] = []
        self.wishes: list[tuple[str, object]] = []
        navigator.told.connect(self._say)
        for name in (
            *("page", "person", "capture", "edit", "gesture"),
            *("check_in", "new_person", "unease"),
        ):
            getattr(navigator, f"{name}_wanted").connect(self._wish(name))
        navigator.import_wanted.connect(self._wish("import"))

    def _say(self, sentence: str, undo: bool) -> None:
        self.said.append((sentence, undo))

    def _wish(self, name: str) -> Callable[[object], None]:
        def keep(value: object) -> None:
            self.wishes.append((name, value))

        return keep


class Opened:
    """The page on the screen, with the ways to drive it."""

    def __init__(self, qtbot: QtBot, session: JournalSession, navigator: Navigator) -> None:
        self.qtbot = qtbot
        self.session = session
        self.page = TodayPage(session, navigator, Settings())
        qtbot.addWidget(self.page)
        self.page.resize(1040, 860)
        with qtbot.waitSignal(self.page.counted), qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        QApplication.processEvents()
        self.page.setFocus()
        self.deck = self.page.deck.list

    @contextmanager
    def renewed(self) -> Generator[None]:
        with self.qtbot.waitSignal(self.page.counted):
            yield
        QApplication.processEvents()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.deck, key)
        QApplication.processEvents()

    def names(self) -> list[str]:
        return [str(self.page.model.index(row, 0).data()) for row in range(self.rows())]

    def rows(self) -> int:
        return self.page.model.rowCount()

    def current(self) -> str:
        return str(self.deck.currentIndex().data())

    def says(self, role: PersonRole, row: int = 0) -> str:
        return str(self.page.model.index(row, 0).data(role))

    def read(self, query: Callable[[Connection], T]) -> T:
        with self.session.engine.connect() as connection:
            return query(connection)

    def menu(self) -> QMenu:
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, QMenu)
        return popup


Opener = Callable[..., Opened]


def words_on(widget: QWidget) -> str:
    labels = widget.findChildren(PlainLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget))


def check_in_of(view: Opened, customer: Customer) -> CheckIn:
    return view.read(lambda found: queries.check_ins_of(found, [customer.id]))[customer.id]


def touches_of(view: Opened, customer_id: UUID) -> list[Touchpoint]:
    return view.read(lambda found: queries.touchpoints_of(found, customer_id))

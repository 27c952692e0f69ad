"""What is left for the next turn of the window, and what comes before it."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from tests.screens import deliver_deleted
from trustjournal.ui.turns import Portions, in_next_turn


class Waiting(QObject):
    """Tells when an event arrives that was sent to it."""

    def __init__(self, order: list[str]) -> None:
        super().__init__()
        self._order = order

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.User:
            self._order.append("what waited")
        return super().event(event)


def test_what_waits_is_answered_before_the_next_turn(qtbot: QtBot) -> None:
    order: list[str] = []
    waiting = Waiting(order)
    in_next_turn(waiting, lambda: order.append("next turn"))
    QCoreApplication.postEvent(waiting, QEvent(QEvent.Type.User))
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["what waited", "next turn"]


def test_nothing_is_done_for_something_gone(qtbot: QtBot) -> None:
    order: list[str] = []
    gone, here = QObject(), QObject()
    in_next_turn(gone, lambda: order.append("gone"))
    in_next_turn(here, lambda: order.append("here"))
    gone.deleteLater()
    deliver_deleted()
    qtbot.waitUntil(lambda: bool(order))
    assert order == ["here"]


def counted(upto: int, done: list[int]) -> Iterator[None]:
    for number in range(upto):
        done.append(number)
        yield


def test_the_first_step_is_done_at_once_and_one_in_each_turn_after(qtbot: QtBot) -> None:
    parent, done = QObject(), list[int]()
    Portions(parent).begin(counted(4, done))
    assert done == [0]
    qtbot.waitUntil(lambda: len(done) == 4)


def test_what_is_begun_anew_leaves_the_rest_undone(qtbot: QtBot) -> None:
    parent, done, again = QObject(), list[int](), list[int]()
    portions = Portions(parent)
    portions.begin(counted(4, done))
    portions.begin(counted(4, again))
    qtbot.waitUntil(lambda: len(again) == 4)
    QCoreApplication.processEvents()
    assert done == [0]

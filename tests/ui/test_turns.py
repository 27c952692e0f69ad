"""What is left for the next turn of the window, and what comes before it."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from tests.screens import deliver_deleted
from trustjournal.ui.turns import in_next_turn


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

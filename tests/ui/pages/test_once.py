"""A key pressed twice while the journal is still busy with the first press says one thing."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.samples import make_recovery, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from tests.ui.pages.today_view import ROSA, TODAY, Opened, touches_of, weekly
from trustjournal.domain.choices import Began, Kind
from trustjournal.domain.records import Recovery
from trustjournal.store import queries
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

pytestmark = pytest.mark.usefixtures("dressed")


def press_while_busy(view: Opened, *keys: Qt.Key) -> None:
    """Press keys while the journal is held up, then let it go on and answer."""
    busy, held = Event(), list[bool]()
    view.session.read(lambda _connection: busy.wait(), held.append)
    for key in keys:
        view.press(key)
    with view.renewed():
        busy.set()


@pytest.mark.parametrize("key", [Qt.Key.Key_C, Qt.Key.Key_M])
def test_a_call_is_logged_once(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, key: Qt.Key
) -> None:
    fill(session, ROSA, weekly(ROSA, 3))
    view = Opened(qtbot, session, navigator)
    press_while_busy(view, key, key)
    assert len(touches_of(view, ROSA.id)) == 1


def test_one_step_is_done_and_the_next_waits_for_a_press_of_its_own(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    fill(session, ROSA, make_recovery(ROSA.id, noticed_at=MORNING, next_on=TODAY))
    view = Opened(qtbot, session, navigator)
    press_while_busy(view, Qt.Key.Key_H, Qt.Key.Key_H)
    (one,) = view.read(lambda connection: queries.all_of(connection, Recovery))
    assert (one.heard_on, one.owned_on) == (TODAY, None)


def test_another_deed_is_done_beside_it_and_the_same_one_is_not_refused(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    asked = make_touchpoint(ROSA.id, happened_at=MORNING, kind=Kind.ENQUIRY, began=Began.THEM)
    fill(session, ROSA, asked)
    view = Opened(qtbot, session, navigator)
    refused = hear(session.refused)
    press_while_busy(view, Qt.Key.Key_A, Qt.Key.Key_A, Qt.Key.Key_C)
    assert len(touches_of(view, ROSA.id)) == 2
    assert refused == []
    (answered,) = view.read(lambda found: queries.touchpoints_by_id(found, [asked.id]).values())
    assert answered.answered_at == MORNING

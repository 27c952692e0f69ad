"""The page of those to thank, with real keys on a real journal."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.pages.plan_pages import Opened
from trustjournal.domain.choices import Kind
from trustjournal.domain.records import Record
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.thanks import ThanksPage
from trustjournal.ui.session import JournalSession

ROSA, LEON = make_customer(), make_customer("Leon Fischer")
KNOWN = [make_touchpoint(who.id, happened_at=MORNING - timedelta(days=500)) for who in (ROSA, LEON)]
Opener = Callable[..., Opened]


@pytest.fixture
def opened(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Opener:
    def make(*records: Record) -> Opened:
        fill(session, ROSA, LEON, *records)
        return Opened(qtbot, ThanksPage(session, navigator, Settings()), navigator)

    return make


def test_t_logs_the_thanks_and_the_next_one_is_current(
    opened: Opener, session: JournalSession
) -> None:
    view = opened(*KNOWN)
    assert view.rows()[1:] == ["Leon Fischer", "Rosa Delgado"]
    with view.renewed():
        view.press(Qt.Key.Key_T)
    with session.engine.connect() as connection:
        newest = queries.touchpoints_of(connection, LEON.id)[0]
    assert (newest.kind, newest.happened_at) == (Kind.THANKS, MORNING)
    assert view.rows()[1:] == ["Rosa Delgado"]
    assert view.current() == "Rosa Delgado"
    view.qtbot.waitUntil(lambda: bool(view.told))
    assert view.told[0].startswith("Logged with Leon Fischer. Depth ")


def test_w_g_and_enter_lead_to_a_note_a_gesture_and_the_person(
    opened: Opener, navigator: Navigator
) -> None:
    letters: list[object] = []

    def hear(who: object, gesture: object) -> None:
        letters.append((who, gesture))

    navigator.letter_wanted.connect(hear)
    view = opened(*KNOWN)
    for key in (Qt.Key.Key_W, Qt.Key.Key_G, Qt.Key.Key_Enter):
        view.press(key)
    assert letters == [(LEON.id, None)]
    assert view.wishes == [LEON.id, LEON.id]


def test_who_was_never_thanked_can_be_looked_at_alone(opened: Opener) -> None:
    once = make_touchpoint(LEON.id, happened_at=MORNING - timedelta(days=400), kind=Kind.THANKS)
    view = opened(*KNOWN, once)
    view.page.kind_box.setCurrentIndex(view.page.kind_box.findData("never"))
    assert view.rows()[1:] == ["Rosa Delgado"]


def test_where_everyone_is_thanked_one_sentence_says_so(qtbot: QtBot, opened: Opener) -> None:
    view = opened()
    assert view.page.empty.isVisible()
    button = view.page.empty.button
    assert button is not None
    button.click()
    assert view.wishes == [None]

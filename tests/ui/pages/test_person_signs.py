"""A sign of trust is noted from the person's own card, on a real journal."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.samples import make_check_in, make_customer
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from tests.ui.widgets.views import touch, view_of
from trustjournal.domain.choices import Kind
from trustjournal.domain.records import (
    CheckIn,
    Touchpoint,
)
from trustjournal.store import queries
from trustjournal.store.rows import by_ids
from trustjournal.ui.models.signs_view import signs_of
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.person_signs import PersonSigns
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.signs_card import SignsCard

ROSA = make_customer()
DUE = make_check_in(ROSA.id, every_days=21, due_on=MORNING.date() - timedelta(days=3))


@pytest.fixture
def card(qtbot: QtBot) -> SignsCard:
    made = SignsCard()
    qtbot.addWidget(made)
    made.make_rows()
    return made


@pytest.fixture
def deeds(session: JournalSession, navigator: Navigator, card: SignsCard) -> PersonSigns:
    fill(session, ROSA, DUE)
    card.show_signs(signs_of(view_of(customer=ROSA)))
    card.show()
    return PersonSigns(session, navigator, card)


def latest(session: JournalSession) -> list[Touchpoint]:
    with session.engine.connect() as connection:
        return queries.touchpoints_of(connection, ROSA.id)


def due(session: JournalSession) -> CheckIn:
    with session.engine.connect() as connection:
        return by_ids(connection, CheckIn, [DUE.id])[DUE.id]


def test_a_digit_notes_its_sign_and_says_what_it_did(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, deeds: PersonSigns
) -> None:
    told = hear(navigator.told)
    assert deeds.log_key("6")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["Gave a warm reference: Rosa Delgado. Depth 20 to 26"]
    assert [touch.kind for touch in latest(session)] == [Kind.REFERENCE]
    assert due(session).due_on == MORNING.date() + timedelta(days=21)


def test_other_keys_note_nothing(deeds: PersonSigns) -> None:
    assert not any(deeds.log_key(key) for key in ("0", "a", "", "12"))


def test_a_press_on_the_card_notes_a_lack_and_leaves_the_check_in(
    qtbot: QtBot, session: JournalSession, deeds: PersonSigns, card: SignsCard
) -> None:
    assert deeds.parent() is card
    with qtbot.waitSignal(session.changed):
        QTest.mouseClick(card.rows[Kind.FOOT_DRAGGING].button, Qt.MouseButton.LeftButton)
    assert [touch.kind for touch in latest(session)] == [Kind.FOOT_DRAGGING]
    assert due(session) == DUE


def test_the_day_of_a_sign_opens_its_touchpoint(
    navigator: Navigator, deeds: PersonSigns, card: SignsCard
) -> None:
    praise = touch(Kind.PRAISE, 3)
    card.show_signs(signs_of(view_of([praise])))
    edited = hear(navigator.edit_wanted)
    QTest.mouseClick(card.rows[Kind.PRAISE].day, Qt.MouseButton.LeftButton)
    assert edited == [praise]
    assert deeds.parent() is card


def test_before_anybody_is_shown_a_digit_notes_nothing(
    session: JournalSession, navigator: Navigator, qtbot: QtBot
) -> None:
    card = SignsCard()
    qtbot.addWidget(card)
    assert not PersonSigns(session, navigator, card).log_key("1")

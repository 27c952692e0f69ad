"""Merging two people whom the owner has chosen."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_check_in, make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear, words
from trustjournal.domain.changes import Change, Changeset
from trustjournal.store import queries, writer
from trustjournal.ui.dialogs.merge_dialog import MergeDialog, merge_people
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

ROSA = make_customer("Rosa", company="Alma", since=date(2023, 1, 1), note="Likes tea")
TOM = make_customer("Tom & <b>", company="Oak", tags=("vip",))
TOUCH = make_touchpoint(TOM.id, happened_at=MORNING)
PLANS = make_check_in(ROSA.id, every_days=7), make_check_in(TOM.id, every_days=30)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, page: QWidget
) -> MergeDialog:
    fill(session, ROSA, TOM, TOUCH, *PLANS)
    merge_people(ROSA.id, TOM.id, session, navigator, page)
    qtbot.waitUntil(lambda: page.findChild(MergeDialog) is not None)
    found = page.findChild(MergeDialog)
    assert found is not None
    return found


def test_everything_of_both_can_be_read(dialog: MergeDialog) -> None:
    said = words(dialog)
    for text in ("Tom & <b>", "1 touchpoint, today", "No touchpoints yet", "vip", "Likes tea"):
        assert text in said
    (field,) = dialog.fields.values()
    assert field.value() == frozenset()


def test_keys_alone_choose_and_merge(
    dialog: MergeDialog, session: JournalSession, navigator: Navigator, qtbot: QtBot
) -> None:
    told = hear(navigator.told)
    first = QApplication.focusWidget()
    assert first is not None
    QTest.keyClick(first, Qt.Key.Key_Right)
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with session.engine.connect() as connection:
        (who,) = queries.customers(connection)
        (plan,) = queries.check_ins(connection)
    assert (who.id, who.name, who.company) == (TOM.id, "Rosa", "Oak")
    assert who.note.splitlines() == [
        *("Likes tea", "Name: Tom & <b>", "Company: Alma", "Another check-in: every 7 days")
    ]
    assert plan.every_days == 30
    assert told == ["Tom & <b> and Rosa are one now."]


def test_who_has_left_meanwhile_is_said_and_the_choices_stay(
    dialog: MergeDialog, session: JournalSession, qtbot: QtBot
) -> None:
    writer.commit(session.engine, Changeset("", (Change.delete(PLANS[0]), Change.delete(ROSA))))
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "no longer" in dialog.fault.text())
    assert dialog.isVisible()

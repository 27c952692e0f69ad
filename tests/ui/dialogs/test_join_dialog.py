"""What is the same becomes one wish."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_feedback, make_wish
from tests.ui.conftest import fill
from tests.ui.dialogs.forms_of_feedback import about, offers, said, save, wishes
from trustjournal.domain.records import Record
from trustjournal.store.feedback import asked_again
from trustjournal.ui.dialogs.join_dialog import JoinDialog
from trustjournal.ui.dialogs.wish_field import WishField
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

LIDS, OTHER = make_wish("Lids for the jars"), make_wish("Jars with lids", done="Cork")
ANAS = make_feedback(None, author="Ana", text="Moths get in", wish_id=LIDS.id)
BENS = make_feedback(None, author="Ben", text="A lid!", wish_id=OTHER.id)
KIMS = make_feedback(None, author="Kim", text="Your jars need lids")


@pytest.fixture
def window(qtbot: QtBot, session: JournalSession) -> QWidget:
    fill(session, LIDS, OTHER, ANAS, BENS, KIMS)
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def opened(
    session: JournalSession, navigator: Navigator, window: QWidget, record: Record
) -> tuple[JoinDialog, WishField]:
    with session.engine.connect() as connection:
        (asked,) = asked_again(connection, [record.id])
    made = JoinDialog(asked, session, navigator, window)
    made.open()
    field = made.fields["wish"]
    assert isinstance(field, WishField)
    return made, field


def test_one_alone_joins_the_wish_it_is_likest_to(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form, field = opened(session, navigator, window, KIMS)
    qtbot.waitUntil(lambda: len(offers(field)) == 2)
    QTest.mouseClick(offers(field)[0], Qt.MouseButton.LeftButton)
    save(qtbot, form)
    assert about(session, KIMS.text).wish_id in {LIDS.id, OTHER.id}
    assert len(wishes(session)) == 2


def test_a_wish_is_merged_into_another_and_is_not_offered_to_itself(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form, field = opened(session, navigator, window, OTHER)
    qtbot.waitUntil(lambda: bool(offers(field)))
    titles = [offer.text() for offer in offers(field)]
    assert "Same as: Jars with lids" not in titles
    QTest.mouseClick(
        offers(field)[titles.index("Same as: Lids for the jars")], Qt.MouseButton.LeftButton
    )
    save(qtbot, form)
    (wish,) = wishes(session)
    assert (wish.id, wish.done) == (LIDS.id, "Cork")
    assert sum(one.wish_id == LIDS.id for one in said(session)) == 2


def test_one_alone_can_begin_a_wish_of_any_name(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form, field = opened(session, navigator, window, KIMS)
    QTest.keyClicks(field.line, "Moth-proof pots")
    save(qtbot, form)
    assert "Moth-proof pots" in {one.title for one in wishes(session)}


def test_a_wish_needs_another_that_is_there(
    session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form, field = opened(session, navigator, window, LIDS)
    form.save()
    assert form.fault.text() == "Choose what it is the same as."
    field.line.setText("something else")
    form.save()
    assert form.fault.text() == "Choose what it is the same as."

"""A wish shows everyone who asked, and can be changed, taken apart, and opened further."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_feedback, make_wish
from tests.ui.conftest import MORNING, fill
from tests.ui.dialogs.forms_of_feedback import said, save, there, wishes
from tests.ui.owner import hear
from trustjournal.domain.choices import WishStatus
from trustjournal.domain.feedback import Asked
from trustjournal.domain.records import Wish
from trustjournal.store.feedback import asked_again
from trustjournal.ui.dialogs.feedback_dialog import FeedbackDialog
from trustjournal.ui.dialogs.fields import KeysField
from trustjournal.ui.dialogs.wish_dialog import VoicesField, WishDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.feedback_voices import FeedbackVoices

TODAY = MORNING.date()
ROSA, TOMASZ = make_customer("Rosa Delgado"), make_customer("Tomasz")
LIDS = make_wish("Lids", status=WishStatus.DECIDING)
ROSAS = make_feedback(ROSA.id, text="Moths get in", wish_id=LIDS.id)
KIMS = make_feedback(None, text="Jars need lids", author="Kim", wish_id=LIDS.id)


@pytest.fixture
def window(qtbot: QtBot, session: JournalSession) -> QWidget:
    fill(session, ROSA, TOMASZ, LIDS, ROSAS, KIMS)
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def form(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> WishDialog:
    return opened(qtbot, session, navigator, window)


def opened(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget, wish: Wish = LIDS
) -> WishDialog:
    with session.engine.connect() as connection:
        (asked,) = asked_again(connection, [wish.id])
    made = WishDialog(asked, session, navigator, window)
    made.open()
    qtbot.waitUntil(lambda: bool(field_of(made).weight.text()))
    return made


def field_of(form: WishDialog) -> VoicesField:
    field = form.fields["voices"]
    assert isinstance(field, VoicesField)
    return field


def voices(form: WishDialog) -> FeedbackVoices:
    return field_of(form).voices


def rows(form: WishDialog) -> list[str]:
    table = voices(form).table
    assert table is not None
    return [row[0] for row in table.rows]


def test_it_shows_how_much_is_behind_it_and_who(form: WishDialog) -> None:
    assert field_of(form).weight.text() == "2 people"
    assert set(rows(form)) == {"Rosa Delgado", "Kim"}
    assert voices(form).quote.text() in {"Moths get in", "Jars need lids"}


def test_title_words_and_path_are_changed_together(
    qtbot: QtBot, session: JournalSession, form: WishDialog
) -> None:
    form.fields["title"].set_value("Lids for all jars")
    form.fields["done"].set_value("Cork is ordered")
    status = form.fields["status"]
    assert isinstance(status, KeysField)
    assert WishStatus.TOLD not in status.keys
    QTest.mouseClick(status.keys[WishStatus.DOING], Qt.MouseButton.LeftButton)
    save(qtbot, form)
    (wish,) = wishes(session)
    assert (wish.title, wish.done) == ("Lids for all jars", "Cork is ordered")
    assert (wish.status, wish.moved_on) == (WishStatus.DOING, TODAY)


def test_a_wish_has_a_title(qtbot: QtBot, form: WishDialog) -> None:
    form.fields["title"].set_value(" ")
    form.save()
    assert form.fault.text() == "Write what they wish for."


def test_one_that_was_told_can_go_back(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    told = make_wish("Cups", status=WishStatus.TOLD, done="Cups")
    fill(session, told, make_feedback(TOMASZ.id, wish_id=told.id, told_on=TODAY))
    form = opened(qtbot, session, navigator, window, told)
    status = form.fields["status"]
    assert isinstance(status, KeysField)
    assert status.value() is WishStatus.TOLD
    assert "Told today" in voices(form).aside.text()


def test_a_voice_is_taken_out_and_the_form_follows(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, form: WishDialog
) -> None:
    told = hear(navigator.told)
    first = rows(form)[0]
    QTest.mouseClick(voices(form).split_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(rows(form)) == 1)
    assert first not in rows(form)
    assert sum(one.wish_id is None for one in said(session)) == 1
    assert told == ["It stands by itself again."]
    with qtbot.waitSignal(form.accepted):
        QTest.mouseClick(voices(form).split_button, Qt.MouseButton.LeftButton)
    assert wishes(session) == []


def test_enter_opens_what_was_said(qtbot: QtBot, form: WishDialog) -> None:
    table = there(voices(form).table)
    QTest.keyClick(table, Qt.Key.Key_Return)
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, FeedbackDialog)]
    assert [one.isVisible() for one in found] == [True]
    found[0].reject()


def test_o_opens_the_person_and_an_author_is_nobody_to_open(
    navigator: Navigator, form: WishDialog
) -> None:
    people = hear(navigator.person_wanted)
    table = voices(form).table
    assert table is not None
    table.selectRow(rows(form).index("Kim"))
    assert not voices(form).person_button.isEnabled()
    QTest.keyClick(voices(form), Qt.Key.Key_O)
    assert people == []
    table.selectRow(rows(form).index("Rosa Delgado"))
    QTest.keyClick(voices(form), Qt.Key.Key_O)
    assert people == [ROSA.id]


def test_one_who_asked_alone_has_no_such_form(
    session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    with pytest.raises(TypeError):
        WishDialog(Asked(None, ()), session, navigator, window)

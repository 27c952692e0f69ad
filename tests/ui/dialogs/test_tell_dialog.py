"""Everyone who asked is told in one act, in words that can be changed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_check_in, make_customer, make_feedback, make_wish
from tests.ui.conftest import MORNING, fill
from tests.ui.dialogs.forms_of_feedback import kept, said, save, touches, wishes
from tests.ui.owner import hear
from trustjournal.domain.choices import Channel, WishStatus
from trustjournal.domain.records import CheckIn, Labelled, Wish
from trustjournal.store.feedback import asked_again
from trustjournal.ui.dialogs.tell_dialog import HearersField, TellDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
ROSA = make_customer("Rosa & Co", phones=(Labelled(value="+34 600"),), company="Café Alma")
TOMASZ = make_customer("Tomasz")
LIDS = make_wish("Lids", status=WishStatus.DOING)
ROSAS = make_feedback(ROSA.id, text="Moths get in", wish_id=LIDS.id)
TWICE = make_feedback(ROSA.id, text="Moths!", wish_id=LIDS.id)
TOMASZS = make_feedback(TOMASZ.id, text="Lids, please", wish_id=LIDS.id)
KIMS = make_feedback(None, author="Kim", link="https://example.org/9", wish_id=LIDS.id)
WEEKLY = make_check_in(ROSA.id, every_days=7, due_on=TODAY)


@pytest.fixture
def window(qtbot: QtBot, session: JournalSession) -> QWidget:
    fill(session, ROSA, TOMASZ, LIDS, ROSAS, TWICE, TOMASZS, KIMS, WEEKLY)
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def opened(
    session: JournalSession, navigator: Navigator, window: QWidget, wish: Wish = LIDS
) -> TellDialog:
    with session.engine.connect() as connection:
        (asked,) = asked_again(connection, [wish.id])
    made = TellDialog(asked, session, navigator, window)
    made.open()
    return made


@pytest.fixture
def form(session: JournalSession, navigator: Navigator, window: QWidget) -> TellDialog:
    return opened(session, navigator, window)


def hearers(form: TellDialog) -> dict[str, bool]:
    field = form.fields["hearers"]
    assert isinstance(field, HearersField)
    return {box.text().replace("&&", "&"): box.isChecked() for box, _ids in field.boxes}


def test_who_hears_of_it_stands_there_with_how_to_reach_them(form: TellDialog) -> None:
    assert hearers(form) == {
        "Rosa & Co, Café Alma, +34 600": True,
        "Tomasz, no phone or e-mail": True,
        "Kim, no customer: https://example.org/9": False,
    }


def test_what_is_told_follows_what_was_done_until_it_is_written_by_hand(form: TellDialog) -> None:
    done, text = form.fields["done"], form.fields["text"]
    done.set_value("Lids are here")
    assert text.value() == "You asked for: Lids\nWe did: Lids are here"
    text.set_value("Come and see the lids.")
    done.set_value("Lids of cork are here")
    assert text.value() == "Come and see the lids."


def test_one_act_tells_them_all_and_one_undo_takes_it_back(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, form: TellDialog
) -> None:
    told = hear(navigator.told)
    form.fields["done"].set_value("Lids are here")
    form.fields["channel"].set_value(Channel.PHONE)
    save(qtbot, form)
    assert told == ["Told 2 people: Lids"]
    found = touches(session)
    assert {one.customer_ids for one in found} == {(ROSA.id,), (TOMASZ.id,)}
    assert {(one.channel, one.zone) for one in found} == {(Channel.PHONE, "Europe/Madrid")}
    assert {one.author: one.told_on for one in said(session)} == {"": TODAY, "Kim": None}
    (wish,), (check_in,) = wishes(session), kept(session, CheckIn)
    assert (wish.status, wish.done) == (WishStatus.TOLD, "Lids are here")
    assert check_in.due_on is not None
    assert check_in.due_on > TODAY
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert (touches(session), kept(session, CheckIn)) == ([], [WEEKLY])
    assert wishes(session) == [LIDS]


def test_whoever_is_unticked_hears_nothing(
    qtbot: QtBot, session: JournalSession, form: TellDialog
) -> None:
    form.fields["done"].set_value("Lids are here")
    field = form.fields["hearers"]
    assert isinstance(field, HearersField)
    for box, _ids in field.boxes:
        if box.text().startswith("Tomasz"):
            QTest.mouseClick(box, Qt.MouseButton.LeftButton)
            if box.isChecked():
                box.setChecked(False)
    save(qtbot, form)
    assert {one.customer_ids for one in touches(session)} == {(ROSA.id,)}


def test_it_says_what_was_done(qtbot: QtBot, session: JournalSession, form: TellDialog) -> None:
    QTest.keyClick(form, Qt.Key.Key_Return)
    qtbot.waitUntil(form.fault.isVisible)
    assert form.fault.text() == "Write what you did, in a few words."
    assert touches(session) == []


def test_of_a_wish_told_before_only_those_left_are_asked_for(
    session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    cups = make_wish("Cups", status=WishStatus.DOING, done="Bigger cups")
    fill(
        session,
        cups,
        make_feedback(ROSA.id, wish_id=cups.id, told_on=TODAY),
        make_feedback(TOMASZ.id, wish_id=cups.id),
    )
    form = opened(session, navigator, window, cups)
    assert list(hearers(form)) == ["Tomasz, no phone or e-mail"]
    assert form.fields["text"].value() == "You asked for: Cups\nWe did: Bigger cups"


def test_one_whom_nobody_can_be_told_of_is_done_all_the_same(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    told = hear(navigator.told)
    cups = make_wish("Cups")
    fill(session, cups, replace(KIMS, id=cups.id, wish_id=cups.id))
    form = opened(session, navigator, window, cups)
    form.fields["done"].set_value("Bigger cups")
    save(qtbot, form)
    assert told == ["Done: Cups"]

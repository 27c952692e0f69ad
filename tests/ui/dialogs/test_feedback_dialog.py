"""Feedback is written down, found to be the same as other feedback, and changed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_feedback, make_wish
from tests.ui.conftest import MORNING, fill
from tests.ui.dialogs.forms_of_feedback import about, offers, said, save, there, wishes
from tests.ui.owner import hear
from trustjournal.domain.choices import FeedbackSource, WishStatus
from trustjournal.domain.records import Feedback
from trustjournal.ui.dialogs.feedback_dialog import FeedbackDialog
from trustjournal.ui.dialogs.people_field import PeopleField, Picked
from trustjournal.ui.dialogs.wish_field import WishField, WishPick
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.chip import Chip

TODAY = MORNING.date()
ROSA = make_customer("Rosa Delgado")
LIDS = make_wish("Lids for the jars", status=WishStatus.DECIDING)
ROSAS = make_feedback(ROSA.id, text="Moths get in", wish_id=LIDS.id, rating=4.5, best=5)
KIMS = make_feedback(None, text="Please wrap it as a gift", author="Kim", heard_on=TODAY)


@pytest.fixture
def window(qtbot: QtBot, session: JournalSession) -> QWidget:
    fill(session, ROSA, LIDS, ROSAS, KIMS)
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def form_of(
    session: JournalSession,
    navigator: Navigator,
    window: QWidget,
    feedback: Feedback | None = None,
    customer_id: object = ROSA.id,
) -> FeedbackDialog:
    who = ROSA.id if customer_id else None
    form = FeedbackDialog(feedback, who if feedback is None else None, session, navigator, window)
    form.open()
    return form


def wish_field(form: FeedbackDialog) -> WishField:
    field = form.fields["wish"]
    assert isinstance(field, WishField)
    return field


def newest(session: JournalSession) -> Feedback:
    return said(session)[-1]


def test_what_a_person_said_is_kept(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    told = hear(navigator.told)
    form = form_of(session, navigator, window)
    QTest.keyClicks(there(form.fields["text"].focusProxy()), "Your glaze is beautiful")
    form.fields["rating"].set_value("4.5")
    form.fields["link"].set_value("https://example.org/1")
    form.fields["source"].set_value(FeedbackSource.REVIEW)
    save(qtbot, form)
    one = newest(session)
    assert (one.customer_id, one.text, one.heard_on) == (ROSA.id, "Your glaze is beautiful", TODAY)
    assert (one.rating, one.best, one.source) == (4.5, 5, FeedbackSource.REVIEW)
    assert (one.link, one.wish_id) == ("https://example.org/1", None)
    assert told == ["Noted what they said."]


def test_a_review_by_nobody_known_has_its_author(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = form_of(session, navigator, window, customer_id=None)
    assert form.rows["author"].isVisible()
    form.fields["author"].set_value("Lee")
    form.fields["text"].set_value("Nice")
    save(qtbot, form)
    assert (newest(session).customer_id, newest(session).author) == (None, "Lee")


def test_what_is_wrong_is_said_and_the_words_stay(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = form_of(session, navigator, window)
    assert not form.rows["author"].isVisible()
    form.save()
    qtbot.waitUntil(form.fault.isVisible)
    assert form.fault.text() == "Write what they said, or give their rating."
    form.fields["text"].set_value("Nice")
    form.fields["rating"].set_value("many")
    form.save()
    assert "is not an amount" in form.fault.text()
    form.fields["rating"].set_value("7")
    form.save()
    qtbot.waitUntil(lambda: "from 0 to 5" in form.fault.text())
    assert form.fields["text"].value() == "Nice"


def test_while_it_is_written_it_is_found_to_be_the_same_as_a_wish(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = form_of(session, navigator, window)
    QTest.keyClicks(there(form.fields["text"].focusProxy()), "The jars need lids")
    qtbot.waitUntil(lambda: bool(offers(wish_field(form))))
    (offer,) = offers(wish_field(form))
    assert offer.text() == "Same as: Lids for the jars"
    QTest.keyClick(offer, Qt.Key.Key_Space)
    assert wish_field(form).value() == WishPick(LIDS.id, "Lids for the jars")
    save(qtbot, form)
    assert newest(session).wish_id == LIDS.id


def test_two_who_asked_alone_become_a_wish(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = form_of(session, navigator, window)
    form.fields["text"].set_value("Could you wrap them as gifts?")
    qtbot.waitUntil(lambda: bool(offers(wish_field(form))))
    QTest.mouseClick(offers(wish_field(form))[0], Qt.MouseButton.LeftButton)
    save(qtbot, form)
    (wish,) = [one for one in wishes(session) if one.id != LIDS.id]
    assert wish.title == "Please wrap it as a gift"
    assert {one.wish_id for one in said(session)} == {LIDS.id, wish.id}


def test_typing_finds_wishes_and_offers_a_new_one(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = form_of(session, navigator, window)
    form.fields["text"].set_value("Nice")
    field = wish_field(form)
    field.line.setFocus()

    def offered() -> list[str]:
        field.line.clear()
        QTest.keyClicks(field.line, "lids")
        return [field.popup.rows.item(row).text() for row in range(field.popup.rows.count())]

    qtbot.waitUntil(lambda: offered() == ["Lids for the jars", "A new wish: lids"])
    QTest.keyClick(field.line, Qt.Key.Key_Down)
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == WishPick(None, "lids")
    save(qtbot, form)
    assert {one.title for one in wishes(session)} == {"Lids for the jars", "lids"}


def test_what_belongs_to_a_wish_can_be_let_go(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = form_of(session, navigator, window, ROSAS)
    (chip,) = wish_field(form).findChildren(Chip)
    chip.removed.emit()
    assert wish_field(form).value() == WishPick()
    save(qtbot, form)
    assert about(session, "Moths get in").wish_id is None


def test_a_form_of_what_is_kept_shows_all_of_it(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = form_of(session, navigator, window, ROSAS)
    values = form.values()
    assert (values["text"], values["rating"], values["best"]) == ("Moths get in", "4.5", 5)
    assert values["wish"].wish_id == LIDS.id
    form.fields["heard_on"].set_value(date(2026, 11, 1))
    save(qtbot, form)
    one = about(session, "Moths get in")
    assert (one.heard_on, one.wish_id, one.rating) == (date(2026, 11, 1), LIDS.id, 4.5)


def test_a_complaint_leads_on_to_a_call(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    uneasy = hear(navigator.unease_wanted)
    form = form_of(session, navigator, window)
    form.fields["text"].set_value("It broke")
    assert not form.rows["unease"].isVisible()
    form.fields["source"].set_value(FeedbackSource.COMPLAINT)
    assert form.rows["unease"].isVisible()
    save(qtbot, form)
    assert uneasy == [ROSA.id]


def test_a_complaint_by_nobody_known_leads_nowhere(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    uneasy = hear(navigator.unease_wanted)
    form = form_of(session, navigator, window, customer_id=None)
    form.fields["text"].set_value("It broke")
    form.fields["source"].set_value(FeedbackSource.COMPLAINT)
    assert not form.rows["unease"].isVisible()
    save(qtbot, form)
    assert uneasy == []


def test_a_name_that_is_not_certain_is_asked_for(
    session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = form_of(session, navigator, window, customer_id=None)
    people = form.fields["customer"]
    assert isinstance(people, PeopleField)
    people.set_value(Picked(text="nobody"))
    form.save()
    assert "Choose who you mean" in form.fault.text()

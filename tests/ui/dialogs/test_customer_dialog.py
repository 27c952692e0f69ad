from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import full_customer, make_customer, make_review
from tests.ui.conftest import fill
from tests.ui.owner import hear
from trustjournal.domain.choices import Stage
from trustjournal.domain.records import (
    Address,
    Customer,
    ImportantDate,
    Labelled,
    Review,
)
from trustjournal.store import queries
from trustjournal.ui.dialogs import opening
from trustjournal.ui.dialogs.fields import LineField
from trustjournal.ui.dialogs.form_dialog import FormDialog
from trustjournal.ui.dialogs.list_fields import DayEntry, LabelledEntry, ListField, TagsField
from trustjournal.ui.dialogs.people_field import Picked
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.known_names import known_names

BEN = make_customer("Ben Ruiz")
ROSA = replace(full_customer(), referred_by=BEN.id)


@pytest.fixture
def window(qtbot: QtBot, session: JournalSession) -> QWidget:
    fill(session, BEN, ROSA)
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: known_names(session).name_of(BEN.id) != "")
    return made


def save(qtbot: QtBot, form: FormDialog) -> None:
    with qtbot.waitSignal(form.accepted):
        QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)


def customer(session: JournalSession, name: str) -> Customer:
    with session.engine.connect() as connection:
        return next(one for one in queries.customers(connection) if one.name == name)


def list_of(form: FormDialog, name: str) -> ListField:
    field = form.fields[name]
    assert isinstance(field, ListField)
    return field


def test_saving_an_untouched_form_changes_nothing_but_the_revision(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.edit(ROSA, session, navigator, window)
    save(qtbot, form)
    after = customer(session, "Rosa Delgado")
    assert replace(after, revision=ROSA.revision) == ROSA


def test_a_new_person_is_entered_by_keyboard(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.new_person("petra novak", session, navigator, window)
    phones = list_of(form, "phones")
    QTest.keyClick(phones.more, Qt.Key.Key_Space)
    (phone,) = phones.entries
    assert isinstance(phone, LabelledEntry)
    assert form.focusWidget() is phone.text
    QTest.keyClicks(phone.text, "+420 1")
    QTest.keyClicks(phone.label, "shop")
    tags = form.fields["tags"]
    assert isinstance(tags, TagsField)
    QTest.keyClicks(tags.line, "vip,#oak")
    value = form.fields["yearly_value"]
    assert isinstance(value, LineField)
    QTest.keyClicks(value.line, "1200.50")
    form.fields["referred_by"].set_value(Picked.of(BEN.id))
    save(qtbot, form)
    petra = customer(session, "Petra Novak")
    assert petra.phones == (Labelled(value="+420 1", label="shop"),)
    assert petra.tags == ("vip", "oak")
    assert petra.yearly_value == Decimal("1200.50")
    assert petra.referred_by == BEN.id


def test_an_entry_is_taken_away_with_its_cross(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.edit(ROSA, session, navigator, window)
    first = list_of(form, "phones").entries[0]
    QTest.mouseClick(first.cross, Qt.MouseButton.LeftButton)
    form.fields["addresses"].set_value((Address(city="Cádiz"), Address(label="empty")))
    save(qtbot, form)
    after = customer(session, "Rosa Delgado")
    assert after.phones == ROSA.phones[1:]
    assert after.addresses == (Address(city="Cádiz"),)


def test_a_day_that_is_none_is_said_in_words(
    session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.new_person("Petra", session, navigator, window)
    days = list_of(form, "dates")
    days.set_value((ImportantDate(label="birthday", month=2, day=28),))
    (entry,) = days.entries
    assert isinstance(entry, DayEntry)
    entry.day.setValue(30)
    QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert "“birthday” is not on a day of the calendar" in form.fault.text()


def test_a_name_is_needed(session: JournalSession, navigator: Navigator, window: QWidget) -> None:
    form = opening.new_person("", session, navigator, window)
    QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert form.fault.text() == "Write a name, so that you can find them again."


def test_nobody_is_sent_by_somebody_who_came_through_them(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    cho = make_customer("Cho Kim", referred_by=ROSA.id)
    fill(session, cho)
    form = opening.edit(BEN, session, navigator, window)
    form.fields["referred_by"].set_value(Picked.of(cho.id))
    QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(form.fault.isVisible)
    assert form.fault.text() == ("Cho Kim came through Ben Ruiz: they cannot have sent each other.")
    assert customer(session, "Ben Ruiz").referred_by is None
    form.fields["referred_by"].set_value(Picked())
    save(qtbot, form)


def test_what_may_be_given_to_them_is_written_down(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.edit(BEN, session, navigator, window)
    form.page.set_values(
        {"gift_policy": "Only for the team", "gift_limit": "25", "gift_budget": "40.50"}
    )
    save(qtbot, form)
    ben = customer(session, BEN.name)
    assert (ben.gift_policy, ben.gift_limit, ben.gift_budget) == (
        "Only for the team",
        Decimal(25),
        Decimal("40.50"),
    )


@pytest.mark.parametrize("name", ["gift_limit", "gift_budget"])
def test_an_amount_below_zero_is_refused_where_it_stands(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget, name: str
) -> None:
    form = opening.edit(BEN, session, navigator, window)
    form.page.set_values({name: "-1"})
    QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert "zero or more" in form.fault.text()
    assert customer(session, BEN.name) == BEN


def test_a_loss_is_looked_back_at_and_who_comes_back_was_won_back(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    looked_at = hear(navigator.review_wanted)
    form = opening.edit(BEN, session, navigator, window)
    form.fields["stage"].set_value(Stage.LOST)
    save(qtbot, form)
    assert looked_at == [BEN.id]
    lost = customer(session, "Ben Ruiz")
    assert lost.lost_on is not None
    fill(session, make_review(BEN.id, lost_on=lost.lost_on))
    form = opening.edit(lost, session, navigator, window)
    form.fields["stage"].set_value(Stage.CUSTOMER)
    save(qtbot, form)
    with session.engine.connect() as connection:
        (review,) = queries.all_of(connection, Review)
    assert review.won_back_on == session.today()
    assert looked_at == [BEN.id]

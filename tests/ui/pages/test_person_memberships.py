"""Who belongs together, on the page of a person: shown, joined, named and taken out."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_membership, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear, press, words
from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.organising import Membership
from trustjournal.domain.records import Customer
from trustjournal.settings import Settings
from trustjournal.store import organising, queries
from trustjournal.ui.dialogs.form_dialog import FormDialog
from trustjournal.ui.dialogs.membership_dialog import BelongDialog, BringDialog, RoleDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.person import PersonPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Button
from trustjournal.ui.widgets.known_groups import KnownGroups
from trustjournal.ui.widgets.known_names import known_names
from trustjournal.ui.widgets.membership_card import MembershipCard

ROSA = make_customer("Rosa Delgado")
LUZ = make_customer("Luz Delgado")
FAMILY = make_customer("Casa Delgado", kind=CustomerKind.HOUSEHOLD)
MOTHER = make_membership(ROSA.id, FAMILY.id, role="mother")
DAUGHTER = make_membership(LUZ.id, FAMILY.id, role="")


@pytest.fixture
def page(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> PersonPage:
    at = MORNING - timedelta(days=3)
    fill(session, ROSA, LUZ, FAMILY, MOTHER, DAUGHTER, make_touchpoint(LUZ.id, happened_at=at))
    made = PersonPage(session, navigator, Settings())
    qtbot.addWidget(made)
    made.resize(1250, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def show(qtbot: QtBot, page: PersonPage, who: Customer) -> MembershipCard:
    page.show_person(who.id)
    card = page.memberships.card
    qtbot.waitUntil(lambda: page.reading.is_whole() and shown(page) == who and bool(words(card)))
    return card


def shown(page: PersonPage) -> Customer | None:
    view = page.reading.view
    return view.story.customer if view else None


def stored(session: JournalSession) -> dict[tuple[str, str], str]:
    with session.engine.connect() as connection:
        names = {one.id: one.name for one in queries.customers(connection)}
        pairs = organising.members_of(connection, list(names))
    return {(names[one.customer_id], names[one.of_id]): one.role for one in pairs}


def dialog(qtbot: QtBot, page: PersonPage, kind: type[Any]) -> Any:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(kind)))
    return next(one for one in page.findChildren(kind) if one.isVisible())


def save(qtbot: QtBot, form: FormDialog) -> None:
    with qtbot.waitSignal(form.accepted):
        QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def pick(card: MembershipCard, row: int, text: str) -> None:
    QTest.keyClick(card.menus[row], Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(one for one in menu.actions() if one.text().startswith(text)).trigger()
    menu.close()


def test_a_person_shows_where_they_belong_and_it_opens(
    qtbot: QtBot, navigator: Navigator, page: PersonPage
) -> None:
    card = show(qtbot, page, ROSA)
    assert "Casa Delgado\nmother · 3 days ago" in words(card)
    assert "People here" not in words(card)
    opened = hear(navigator.person_wanted)
    QTest.keyClick(card.rows[0], Qt.Key.Key_Return)
    assert opened == [FAMILY.id]


def test_a_household_shows_its_people_and_when_any_of_them_was_in_touch(
    qtbot: QtBot, page: PersonPage
) -> None:
    card = show(qtbot, page, FAMILY)
    said = words(card)
    asked = [one.text() for one in card.findChildren(Button) if one.text()]
    assert asked == ["Add people here", "Say where they belong"]
    assert "Last in touch with any of them 3 days ago." in said
    assert "Luz Delgado\n3 days ago" in said
    assert "Rosa Delgado\nmother · not yet in touch" in said


def test_somebody_joins_a_new_group_by_keys(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    card = show(qtbot, page, ROSA)
    press(card, "Say where they belong")
    form: BelongDialog = dialog(qtbot, page, BelongDialog)
    assert form.rows["kind"].isHidden()
    QTest.keyClicks(form.group.line, "book club")
    QTest.keyClick(form.group.line, Qt.Key.Key_Tab)
    assert not form.rows["kind"].isHidden()
    QTest.keyClick(form.kind.keys[CustomerKind.GROUP], Qt.Key.Key_Space)
    QTest.keyClicks(form.role.line, "chair")
    save(qtbot, form)
    assert stored(session)["Rosa Delgado", "Book Club"] == "chair"
    with session.engine.connect() as connection:
        kinds = {one.name: one.kind for one in queries.customers(connection)}
    assert kinds["Book Club"] is CustomerKind.GROUP
    qtbot.waitUntil(lambda: "Book Club" in words(card))


def test_only_groups_are_offered_to_belong_to(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    fill(session, make_customer("Casa Luna", kind=CustomerKind.BUSINESS), make_customer("Casandra"))
    card = show(qtbot, page, ROSA)
    press(card, "Say where they belong")
    form: BelongDialog = dialog(qtbot, page, BelongDialog)
    known = KnownGroups(session, form)
    with qtbot.waitSignal(known.changed):
        pass  # the reading of the form came before
    QTest.keyClicks(form.group.line, "cas")
    assert offered(form) == ["Casa Delgado", "Casa Luna", "Create Cas"]


def offered(form: BelongDialog) -> list[str]:
    rows = form.group.popup.rows
    return [rows.item(row).text() for row in range(rows.count())]


def test_a_household_takes_people_in_who_were_not_in_the_journal(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    card = show(qtbot, page, FAMILY)
    press(card, "Add people here")
    form: BringDialog = dialog(qtbot, page, BringDialog)
    QTest.keyClicks(form.people.line, "bruno delgado")
    QTest.keyClick(form.people.line, Qt.Key.Key_Tab)
    QTest.keyClicks(form.role.line, "son")
    save(qtbot, form)
    assert stored(session)["Bruno Delgado", "Casa Delgado"] == "son"
    qtbot.waitUntil(lambda: "Bruno Delgado" in words(card))


def test_who_belongs_there_already_is_said(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    card = show(qtbot, page, FAMILY)
    press(card, "Add people here")
    form: BringDialog = dialog(qtbot, page, BringDialog)
    qtbot.waitUntil(lambda: known_names(session).name_of(LUZ.id) != "")
    QTest.keyClicks(form.people.line, "Luz")
    QTest.keyClick(form.people.line, Qt.Key.Key_Tab)
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(form.fault.isVisible)
    assert form.fault.text() == "Luz Delgado belongs to Casa Delgado already."


def test_what_they_are_there_is_said(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    card = show(qtbot, page, FAMILY)
    pick(card, 0, "Say what")
    form: RoleDialog = dialog(qtbot, page, RoleDialog)
    QTest.keyClicks(form.role.line, "daughter")
    save(qtbot, form)
    assert stored(session)["Luz Delgado", "Casa Delgado"] == "daughter"
    qtbot.waitUntil(lambda: "daughter · 3 days ago" in words(card))


def test_somebody_is_taken_out_and_comes_back(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, page: PersonPage
) -> None:
    told = hear(navigator.told)
    card = show(qtbot, page, ROSA)
    pick(card, 0, "Take out")
    qtbot.waitUntil(lambda: "Casa Delgado" not in words(card))
    assert told == ["Take Rosa Delgado out of Casa Delgado"]
    with qtbot.waitSignal(session.changed):
        session.undo()
    qtbot.waitUntil(lambda: "Casa Delgado" in words(card))
    with session.engine.connect() as connection:
        assert organising.membership_by_id(connection, MOTHER.id) == MOTHER


def test_a_large_group_shows_the_rest_when_asked(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    more = [make_customer(f"Guest {number:02}") for number in range(12)]
    joined: list[Membership] = [make_membership(one.id, FAMILY.id) for one in more]
    fill(session, *more, *joined)
    card = show(qtbot, page, FAMILY)
    assert len(card.rows) == 8
    press(card, "Show 6 more")
    assert len(card.rows) == 14

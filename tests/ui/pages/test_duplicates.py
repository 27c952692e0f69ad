"""The page of those who may be in the journal twice, with real keys on a real journal."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear, press
from tests.ui.pages.plan_pages import Opened
from trustjournal.domain.records import Customer, Labelled, Record
from trustjournal.settings import Settings
from trustjournal.store import queries, writer
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.duplicates import DuplicatesPage
from trustjournal.ui.session import JournalSession

PHONE = (Labelled(value="+34 600 000 001"),)
ROSA = make_customer("Rosa Delgado", phones=PHONE, company="Café Alma")
TWIN = make_customer("R. Delgado", phones=PHONE, company="Alma", loves="blue")
ANNA, ANNE = make_customer("Anna Smithson"), make_customer("Anna Smithson")
TALKS = [
    make_touchpoint(ROSA.id, happened_at=MORNING - timedelta(days=7)),
    make_touchpoint(ROSA.id, happened_at=MORNING - timedelta(days=30)),
    make_touchpoint(TWIN.id, happened_at=MORNING - timedelta(days=90)),
]

Opener = Callable[..., Opened]


@pytest.fixture
def opened(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Opener:
    def make(*records: Record) -> Opened:
        fill(session, *records)
        return Opened(qtbot, DuplicatesPage(session, navigator, Settings()), navigator)

    return make


@pytest.fixture
def view(qtbot: QtBot, opened: Opener) -> Opened:
    """The page with two pairs, and the first of them side by side."""
    found = opened(ROSA, TWIN, ANNA, ANNE, *TALKS)
    qtbot.waitUntil(lambda: bool(page_of(found).panel.compare.dots))
    return found


def page_of(view: Opened) -> DuplicatesPage:
    assert isinstance(view.page, DuplicatesPage)
    return view.page


def everyone(session: JournalSession) -> list[Customer]:
    with session.engine.connect() as connection:
        return queries.customers(connection)


def people(session: JournalSession) -> dict[str, Customer]:
    return {one.name: one for one in everyone(session)}


def test_the_pairs_are_listed_with_why_the_likeliest_first(view: Opened) -> None:
    titles = view.rows()
    assert titles[0] == "Very likely the same"
    assert sorted(titles[1].split(" and ")) == ["R. Delgado", "Rosa Delgado"]
    assert titles[2:] == ["Perhaps", "Anna Smithson, twice"]
    assert view.page.head.lead.text().startswith("2 pairs may be one and the same.")
    entry = view.list.entries()[0]
    assert entry.state == "Same phone number, similar name"
    assert entry.text == "+34 600 000 001"


def test_who_has_more_touchpoints_stays_and_stands_first(view: Opened) -> None:
    dots = page_of(view).panel.compare.dots
    assert list(dots) == ["name", "company"]
    assert [dot.text() for dot in dots["name"]] == ["Rosa Delgado", "R. Delgado"]
    assert all(left.isChecked() for left, _right in dots.values())


def test_m_merges_and_takes_the_pair_off_the_page(
    view: Opened, session: JournalSession, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.changed):
        view.press(Qt.Key.Key_M)
    qtbot.waitUntil(lambda: view.rows() == ["Perhaps", "Anna Smithson, twice"])
    assert len(view.told) == 1
    assert view.told[0].endswith("are one now.")
    rosa = people(session)["Rosa Delgado"]
    assert rosa.loves == "blue"
    assert rosa.note.splitlines() == ["Name: R. Delgado", "Company: Alma"]
    with session.engine.connect() as connection:
        assert len(queries.touchpoints_of(connection, ROSA.id)) == 3


def test_undo_brings_the_pair_back(view: Opened, session: JournalSession, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.changed):
        view.press(Qt.Key.Key_M)
    qtbot.waitUntil(lambda: len(view.rows()) == 2)
    with qtbot.waitSignal(session.changed):
        session.undo()
    qtbot.waitUntil(lambda: len(view.rows()) == 4)


def test_what_is_chosen_by_keys_alone_holds(
    view: Opened, session: JournalSession, qtbot: QtBot
) -> None:
    page = page_of(view)
    dots = page.panel.compare.dots
    view.press(Qt.Key.Key_Return)
    assert dots["name"][0].hasFocus()
    QTest.keyClick(dots["name"][0], Qt.Key.Key_Right)
    assert dots["name"][1].isChecked()
    with qtbot.waitSignal(session.changed):
        QTest.keyClick(dots["name"][1], Qt.Key.Key_M)
    qtbot.waitUntil(lambda: len(view.rows()) == 2)
    who = people(session)["R. Delgado"]
    assert (who.id, who.company) == (ROSA.id, "Café Alma")
    qtbot.waitUntil(view.list.hasFocus)


def test_escape_leads_from_the_choices_back_to_the_list(view: Opened) -> None:
    view.press(Qt.Key.Key_Return)
    first = QApplication.focusWidget()
    assert first is not None
    assert first is not view.list
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert view.list.hasFocus()


def test_n_says_that_they_are_two_for_good(
    view: Opened, session: JournalSession, qtbot: QtBot
) -> None:
    with view.renewed():
        view.press(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: view.rows() == ["Perhaps", "Anna Smithson, twice"])
    assert len(people(session)) == 3
    assert view.told == ["Good to know: they are not the same."]
    with qtbot.waitSignal(session.changed):
        session.undo()
    qtbot.waitUntil(lambda: len(view.rows()) == 4)


def test_several_pairs_are_told_apart_at_once(
    view: Opened, session: JournalSession, qtbot: QtBot
) -> None:
    view.select(*(title for title in view.rows() if " and " in title or "twice" in title))
    assert page_of(view).panel.isHidden()
    with qtbot.waitSignal(session.changed):
        view.press(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: view.rows() == [])
    writer.undo(session.engine)
    with session.engine.connect() as connection:
        assert len(queries.customers(connection)) == 4


def test_the_buttons_do_the_same(view: Opened, session: JournalSession, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.changed):
        press(view.page, "Not the same")
    qtbot.waitUntil(lambda: len(view.rows()) == 2)
    with qtbot.waitSignal(session.changed):
        press(view.page, "Same person: merge")
    qtbot.waitUntil(lambda: view.rows() == [])
    assert len(everyone(session)) == 3


def test_a_pair_that_somebody_else_has_settled_is_said_inline(
    view: Opened, session: JournalSession, qtbot: QtBot
) -> None:
    page = page_of(view)
    merged = view.act("M")
    entries = view.list.entries()
    view.press(Qt.Key.Key_M)
    qtbot.waitUntil(lambda: len(view.rows()) == 2)
    merged.do(entries)
    qtbot.waitUntil(lambda: "no longer" in page.panel.fault.text())
    assert len(everyone(session)) == 3


def test_o_opens_the_first_of_the_two(view: Opened) -> None:
    view.press(Qt.Key.Key_O)
    assert view.wishes == [view.list.entries()[0].customer_id]


def test_the_pairs_can_be_narrowed_by_why(view: Opened) -> None:
    page = view.page
    page.kind_box.setCurrentIndex(page.kind_box.findData("name"))
    assert view.rows() == ["Perhaps", "Anna Smithson, twice"]


def test_with_nobody_twice_one_button_leads_to_the_import(
    opened: Opener, navigator: Navigator
) -> None:
    wanted = hear(navigator.import_wanted)
    view = opened(ROSA)
    assert page_of(view).panel.isHidden()
    assert view.page.empty.isVisible()
    assert view.page.empty.button is not None
    QTest.keyClick(view.page.empty.button, Qt.Key.Key_Space)
    assert wanted == [()]

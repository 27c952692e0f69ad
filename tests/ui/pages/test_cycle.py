"""The trust cycle under the owner's hands."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.pages.large_chart import LEFT, OnChart
from trustjournal.domain.records import Customer
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.cycle import CyclePage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.person_row import PersonRole

SINCE = date(2024, 1, 10)
ANA = make_customer("Ana", since=SINCE, yearly_value=Decimal(900))
BEN = make_customer("Ben", since=SINCE, yearly_value=Decimal(400), referred_by=ANA.id)
DEE = make_customer("Dee", since=SINCE, yearly_value=Decimal(300), referred_by=BEN.id)
ZOE = make_customer("Zoe", since=SINCE)


class InTree(OnChart):
    def __init__(self, qtbot: QtBot, session: JournalSession) -> None:
        navigator = Navigator()
        self.page = CyclePage(session, navigator, Settings())
        super().__init__(qtbot, session, navigator, self.page.canvas)
        self.show(self.page, 1100)

    def sender_of(self, who: Customer) -> object:
        with self.session.engine.connect() as connection:
            return queries.customer_by_id(connection, who.id).referred_by

    def is_at(self, who: Customer) -> bool:
        return self.canvas.current is not None and self.canvas.current.mark == who.id

    def at(self, who: Customer) -> None:
        """Come to somebody's mark by the search, as the keyboard does."""
        QTest.keyClick(self.page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        self.after(lambda: QTest.keyClicks(self.page.filter_box, who.name))
        QTest.keyClick(self.page.filter_box, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.is_at(who))


@pytest.fixture
def in_tree(qtbot: QtBot, session: JournalSession) -> InTree:
    felt = [make_touchpoint(who.id, happened_at=MORNING, feeling=1) for who in (ANA, BEN)]
    fill(session, ANA, BEN, DEE, ZOE, *felt)
    shown = InTree(qtbot, session)
    canvas = shown.canvas
    qtbot.waitUntil(lambda: canvas.drawing is not None)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: canvas.menu.image.size() == canvas.size())
    return shown


def test_everyone_has_a_mark_and_a_click_opens_them(in_tree: InTree) -> None:
    assert set(in_tree.canvas.drawing.things) == {ANA.id, BEN.id, DEE.id, ZOE.id}
    QTest.mouseClick(in_tree.canvas, LEFT, pos=in_tree.place(BEN))
    assert in_tree.opened == [BEN.id]


def test_a_drag_onto_somebody_says_who_sent_them_and_undo_takes_it_back(in_tree: InTree) -> None:
    in_tree.after(lambda: in_tree.drag(in_tree.place(ZOE), in_tree.place(ANA)))
    assert in_tree.sender_of(ZOE) == ANA.id
    assert in_tree.told == ["Zoe was sent by Ana."]
    in_tree.after(in_tree.session.undo)
    assert in_tree.sender_of(ZOE) is None


def test_a_drag_onto_the_ground_says_that_nobody_sent_them(in_tree: InTree) -> None:
    in_tree.after(lambda: in_tree.drag(in_tree.place(DEE), QPoint(4, in_tree.canvas.height() - 4)))
    assert in_tree.sender_of(DEE) is None
    assert in_tree.told == ["Dee was sent by nobody."]


def test_a_ring_is_refused_in_words(in_tree: InTree) -> None:
    in_tree.drag(in_tree.place(ANA), in_tree.place(DEE))
    in_tree.qtbot.waitUntil(lambda: bool(in_tree.told))
    assert in_tree.told == ["Dee came through Ana: they cannot have sent each other."]
    assert in_tree.sender_of(ANA) is None


def test_the_search_leads_to_a_mark_and_return_opens_it(in_tree: InTree) -> None:
    in_tree.at(DEE)
    assert in_tree.page.head.lead.text() == "1 person found."
    QTest.keyClick(in_tree.canvas, Qt.Key.Key_Return)
    assert in_tree.opened == [DEE.id]


def test_f_folds_a_branch_and_unfolds_it(in_tree: InTree) -> None:
    in_tree.at(BEN)
    in_tree.after(lambda: QTest.keyClick(in_tree.canvas, Qt.Key.Key_F))
    assert set(in_tree.canvas.drawing.things) == {ANA.id, BEN.id, ZOE.id}
    in_tree.page.filter_box.clear()
    in_tree.at(BEN)
    in_tree.after(lambda: QTest.keyClick(in_tree.canvas, Qt.Key.Key_F))
    assert DEE.id in in_tree.canvas.drawing.things


def test_all_branches_fold_at_once_and_those_alone_can_go(in_tree: InTree) -> None:
    in_tree.after(in_tree.page.fold_button.click)
    assert set(in_tree.canvas.drawing.things) == {ANA.id, ZOE.id}
    assert in_tree.page.fold_button.text() == "Unfold all branches"
    in_tree.after(in_tree.page.alone_button.click)
    assert set(in_tree.canvas.drawing.things) == {ANA.id}


def test_what_is_folded_stays_so_when_somebody_joins(in_tree: InTree) -> None:
    in_tree.after(in_tree.page.fold_button.click)
    newcomer = make_customer("Eli", referred_by=DEE.id)
    in_tree.after(lambda: fill(in_tree.session, newcomer))
    assert set(in_tree.canvas.drawing.things) == {ANA.id, ZOE.id}


def test_who_most_depends_on_is_listed_as_a_worst_case_and_opens(in_tree: InTree) -> None:
    stake = in_tree.page.stake
    assert [member.name for member in stake.model.members] == ["Ana", "Ben"]
    assert "at worst" in stake.model.index(0, 0).data(PersonRole.WHY)
    stake.list.setCurrentIndex(stake.model.index(1, 0))
    assert in_tree.canvas.current.mark == BEN.id
    QTest.keyClick(stake.list, Qt.Key.Key_Return)
    assert in_tree.opened == [BEN.id]


def test_a_journal_without_people_leads_to_the_first(qtbot: QtBot, session: JournalSession) -> None:
    shown = InTree(qtbot, session)
    button = shown.page.empty.button
    assert button is not None
    qtbot.waitUntil(button.isVisible)
    button.click()
    assert shown.added == [""]


def test_where_nobody_was_sent_there_is_nothing_to_fold(
    qtbot: QtBot, session: JournalSession
) -> None:
    fill(session, ZOE)
    shown = InTree(qtbot, session)
    qtbot.waitUntil(lambda: shown.canvas.drawing is not None)
    assert shown.page.filter_box.isVisible()
    assert not shown.page.fold_button.isVisible()
    assert not shown.page.alone_button.isVisible()


def test_the_tree_is_whole_in_sight_and_what_is_at_stake_scrolls_up(in_tree: InTree) -> None:
    page = in_tree.page
    corner = in_tree.canvas.mapTo(page, QPoint(0, in_tree.canvas.height()))
    assert corner.y() < page.height()
    bar = page.verticalScrollBar()
    assert bar.maximum() > 0
    page.resize(600, 500)
    QApplication.processEvents()
    assert in_tree.canvas.height() > 250
    assert page.light.mapTo(page, QPoint()).y() > page.stake.mapTo(page, QPoint()).y()

"""Whom the list shows for what is typed and chosen, and how that is kept as a filter."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.samples import make_custom_field, make_customer, make_membership
from tests.ui.conftest import fill
from tests.ui.owner import hear
from trustjournal.domain.choices import CustomerKind, FieldKind, Stage
from trustjournal.domain.records import CustomValue
from trustjournal.services.custom_fields import delete_field
from trustjournal.settings import Settings
from trustjournal.store import organising
from trustjournal.ui.dialogs.filter_dialog import FilterDialog
from trustjournal.ui.models.people_lines import PeopleColumn
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.people import PeoplePage
from trustjournal.ui.session import JournalSession

CHAIRS = make_custom_field("Chairs", kind=FieldKind.NUMBER)
ANA = make_customer(
    "Ana Ruiz",
    tags=("vip", "oak"),
    stage=Stage.PROSPECT,
    custom=(CustomValue(field_id=CHAIRS.id, value="12"),),
)
BEN = make_customer(
    "Ben Oak", tags=("vip",), custom=(CustomValue(field_id=CHAIRS.id, value="9.5"),)
)
CHO = make_customer("Cho Kim")
HOME = make_customer("Casa Ruiz", kind=CustomerKind.HOUSEHOLD)


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def page(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, settings: Settings
) -> PeoplePage:
    fill(session, ANA, BEN, CHO, HOME, CHAIRS, make_membership(ANA.id, HOME.id))
    return opened(qtbot, session, navigator, settings)


def opened(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, settings: Settings
) -> PeoplePage:
    made = PeoplePage(session, navigator, settings)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: made.model.people is not None)
    return made


def names(page: PeoplePage) -> list[str]:
    rows = range(page.model.rowCount())
    return [page.model.line(row).customer.name.partition(" ")[0] for row in rows]


def shows(page: PeoplePage, *wanted: str) -> Callable[[], bool]:
    return lambda: names(page) == list(wanted)


def kept(session: JournalSession) -> list[tuple[str, str]]:
    with session.engine.connect() as connection:
        return [(one.title, one.query) for one in organising.saved_filters(connection)]


def test_filters_in_words_are_asked_of_the_journal(qtbot: QtBot, page: PeoplePage) -> None:
    QTest.keyClicks(page.filter_box, "tag:vip")
    qtbot.waitUntil(shows(page, "Ana", "Ben"))
    QTest.keyClicks(page.filter_box, " -stage:prospect")
    qtbot.waitUntil(shows(page, "Ben"))
    QTest.keyClick(page.filter_box, Qt.Key.Key_Escape)
    assert names(page) == ["Ana", "Ben", "Casa", "Cho"]


def test_what_looks_like_a_filter_and_is_none_is_told_beside_the_result(
    qtbot: QtBot, page: PeoplePage
) -> None:
    said = "“depth:foo” is no filter; it was looked for as words. Try depth>50."
    QTest.keyClicks(page.filter_box, "depth:foo")
    qtbot.waitUntil(lambda: page.head.lead.text() == f"0 of 4 people. {said}")
    QTest.keyClicks(page.filter_box, " tag:vip")
    qtbot.waitUntil(lambda: page.head.lead.text().endswith(said))
    QTest.keyClick(page.filter_box, Qt.Key.Key_Escape)
    assert page.head.lead.text() == "4 people"


def test_plain_words_narrow_at_once(page: PeoplePage) -> None:
    QTest.keyClicks(page.filter_box, "oak")
    assert names(page) == ["Ana", "Ben"]


def test_whoever_comes_to_fit_appears(
    qtbot: QtBot, session: JournalSession, page: PeoplePage
) -> None:
    QTest.keyClicks(page.filter_box, "tag:vip")
    qtbot.waitUntil(shows(page, "Ana", "Ben"))
    fill(session, make_customer("Dee", tags=("VIP",)))
    qtbot.waitUntil(shows(page, "Ana", "Ben", "Dee"))


@pytest.mark.parametrize("text", ['"', "tag:", "::", "((", "🙂 OR", "שלום \x00", "-", "field:="])
def test_no_text_is_an_error(
    qtbot: QtBot, session: JournalSession, page: PeoplePage, text: str
) -> None:
    refused = hear(session.refused)
    page.filter_box.setText(text)
    page.filter_box.setText(f"{text} tag:vip")
    qtbot.waitUntil(lambda: len(names(page)) < 4)
    assert refused == []


def test_a_group_narrows_to_its_people(page: PeoplePage) -> None:
    assert page.group_box.words() == ["Any group", "Casa Ruiz"]
    page.group_box.set_value(HOME.id.int)
    assert names(page) == ["Ana"]


def test_what_is_asked_for_is_kept_as_one_search(
    qtbot: QtBot, session: JournalSession, page: PeoplePage
) -> None:
    assert not page.keep_button.isVisible()
    QTest.keyClicks(page.filter_box, "ruiz")
    page.stage_box.set_value(Stage.PROSPECT)
    page.tag_box.set_value("vip")
    page.group_box.set_value(HOME.id.int)
    QTest.keyClick(page.keep_button, Qt.Key.Key_Return)
    (form,) = page.findChildren(FilterDialog)
    assert form.query.value() == 'ruiz stage:prospect tag:"vip" group:"Casa Ruiz"'
    QTest.keyClicks(form.title.line, "The house")
    with qtbot.waitSignal(form.accepted):
        QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert kept(session) == [("The house", 'ruiz stage:prospect tag:"vip" group:"Casa Ruiz"')]
    page.narrowing.clear()
    page.filter_box.setText(kept(session)[0][1])
    qtbot.waitUntil(shows(page, "Ana"))


def test_own_fields_are_columns_that_show_when_asked_and_sort(
    qtbot: QtBot,
    session: JournalSession,
    navigator: Navigator,
    settings: Settings,
    page: PeoplePage,
) -> None:
    place = len(PeopleColumn)
    assert page.table.isColumnHidden(place)
    menu = page.columns.menu()
    next(one for one in menu.actions() if one.text() == "Chairs").trigger()
    assert not page.table.isColumnHidden(place)
    assert page.model.headerData(place, Qt.Orientation.Horizontal) == "Chairs"
    page.table.sortByColumn(place, Qt.SortOrder.DescendingOrder)
    assert names(page)[:2] == ["Ana", "Ben"]
    page.table.sortByColumn(place, Qt.SortOrder.AscendingOrder)
    assert names(page) == ["Ben", "Ana", "Casa", "Cho"]
    again = opened(qtbot, session, navigator, settings)
    assert not again.table.isColumnHidden(place)
    qtbot.waitUntil(shows(again, "Ben", "Ana", "Casa", "Cho"))


def test_a_column_goes_with_its_field(
    qtbot: QtBot, session: JournalSession, page: PeoplePage
) -> None:
    page.table.sortByColumn(len(PeopleColumn), Qt.SortOrder.AscendingOrder)
    session.commit(delete_field(CHAIRS, [ANA, BEN]))
    qtbot.waitUntil(lambda: page.model.columnCount() == len(PeopleColumn))
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    assert sorted(names(page)) == ["Ana", "Ben", "Casa", "Cho"]

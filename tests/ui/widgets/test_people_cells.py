"""The cells of the list of people: what is painted fits, in both directions of reading."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QCursor, QImage
from pytestqt.qtbot import QtBot

from tests.samples import make_customer
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.records import Customer
from trustjournal.ui import theme
from trustjournal.ui.models.people_lines import Depths, PeopleColumn, read_people
from trustjournal.ui.models.people_model import PeopleModel
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.people_table import PeopleTable


def shown(
    qtbot: QtBot, session: JournalSession, who: Customer, direction: Qt.LayoutDirection
) -> PeopleTable:
    fill(session, who)
    model = PeopleModel()
    table = PeopleTable(model)
    qtbot.addWidget(table)
    table.setLayoutDirection(direction)
    with session.engine.connect() as connection:
        model.set_people(read_people(connection, MORNING, session.zone()))
    model.set_depths(Depths({}, 60.0))
    table.resize(900, 200)
    for column in PeopleColumn:
        table.setColumnWidth(column, 120)
    QCursor.setPos(QPoint(0, 5000))  # no row lies under it, wherever a test before left it
    with qtbot.waitExposed(table):
        table.show()
    table.clearSelection()
    table.setCurrentIndex(model.index(-1, -1))
    return table


def inked(image: QImage, box: QRect) -> bool:
    """Return whether anything but the surface is in `box`."""
    plain = QColor(theme.tokens().surface).rgb()
    return any(
        image.pixel(x, y) != plain
        for x in range(box.left(), box.right())
        for y in range(box.top(), box.bottom())
    )


def halves(table: PeopleTable, column: PeopleColumn) -> tuple[bool, bool]:
    """Return whether the left and the right half of a cell show anything."""
    cell = table.visualRect(table.people.index(0, column)).adjusted(0, 2, 0, -3)
    image = table.viewport().grab().toImage()
    left = QRect(cell.left(), cell.top(), cell.width() // 2, cell.height())
    return inked(image, left), inked(image, left.translated(cell.width() // 2, 0))


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_a_short_tag_stands_where_reading_begins(
    qtbot: QtBot, session: JournalSession, direction: Qt.LayoutDirection
) -> None:
    table = shown(qtbot, session, make_customer("Al", tags=("a",)), direction)
    left_to_right = direction is Qt.LayoutDirection.LeftToRight
    assert halves(table, PeopleColumn.TAGS) == (left_to_right, not left_to_right)
    assert halves(table, PeopleColumn.NAME) in {(True, True), (left_to_right, not left_to_right)}


def test_nothing_is_painted_outside_its_cell(qtbot: QtBot, session: JournalSession) -> None:
    who = make_customer("N" * 300, company="C" * 300, tags=("t" * 300, "u" * 300))
    table = shown(qtbot, session, who, Qt.LayoutDirection.LeftToRight)
    assert halves(table, PeopleColumn.LAST_TOUCH) == (True, False)
    assert halves(table, PeopleColumn.CHECK_IN) == (False, False)
    assert halves(table, PeopleColumn.VALUE) == (False, False)
    assert halves(table, PeopleColumn.DEPTH) == (True, True)


def test_more_tags_than_fit_are_counted(qtbot: QtBot, session: JournalSession) -> None:
    table = shown(
        qtbot,
        session,
        make_customer("Al", tags=("oak", "vip", "wholesale", "regular")),
        Qt.LayoutDirection.LeftToRight,
    )
    few = table.viewport().grab().toImage()
    table.setColumnWidth(PeopleColumn.TAGS, 400)
    assert halves(table, PeopleColumn.TAGS) == (True, True)
    assert table.viewport().grab().toImage() != few

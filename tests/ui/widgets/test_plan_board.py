"""The board: its columns by key and by hand, what is moved where, and how it is painted."""

from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QMouseEvent,
    QShortcut,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trustjournal.ui.models.plan_model import Column, Entry
from trustjournal.ui.widgets.plan_board import CardList, PlanBoard, carried
from trustjournal.ui.widgets.plan_list import Act

COLUMNS = (
    Column("owed", "Owed", "You owe nothing."),
    Column("kept", "Kept"),
    Column("broken", "Broken"),
)
ALT = Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def entry(title: str, **fields: Any) -> Entry:
    return Entry(key=uuid4(), customer_id=uuid4(), person="Rosa Delgado", title=title, **fields)


MUG, CARD, JAR, TILE = entry("Mug"), entry("Card"), entry("Jar", kind="odd"), entry("Tile")


def takes(one: Entry, column: str) -> bool:
    return not (one is CARD and column == "kept")


class Shown:
    """A board of three columns on the screen; it moves cards as a page would."""

    def __init__(self, qtbot: QtBot) -> None:
        self.cards: dict[str, list[Entry]] = {"owed": [MUG, CARD, JAR], "kept": [TILE]}
        self.moved: list[tuple[list[str], str]] = []
        self.typed: list[str] = []
        self.done: list[list[str]] = []
        self.board = PlanBoard(COLUMNS, "Promises", takes)
        self.board.set_acts((Act(key="K", words="kept", do=self.do, many=True),))
        self.board.moved.connect(self.move)
        self.board.typed.connect(self.typed.append)
        qtbot.addWidget(self.board)
        self.board.resize(900, 500)
        with qtbot.waitActive(self.board):
            self.board.show()
            self.board.activateWindow()
        self.board.set_cards(self.cards)
        self.board.list().setFocus()

    def do(self, entries: list[Entry]) -> None:
        self.done.append([one.title for one in entries])

    def move(self, entries: list[Entry], column: str) -> None:
        self.moved.append(([one.title for one in entries], column))
        for many in self.cards.values():
            many[:] = [one for one in many if one not in entries]
        self.cards.setdefault(column, []).extend(entries)
        self.board.set_cards(self.cards)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> str:
        QTest.keyClick(self.board.list(), key, modifier)
        return self.where()

    def where(self) -> str:
        """Return the column that has the focus, and the card that is selected there."""
        column = self.board.list()
        assert column.hasFocus()
        return " ".join([column.accessibleName(), *(one.title for one in column.entries())])

    def list_of(self, number: int) -> CardList:
        return self.board.columns[number].list


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def test_the_keys_begin_at_the_first_card(shown: Shown) -> None:
    assert shown.where() == "Owed Mug"


def test_up_and_down_go_within_a_column_left_and_right_between_them(shown: Shown) -> None:
    walk = (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left)
    visited = [shown.press(key) for key in walk]
    assert visited == ["Owed Card", "Kept Tile", "Broken", "Broken", "Kept Tile"]
    assert shown.list_of(0).entries() == []


def test_tab_leads_to_the_column_in_use_alone(shown: Shown) -> None:
    shown.press(Qt.Key.Key_Right)
    policies = [one.list.focusPolicy() for one in shown.board.columns]
    click, strong = Qt.FocusPolicy.ClickFocus, Qt.FocusPolicy.StrongFocus
    assert policies == [click, strong, click]


def test_alt_and_an_arrow_move_the_card_and_the_focus_goes_along(shown: Shown) -> None:
    assert shown.press(Qt.Key.Key_Right, ALT) == "Kept Mug"
    assert shown.press(Qt.Key.Key_Right, ALT) == "Broken Mug"
    assert shown.press(Qt.Key.Key_Left, ALT) == "Kept Mug"
    assert shown.moved == [(["Mug"], "kept"), (["Mug"], "broken"), (["Mug"], "kept")]


def test_a_column_that_is_not_for_a_card_is_passed_over(shown: Shown) -> None:
    shown.press(Qt.Key.Key_Down)
    assert shown.press(Qt.Key.Key_Right, ALT) == "Broken Card"


def test_at_the_last_column_there_is_nowhere_to_go(shown: Shown) -> None:
    assert shown.press(Qt.Key.Key_Left, ALT) == "Owed Mug"
    assert shown.moved == []


def test_several_cards_are_moved_at_once(shown: Shown) -> None:
    shown.press(Qt.Key.Key_End)
    shown.press(Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    shown.press(Qt.Key.Key_Right, ALT)
    assert shown.moved == [(["Card", "Jar"], "broken")]


def test_alt_and_an_arrow_are_kept_from_the_way_back_to_the_page_before(
    shown: Shown,
) -> None:
    back = QShortcut(QKeySequence("Alt+Right"), shown.board)
    went: list[bool] = []
    back.activated.connect(partial(went.append, True))
    QTest.keyClick(shown.board.list(), Qt.Key.Key_Right, ALT)
    assert went == []
    assert shown.moved == [(["Mug"], "kept")]


def test_from_right_to_left_the_arrows_follow_the_eye(qtbot: QtBot, dressed: None) -> None:
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shown = Shown(qtbot)
    assert shown.press(Qt.Key.Key_Left) == "Kept Tile"
    assert shown.press(Qt.Key.Key_Right) == "Owed Mug"
    assert shown.press(Qt.Key.Key_Left, ALT) == "Kept Mug"
    assert shown.list_of(0).mapToGlobal(QPoint()).x() > shown.list_of(2).mapToGlobal(QPoint()).x()


def test_an_act_is_done_with_the_card_selected_and_letters_look_for_names(shown: Shown) -> None:
    shown.press(Qt.Key.Key_K)
    shown.press(Qt.Key.Key_X)
    assert shown.done == [["Mug"]]
    assert [one.lower() for one in shown.typed] == ["x"]


def test_where_a_card_left_by_itself_the_next_one_is_selected(shown: Shown) -> None:
    shown.board.set_cards({"owed": [CARD, JAR], "kept": [TILE, MUG]})
    assert shown.where() == "Owed Card"


def test_narrowing_leads_to_the_column_that_has_something(shown: Shown, qtbot: QtBot) -> None:
    shown.board.list().clearFocus()
    shown.board.narrow("tile")
    assert shown.board.shown() == 1
    assert [one.title for one in shown.board.list().entries()] == ["Tile"]
    shown.board.narrow("", "odd")
    assert [one.title for one in shown.board.list().entries()] == ["Jar"]


def hold(shown: Shown, column: int, what: QMimeData) -> bool:
    """Hold something over a column with the mouse; tell whether it is taken."""
    place, move, left = QPoint(20, 20), Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    event = QDragEnterEvent(place, move, what, left, PLAIN)
    QApplication.sendEvent(shown.list_of(column).viewport(), event)
    return event.isAccepted()


def let_go(shown: Shown, column: int, what: QMimeData) -> None:
    hold(shown, column, what)
    left = Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(20, 20), Qt.DropAction.MoveAction, what, left, PLAIN)
    QApplication.sendEvent(shown.list_of(column).viewport(), event)


def test_a_card_let_go_over_a_column_is_moved_there(shown: Shown) -> None:
    let_go(shown, 2, carried([MUG.key]))
    assert shown.moved == [(["Mug"], "broken")]
    assert shown.where() == "Broken Mug"
    assert shown.board.columns[2].property("column") == "plain"


@pytest.mark.parametrize(
    ("column", "fits"), [(0, False), (1, False), (2, True)], ids=["its own", "not for it", "free"]
)
def test_a_column_shows_whether_it_takes_the_card_held_over_it(
    shown: Shown, column: int, fits: bool
) -> None:
    what = carried([CARD.key])
    assert hold(shown, column, what) is fits
    assert (shown.board.columns[column].property("column") == "over") is fits
    QApplication.sendEvent(shown.list_of(column).viewport(), QDragLeaveEvent())
    assert shown.board.columns[column].property("column") == "plain"


def test_the_mouse_picks_up_the_card_under_it(shown: Shown) -> None:
    source = shown.list_of(0)
    start = source.visualRect(source.plans.index(1, 0)).center()
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    QTest.mousePress(source.viewport(), left, PLAIN, start)
    for step in (8, 16):
        at = start + QPoint(step, 0)
        place, everywhere = QPointF(at), QPointF(source.viewport().mapToGlobal(at))
        moved = QMouseEvent(QEvent.Type.MouseMove, place, everywhere, none, left, PLAIN)
        QApplication.sendEvent(source.viewport(), moved)
    (drag,) = source.findChildren(QDrag)  # without a screen it ends at once, and is still there
    held = carried([CARD.key])
    (kind,) = held.formats()
    assert drag.mimeData().data(kind) == held.data(kind)


def test_what_is_no_card_of_this_board_is_not_taken(shown: Shown) -> None:
    for stranger in (carried([uuid4()]), QMimeData()):
        assert not hold(shown, 2, stranger)
        let_go(shown, 2, stranger)
    assert shown.moved == []


def test_columns_tell_their_count_and_an_empty_one_its_sentence(shown: Shown) -> None:
    said = [one.list.accessibleDescription() for one in shown.board.columns]
    assert said == ["3 cards", "1 card", "Nothing here."]
    shown.board.set_cards({})
    assert shown.list_of(0).accessibleDescription() == "You owe nothing."


def test_in_a_narrow_window_the_column_in_use_comes_into_sight(shown: Shown, qtbot: QtBot) -> None:
    shown.board.resize(400, 400)
    QApplication.processEvents()
    for _step in range(2):
        shown.press(Qt.Key.Key_Right)
    last = shown.board.columns[2]
    left = last.mapTo(shown.board, QPoint()).x()
    assert left >= 0
    assert left + last.width() <= shown.board.width()


def test_the_last_card_that_leaves_a_column_leaves_the_keys_there(shown: Shown) -> None:
    shown.press(Qt.Key.Key_Right)
    shown.board.set_cards({"owed": [MUG], "broken": [TILE]})
    assert shown.where() == "Kept"
    shown.press(Qt.Key.Key_Right, ALT)
    assert shown.moved == []


def test_the_first_cards_to_come_have_the_keys(shown: Shown) -> None:
    shown.board.set_cards({})
    shown.board.set_cards({"kept": [TILE]})
    assert shown.where() == "Kept Tile"


def test_a_thousand_cards_are_reached_from_end_to_end(shown: Shown) -> None:
    many = [entry(f"Promise {number}") for number in range(1000)]
    shown.board.set_cards({"owed": many})
    assert shown.where() == "Owed Promise 0"
    assert shown.press(Qt.Key.Key_End) == "Owed Promise 999"

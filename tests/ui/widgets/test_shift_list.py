"""Whose depth would move is told briefly: the turning stages, the biggest moves, the rest."""

from uuid import UUID

from pytestqt.qtbot import QtBot

from trustjournal.store.previews import Shift
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.shift_list import ShiftList


def shift(number: int, before: float, after: float, name: str = "") -> Shift:
    return Shift(UUID(int=number), name or f"Person {number}", before, after)


def said(qtbot: QtBot, *shifts: Shift) -> list[str]:
    listed = ShiftList()
    qtbot.addWidget(listed)
    listed.show_shifts(shifts)
    listed.show()
    return [one.text() for one in listed.findChildren(PlainLabel) if one.isVisible()]


def test_a_move_reads_as_numbers_and_stages(qtbot: QtBot) -> None:
    assert said(qtbot, shift(1, 61.2, 55.4, "Ana"), shift(2, 58, 54.9, "Ben")) == [
        "The depth of 2 people would move, 1 of them to another stage.",
        "Ben",
        "58 → 54",
        "Trusted → Familiar",
        "Ana",
        "61 → 55",
        "Trusted",
    ]


def test_of_many_the_turning_come_first_and_the_rest_are_counted(qtbot: QtBot) -> None:
    steady = [shift(n, 69, 60 + n / 10) for n in range(10)]
    turning = [shift(100 + n, 56, 54) for n in range(9)]
    lines = said(qtbot, *steady, *turning)
    assert lines[0] == "The depth of 19 people would move, 9 of them to another stage."
    assert [one for one in lines if one.startswith("Person")] == [
        *(f"Person {100 + n}" for n in range(6)),
        "Person 0",
        "Person 1",
    ]
    assert lines[-1] == "11 others by 9 points or less."


def test_moves_that_no_number_shows_are_only_counted(qtbot: QtBot) -> None:
    assert said(qtbot, shift(1, 61.1, 61.8)) == [
        "The depth of 1 person would move; everyone keeps their stage.",
        "1 other by 1 point or less.",
    ]


def test_where_nothing_moves_that_is_said(qtbot: QtBot) -> None:
    assert said(qtbot, shift(1, 61.0, 61.01)) == ["Nobody's depth would move."]
    assert said(qtbot) == ["Nobody's depth would move."]


def test_a_name_is_never_markup(qtbot: QtBot) -> None:
    assert "<b>Ana</b>" in said(qtbot, shift(1, 61, 50, "<b>Ana</b>"))

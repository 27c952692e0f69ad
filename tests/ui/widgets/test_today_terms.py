"""What a call is worth is shown with its own numbers, and opened where it is asked."""

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import TODAY
from tests.ui.owner import hear, words
from trustjournal.domain.agenda import Card, CardKind
from trustjournal.ui.widgets.pressable import Pressable
from trustjournal.ui.widgets.today_terms import Terms, leaning, made_of

pytestmark = pytest.mark.usefixtures("dressed")


def check_in(guard: float | None = 0.03945, win_back: float | None = 0.05381) -> Card:
    both = (guard or 0.0) + (win_back or 0.0)
    return Card(
        kind=CardKind.CHECK_IN,
        customer_id=uuid4(),
        record_id=None,
        title="Say hello",
        why="Not spoken yet.",
        due_on=TODAY,
        guard=guard,
        win_back=win_back,
        priority=20 * both,
    )


def shown(qtbot: QtBot, card: Card, *, unfolded: bool = False) -> Terms:
    terms = Terms(card, 0.05381, unfolded=unfolded)
    qtbot.addWidget(terms)
    terms.resize(300, 200)
    terms.show()
    return terms


def filled(terms: Terms) -> list[int]:
    """How many px of each bar are in the accent colour, in the middle of its height."""
    image = terms.grab().toImage()
    rows = [one for one in terms.findChildren(QWidget) if type(one).__name__ == "_Bar"]
    found: list[int] = []
    for bar in rows:
        begin = bar.mapTo(terms, bar.rect().topLeft())
        y = begin.y() + bar.height() // 2
        colours = [image.pixelColor(x, y) for x in range(begin.x(), begin.x() + bar.width())]
        found.append(sum(colour.green() > colour.red() + 20 for colour in colours))
    return found


def test_the_order_is_told_with_the_numbers_it_is_made_of() -> None:
    said = made_of(check_in())
    for expected in (
        "Guarding, 3.9 %",
        "Winning back, 5.4 %",
        "Together 9.3 %, times 20",
        ": 1.87.",
    ):
        assert expected in said


def test_terms_of_nothing_are_told_without_a_fault() -> None:
    assert "Together 0.0 %, times 1 " in made_of(check_in(0.0, 0.0))


def test_a_duty_leans_nowhere() -> None:
    assert leaning(check_in(None, None)) == ""


@pytest.mark.parametrize(
    "reading", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_the_bars_stand_in_proportion(qtbot: QtBot, reading: Qt.LayoutDirection) -> None:
    terms = shown(qtbot, check_in())
    terms.setLayoutDirection(reading)
    guard, win_back = filled(terms)
    assert guard / win_back == pytest.approx(0.03945 / 0.05381, abs=0.06)


def test_a_key_unfolds_what_it_is_made_of_and_folds_it_again(qtbot: QtBot) -> None:
    terms = shown(qtbot, check_in())
    turned = hear(terms.turned)
    (pressed,) = terms.findChildren(Pressable)
    assert pressed.accessibleName() == "Worth guarding: 3.9 %, Worth winning back: 5.4 %"
    assert "Together" not in words(terms)
    for _again in range(2):
        pressed.setFocus()
        QTest.keyClick(pressed, Qt.Key.Key_Return)
    assert turned == [True, False]
    assert "Together" not in words(terms)


def test_it_stays_unfolded_from_one_person_to_the_next(qtbot: QtBot) -> None:
    assert "Together" in words(shown(qtbot, check_in(), unfolded=True))

"""The card of the four questions with real keys and clicks."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.charts.questions import person
from tests.samples import make_customer
from tests.ui.owner import hear
from trustjournal.domain.choices import Question
from trustjournal.domain.questions_words import Advice, Deed
from trustjournal.ui import theme
from trustjournal.ui.models.question_view import QuestionView
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.questions_card import QuestionsCard

U, D, H, F = Question
ADVICE = Advice(
    question=D,
    verdict="“Will they do what they say?” is the weakest.",
    fact="3 promises are open, none kept since May.",
    help="Keep one this week.",
    deed=Deed.SEE_PROMISES,
)
VIEW = QuestionView(make_customer().id, person(), ADVICE, {})


@pytest.fixture
def card(qtbot: QtBot) -> QuestionsCard:
    made = QuestionsCard()
    qtbot.addWidget(made)
    made.resize(300, 420)
    made.show()
    with qtbot.waitSignal(made.canvas.drawn):
        made.show_questions(VIEW)
    return made


def test_matplotlib_comes_only_with_the_first_picture() -> None:
    code = (
        "import sys; import trustjournal.ui.widgets.questions_card;"
        "sys.exit('matplotlib' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_it_says_what_is_and_what_would_help(card: QuestionsCard) -> None:
    assert card.verdict.text() == "“Will they do what they say?” is the weakest."
    assert card.advice.text() == "3 promises are open, none kept since May. Keep one this week."
    assert card.canvas.accessibleName() == "The four questions: Rosa Delgado"
    assert "68, likely 49 to 86" in card.canvas.accessibleDescription()


def test_the_button_begins_what_would_help(card: QuestionsCard) -> None:
    chosen = hear(card.deed_chosen)
    assert card.deed_button.accessibleName() == "See the promises"
    QTest.mouseClick(card.deed_button, Qt.MouseButton.LeftButton)
    assert chosen == [Deed.SEE_PROMISES]


def test_a_click_on_a_question_asks_for_its_events(card: QuestionsCard) -> None:
    chosen = hear(card.question_chosen)
    mark = card.canvas.drawing.marks[2]
    place = QPoint(20, round(card.canvas.height() - mark.y / card.devicePixelRatioF()))
    QTest.mouseClick(card.canvas, Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [H]


def test_the_keys_go_through_the_questions(card: QuestionsCard) -> None:
    chosen = hear(card.question_chosen)
    card.canvas.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(card.canvas, key)
    assert chosen == [D]


def test_nothing_of_the_one_before_stays(card: QuestionsCard) -> None:
    card.show_questions(None)
    assert (card.verdict.text(), card.advice.text()) == ("", "")
    assert not card.deed_button.isVisible()
    assert card.canvas.drawing is None
    chosen = hear(card.deed_chosen)
    card.deed_button.click()
    assert chosen == []


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_it_fits_the_rail_at_every_size(
    qtbot: QtBot, qapp: QApplication, card: QuestionsCard, scale: float
) -> None:
    theme.apply(qapp, Scheme.LIGHT, scale)
    assert card.canvas.sizeHint().height() == theme.px(172)
    assert card.minimumSizeHint().width() <= theme.px(300)


def test_reading_from_the_right_turns_the_picture(qtbot: QtBot, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made = QuestionsCard()
    qtbot.addWidget(made)
    made.resize(300, 420)
    made.show()
    with qtbot.waitSignal(made.canvas.drawn):
        made.show_questions(VIEW)
    best, worst = made.canvas.drawing.marks[0], made.canvas.drawing.marks[1]
    assert best.x < worst.x


def test_every_deed_has_its_button(qtbot: QtBot) -> None:
    made = QuestionsCard()
    qtbot.addWidget(made)
    for deed in Deed:
        advice = Advice(U, "a", "b", "c", deed)
        made.show_questions(QuestionView(VIEW.customer_id, VIEW.picture, advice, {}))
        assert made.deed_button.text() == deed.word
        assert not made.deed_button.icon().isNull()

"""The card of one person's four questions: where they stand, the weakest, and what would help."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustjournal.charts.questions_picture import QuestionRow
from trustjournal.domain.choices import Question
from trustjournal.domain.questions_words import Advice, Deed
from trustjournal.i18n import _
from trustjournal.ui.models.question_view import QuestionView
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.compact_canvas import CompactCanvas
from trustjournal.ui.widgets.label import PlainLabel

_WIDTH, _HEIGHT, _EDGE = 216, 172, 4
_ICONS = {
    Deed.OPEN_RECORD: "file-text",
    Deed.SEE_PROMISES: "handshake",
    Deed.MAKE_PROMISE: "handshake",
    Deed.LOG_TOUCHPOINT: "pen-line",
    Deed.ASK_NEEDS: "message-circle",
    Deed.PREPARE_GESTURE: "gift",
}


class QuestionsCard(Card):
    """Shows a `QuestionView`; give it `show_questions(None)` while the next one is being read.

    `deed_chosen` fires with the `Deed` that would help; what it is about are `view.sources`, of
    which `Deed.OPEN_RECORD` opens the first. `question_chosen` fires with the `Question` that the
    owner wants to see the events of. `canvas.told` has sentences for the owner.
    """

    deed_chosen = Signal(Deed)
    question_chosen = Signal(Question)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The four questions"), parent=parent)
        self.view: QuestionView | None = None
        self.canvas = CompactCanvas(_WIDTH, _HEIGHT)
        self.verdict = PlainLabel("", TypeRole.STRONG, wrap=True)
        self.advice = PlainLabel("", TypeRole.BODY, Tone.MUTED, wrap=True)
        self.deed_button = secondary("", small=True)
        asked = PlainLabel(_("What they ask themselves about you"), TypeRole.SMALL, Tone.MUTED)
        asked.setWordWrap(True)
        words = QVBoxLayout()
        words.setContentsMargins(_EDGE, 0, _EDGE, 0)
        words.setSpacing(8)
        words.addWidget(self.verdict)
        words.addWidget(self.advice)
        words.addWidget(self.deed_button, 0, Qt.AlignmentFlag.AlignLeading)
        asked.setContentsMargins(_EDGE, 0, _EDGE, 0)
        self.body.setContentsMargins(0, 0, 0, 0)  # the chart reaches out for its frame
        self.add(asked)
        self.add(self.canvas)
        self.body.addLayout(words)
        self.deed_button.clicked.connect(self._choose)
        self.canvas.mark_chosen.connect(self._open)
        self.show_questions(None)

    def show_questions(self, view: QuestionView | None) -> None:
        """Show the four questions of a person, or nothing of the one before."""
        self.view = view
        if view is None:
            self.canvas.clear()
            self._say(None)
        else:
            self.canvas.show_chart(view.facing(mirrored=self.isRightToLeft()))
            self._say(view.advice)

    def _say(self, advice: Advice | None) -> None:
        self.verdict.setText(advice.verdict if advice else "")
        self.advice.setText(f"{advice.fact} {advice.help}" if advice else "")
        self.deed_button.setVisible(advice is not None)
        if advice is not None:
            self.deed_button.setText(advice.deed.word)
            self.deed_button.set_icon(_ICONS[advice.deed])

    def _choose(self) -> None:
        if self.view is not None:
            self.deed_chosen.emit(self.view.advice.deed)

    def _open(self, row: QuestionRow) -> None:
        self.question_chosen.emit(row.question)

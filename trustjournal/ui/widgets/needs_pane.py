"""The tab of needs and fairness: what one customer told, what they risk, and what to ask next."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustjournal.domain.choices import Topic
from trustjournal.domain.needs import Needs, needs_of
from trustjournal.domain.needs_words import question, tells, topic_word
from trustjournal.domain.records import (
    Answer,
    Customer,
)
from trustjournal.i18n import _
from trustjournal.ui.models.person_view import PersonView
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.card import clear_layout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.needs_rows import (
    FairEditor,
    NeedRow,
    PromptRow,
    RiskRow,
    ToldRow,
    Wish,
)
from trustjournal.ui.widgets.note_editor import NoteEditor

_FAIRNESS = (Topic.PRICE, Topic.SKIN)


class NeedsPane(QWidget):
    """What was told, edited where it stands; one editor at a time.

    `told` fires with a topic, the words and whether the price is fair, of a new risk too;
    `corrected` with an answer, its words and the same; `handled` with a risk and what was done
    about it; `confirmed` and `removed` with an answer. The editor stays open until `end_editing`,
    or shows with `editor().refuse` what is wrong; `edit_began` fires with it, with what tells it
    apart from the others of this person, and with its caption.
    """

    told = Signal(Topic, str, object)
    corrected = Signal(object, str, object)
    handled = Signal(object, str)
    confirmed = Signal(object)
    removed = Signal(object)
    edit_began = Signal(object, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[NeedRow] = []
        self.customer: Customer | None = None
        self._waiting: PersonView | None = None
        self._editing: NeedRow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 6)
        self._column.setSpacing(2)

    def show_person(self, view: PersonView) -> None:
        """Show what one person told; while something is being edited, the rest waits."""
        customer = view.story.customer
        if self.customer is not None and customer.id != self.customer.id:
            self._editing = None
        if self._editing is not None:
            self._waiting = view
            return
        focused = next((row.key for row in self.rows if row.hasFocus()), None)
        self.customer, self._waiting = customer, None
        clear_layout(self._column)
        self.rows = []
        self._fill(needs_of(view.story.answers), view)
        for row in self.rows:
            if row.key == focused:
                row.show()  # what is not shown yet takes no focus
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def editor(self) -> NoteEditor | None:
        """Return the editor that is open, or None."""
        return self._editing.editor if self._editing else None

    def lead_to(self, answer: Answer) -> None:
        """Put the focus on the row that holds an answer, or the one that replaced it."""
        for row in self.rows:
            if row.key in (answer.id, answer.topic) and not isinstance(row, PromptRow):
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_editing(self) -> None:
        """Close the editor: the words are saved, or given up."""
        if self._editing is None:
            return
        row, self._editing = self._editing, None
        row.close_editor()
        if self._waiting is not None:
            self.show_person(self._waiting)

    def _fill(self, needs: Needs, view: PersonView) -> None:
        now = view.now.astimezone(view.zone)
        told = [ToldRow(one, now) for one in needs.told]
        risks = [RiskRow(risk, now) for risk in needs.risks]
        if not told and not risks:
            nothing = _(
                "What would success be for them? Whatever they tell you stays here, and each "
                "answer shows that you want to understand."
            )
            words = PlainLabel(nothing, TypeRole.LEAD, Tone.MUTED, wrap=True)
            words.setContentsMargins(8, 12, 8, 6)
            self._column.addWidget(words)
        self._section(_("Needs"), [r for r in told if r.key not in _FAIRNESS])
        if risks:
            more = PromptRow(Topic.RISK, _("Do they run another risk?"), _("Add a risk"))
            self._section(topic_word(Topic.RISK), [*risks, more])
        self._section(_("Fairness"), [r for r in told if r.key in _FAIRNESS])
        asked = _("To ask when you next speak") if told or risks else _("To ask them")
        self._section(asked, [_prompt(topic) for topic in needs.unanswered])

    def _section(self, heading: str, rows: Iterable[NeedRow]) -> None:
        rows = list(rows)
        if not rows:
            return
        label = PlainLabel(heading, TypeRole.LABEL, Tone.MUTED)
        label.setContentsMargins(8, 12, 8, 2)
        self._column.addWidget(label)
        for row in rows:
            row.wanted.connect(partial(self._fulfil, row))
            self._column.addWidget(row)
        self.rows += rows

    def _fulfil(self, row: NeedRow, wish: Wish) -> None:
        if wish is Wish.REMOVE:
            self.removed.emit(_answer_of(row))
        elif wish is Wish.CONFIRM:
            self.confirmed.emit(_answer_of(row))
        elif self._editing is None:
            self._edit(row, wish)
        else:
            self._editing.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self, row: NeedRow, wish: Wish) -> None:
        answer = _answer_of(row)
        topic = answer.topic if answer else Topic(str(row.key))
        caption, hint = question(topic), tells(topic)
        if wish is Wish.HANDLE:
            caption, hint = _("What did you do about it?"), ""
        text = "" if answer is None else answer.done if wish is Wish.HANDLE else answer.text
        if topic is Topic.PRICE:
            editor = FairEditor(text, answer.fair if answer else None, caption)
        else:
            editor = NoteEditor(text, caption)
        self._editing = row
        editor.saved.connect(partial(self._save, topic, answer, wish, editor))
        editor.cancelled.connect(self.end_editing)
        row.open_editor(editor, caption, hint)
        self.edit_began.emit(editor, f"{row.key} {wish.name}", caption)

    def _save(
        self, topic: Topic, answer: Answer | None, wish: Wish, editor: NoteEditor, text: str
    ) -> None:
        fair = editor.fair() if isinstance(editor, FairEditor) else None
        if answer is None or wish is Wish.TELL:
            self.told.emit(topic, text, fair)
        elif wish is Wish.HANDLE:
            self.handled.emit(answer, text)
        else:
            self.corrected.emit(answer, text, fair)


def _prompt(topic: Topic) -> PromptRow:
    return PromptRow(topic, question(topic), _("Answer"))


def _answer_of(row: NeedRow) -> Answer | None:
    if isinstance(row, ToldRow):
        return row.told.current
    return row.risk if isinstance(row, RiskRow) else None

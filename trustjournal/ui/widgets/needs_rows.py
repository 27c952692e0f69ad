"""The rows of needs and fairness: what was told, a risk, a question nobody has asked yet."""

import re
from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from functools import partial
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from trustjournal.domain.choices import Topic
from trustjournal.domain.needs import Told, is_old
from trustjournal.domain.needs_words import (
    fair_word,
    speaks_for,
    tells,
    told_ago,
    told_when,
    topic_word,
)
from trustjournal.domain.records import Answer
from trustjournal.i18n import _, ngettext
from trustjournal.ui import icons, theme
from trustjournal.ui.dialogs.fields import KeysField
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.chip import Chip
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import PlainLabel, tooltip
from trustjournal.ui.widgets.links import LinkLabel
from trustjournal.ui.widgets.note_editor import NoteEditor
from trustjournal.ui.widgets.rows import IconMark

_LEADING = Qt.AlignmentFlag.AlignLeading
_TOP = Qt.AlignmentFlag.AlignTop
_PAD = 8
_CHOICE_GAP = 4
_UNBROKEN = re.compile(r"\w{24}")  # longer words would be cut at the edge


class Wish(Enum):
    """What can be wanted of a row: its words, its icon and its key."""

    TELL = (_("They told you something new…"), "pen-line", "")
    CORRECT = (_("Correct the words…"), "pen-line", "Shift+F2")
    HANDLE = (_("What you did about it…"), "check", "F3")
    CONFIRM = (_("Still so"), "check", "")
    REMOVE = (_("Delete"), "trash-2", "Del")

    def __init__(self, words: str, icon: str, key: str) -> None:
        self.words = words
        self.icon = icon
        self.key = key


_EDIT_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FairEditor(NoteEditor):
    """The editor of a price: whether they find it fair, and why."""

    def __init__(self, text: str, fair: bool | None, name: str) -> None:
        self._fair_before = fair
        self.choice = KeysField(
            [(True, _("They find it fair")), (False, _("They do not"))], optional=True
        )
        super().__init__(text, name)
        self.choice.set_value(fair)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, self.choice)
            column.insertSpacing(1, _CHOICE_GAP)

    def fair(self) -> bool | None:
        """Return what is chosen, None where nothing is."""
        return self.choice.value()

    def is_changed(self) -> bool:
        return super().is_changed() or self.fair() is not self._fair_before

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(
            hint.width(), hint.height() + self.choice.sizeHint().height() + _CHOICE_GAP + 6
        )


class NeedRow(QWidget):
    """A row that the keys reach; `wanted` fires with what is wanted of it.

    F2, Enter or a double click want the first of its `wishes`, the others have keys of their own.
    `key` tells it apart from the others of the pane, also after they are made anew.
    """

    wanted = Signal(Wish)

    def __init__(
        self, key: Topic | UUID, wishes: Sequence[Wish], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.key = key
        self.wishes = tuple(wishes)
        self.editor: NoteEditor | None = None
        self.shown = QWidget()
        self.column = QVBoxLayout(self.shown)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(_PAD, 6, _PAD, 6)
        self._whole.setSpacing(4)
        self._whole.addWidget(self.shown)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def words(self) -> str:
        """Return the owner's words in the row."""
        return ""

    def open_editor(self, editor: NoteEditor, caption: str, hint: str) -> None:
        """Put an editor in the place of the words, below what it is for and a quiet line."""
        self.editor = editor
        self.shown.hide()
        self._asked = PlainLabel(caption, TypeRole.STRONG, wrap=True)
        self._whole.addWidget(self._asked)
        self._hint = PlainLabel(hint, TypeRole.CAPTION, Tone.MUTED, wrap=True)
        self._hint.setVisible(bool(hint))
        self._whole.addWidget(self._hint)
        self._whole.addWidget(editor)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_editor(self) -> None:
        """Show the words again."""
        if self.editor is None:
            return
        for widget in (self._asked, self._hint):
            widget.hide()
            widget.deleteLater()
        self.editor.end()
        self.editor = None
        self.shown.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_link(self, text: str, wish: Wish) -> None:
        """Put a link for a wish below the words."""
        link = _link(text)
        link.opened.connect(partial(self._want, wish))
        self.column.addWidget(link, 0, _LEADING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = QKeySequence(event.keyCombination())
        keyed = (wish for wish in self.wishes if wish.key and QKeySequence(wish.key) == pressed)
        first = self.wishes[0] if event.key() in _EDIT_KEYS and not event.modifiers() else None
        wish = first or next(keyed, None)
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.words())
        elif wish is not None and self.editor is None:
            self._want(wish)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.editor is None:
            self._want(self.wishes[0])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.editor is not None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for wish in self.wishes:
            if wish is Wish.REMOVE:
                menu.addSeparator()
            words = f"{wish.words}\t{'F2' if wish is self.wishes[0] else wish.key}"
            menu.addAction(icons.icon(wish.icon), words, partial(self._want, wish))
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _want(self, wish: Wish, _checked: bool = False) -> None:
        self.wanted.emit(wish)


class ToldRow(NeedRow):
    """A question, when it was answered, the answer, and the earlier ones on demand."""

    def __init__(self, told: Told, now: datetime, parent: QWidget | None = None) -> None:
        answer = told.current
        old = is_old(answer, now)
        again = (Wish.CONFIRM,) if old else ()
        wishes = (Wish.TELL, Wish.CORRECT, *again, Wish.REMOVE)
        super().__init__(answer.topic, wishes, parent)
        self.told = told
        head = QWidget()
        line = FlowLayout(head, gap=9)
        line.addWidget(PlainLabel(topic_word(answer.topic), TypeRole.STRONG))
        when = PlainLabel(told_when(answer, now), TypeRole.SMALL, Tone.MUTED)
        when.setContentsMargins(0, 1, 0, 0)
        line.addWidget(when)
        self.column.addWidget(head)
        _add_answer(self.column, answer)
        if old:
            self.add_link(_("Still so"), Wish.CONFIRM)
        self._add_earlier(now)
        said = ". ".join((topic_word(answer.topic), fair_word(answer.fair), answer.text))
        self.setAccessibleName(f"{said}. {told_when(answer, now)}")
        self.setAccessibleDescription(speaks_for(answer.topic))
        self.shown.setToolTip(tooltip(speaks_for(answer.topic)))

    def words(self) -> str:
        return self.told.current.text

    def _add_earlier(self, now: datetime) -> None:
        count = len(self.told.earlier)
        if not count:
            return
        said = ngettext("{count} earlier answer", "{count} earlier answers", count)
        self.earlier_link = _link(said.format(count=count))
        self.column.addWidget(self.earlier_link, 0, _LEADING)
        self.earlier = QWidget(self.shown)
        column = QVBoxLayout(self.earlier)
        column.setContentsMargins(14, 0, 0, 4)
        column.setSpacing(0)
        for answer in self.told.earlier:
            column.addSpacing(6)
            column.addWidget(PlainLabel(told_ago(answer, now), TypeRole.CAPTION, Tone.MUTED))
            _add_answer(column, answer, Tone.MUTED)
        self.earlier.hide()
        self.column.addWidget(self.earlier)
        self.earlier_link.opened.connect(self._turn)

    def _turn(self) -> None:
        self.earlier.setVisible(self.earlier.isHidden())


class RiskRow(NeedRow):
    """A risk they run, and what the owner did about it."""

    def __init__(self, risk: Answer, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(risk.id, (Wish.CORRECT, Wish.HANDLE, Wish.REMOVE), parent)
        self.risk = risk
        self.column.addWidget(_own_words(risk.text, TypeRole.JOURNAL))
        if risk.done:
            done = QHBoxLayout()
            done.setSpacing(8)
            done.addWidget(IconMark("check", Tone.ACCENT), 0, _TOP)
            done.addWidget(_own_words(risk.done, TypeRole.BODY), 1)
            self.column.addLayout(done)
        else:
            self.add_link(_("What did you do about it?"), Wish.HANDLE)
        said = risk.done or _("Nothing done about it yet")
        self.setAccessibleName(f"{risk.text}. {said}")
        self.setAccessibleDescription(speaks_for(Topic.RISK))
        both = f"{told_when(risk, now)}. {speaks_for(Topic.RISK)}"
        self.shown.setToolTip(tooltip(both))

    def words(self) -> str:
        return self.risk.text


class PromptRow(NeedRow):
    """A question that nobody has asked them yet, or not of this risk: quiet words and a link."""

    def __init__(
        self, topic: Topic, asked: str, action: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(topic, (Wish.TELL,), parent)
        line = QHBoxLayout()
        line.setSpacing(9)
        line.addWidget(PlainLabel(asked, TypeRole.BODY, Tone.MUTED, wrap=True), 1)
        self.link = _link(action)
        self.link.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row has it, and Enter does it
        self.link.opened.connect(partial(self._want, Wish.TELL))
        line.addWidget(self.link, 0, _TOP)
        self.column.addLayout(line)
        self._whole.setContentsMargins(_PAD, 4, _PAD, 4)
        self.setAccessibleName(asked)
        self.setAccessibleDescription(tells(topic))
        self.shown.setToolTip(tooltip(tells(topic)))


def _add_answer(column: QVBoxLayout, answer: Answer, tone: Tone = Tone.INK) -> None:
    """Add whether a price is fair, and the words of an answer."""
    if answer.fair is not None:
        chip = Chip(fair_word(answer.fair), Tone.ACCENT if answer.fair else Tone.CLAY)
        column.addWidget(chip, 0, _LEADING)
    if answer.text:
        column.addWidget(_own_words(answer.text, TypeRole.JOURNAL, tone))


def _own_words(text: str, role: TypeRole, tone: Tone = Tone.INK) -> PlainLabel:
    return PlainLabel(_UNBROKEN.sub("\\g<0>\u200b", text), role, tone, wrap=True)


def _link(text: str) -> LinkLabel:
    link = LinkLabel(text)
    link.setText(text)  # it breaks anywhere, as an address must, and this is a word or two
    link.setWordWrap(False)
    return link

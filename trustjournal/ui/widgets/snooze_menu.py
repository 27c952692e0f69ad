"""The small menu that asks until when: a sentence of what will happen, days, and words to type."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from trustjournal.domain.snoozing import Snooze
from trustjournal.i18n import _, ngettext
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.menu_head import WIDTH, add_sentence, hold

STEPS = (1, 3, 7, 14, 30)
"""How many days away the days offered are."""

ReadWords = Callable[[str], Snooze | None]
"""Finds in words until when something rests and why, None where there are none."""

_ENTERING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SnoozeMenu(QMenu):
    """`chosen` fires with a day, `other_wanted` where the owner wants to name another one.

    Days are counted from `base`; `later` says them as steps from there, not from today. With
    `read` the owner can say it in words: `worded` then fires with the day and the words, instead
    of `chosen`. A letter typed anywhere in the menu begins the words. `keeps` says that they stay
    with what is snoozed, so that they need not name a day.
    """

    chosen = Signal(object)
    worded = Signal(object, str)
    other_wanted = Signal()

    def __init__(
        self,
        sentence: str,
        base: date,
        *,
        later: bool = False,
        read: ReadWords | None = None,
        keeps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_sentence(self, sentence)
        self.words: _Words | None = None
        if read is not None:
            self.words = _Words(read, keeps)
            self.words.agreed.connect(self._agree)
            self.words.left.connect(self._leave_words)
            self._said = hold(self, self.words)
        self.addSeparator()
        said = _later_words() if later else _in_words()
        self._days: list[QAction] = []
        for days, step in zip(STEPS, said, strict=True):
            day = base + timedelta(days=days)
            action = self.addAction(f"{step}\t{_shown(day)}")
            self._days.append(action)
            action.triggered.connect(partial(self._choose, day))
        self.addAction(_("A date…")).triggered.connect(self._want_other)

    def open_at(self, corner: QPoint) -> None:
        """Show it at a point of the screen, with the first day ready for Enter."""
        self.popup(corner)
        self.setActiveAction(self._days[0])

    def reason(self) -> str:
        """Return the words typed that name no day, "" for none."""
        said = self.words.said() if self.words else None
        return said.words if said else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if self.words is not None and typed.strip() and typed.isprintable():
            self.setActiveAction(self._said)
            self.words.begin(typed)
        else:
            super().keyPressEvent(event)

    def _leave_words(self) -> None:
        self.setActiveAction(self._days[0])

    def _agree(self, day: date) -> None:
        self.close()
        self._choose(day)

    def _choose(self, day: date, _checked: bool = False) -> None:
        if self.words is None:
            self.chosen.emit(day)
        else:
            self.worded.emit(day, self.reason())

    def _want_other(self, _checked: bool = False) -> None:
        self.other_wanted.emit()


class _Words(QWidget):
    """A field for "after her holiday", and below it the day that was understood.

    `agreed` fires with that day on Enter, `left` where the days below are wanted: on Enter too if
    the words name no day and none is to be guessed.
    """

    agreed = Signal(object)
    left = Signal()

    def __init__(self, read: ReadWords, keeps: bool) -> None:
        super().__init__()
        self._read = read
        self._keeps = keeps
        self.field = QLineEdit()
        hint = _("in 2 weeks, after her holiday…") if keeps else _("in 2 weeks, next Monday…")
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(_("Until when, in your words"))
        self.field.textChanged.connect(self._understand)
        self.field.installEventFilter(self)
        self._understood = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        # A menu does not grow once it is open.
        self._understood.setMinimumHeight(2 * self._understood.fontMetrics().lineSpacing())
        self._understood.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 4)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self._understood)
        self.setMinimumWidth(theme.px(WIDTH))
        self._understand()

    def begin(self, typed: str) -> None:
        """Take the focus with the first letter."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.insert(typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() in _ENTERING:
            self._enter()
            return True
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Tab):
            self.left.emit()
            return True
        return False

    def said(self) -> Snooze | None:
        """Return what the words say, None where there are none."""
        return self._read(self.field.text())

    def _enter(self) -> None:
        said = self.said()
        if said is None or (said.is_guess and not self._keeps):
            self.left.emit()
        else:
            self.agreed.emit(said.until)

    def _understand(self) -> None:
        said = self.said()
        if said is None:
            told = _("Type to say when, or choose below.")
        elif said.is_guess and not self._keeps:
            told = _("Choose below when that will be.")
        elif said.is_guess:
            told = _("Until {day}, unless you choose below when that will be.")
        else:
            told = _("Until {day}")
        self._understood.setText(told.format(day=_shown(said.until)) if said else told)
        self._understood.set_tone(Tone.ACCENT if said and not said.is_guess else Tone.MUTED)


def _in_words() -> Sequence[str]:
    return (
        _("Tomorrow"),
        ngettext("In {count} day", "In {count} days", 3).format(count=3),
        _("In a week"),
        ngettext("In {count} week", "In {count} weeks", 2).format(count=2),
        _("In a month"),
    )


def _later_words() -> Sequence[str]:
    return (
        _("A day later"),
        ngettext("{count} day later", "{count} days later", 3).format(count=3),
        _("A week later"),
        ngettext("{count} week later", "{count} weeks later", 2).format(count=2),
        _("A month later"),
    )


def _shown(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), _("ddd d MMM"))

"""The small menu that asks until when: a sentence of what will happen, then days to choose."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from trustjournal.i18n import _, ngettext
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.label import PlainLabel

STEPS = (1, 3, 7, 14, 30)
"""How many days away the days offered are."""


class SnoozeMenu(QMenu):
    """`chosen` fires with a day, `other_wanted` where the owner wants to name another one.

    Days are counted from `base`; `later` says them as steps from there, not from today.
    """

    chosen = Signal(object)
    other_wanted = Signal()

    def __init__(
        self, sentence: str, base: date, *, later: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_sentence(sentence)
        words = _later_words() if later else _in_words()
        self._days: list[QAction] = []
        for days, said in zip(STEPS, words, strict=True):
            day = base + timedelta(days=days)
            action = self.addAction(f"{said}\t{_shown(day)}")
            self._days.append(action)
            action.triggered.connect(lambda _checked=False, day=day: self.chosen.emit(day))
        self.addAction(_("A date…")).triggered.connect(self.other_wanted)

    def open_at(self, corner: QPoint) -> None:
        """Show it at a point of the screen, with the first day ready for Enter."""
        self.popup(corner)
        self.setActiveAction(self._days[0])

    def _add_sentence(self, sentence: str) -> None:
        label = PlainLabel(sentence, TypeRole.SMALL, Tone.MUTED, wrap=True)
        label.setContentsMargins(12, 6, 12, 6)
        label.setFixedWidth(theme.px(264))
        held = QWidgetAction(self)
        held.setDefaultWidget(label)
        self.addAction(held)
        self.addSeparator()


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

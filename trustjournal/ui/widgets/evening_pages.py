"""The owner's own pages: the words of one day to write in, and the earlier ones to find again."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from trustjournal.domain import words
from trustjournal.domain.records import Evening
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.turns import Portions
from trustjournal.ui.widgets.buttons import quiet
from trustjournal.ui.widgets.card import Card, clear_layout, stacked
from trustjournal.ui.widgets.entrance import put_in_order
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.pressable import Pressable
from trustjournal.ui.widgets.restored_line import RestoredLine
from trustjournal.ui.widgets.search_box import SearchBox
from trustjournal.ui.widgets.touch_words import beginning

_PAUSE_MS = 10_000  # each time kept is a step of Undo
_LINES = 6
_BEGINNING = 110
_AT_ONCE, _GAP = 6, 4


class _Words(QPlainTextEdit):
    """A sheet to write on; Ctrl+Enter is left to the page."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class OwnWords(Card):
    """The words of one day. `written` fires with the day and its words, in a pause or when left.

    `today_wanted` fires where an earlier day is shown and the owner wants today's again, `typed`
    with the day and its words at every change, `turned` with the day once another is shown.
    """

    written = Signal(object, str)  # date
    typed = Signal(object, str)  # date
    turned = Signal(object)  # date
    today_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.back_button = quiet(_("Back to today"), "chevron-left", small=True)
        super().__init__(_("In your own words"), trailing=self.back_button, parent=parent)
        self._day: date | None = None
        self._kept = ""
        self.box = _Words()
        self.box.setProperty("journal", "true")
        self.box.setTabChangesFocus(True)
        self.box.setPlaceholderText(_("What do you want to remember of today?"))
        self.box.setAccessibleName(_("Your own words about the day"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self.box.textChanged.connect(self._type)
        self.box.left.connect(self.keep)
        self.back_button.clicked.connect(self.today_wanted)
        self.restored = RestoredLine()
        self.restored.start_over.connect(self._start_over)
        self.add(self.restored)
        self.add(self.box)
        self._fit()
        theme.look.changed.connect(self._fit)

    @property
    def day(self) -> date | None:
        """The day that is shown."""
        return self._day

    def text(self) -> str:
        """Return what is written."""
        return self.box.toPlainText()

    def show_page(self, day: date, page: Evening | None, today: date) -> None:
        """Show the words of a day, but for those being written on it right now."""
        text = page.text if page else ""
        same = day == self._day
        if same and (self.text().strip() != self._kept.strip() or text == self.text().strip()):
            self._kept = text if text == self.text().strip() else self._kept
        else:
            self.keep()
            self._day, self._kept = day, text
            self.box.blockSignals(True)
            self.box.setPlainText(text)
            self.box.blockSignals(False)
            self.restored.hide()
            self.turned.emit(day)
        self.set_title(_("In your own words") if day == today else _whole(day))
        self.back_button.setVisible(day != today)

    def bring_back(self, text: str) -> None:
        """Show words of this day that were written before and not kept."""
        if text.strip() != self.text().strip():
            self.box.setPlainText(text)
            self.restored.show()

    def is_kept(self) -> bool:
        """Return whether nothing was written since the words were last kept."""
        return self.text().strip() == self._kept.strip()

    def keep(self) -> None:
        """Ask for what was written since to be kept."""
        self._pause.stop()
        if self._day is not None and self.text().strip() != self._kept.strip():
            self._kept = self.text().strip()
            self.written.emit(self._day, self._kept)

    def _type(self) -> None:
        self._pause.start()
        if self._day is not None:
            self.typed.emit(self._day, self.text())

    def _start_over(self) -> None:
        self.restored.hide()
        self.box.setPlainText(self._kept)
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        self.box.setFixedHeight(theme.px(26) * _LINES + 20)


class EarlierPages(Card):
    """Earlier days, newest first. `searched` fires with words, `chosen` with a page."""

    searched = Signal(str)
    chosen = Signal(object)  # Evening

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Earlier evenings"), parent=parent)
        self.search_box = SearchBox(_("Find in your own words"), "Ctrl F")
        self.rows: list[Pressable] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(_GAP)
        self.nothing = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self.add(self.search_box)
        self.add(self.nothing)
        self.body.addLayout(self._rows)
        self.search_box.textChanged.connect(self.searched)
        self._portions = Portions(self)
        self._shown: tuple[Sequence[Evening], date | None] = ((), None)

    def show_pages(self, pages: Sequence[Evening], today: date) -> None:
        """Show the pages found, the newest at once."""
        searching = bool(self.search_box.text().strip())
        none = _("No evening has these words.") if searching else _("Your pages gather here.")
        self.nothing.setText(none)
        self.nothing.setVisible(not pages)
        if (pages, today) != self._shown:
            self._shown = pages, today
            clear_layout(self._rows)
            self.rows = []
            self._portions.begin(self._show_each(pages, today))

    def _show_each(self, pages: Sequence[Evening], today: date) -> Iterator[None]:
        before: QWidget = self.search_box
        for start in range(0, len(pages), _AT_ONCE):
            rows = [self._row(page, today) for page in pages[start : start + _AT_ONCE]]
            self._rows.addWidget(stacked(rows, _GAP))
            put_in_order((before, *rows))
            self.rows += rows
            before = rows[-1]
            yield

    def _row(self, page: Evening, today: date) -> Pressable:
        row = Pressable(_EarlierRow(page, today))
        row.clicked.connect(partial(self._choose, page))
        return row

    def _choose(self, page: Evening) -> None:
        self.chosen.emit(page)


class _EarlierRow(QWidget):
    """The day, and the beginning of its words."""

    def __init__(self, page: Evening, today: date) -> None:
        super().__init__()
        day = words.sentence(words.when(page.on, today))
        text = beginning(page.text, _BEGINNING) or _("Closed without words.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(1)
        column.addWidget(PlainLabel(day, TypeRole.SMALL, Tone.MUTED))
        column.addWidget(PlainLabel(text, TypeRole.JOURNAL, wrap=True))
        self.setAccessibleName(f"{day}. {text}")


def _whole(day: date) -> str:
    shown = QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
    return words.sentence(shown)

"""A field for a day: written in figures or in words, or picked from a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QStyle, QWidget

from trustjournal.domain.days import later
from trustjournal.domain.said_day import said_day
from trustjournal.i18n import _
from trustjournal.ui import icons, theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.form import dress_calendar
from trustjournal.ui.widgets.label import tooltip
from trustjournal.ui.widgets.screen_room import screen_room

_STEPS = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_PageUp: 7,
    Qt.Key.Key_PageDown: -7,
}
_ARRIVING = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
}
_EDGE, _GAP, _ICON = 12, 12, 34
_BEHIND = 80  # years from today back to the first that two figures can mean


class DateField(QLineEdit):
    """A day; words such as "in 2 weeks" count from `today`, a weekday leads ahead or to the `past`.

    The day understood stands beside what is typed and takes its place when the field is left.
    Up and Down go by a day, Page Up and Page Down by a week, Alt and Down opens the calendar.
    `day_changed` fires as another day is understood.
    """

    day_changed = Signal()

    def __init__(self, today: date, *, past: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._past = today, past
        self._first: date | None = None
        self._day = today
        self._is_read = True
        self._told = ""
        self._calendar: _Calendar | None = None
        icon = icons.icon("calendar-days", Tone.MUTED)
        action = self.addAction(icon, QLineEdit.ActionPosition.TrailingPosition)
        action.setToolTip(tooltip(_("Show a calendar (Alt+Down)")))
        action.triggered.connect(self._show_calendar)
        self.textEdited.connect(self._read)
        self.set_day(today)

    def day(self) -> date:
        """Return the day shown, or the last one that was understood: `fault` tells them apart."""
        return self._day

    def set_day(self, day: date) -> None:
        """Show `day`."""
        is_other = day != self._day
        self._day, self._is_read = day, True
        self.setText(QLocale().toString(_as_qt(day), _shown_form()))
        self._tell("")
        theme.mark(self, "fault", "false")
        if is_other:
            self.day_changed.emit()

    def set_first(self, first: date) -> None:
        """Refuse any day before `first`."""
        self._first = first
        self.set_day(max(self._day, first))

    def fault(self) -> str:
        """Say what is wrong with what is typed, "" where nothing is."""
        if not self._is_read:
            said = _("“{text}” is no day. Write one such as {example}, friday or in 2 weeks.")
            example = QLocale().toString(_as_qt(self._today), _shown_form())
            return said.format(text=self.text().strip(), example=example)
        if self._first is not None and self._day < self._first:
            first = QLocale().toString(_as_qt(self._first), _shown_form())
            return _("Choose {day} or a later day.").format(day=first)
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Down and plain == Qt.KeyboardModifier.AltModifier:
            self._show_calendar()
        elif step is not None and not plain:
            self.set_day(later(self._day, step))
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _ARRIVING:
            self.selectAll()  # whatever is typed next takes the place of the day

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.PopupFocusReason:
            return
        if self._is_read:
            self.set_day(self._day)
        else:
            theme.mark(self, "fault", "true")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        metrics = self.fontMetrics()
        typed = metrics.horizontalAdvance(self.text()) + _EDGE + _GAP
        room = self.rect().adjusted(typed, 0, -theme.px(_ICON), 0)
        if not self._told or metrics.horizontalAdvance(self._told) > room.width():
            return
        painter = QPainter(self)
        painter.setFont(theme.font(TypeRole.SMALL))
        painter.setPen(theme.colour(Tone.ACCENT if self._is_read else Tone.MUTED))
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignRight)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), room)
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, self._told)

    def _read(self, text: str) -> None:
        """Understand what is typed, as far as it is a day already."""
        day = _figures(text, self._today) or said_day(text, self._today, past=self._past)
        self._is_read = day is not None
        theme.mark(self, "fault", "false")
        if day is None:
            self._tell(_("Which day?") if text.strip() else "")
            return
        said = QLocale().toString(_as_qt(day), _("ddd d MMM yyyy"))
        self._tell("" if _figures(text, self._today) else said)
        if day != self._day:
            self._day = day
            self.day_changed.emit()

    def _tell(self, told: str) -> None:
        self._told = told
        self.setToolTip(tooltip(told))
        self.setAccessibleDescription(told)
        self.update()

    def _show_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = _Calendar(self)
            self._calendar.activated.connect(self._pick)
            self._calendar.clicked.connect(self._pick)
        if self._first is not None:
            self._calendar.setMinimumDate(_as_qt(self._first))
        self._calendar.open_below(self, _as_qt(self._day))

    def _pick(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self.set_day(date(day.year(), day.month(), day.day()))
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class _Calendar(QCalendarWidget):
    """A calendar over the window, which Escape closes."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setContentsMargins(1, 1, 1, 1)  # where the sheet draws an edge
        theme.look.changed.connect(self._dress)
        self._dress()

    def open_below(self, field: QWidget, day: QDate) -> None:
        """Show a day, below the field or wherever the screen has room."""
        self.setSelectedDate(day)
        box = QRect(field.mapToGlobal(QPoint(0, field.height() + 2)), self.sizeHint())
        room = screen_room(field)
        box.moveRight(min(box.right(), room.right()))
        if box.bottom() > room.bottom():
            box.moveBottom(field.mapToGlobal(QPoint(0, -2)).y())
        self.setGeometry(box)
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        dress_calendar(self)


def _as_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _shown_form() -> str:
    """Return how this computer writes a day in short, with the whole year."""
    form = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return form if "yyyy" in form else form.replace("yy", "yyyy")


def _figures(text: str, today: date) -> date | None:
    """Read a day as this computer writes one in short, its year in four figures or two."""
    short = QLocale().dateFormat(QLocale.FormatType.ShortFormat).replace("yyyy", "yy")
    locale, typed = QLocale(), text.strip()
    read = locale.toDate(typed, _shown_form())
    if not read.isValid():
        read = locale.toDate(typed, short, today.year - _BEHIND)
    return date(read.year(), read.month(), read.day()) if read.isValid() else None

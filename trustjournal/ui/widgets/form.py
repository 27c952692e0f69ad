"""Parts of a form: a labelled field with room for what is wrong, and how Qt’s own are dressed."""

from PySide6.QtCore import QLocale, QRect, QSize, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCalendarWidget,
    QLineEdit,
    QStyle,
    QStyleOptionSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from trustjournal.ui import icons, theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.label import PlainLabel

_LONG = 40


class FormRow(QWidget):
    """A field under its label, with a hint below that gives way to what is wrong."""

    def __init__(
        self, label: str, field: QWidget, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._hint = hint
        # Only where it is long: one that may wrap asks for less room than its words need.
        self._label = PlainLabel(label, TypeRole.STRONG, wrap=len(label) > _LONG)
        self._label.setBuddy(field)
        if isinstance(field, QAbstractSpinBox):
            dress_spin(field)
        self._below = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        field.setAccessibleName(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label)
        column.addWidget(field)
        column.addWidget(self._below)
        column.addStretch()
        self.set_fault("")

    def set_label(self, label: str) -> None:
        """Say anew what the field is for."""
        self._label.setText(label)
        self.field.setAccessibleName(label)

    def set_fault(self, sentence: str) -> None:
        """Say what is wrong with the field, or with "" that all is well."""
        below = sentence or self._hint
        self._below.setText(below)
        self._below.setVisible(bool(below))
        self._below.set_tone(Tone.CLAY if sentence else Tone.MUTED)
        theme.mark(self.field, "fault", "true" if sentence else "false")
        self.field.setAccessibleDescription(below)


def dress_spin(box: QAbstractSpinBox) -> None:
    """Keep the text of `box` off its edge: Qt 6.11.3 ignores the sheet's padding at the sides."""
    option = QStyleOptionSpinBox()
    box.initStyleOption(option)
    option.rect = QRect(0, 0, 300, 40)
    inside = box.style().subControlRect(
        QStyle.ComplexControl.CC_SpinBox, option, QStyle.SubControl.SC_SpinBoxEditField, box
    )
    field = box.findChild(QLineEdit)
    if field is not None and inside.left() < 8:
        field.setTextMargins(10, 0, 10, 0)


def dress_calendar(calendar: QCalendarWidget) -> None:
    """Give `calendar` what no style sheet reaches: arrows that mirror, plain weekends, the week.

    Qt paints Saturday and Sunday red; red is an alarm and this house has none.
    """
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setFirstDayOfWeek(QLocale().firstDayOfWeek())
    for button, arrow in (("prev", "chevron-left"), ("next", "chevron-right")):
        turn = calendar.findChild(QToolButton, f"qt_calendar_{button}month")
        if turn is not None:
            turn.setIcon(icons.icon(arrow, "muted"))
            turn.setIconSize(QSize(theme.px(18), theme.px(18)))
    head = QTextCharFormat()
    head.setForeground(theme.colour("muted"))
    head.setBackground(theme.colour("surface"))
    calendar.setHeaderTextFormat(head)
    plain = QTextCharFormat()
    plain.setForeground(theme.colour("ink"))
    for day in Qt.DayOfWeek:
        calendar.setWeekdayTextFormat(day, plain)

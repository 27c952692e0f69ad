"""Asks for one day, with a sentence that says what it is for."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui.widgets.buttons import primary, quiet
from trustjournal.ui.widgets.date_field import DateField
from trustjournal.ui.widgets.form import FormRow
from trustjournal.ui.widgets.label import PlainLabel


class ChooseDay(QDialog):
    """`chosen` fires with the day when the owner agrees; no day before `first` can be entered."""

    chosen = Signal(object)

    def __init__(
        self, sentence: str, first: date, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Choose a day"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = DateField(today)
        self.field.set_first(first)
        self._row = FormRow(_("Day"), self.field)
        agree, cancel = primary(_("Choose")), quiet(_("Cancel"))
        agree.setDefault(True)
        agree.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.accepted.connect(self._tell)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(agree)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(PlainLabel(sentence, wrap=True))
        column.addWidget(self._row)
        column.addLayout(buttons)

    def accept(self) -> None:
        """Agree on the day, or say what is wrong with it."""
        self._row.set_fault(fault := self.field.fault())
        if not fault:
            super().accept()

    def _tell(self) -> None:
        self.chosen.emit(self.field.day())


def ask_day(
    window: QWidget, sentence: str, first: date, chosen: Callable[[date], object], *, today: date
) -> None:
    """Ask over a window for a day, `first` or later; `chosen` gets it, unless they cancel."""
    dialog = ChooseDay(sentence, first, today, window)
    dialog.chosen.connect(chosen)
    dialog.open()

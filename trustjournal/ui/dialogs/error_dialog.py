"""Shown where the program itself failed: what that means for the owner, and a report to pass on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from trustjournal.i18n import _, ngettext
from trustjournal.report import RULE, describe, write_report
from trustjournal.ui import theme
from trustjournal.ui.dialogs.report_pane import ReportPane
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import primary, quiet
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rows import IconTile


class ErrorDialog(QDialog):
    """A fault of the program in plain words; the report holds none of the owner's."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Something went wrong"))
        self._count = 1
        self.pane = ReportPane(describe(error), quiet(_("Save the report…"), "download"))
        self.report = self.pane.text
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.close_button = primary(_("Close"))
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        self._lay_out()
        self.resize(theme.px(620), theme.px(520))
        self.close_button.setFocus()

    @classmethod
    def show_for(cls, error: BaseException, window: QWidget) -> "ErrorDialog":
        """Show an error over `window`, in the dialog that is open already where there is one.

        A report of it stays on this computer.
        """
        write_report(error)
        shown = next((one for one in _all_widgets() if isinstance(one, cls)), None)
        if shown is not None:
            shown.append(error)
            return shown
        dialog = cls(error, QApplication.activeModalWidget() or window)
        dialog.open()
        return dialog

    def append(self, error: BaseException) -> None:
        """Add another error to the report."""
        self._count += 1
        self.report.appendPlainText(RULE + describe(error))
        text = ngettext("{count} fault so far.", "{count} faults so far.", self._count)
        self.pane.say(text.format(count=self._count))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(PlainLabel(_("Something went wrong"), TypeRole.HEADING, wrap=True))
        fault = _(
            "The program made a mistake; you did not. What you typed is still here, and what was "
            "saved is safe. Close this and try again."
        )
        words.addWidget(PlainLabel(fault, wrap=True))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(IconTile("circle-alert", Tone.CLAY, 44), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.pane.save_button, self.pane.copy_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 26, 28, 20)
        column.setSpacing(12)
        column.addLayout(head)
        passing = _(
            "This report helps to mend it. It holds none of your names or notes, and is not sent: "
            "read it, change it, and hand it on if you like."
        )
        column.addSpacing(4)
        column.addWidget(PlainLabel(passing, TypeRole.SMALL, Tone.MUTED, wrap=True))
        column.addWidget(self.pane, 1)
        column.addLayout(buttons)


def _all_widgets() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]

"""Shown where the program itself failed: what that means for the owner, and a report to pass on."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from trustjournal.i18n import _, ngettext
from trustjournal.report import describe
from trustjournal.ui import theme
from trustjournal.ui.dialogs.choose_file import ask_place
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import primary, quiet
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.rows import IconTile

_RULE = "\n" + "-" * 40 + "\n\n"


class ErrorDialog(QDialog):
    """A fault of the program in plain words; the report holds none of the owner's."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Something went wrong"))
        self._count = 1
        self.said = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self.report = QPlainTextEdit(describe(error))
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(_("The report"))
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.save_button = quiet(_("Save the report…"), "download")
        self.copy_button = quiet(_("Copy"), "copy")
        self.close_button = primary(_("Close"))
        self.save_button.clicked.connect(self._ask_place)
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        self._lay_out()
        self.resize(theme.px(620), theme.px(520))
        self.close_button.setFocus()

    @classmethod
    def show_for(cls, error: BaseException, window: QWidget) -> "ErrorDialog":
        """Show an error over `window`, in the dialog that is open already where there is one."""
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
        self.report.appendPlainText(_RULE + describe(error))
        text = ngettext("{count} fault so far.", "{count} faults so far.", self._count)
        self._say(text.format(count=self._count))

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
        for button in (self.save_button, self.copy_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 26, 28, 20)
        column.setSpacing(12)
        column.addLayout(head)
        passing = _("This report helps to mend it. It holds none of your names or notes.")
        column.addSpacing(4)
        column.addWidget(PlainLabel(passing, TypeRole.SMALL, Tone.MUTED, wrap=True))
        column.addWidget(self.report, 1)
        column.addWidget(self.said)
        column.addLayout(buttons)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.report.toPlainText())
        self._say(_("Copied."))

    def _ask_place(self) -> None:
        suggested = Path.home() / "trust-journal-report.txt"
        ask_place(self, _("Save the report"), _("Text (*.txt)"), self._save, suggested)

    def _save(self, path: Path) -> None:
        try:
            path.write_text(self.report.toPlainText(), "utf-8")
        except OSError as error:
            text = _("{path} could not be written: {why}.")
            self._say(text.format(path=path, why=error.strerror))
        else:
            self._say(_("Saved as {path}.").format(path=path))

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        announce(self, sentence)


def _all_widgets() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]

"""A report that the owner reads and changes first, then copies or saves; nothing sends it."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.paths import write_private
from trustjournal.ui import theme
from trustjournal.ui.dialogs.choose_file import ask_place
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import Button, quiet
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce


class ReportPane(QWidget):
    """The text and what became of it; a dialog puts `save_button` and `copy_button` in its row."""

    def __init__(self, text: str, save: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self.said.hide()
        self.text = QPlainTextEdit(text)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("The report"))
        letters = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        letters.setPixelSize(theme.px(13))
        self.text.setFont(letters)
        self.save_button = save
        self.copy_button = quiet(_("Copy"), "copy")
        self.save_button.clicked.connect(self._ask_place)
        self.copy_button.clicked.connect(self._copy)
        for button in (self.save_button, self.copy_button):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.text, 1)
        column.addWidget(self.said)

    def say(self, sentence: str) -> None:
        """Say what became of it."""
        self.said.setText(sentence)
        self.said.show()
        announce(self, sentence)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
        self.say(_("Copied."))

    def _ask_place(self) -> None:
        suggested = Path.home() / "trust-journal-report.txt"
        ask_place(self, _("Save the report"), _("Text (*.txt)"), self._save, suggested)

    def _save(self, path: Path) -> None:
        try:
            write_private(path, self.text.toPlainText())
        except OSError as error:
            text = _("{path} could not be written: {why}.")
            self.say(text.format(path=path, why=error.strerror))
        else:
            self.say(_("Saved as {path}.").format(path=path))

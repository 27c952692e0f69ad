"""Hands "you said, we did" on: as Markdown, plain text or a table, copied or saved."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from sqlalchemy import Engine

from trustjournal.domain.feedback import Told
from trustjournal.errors import NotSaved, TrustJournalError
from trustjournal.exchange.you_said import TextForm, write
from trustjournal.i18n import _
from trustjournal.store.targets import refuse_bad_target
from trustjournal.ui import theme
from trustjournal.ui.dialogs.choose_file import ask_place
from trustjournal.ui.dialogs.fields import CheckField, KeysField
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import Job, JournalSession
from trustjournal.ui.widgets.buttons import primary, quiet, secondary
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce

_SIZE = 620, 520


class YouSaidDialog(QDialog):
    """Shows the text as it will leave; names are in it only where the owner ticks that."""

    def __init__(
        self,
        told: Sequence[Told],
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._told, self._session, self._navigator = told, session, navigator
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = _("Share what you did")
        self.setWindowTitle(title)
        self.form = KeysField(
            (
                (TextForm.MARKDOWN, _("Markdown")),
                (TextForm.PLAIN, _("Plain text")),
                (TextForm.TABLE, _("Table (CSV)")),
            )
        )
        self.form.setAccessibleName(_("Form"))
        self.names = CheckField(_("With the names of those who asked"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("The text"))
        self.fault = PlainLabel("", TypeRole.BODY, Tone.CLAY, wrap=True)
        self.fault.hide()
        self.save_button = primary(_("Save…"))
        self.copy_button = secondary(_("Copy"), "copy")
        self._lay_out(title)
        self.form.edited.connect(self._write)
        self.names.edited.connect(self._write)
        self._write()
        self.resize(*(theme.px(side) for side in _SIZE))
        self.form.setFocus()

    def save_at(self, path: Path) -> None:
        """Write the text to a file."""
        work = partial(_save, self._written(), path)
        self._session.run(work, self._saved, self._refused)

    def _written(self) -> str:
        return write(self._told, self.form.value(), with_names=self.names.value())

    def _write(self) -> None:
        self.text.setPlainText(self._written().removeprefix("\ufeff"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._navigator.say(_("It is on the clipboard."))

    def _ask(self) -> None:
        form: TextForm = self.form.value()
        day: date = self._session.today()
        suggested = Path.home() / f"you-said-we-did-{day:%Y-%m-%d}.{form}"
        ask_place(self, _("Save"), f"*.{form}", self.save_at, suggested)

    def _saved(self, path: Path) -> None:
        self._navigator.say(_("Saved as {path}.").format(path=path))
        self.accept()

    def _refused(self, error: TrustJournalError) -> None:
        self.fault.setText(str(error))
        self.fault.show()
        announce(self, str(error))

    def _lay_out(self, title: str) -> None:
        close = quiet(_("Close"))
        close.clicked.connect(self.reject)
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._ask)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in (close, self.copy_button, self.save_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(title, TypeRole.HEADING, wrap=True))
        for part in (self.form, self.names, self.text, self.fault):
            column.addWidget(part)
        column.addLayout(foot)


def _save(text: str, path: Path, engine: Engine, _job: Job) -> Path:
    """Write a text to a file and return where it is.

    Raises:
        NotSaved: it cannot be written, or `path` is the journal itself.
    """
    refuse_bad_target(engine, path)
    try:
        path.write_bytes(text.encode("utf-8"))
    except OSError as error:
        said = _("{path} could not be written: {why}.")
        raise NotSaved(said.format(path=path, why=error.strerror)) from error
    return path

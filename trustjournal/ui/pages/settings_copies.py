"""Who can read an encrypted journal, in a sentence that is true of its copies as well."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.settings import Settings
from trustjournal.ui.plain_backups import copies_of, keep_words, remove_words, without_passphrase
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import secondary
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.rows import FactRow


class WhoCanRead(QWidget):
    """Names the copies that have no passphrase, with the two acts of the line above the pages."""

    def __init__(
        self, session: JournalSession, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._copies = copies_of(session, settings)
        self._fact = FactRow("lock", _("Encrypted"), "")
        self.remove_button = secondary("")
        self.keep_button = secondary("")
        self._buttons = QWidget()
        row = FlowLayout(self._buttons, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for button in (self.remove_button, self.keep_button):
            row.addWidget(button)
        for widget in (self._fact, self._buttons):
            column.addWidget(widget)
        self.remove_button.clicked.connect(self._copies.remove)
        self.keep_button.clicked.connect(self._copies.keep)
        self._copies.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        count = len(self._copies.found or ())
        told = (
            _("Without the passphrase nobody can read it, its backups or its drafts.")
            if self._copies.is_all and not count
            else _("Without the passphrase nobody can read it or its drafts.")
        )
        self._fact.set_text(f"{told} {without_passphrase(count)}" if count else told)
        self.remove_button.setText(remove_words(count))
        self.keep_button.setText(keep_words(count))
        self.keep_button.setVisible(not self._copies.are_kept)
        self.remove_button.setEnabled(not self._session.read_only)
        self._buttons.setVisible(bool(count) and not self._copies.is_removing)

"""What is shown while a journal is locked: one field for its passphrase, and nothing of it.

It knows no database, so that it is on the screen at once.
"""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui.dialogs.choose_file import ask_file, journal_files
from trustjournal.ui.dialogs.fields import CheckField
from trustjournal.ui.keychain import ask_keychain
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import primary, quiet, secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.column_page import ColumnPage
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.form import FormRow
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.passphrase_field import PassphraseField, caps_label


class LockedPage(ColumnPage):
    """Asks for the passphrase, or leads to another journal, a backup, or a new one.

    `answered` carries the passphrase, "" to go on without, and whether this computer remembers it;
    `journal_chosen` and `backup_chosen` carry a path, `back_wanted` leads back to the owner's own
    journal where this is another file, `new_wanted` to the first run.
    """

    answered = Signal(str, bool)
    journal_chosen = Signal(object)
    backup_chosen = Signal(object)
    back_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Your journal is locked"), "", parent)
        self._path = Path()
        self._is_other = self._keeps = False
        self._may_remember = False
        self.field = PassphraseField()
        self._row = FormRow(_("Passphrase"), self.field)
        self.caps = caps_label(self.field)
        self.remember = CheckField(_("Remember on this computer"))
        self.remember.setAccessibleName(_("Remember on this computer"))
        self.unlock_button = primary(_("Unlock"), "lock")
        self._file = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self.other = quiet(_("Open another journal…"))
        self.restore = quiet(_("Restore a backup…"))
        self.without = quiet(_("Restore without a passphrase"))
        self.back = secondary(_("Back to your journal"), "chevron-left")
        self.fresh = quiet(_("Start a new journal…"))
        self._lay_out()
        self.field.line.returnPressed.connect(self._answer)
        self.field.edited.connect(self._take_back)
        self.unlock_button.clicked.connect(self._answer)
        self.other.clicked.connect(self._choose_journal)
        self.restore.clicked.connect(self._choose_backup)
        self.without.clicked.connect(self._go_without)
        self.back.clicked.connect(self.back_wanted)
        self.fresh.clicked.connect(self.new_wanted)
        self.offer_to_remember(False)
        ask_keychain(self.offer_to_remember)

    def ask(
        self, path: Path, *, wrong: bool = False, is_other: bool = False, keeps: bool = False
    ) -> None:
        """Ask for the passphrase of the file at `path`, again where one was `wrong`.

        Where it `is_other` than the owner's journal, such as a backup, it is not remembered. Where
        that `keeps` the journal's passphrase, as it has none of its own, this one is asked for.
        """
        self._path = path
        self._keeps = keeps
        mine = _("Your journal is locked")
        other = _("This file has a passphrase of its own")
        plain = _("This backup has no passphrase")
        self.title.setText(plain if keeps else other if is_other else mine)
        self.unlock_button.setText(_("Restore") if keeps else _("Unlock"))
        self.without.setVisible(keeps)
        self._file.setText(str(path))
        self._is_other = is_other
        self.offer_to_remember(self._may_remember)
        self.back.setVisible(is_other)
        for button in (self.restore, self.fresh):
            button.setVisible(not is_other)
        self._wait("")
        fault = _("That passphrase does not open it. Try once more.") if wrong else ""
        self._row.set_fault(fault)
        if fault:
            self.field.line.selectAll()
            announce(self, fault)
        else:
            self.field.clear()
        self.field.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        # The page stays behind the journal that it opened; what opened it does not.
        if not event.spontaneous():
            self.field.clear()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        card = Card()
        card.body.setSpacing(12)
        card.add(self._row)
        card.add(self.caps)
        card.add(self.remember)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.unlock_button)
        line.addWidget(self._file, 1)
        card.body.addSpacing(4)
        card.body.addLayout(line)
        ways = QWidget()
        flow = FlowLayout(ways, gap=8)
        for button in (self.back, self.without, self.other, self.restore, self.fresh):
            flow.addWidget(button)
        self.body.addWidget(card)
        self.body.addWidget(ways)

    def offer_to_remember(self, is_possible: bool) -> None:
        """Offer to remember the passphrase, where this computer has a keychain for it."""
        self._may_remember = is_possible
        self.remember.setVisible(is_possible and not self._is_other)

    def _answer(self) -> None:
        passphrase = self.field.value()
        if not passphrase:
            self._row.set_fault(_("Write your passphrase first."))
            self.field.setFocus()
            return
        self._wait(_("Opening your journal …"))
        self.answered.emit(passphrase, not self.remember.isHidden() and self.remember.value())

    def _go_without(self) -> None:
        self._wait(_("Restoring the backup …"))
        self.answered.emit("", False)

    def _take_back(self) -> None:
        self._row.set_fault("")

    def _choose_journal(self) -> None:
        ask_file(self, _("Open a journal"), journal_files(), self._open, str(self._path.parent))

    def _open(self, path: Path) -> None:
        self._wait(_("Opening your journal …"))
        self.journal_chosen.emit(path)

    def _choose_backup(self) -> None:
        folder = self._path.parent / "backups"
        start = str(folder if folder.is_dir() else self._path.parent)
        ask_file(self, _("Restore a backup"), journal_files(), self._restore, start)

    def _restore(self, backup: Path) -> None:
        self._wait(_("Restoring the backup …"))
        self.backup_chosen.emit(backup)

    def _wait(self, sentence: str) -> None:
        """Say what is going on, or with "" what the page is for."""
        asks = (
            _(
                "Write the one that your journal has now, and the restored one keeps it. Without "
                "it, whoever finds the file can read it."
            )
            if self._keeps
            else _("It opens with your passphrase, and with nothing else.")
        )
        self.column.setEnabled(not sentence)
        self.lead.setText(sentence or asks)

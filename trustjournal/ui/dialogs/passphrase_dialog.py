"""Giving the open journal a passphrase, another one, or none."""

from functools import partial

from PySide6.QtWidgets import QWidget
from sqlalchemy import Engine

from trustjournal.domain.passphrase import Protection
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.store.keys import Key, key_of
from trustjournal.ui.dialogs.fields import CheckField
from trustjournal.ui.dialogs.fitted_dialog import FittedDialog
from trustjournal.ui.keychain import ask_keychain
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import Job, JournalSession
from trustjournal.ui.widgets.buttons import primary, quiet
from trustjournal.ui.widgets.form import FormRow
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.passphrase_field import NewPassphrase, PassphraseField, caps_label


class PassphraseDialog(FittedDialog):
    """Asks for what is needed, then hands it to the door: the journal is closed meanwhile.

    With `asks_old` for the passphrase that the journal has, with `asks_new` for its new one.
    """

    def __init__(
        self,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget,
        *,
        asks_old: bool,
        asks_new: bool,
    ) -> None:
        title, told, go = _words(asks_old, asks_new)
        super().__init__(title, parent)
        self._session = session
        self._navigator = navigator
        self._asks_old, self._asks_new = asks_old, asks_new
        self.old = PassphraseField(self)
        self.new = NewPassphrase(self)
        self.remember = CheckField(_("Remember on this computer"), self)
        self.remember.setAccessibleName(_("Remember on this computer"))
        self._old_row = FormRow(_("Your passphrase now"), self.old, parent=self)
        self.go_button = primary(go, "lock")
        self.cancel_button = quiet(_("Cancel"))
        self._lay_out(told)
        self.old.edited.connect(self._take_back)
        self.old.line.returnPressed.connect(self._go)
        self.new.again.line.returnPressed.connect(self._go)
        self.go_button.clicked.connect(self._go)
        self.cancel_button.clicked.connect(self.reject)
        for widget, is_asked in ((self._old_row, asks_old), (self.new, asks_new)):
            widget.setVisible(is_asked)
        self.remember.hide()
        if not asks_old:
            ask_keychain(self.remember.setVisible)
        (self.old if asks_old else self.new).setFocus()

    def _lay_out(self, told: str) -> None:
        self.body.addWidget(PlainLabel(told, TypeRole.BODY, Tone.MUTED, wrap=True))
        if self._asks_old:
            self.body.addWidget(self._old_row)
            self.body.addWidget(caps_label(self.old))
        if self._asks_new:
            self.body.addWidget(self.new)
        if self._asks_new and not self._asks_old:
            self.body.addWidget(self.remember)
        self.body.addStretch(1)
        self.add_buttons(self.cancel_button, self.go_button)

    def _go(self) -> None:
        try:
            new = self.new.checked() if self._asks_new else ""
        except InvalidEntry:  # said beside the field
            return
        if not self._asks_old:
            self._hand_over(Protection(new=new, remember=self.remember.value()))
        elif not self.old.value():
            self._refuse(_("Write the passphrase that the journal has now."))
        else:
            self.setEnabled(False)
            wanted = Protection(old=self.old.value(), new=new)
            self._session.run(partial(passphrase_fits, wanted), partial(self._judge, wanted))

    def _judge(self, wanted: Protection, fits: bool) -> None:
        self.setEnabled(True)
        if fits:
            self._hand_over(wanted)
        else:
            self._refuse(_("That is not the passphrase of this journal. Try once more."))

    def _hand_over(self, wanted: Protection) -> None:
        self.old.clear()
        self.new.clear()
        self.accept()
        self._navigator.door.protect(wanted)

    def _refuse(self, sentence: str) -> None:
        self._old_row.set_fault(sentence)
        self.old.setFocus()
        self.old.line.selectAll()
        announce(self, sentence)

    def _take_back(self) -> None:
        self._old_row.set_fault("")


def passphrase_fits(said: Protection, engine: Engine, _job: Job) -> bool:
    """Return whether the open journal has the old passphrase of `said`, which hides it."""
    key = key_of(engine)
    return key is not None and Key.derive(said.old, key.salt) == key


def _words(asks_old: bool, asks_new: bool) -> tuple[str, str, str]:
    """Return the title, what it means, and what the button says."""
    if not asks_old:
        return (
            _("Lock your journal with a passphrase"),
            _(
                "The file is encrypted: whoever finds this computer, or a copy of the file, reads "
                "nothing without the passphrase."
            ),
            _("Lock it"),
        )
    if asks_new:
        return (
            _("Change the passphrase"),
            _("Backups made before keep the old one."),
            _("Change it"),
        )
    return (
        _("Take the passphrase off"),
        _("From then on whoever can read this computer’s disk can read your journal."),
        _("Take it off"),
    )

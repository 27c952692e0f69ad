"""Who can read the journal, among the settings: its passphrase, its lock, and who is forgotten."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustjournal.i18n import _, ngettext
from trustjournal.settings import Settings
from trustjournal.store.keys import key_of
from trustjournal.ui.dialogs.fields import CheckField, ChoiceField
from trustjournal.ui.dialogs.gone_dialog import GoneDialog
from trustjournal.ui.dialogs.passphrase_dialog import PassphraseDialog
from trustjournal.ui.dialogs.recovery_dialog import RecoveryDialog
from trustjournal.ui.keychain import ask_whether_remembered, forget
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.settings_copies import WhoCanRead
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Button, secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.form import FormRow
from trustjournal.ui.widgets.label import PlainLabel

_MINUTES = (5, 10, 15, 30, 60, 0)


class SafetyCard(Card):
    """Offers a passphrase to a plain journal, and to an encrypted one all that goes with it."""

    def __init__(
        self,
        session: JournalSession,
        navigator: Navigator,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Who can read it"), parent=parent)
        self._session = session
        self._navigator = navigator
        self._settings = settings
        self.body.setSpacing(12)
        if key_of(session.engine) is None:
            self._offer_passphrase()
        else:
            self._tell_of_lock()

    def _offer_passphrase(self) -> None:
        told = _(
            "This journal has no passphrase: whoever can read this computer’s disk, or a copy of "
            "the file, can read it."
        )
        self.add(PlainLabel(told, TypeRole.BODY, Tone.MUTED, wrap=True))
        self._button(
            secondary(_("Lock it with a passphrase…"), "lock"), asks_old=False, asks_new=True
        )

    def _tell_of_lock(self) -> None:
        self.who_can_read = WhoCanRead(self._session, self._settings)
        self.add(self.who_can_read)
        self.minutes = ChoiceField([(minutes, _after(minutes)) for minutes in _MINUTES])
        wanted = self._settings.lock_minutes
        self.minutes.set_value(wanted if wanted in _MINUTES else 15)
        self.asleep = CheckField(_("And when the computer sleeps"))
        self.asleep.setAccessibleName(_("And when the computer sleeps"))
        self.asleep.set_value(self._settings.lock_asleep)
        self.lock_button = secondary(_("Lock it now"), "lock")
        self.add(FormRow(_("Lock it by itself"), self.minutes))
        self.add(self.asleep)
        self.add(self.lock_button)
        self._add_remembered()
        self.change_button = self._button(
            secondary(_("Change the passphrase…")), asks_old=True, asks_new=True
        )
        self._button(secondary(_("Take the passphrase off…")), asks_old=True, asks_new=False)
        self.sheet_button = secondary(_("Print a recovery sheet…"))
        self.add(self.sheet_button)
        self.sheet_button.clicked.connect(self._show_sheet)
        self.minutes.edited.connect(self._keep)
        self.asleep.edited.connect(self._keep)
        self.lock_button.clicked.connect(self._navigator.door.lock)

    def _add_remembered(self) -> None:
        """Say so where this computer opens the journal by itself, and offer to end that."""
        self.remembered = QWidget()
        column = QVBoxLayout(self.remembered)
        column.setContentsMargins(0, 0, 0, 0)
        told = _(
            "This computer remembers the passphrase: whoever uses it under your name can start "
            "the program and read the journal."
        )
        self.forget_button = secondary(_("Ask me each time"))
        column.addWidget(PlainLabel(told, TypeRole.SMALL, Tone.MUTED, wrap=True))
        column.addWidget(self.forget_button)
        self.add(self.remembered)
        self.remembered.hide()
        self.forget_button.clicked.connect(self._forget)
        if key := key_of(self._session.engine):
            ask_whether_remembered(key.salt, self.remembered.setVisible)

    def _button(self, button: Button, *, asks_old: bool, asks_new: bool) -> Button:
        """Add a button that asks for passphrases."""
        self.add(button)
        button.clicked.connect(partial(self._ask, asks_old, asks_new))
        button.setEnabled(not self._session.read_only)
        return button

    def _ask(self, asks_old: bool, asks_new: bool, _checked: bool = False) -> None:
        PassphraseDialog(
            *(self._session, self._navigator, self.window()), asks_old=asks_old, asks_new=asks_new
        ).open()

    def _show_sheet(self) -> None:
        RecoveryDialog(self._session, self.window()).open()

    def _keep(self) -> None:
        self._settings.lock_minutes = self.minutes.value()
        self._settings.lock_asleep = self.asleep.value()
        self._settings.save()

    def _forget(self) -> None:
        if key := key_of(self._session.engine):
            forget(key.salt, self._forgotten)

    def _forgotten(self, _answer: object) -> None:
        self.remembered.hide()
        self._navigator.say(_("From now on you will be asked for the passphrase."))


class ForgettingCard(Card):
    """Leads to those whom only the history still knows."""

    def __init__(
        self, session: JournalSession, navigator: Navigator, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Who is forgotten"), parent=parent)
        self._session = session
        self._navigator = navigator
        self.body.setSpacing(12)
        told = _(
            "The menu on a person’s page erases them for good. Whoever was deleted is still in the "
            "history, so that Undo can bring them back; erase them here."
        )
        self.add(PlainLabel(told, TypeRole.BODY, Tone.MUTED, wrap=True))
        self.erase_button = secondary(_("Erase somebody…"), "trash-2")
        self.erase_button.setEnabled(not session.read_only)
        self.erase_button.clicked.connect(self._ask)
        self.add(self.erase_button)

    def _ask(self) -> None:
        GoneDialog(self._session, self._navigator, self.window()).open()


def _after(minutes: int) -> str:
    if not minutes:
        return _("Never")
    text = ngettext("After {count} minute", "After {count} minutes", minutes)
    return text.format(count=minutes)

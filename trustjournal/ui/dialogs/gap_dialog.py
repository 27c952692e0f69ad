"""What came of a promise instead, where that is to be mended, how, and when it was."""

from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Cause
from trustjournal.domain.promise_words import cause_word, ended
from trustjournal.domain.records import Promise
from trustjournal.i18n import _
from trustjournal.services.promises import note_gap
from trustjournal.ui.dialogs.day_field import DayField
from trustjournal.ui.dialogs.fields import KeysField, NoteField
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.touch_words import beginning

_TITLE_LENGTH = 80


class GapDialog(FormDialog):
    """The gap of one promise."""

    def __init__(
        self,
        promise: Promise,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Promised: {promise}").format(promise=beginning(promise.text, _TITLE_LENGTH))
        super().__init__(title, (promise.id, promise.revision), session, navigator, parent)
        self._promise = promise
        causes = [(cause, cause_word(cause)) for cause in Cause]
        self.page.add("delivered", _("Delivered"), NoteField(2), ended(promise))
        self.page.add("gap", _("What to mend"), KeysField(causes, optional=True))
        self.page.add("fix", _("How"), NoteField(2))
        self.page.add("fixed_on", _("Mended"), DayField(session.today(), past=True))
        self.begin({name: getattr(promise, name) for name in self.fields})

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for.

        Raises:
            InvalidEntry: it was mended before it was promised.
        """
        changeset = note_gap(self._promise, **values)

        def decision(_connection: Connection) -> Changeset:
            return changeset

        return decision

    def done_sentence(self) -> str:
        """Say that it was noted."""
        return _("Mended.") if self.values()["fixed_on"] else _("The gap is noted.")

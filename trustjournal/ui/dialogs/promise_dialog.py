"""The full form of a promise of either side: what was said, by when, and how it ended."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import PromiseOutcome, Side
from trustjournal.domain.records import Promise
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services import promises
from trustjournal.store import queries
from trustjournal.ui.dialogs.day_field import DayField
from trustjournal.ui.dialogs.fields import KeysField, LineField
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.dialogs.people_field import PeopleField, Picked
from trustjournal.ui.dialogs.told_first import QUESTION
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

_KEPT, _BROKEN, _MOVED = PromiseOutcome.KEPT, PromiseOutcome.BROKEN, PromiseOutcome.RENEGOTIATED


class PromiseDialog(FormDialog):
    """A new promise, or one to change, keep, break or move to another day."""

    def __init__(
        self,
        promise: Promise | None,
        customer_id: UUID | None,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        about = (promise.id, promise.revision) if promise else customer_id
        title = _("Promise") if promise else _("Make a promise")
        super().__init__(title, about, session, navigator, parent)
        self._promise = promise
        today = session.today()
        self._people = PeopleField(session, single=True)
        self.page.add("customer", _("With"), self._people)
        self._people.setEnabled(promise is None)
        sides = [(Side.US, _("I did")), (Side.THEM, _("They did"))]
        self.page.add("by", _("Who promised"), KeysField(sides))
        self.page.add("text", _("What"), LineField(_("send the quote")))
        self.page.add_beside(
            self.page.make("made_on", _("Made"), DayField(today, past=True, optional=False)),
            self.page.make("due_on", _("Due"), DayField(today)),
        )
        if promise:
            self._add_ending(promise, today)
        self.begin(self._values_of(promise, customer_id, today))

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for.

        Raises:
            InvalidEntry: nobody is named, or a day is missing.
        """
        if self._promise is None:
            return self._make(values)
        changeset = self._settle(self._promise, values)
        return lambda _connection: changeset

    def done_sentence(self) -> str:
        """Say what became of the promise."""
        if self._promise is None:
            ours = self.values()["by"] is Side.US
            return _("Your promise is noted.") if ours else _("Their promise is noted.")
        ended = {_KEPT: _("Promise kept."), _BROKEN: _("Promise broken.")}
        return ended.get(self.values()["ending"], _("The promise is changed."))

    def _make(self, values: dict[str, Any]) -> Decision:
        people = self._people.everyone()
        if not people or people[0].customer_id is None:
            raise InvalidEntry(_("Say with whom that is."))
        customer_id = people[0].customer_id

        def decision(connection: Connection) -> Changeset:
            customer = queries.customer_by_id(connection, customer_id)
            said = {name: values[name] for name in ("made_on", "due_on", "by")}
            return promises.make_promise(customer, values["text"], **said)

        return decision

    def _settle(self, promise: Promise, values: dict[str, Any]) -> Changeset:
        """Correct the promise as the form says, then end it the way that was chosen."""
        said = {name: values[name] for name in ("text", "made_on", "due_on", "by")}
        ending, on = values["ending"], values["settled_on"]
        if ending is _MOVED and promise.outcome is _MOVED:
            return promises.edit_promise(promise, **said, settled_on=on)
        if ending is _MOVED and values["new_due_on"] is None:
            raise InvalidEntry(_("Choose the day that you agreed on."))

        def end(opened: Promise) -> Changeset:
            corrected = replace(opened, **said)
            match ending:
                case PromiseOutcome.KEPT:
                    return promises.keep_promise(corrected, on)
                case PromiseOutcome.BROKEN:
                    return promises.break_promise(corrected, on, values["told_first"])
                case PromiseOutcome.RENEGOTIATED:
                    return promises.renegotiate_promise(corrected, values["new_due_on"], on)
                case _:
                    return promises.edit_promise(corrected)

        return promises.settle_again(promise, end)

    def _add_ending(self, promise: Promise, today: date) -> None:
        endings = [
            (None, _("Still open")),
            (_KEPT, _("Kept")),
            (_BROKEN, _("Not kept")),
            (_MOVED, _("Another day agreed")),
        ]
        ending = KeysField(endings)
        self.page.add("ending", _("How it stands"), ending)
        self.page.add_beside(
            self.page.make("settled_on", _("On"), DayField(today, past=True, optional=False)),
            self.page.make(
                "new_due_on", _("New day"), DayField(promise.due_on or today, today=today)
            ),
        )
        answers = [(True, _("Yes")), (False, _("No"))]
        self.page.add("told_first", QUESTION, KeysField(answers, optional=True))
        ending.edited.connect(self._show_ending)
        self.fields["by"].edited.connect(self._show_ending)
        self._show_ending()

    def _show_ending(self) -> None:
        ending = self.fields["ending"].value()
        moves = self._promise is not None and self._promise.outcome is not _MOVED
        self.rows["settled_on"].setVisible(ending is not None)
        self.rows["new_due_on"].setVisible(ending is _MOVED and moves)
        ours = self.fields["by"].value() is Side.US
        self.rows["told_first"].setVisible(ending is _BROKEN and ours)

    def _values_of(
        self, promise: Promise | None, customer_id: UUID | None, today: date
    ) -> dict[str, Any]:
        if promise is None:
            return {"customer": Picked.of(customer_id), "made_on": today, "due_on": None}
        late = promise.outcome is PromiseOutcome.LATE
        return {
            "customer": Picked.of(promise.customer_id),
            "by": promise.by,
            "text": promise.text,
            "made_on": promise.made_on,
            "due_on": promise.due_on,
            "ending": _KEPT if late else promise.outcome,
            "settled_on": promise.settled_on or today,
            "new_due_on": None,
            "told_first": promise.told_first,
        }

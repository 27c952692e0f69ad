"""The form of feedback: where it was heard, who said it, their words, and which wish it is."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset, identity
from trustjournal.domain.choices import FeedbackSource
from trustjournal.domain.feedback import RECOMMEND, STARS
from trustjournal.domain.feedback_words import source_word
from trustjournal.domain.records import Feedback
from trustjournal.i18n import _
from trustjournal.services.feedback import add_feedback, edit_feedback
from trustjournal.ui.dialogs.day_field import DayField
from trustjournal.ui.dialogs.fields import (
    CheckField,
    ChoiceField,
    LineField,
    NoteField,
    money,
    money_text,
)
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.dialogs.people_field import PeopleField, Picked
from trustjournal.ui.dialogs.wish_field import WishField, WishPick, group_of
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

_PAUSE_MS = 200  # after a key, before what it could be the same as is looked for


class FeedbackDialog(FormDialog):
    """New feedback, or some to change; a complaint offers to flag unease about the person too."""

    def __init__(
        self,
        feedback: Feedback | None,
        customer_id: UUID | None,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        about = (feedback.id, feedback.revision) if feedback else customer_id
        title = _("Feedback") if feedback else _("What did they say?")
        super().__init__(title, about, session, navigator, parent)
        self._feedback = feedback
        self._people = PeopleField(session, single=True)
        self._text = NoteField(3)
        own = [feedback.id] if feedback else []
        self._wish = WishField(session, left_out=own)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._add_fields(session.today())
        self._connect()
        self.begin(self._values_of(feedback, customer_id, session.today()))
        self._arrange()

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for.

        Raises:
            InvalidEntry: the person is not certain, or the rating is no number.
        """
        people = self._people.everyone()
        rating = money(values["rating"])
        fields = {
            "customer_id": people[0].customer_id if people else None,
            "heard_on": values["heard_on"],
            "source": values["source"],
            "text": values["text"],
            "author": values["author"],
            "link": values["link"],
            "rating": None if rating is None else float(rating),
            "best": None if rating is None else values["best"],
        }
        return partial(_decide, self._feedback, fields, values["wish"], self.session.today())

    def done_sentence(self) -> str:
        """Say that it is kept."""
        return _("Noted what they said.")

    def accept(self) -> None:
        values = self.values()
        people = values["customer"].people
        uneasy = values["unease"] and values["source"] is FeedbackSource.COMPLAINT and people
        super().accept()
        if uneasy:
            self.navigator.flag_unease(people[0].customer_id)

    def _add_fields(self, today: date) -> None:
        sources = [(source, source_word(source)) for source in FeedbackSource]
        page = self.page
        page.add_beside(
            page.make("source", _("Heard in"), ChoiceField(sources)),
            page.make("heard_on", _("On"), DayField(today, past=True, optional=False)),
        )
        page.add_beside(
            page.make("customer", _("Who said it"), self._people),
            page.make("author", _("Or the name they gave"), LineField()),
        )
        page.add("text", _("In their words"), self._text)
        page.add("wish", _("The same as"), self._wish)
        page.add_beside(
            page.make("rating", _("Rating"), LineField(_("none"))),
            page.make(
                "best",
                _("Out of"),
                ChoiceField(
                    [
                        (STARS, _("5 stars")),
                        (RECOMMEND, _("10, how likely they recommend you")),
                    ]
                ),
            ),
        )
        page.add("link", _("Link, or where it stands"), LineField())
        page.add(
            "unease",
            _("A complaint"),
            CheckField(_("Put a call to them first on Today")),
        )

    def _connect(self) -> None:
        self.fields["source"].edited.connect(self._arrange)
        self._people.edited.connect(self._arrange)
        self._text.edited.connect(self._pause.start)
        self._pause.timeout.connect(self._suggest)

    def _arrange(self) -> None:
        known = bool(self._people.value().people)
        self.rows["author"].setVisible(not known)
        complaint = self.fields["source"].value() is FeedbackSource.COMPLAINT
        self.rows["unease"].setVisible(complaint and known and self._feedback is None)

    def _suggest(self) -> None:
        self._wish.suggest_for(self._text.value())

    def _values_of(
        self, said: Feedback | None, customer_id: UUID | None, today: date
    ) -> dict[str, Any]:
        if said is None:
            return {"customer": Picked.of(customer_id), "heard_on": today, "unease": True}
        return {
            "source": said.source,
            "heard_on": said.heard_on,
            "customer": Picked.of(said.customer_id),
            "author": said.author,
            "text": said.text,
            "wish": WishPick(said.wish_id),
            "rating": _number(said.rating),
            "best": RECOMMEND if said.best == RECOMMEND else STARS,
            "link": said.link,
        }


def _number(rating: float | None) -> str:
    return money_text(None if rating is None else Decimal(f"{rating:g}"))


def _decide(
    before: Feedback | None,
    fields: dict[str, Any],
    pick: WishPick,
    today: date,
    connection: Connection,
) -> Changeset:
    group = group_of(pick, connection)
    if before is None:
        return add_feedback(Feedback(**identity(), **fields), group, today=today)
    return edit_feedback(before, group, today=today, **fields)

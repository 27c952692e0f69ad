"""The form of a wish: what it is called, how far it has come, and everyone who asked for it."""

from datetime import datetime, tzinfo
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import WishStatus
from trustjournal.domain.feedback import Asked, weigh
from trustjournal.domain.feedback_words import short_title, status_word, weight_words
from trustjournal.domain.records import Customer, Feedback, Record, Wish
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _
from trustjournal.services.feedback import edit_wish, split
from trustjournal.store.feedback import asked_again, weighed
from trustjournal.ui.dialogs.feedback_dialog import FeedbackDialog
from trustjournal.ui.dialogs.fields import Field, KeysField, LineField, NoteField
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog, currency
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.feedback_voices import FeedbackVoices
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.money_words import priced


class VoicesField(Field):
    """Shows who asked and how much is behind the wish; there is nothing to fill in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.weight = PlainLabel("", TypeRole.BODY, Tone.MUTED, wrap=True)
        self.voices = FeedbackVoices(_("Who asked"), can_split=True)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.weight)
        column.addWidget(self.voices, 1)
        self.row.addLayout(column, 1)

    def value(self) -> None:
        """Return nothing."""

    def set_value(self, value: None) -> None:
        """Take nothing."""


class WishDialog(FormDialog):
    """A wish with every voice behind its figures; what is said of it can be opened from here."""

    def __init__(
        self,
        asked: Asked,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        wish = asked.wish
        if wish is None:
            raise TypeError("one who asked alone has the form of feedback")
        super().__init__(
            _("What they wish for"), (wish.id, wish.revision), session, navigator, parent
        )
        self._wish = wish
        # Told is what telling them makes of it; nobody is told by pressing a key here.
        path = [one for one in WishStatus if one is not WishStatus.TOLD or wish.status is one]
        self._shown = VoicesField()
        self.page.add("title", _("They wish for"), LineField())
        self.page.add(
            "status",
            _("How it stands"),
            KeysField([(status, status_word(status)) for status in path]),
        )
        self.page.add(
            "done",
            _("What you did, or decided"),
            NoteField(2),
            _("It is told to everyone who asked."),
        )
        self.page.add("voices", _("Who asked"), self._shown)
        self.begin({"title": wish.title, "status": wish.status, "done": wish.done})
        voices = self._shown.voices
        voices.edit_wanted.connect(self._edit)
        voices.person_wanted.connect(self._open_person)
        voices.split_wanted.connect(self._split)
        voices.show_voices(asked.voices, session.today())
        shows = frozenset[type[Record]]({Wish, Feedback, Customer})
        self.freshness = Freshness(self, session, shows, self.refresh)

    def refresh(self) -> None:
        """Read who asked anew."""
        now, zone = self.session.now(), self.session.zone()
        self.session.read(partial(_read, self._wish.id, now, zone), self._show, self._leave)

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for."""
        moved = values["status"] is not self._wish.status
        changeset = edit_wish(
            self._wish,
            title=values["title"],
            status=values["status"],
            done=values["done"],
            moved_on=self.session.today() if moved else self._wish.moved_on,
        )
        return partial(_given, changeset)

    def done_sentence(self) -> str:
        """Say that it is kept."""
        title = short_title(self.values()["title"])
        return _("The wish is changed: {wish}").format(wish=title)

    def _show(self, found: tuple[Asked, str]) -> None:
        asked, money = found
        said = weight_words(weigh(asked.voices), partial(priced, currency=money))
        self._shown.weight.setText(said)
        self._shown.voices.show_voices(asked.voices, self.session.today())

    def _leave(self, _error: TrustJournalError) -> None:
        self.accept()

    def _edit(self, said: Feedback) -> None:
        FeedbackDialog(said, None, self.session, self.navigator, self).open()

    def _open_person(self, customer_id: UUID) -> None:
        self.reject()
        self.navigator.open_person(customer_id)

    def _split(self, said: Feedback) -> None:
        self.session.act(partial(_split, self._wish, said), self._told)

    def _told(self, _changeset: Changeset) -> None:
        self.navigator.tell(_("It stands by itself again."))


def _read(wish_id: UUID, now: datetime, zone: tzinfo, connection: Connection) -> tuple[Asked, str]:
    (asked,) = asked_again(connection, [wish_id])
    return weighed(connection, asked, now, zone), currency(connection)


def _split(wish: Wish, said: Feedback, connection: Connection) -> Changeset:
    (asked,) = asked_again(connection, [wish.id])
    return split(said, asked.wish or wish, len(asked.voices) - 1)


def _given(changeset: Changeset, _connection: Connection) -> Changeset:
    return changeset

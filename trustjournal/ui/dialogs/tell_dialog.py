"""Tells everyone who asked what came of it: what was done, in which words, and who hears it."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Channel
from trustjournal.domain.contact_words import channel_word
from trustjournal.domain.feedback import Asked, Voice
from trustjournal.domain.feedback_words import short_title, to_tell, voice_name
from trustjournal.i18n import _, ngettext
from trustjournal.services.feedback import Group, Telling, tell
from trustjournal.store import queries
from trustjournal.store.feedback import asked_again
from trustjournal.ui.dialogs.fields import ChoiceField, Field, LineField, NoteField
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.tick import TickBox

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class HearersField(Field):
    """Who hears of it: everyone who asked with how to reach them, each with a box to tick."""

    shape = frozenset[UUID]

    def __init__(self, voices: Sequence[Voice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        people: dict[Any, list[Voice]] = {}
        for voice in voices:
            people.setdefault(voice.person(), []).append(voice)
        self.boxes: list[tuple[TickBox, frozenset[UUID]]] = []
        column = QVBoxLayout()
        column.setSpacing(6)
        for said in people.values():
            box = TickBox(_hearer(said[0]))
            box.toggled.connect(self.edited)
            self.boxes.append((box, frozenset(one.feedback.id for one in said)))
            column.addWidget(box)
        self.row.addLayout(column, 1)
        if self.boxes:
            self.setFocusProxy(self.boxes[0][0])

    def value(self) -> frozenset[UUID]:
        """Return the ids of the feedback of those who hear of it."""
        ticked = (ids for box, ids in self.boxes if box.isChecked())
        return frozenset[UUID]().union(*ticked)

    def set_value(self, value: frozenset[UUID]) -> None:
        """Tick those who said any of these."""
        for box, ids in self.boxes:
            box.setChecked(bool(ids & value))


class TellDialog(FormDialog):
    """One act: a touchpoint with everyone who hears of it, and the wish told; Enter does it."""

    def __init__(
        self,
        asked: Asked,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Tell them: {wish}").format(wish=short_title(asked.title))
        super().__init__(title, ("tell", asked.id), session, navigator, parent)
        self._asked = asked
        self._written = ""
        untold = asked.untold() or list(asked.voices)
        channels = [(channel, channel_word(channel)) for channel in Channel]
        self.page.add("done", _("What you did"), LineField(_("Every jar has a lid now")))
        self.page.add("text", _("What you tell them, kept with each"), NoteField(3))
        self.page.add("channel", _("How"), ChoiceField(channels))
        self._hearers = HearersField(untold)
        self.page.add("hearers", _("Who hears of it"), self._hearers, _said_of(asked))
        self.save_button.setText(_("Tell them"))
        self.fields["done"].edited.connect(self._write)
        reachable = {
            voice.feedback.id for voice in untold if voice.feedback.customer_id or voice.contact
        }
        done = asked.wish.done if asked.wish else ""
        self.begin(
            {
                "done": done,
                "text": to_tell(asked, done) if done else "",
                "channel": Channel.EMAIL,
                "hearers": frozenset(reachable),
            }
        )
        self._written = self.fields["text"].value()

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what tells them."""
        telling = Telling(values["done"], values["text"], values["channel"])
        now, zone = self.session.now(), self.session.zone()
        return partial(_tell, self._asked.id, values["hearers"], telling, now, zone)

    def done_sentence(self) -> str:
        """Say how many heard of it."""
        count = sum(box.isChecked() for box, _ids in self._hearers.boxes)
        if not count:
            return _("Done: {wish}").format(wish=short_title(self._asked.title))
        said = ngettext("Told {count} person: {wish}", "Told {count} people: {wish}", count)
        return said.format(count=count, wish=short_title(self._asked.title))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self.save()
        else:
            super().keyPressEvent(event)

    def _write(self) -> None:
        """Let the words follow what was done, until the owner writes them by hand."""
        if self.fields["text"].value() == self._written:
            done = self.fields["done"].value()
            self._written = to_tell(self._asked, done) if done.strip() else ""
            self.fields["text"].set_value(self._written)


def _hearer(voice: Voice) -> str:
    if voice.feedback.customer_id is None:
        where = voice.feedback.link or _("no way to reach them is known")
        return _("{name}, no customer: {where}").format(name=voice_name(voice), where=where)
    parts = (voice_name(voice), voice.company, voice.contact or _("no phone or e-mail"))
    return ", ".join(part for part in parts if part)


def _said_of(asked: Asked) -> str:
    told = len(asked.voices) - len(asked.untold())
    if not told or not asked.untold():
        return ""
    said = ngettext("{count} heard of it already.", "{count} heard of it already.", told)
    return said.format(count=told)


def _tell(
    which: UUID,
    heard: frozenset[UUID],
    telling: Telling,
    now: datetime,
    zone: ZoneInfo,
    connection: Connection,
) -> Changeset:
    (asked,) = asked_again(connection, [which])
    group = Group.of(asked)
    told = [said for said in group.voices if said.id in heard]
    people = {said.customer_id for said in told if said.customer_id is not None}
    customers = queries.customers_by_id(connection, people)
    check_ins = queries.check_ins_of(connection, people)
    return tell(group, told, customers, check_ins, telling, now, zone.key)

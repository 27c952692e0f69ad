"""The rows of the palette: what was found in the journal, in words, with what opens it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from trustjournal.domain import words as say
from trustjournal.domain.needs_words import topic_word
from trustjournal.domain.organising import Attachment
from trustjournal.domain.records import (
    Answer,
    CheckIn,
    Customer,
    Evening,
    Feedback,
    Gesture,
    Promise,
    Record,
    Recovery,
    Review,
    Template,
    Touchpoint,
    Wish,
)
from trustjournal.domain.search_marks import Marked, excerpt, marked
from trustjournal.domain.search_query import Words
from trustjournal.i18n import _
from trustjournal.store.finding import Hit
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.widgets.touch_words import past_day, touch_icon

_ASIDE = " · "


@dataclass(frozen=True, slots=True)
class FindRow:
    """One row: its words with the found ones marked, what stands beside, and what Return does.

    `key` tells it from all others; `face` is the name whose avatar it shows instead of an icon.
    """

    key: object
    section: str
    title: Marked
    open: Callable[[], object] = field(compare=False)
    text: Marked | None = None
    aside: str = ""
    icon: str = ""
    face: str = ""

    @property
    def spoken(self) -> str:
        """The whole row, to be read aloud."""
        parts = (self.title.text, self.text.text if self.text else "", self.aside)
        return ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class _Look:
    """How the hits of one kind are shown."""

    section: str
    icon: str
    words: Sequence[str]
    day: str = ""


_LOOKS: dict[type[Record], _Look] = {
    Promise: _Look(_("Promises"), "handshake", ("text", "delivered", "fix"), "made_on"),
    Gesture: _Look(_("Gestures"), "gift", ("title", "occasion", "note", "text"), "given_on"),
    Feedback: _Look(_("Feedback"), "quote", ("text", "author", "link"), "heard_on"),
    Wish: _Look(_("Wishes"), "star", ("title", "done"), "moved_on"),
    Recovery: _Look(_("Put right"), "circle-alert", ("about",), "noticed_at"),
    Review: _Look(_("Lost customers"), "history", ("reason", "lesson"), "lost_on"),
    Answer: _Look(_("Needs and fairness"), "circle-help", ("text", "done"), "answered_at"),
    CheckIn: _Look(_("Check-ins"), "calendar-clock", ("about", "snooze_words"), "due_on"),
    Evening: _Look(_("Evening pages"), "moon", ("text",), "on"),
    Template: _Look(_("Letters"), "stamp", ("title", "subject", "text")),
    Attachment: _Look(_("Files"), "paperclip", ("name",), "added_on"),
}


@dataclass(frozen=True, slots=True)
class Rows:
    """Makes rows of hits, for whoever looks for `words` on the day `today` in `zone`."""

    navigator: Navigator
    words: Sequence[Words]
    today: date
    zone: ZoneInfo

    def of(self, hit: Hit) -> FindRow:
        """Return the row of something found."""
        if isinstance(hit.record, Customer):
            return self._person(hit.record)
        if isinstance(hit.record, Touchpoint):
            return self._note(hit.record, hit.names)
        return self._other(hit.record, hit.names)

    def _person(self, who: Customer) -> FindRow:
        title = marked(who.name, self.words)
        told = None if title.marks else self._found_in(_told(who))
        go = partial(self.navigator.open_person, who.id)
        company = "" if told and told.text == who.company else who.company
        return FindRow(who.id, _("People"), title, go, told, company, face=who.name)

    def _note(self, touch: Touchpoint, names: Sequence[str]) -> FindRow:
        day = past_day(touch.happened_at.astimezone(self.zone).date(), self.today)
        return FindRow(
            touch.id,
            _("Notes"),
            excerpt(touch.note, self.words) if touch.note else Marked(_("No note")),
            partial(self.navigator.edit, touch),
            Marked(say.people(names)),
            say.sentence(day),
            touch_icon(touch),
        )

    def _other(self, record: Record, names: Sequence[str]) -> FindRow:
        look = _LOOKS[type(record)]
        texts = [str(getattr(record, name)) for name in look.words]
        found = self._found_in(texts) or Marked(next(filter(None, texts), look.section))
        whom = say.people(names) if names else ""
        if isinstance(record, Answer):
            whom = _ASIDE.join(filter(None, (whom, topic_word(record.topic))))
        day = self._day(getattr(record, look.day, None))
        text = Marked(whom) if whom else None
        return FindRow(
            record.id, look.section, found, partial(self._open, record), text, day, look.icon
        )

    def _found_in(self, texts: Sequence[str]) -> Marked | None:
        """Return the first of the texts in which a word stands, else the first there is."""
        shown = [excerpt(text, self.words) for text in texts if text.strip()]
        return next((one for one in shown if one.marks), shown[0] if shown else None)

    def _day(self, day: Any) -> str:
        if isinstance(day, datetime):
            day = day.astimezone(self.zone).date()
        return say.sentence(past_day(day, self.today)) if day else ""

    def _open(self, record: Record) -> None:
        match record:
            case Wish():
                self.navigator.open_page("feedback", record)
            case Evening():
                self.navigator.open_page("evening", record)
            case Template():
                self.navigator.open_page("letters", record)
            case Review(customer_id=customer_id):
                self.navigator.review_loss(customer_id, record)
            case Promise() | Gesture() | Feedback() | CheckIn():
                self.navigator.edit(record)
            case _:
                self.navigator.open_page("person", record)


def _told(who: Customer) -> list[str]:
    """Return what is known of somebody besides the name, a text each."""
    return [
        who.company,
        who.role,
        ", ".join(who.tags),
        who.note,
        who.loves,
        who.avoids,
        who.prefers,
        who.family,
        who.gift_policy,
        *(one.value for one in (*who.phones, *who.emails, *who.links)),
        *(", ".join(filter(None, (one.street, one.city, one.country))) for one in who.addresses),
        *(one.value for one in who.custom),
    ]

"""Wishes as cards and rows: what they ask for, how much is behind it, and how far it has come."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.choices import FeedbackSource, WishStatus
from trustjournal.domain.feedback import Asked, weigh
from trustjournal.domain.feedback_words import (
    heard_words,
    names,
    standing_words,
    status_word,
    weight_words,
)
from trustjournal.domain.records import Feedback, Wish
from trustjournal.i18n import _, ngettext
from trustjournal.store.feedback import Heard, read_heard
from trustjournal.ui.models.plan_model import Column, Content, Entry, Section
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.money_words import priced
from trustjournal.ui.widgets.touch_words import past_day

SOURCE_ICONS = {
    FeedbackSource.CONVERSATION: "message-circle",
    FeedbackSource.FORUM: "users",
    FeedbackSource.QUESTION: "circle-help",
    FeedbackSource.RATING: "star",
    FeedbackSource.REVIEW: "star",
    FeedbackSource.SURVEY: "file-text",
    FeedbackSource.COMPLAINT: "circle-alert",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WishEntry(Entry):
    """A wish, or one who asked alone; `customer_id` is the first of them in the journal.

    Where none of them is, it is the id of the record itself, and `has_person` is False.
    """

    asked: Asked
    has_person: bool


def board_columns() -> tuple[Column, ...]:
    """Return the path of a wish as the columns of a board."""
    empty = {
        WishStatus.HEARD: _("Nothing waits to be heard."),
        WishStatus.DECIDING: _("What will you do about it?"),
        WishStatus.DOING: _("Nothing is being done."),
        WishStatus.TOLD: _("Move a wish here to tell everyone who asked."),
    }
    return tuple(Column(str(one), status_word(one), empty[one]) for one in WishStatus)


def place(entry: Entry) -> str:
    """Return the column that an entry stands in."""
    return str(asked_of(entry).status)


def asked_of(entry: Entry) -> Asked:
    """Return what an entry of this page is about."""
    if not isinstance(entry, WishEntry):
        raise TypeError(f"no wish: {type(entry).__name__}")
    return entry.asked


def has_person(entry: Entry) -> bool:
    """Tell whether somebody in the journal asked for it."""
    return isinstance(entry, WishEntry) and entry.has_person


def is_wish(entry: Entry) -> bool:
    """Tell whether it is a wish, and not one who asked alone."""
    return isinstance(entry.record, Wish)


def is_alone(entry: Entry) -> bool:
    """Tell whether it is one who asked alone."""
    return isinstance(entry.record, Feedback)


def feedback_content(connection: Connection, now: datetime) -> Content:
    """Return the page of wishes; it runs on the worker."""
    zone = now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else ZoneInfo("UTC")
    found = read_heard(connection, now, zone)
    today = now.date()
    entry = partial(_entry, today=today, currency=found.currency)
    wishes = [entry(one) for one in found.wishes]
    alone = [entry(one) for one in found.alone]
    sections = [
        Section(status_word(status), [one for one in wishes if one.asked.status is status])
        for status in WishStatus
    ]
    sections[0] = Section(sections[0].title, [*sections[0].entries, *alone])
    return Content(_lead(found), sections)


def _lead(found: Heard) -> str:
    number = QLocale().toString
    wishes = sum(one.status is not WishStatus.TOLD for one in found.wishes)
    alone = len(found.alone) + found.more_alone
    said: list[str] = []
    if wishes:
        words_of_them = ngettext("One wish is open.", "{count} wishes are open.", wishes)
        said.append(words_of_them.format(count=number(wishes)))
    if alone:
        more = ngettext("One voice stands by itself.", "{count} voices stand by themselves.", alone)
        said.append(more.format(count=number(alone)))
    if found.more_alone:
        newest = _("Of these the newest {count} are shown.")
        said.append(newest.format(count=number(len(found.alone))))
    if not said and found.wishes:
        return _("Everyone heard what came of it.")
    return " ".join(said)


def _entry(asked: Asked, today: date, currency: str) -> WishEntry:
    known = [voice for voice in asked.voices if voice.feedback.customer_id is not None]
    first = known[0].feedback.customer_id if known else None
    weight, money = weigh(asked.voices), partial(priced, currency=currency)
    state, icon, tone = _state(asked, weight_words(weight, money))
    newest = asked.voices[0].feedback if asked.voices else None
    return WishEntry(
        key=asked.id,
        customer_id=first or asked.id,
        person=names(asked.voices) or _("Nobody"),
        record=asked.wish or (newest if newest else None),
        kind=_kind(asked),
        icon="quote" if asked.wish else SOURCE_ICONS[_source(newest)],
        icon_tone=_icon_tone(asked, newest),
        title=words.sentence(" ".join(asked.title.split())),
        aside=names(asked.voices),
        state=state,
        state_icon=icon,
        state_tone=tone,
        text=_text(asked, newest, standing_words(weight, money)),
        when=_when(asked, newest, today),
        asked=asked,
        has_person=first is not None,
    )


def _source(newest: Feedback | None) -> FeedbackSource:
    return newest.source if newest else FeedbackSource.CONVERSATION


def _kind(asked: Asked) -> str:
    """Return what the page narrows its rows by: wishes of several, or one source."""
    return str(asked.voices[0].feedback.source) if asked.voices else ""


def _icon_tone(asked: Asked, newest: Feedback | None) -> Tone:
    if asked.wish is None and _source(newest) is FeedbackSource.COMPLAINT:
        return Tone.CLAY
    return Tone.MUTED if asked.status is WishStatus.TOLD else Tone.ACCENT


def _state(asked: Asked, weight: str) -> tuple[str, str, Tone]:
    if asked.wish is None:
        complaint = _source(asked.voices[0].feedback) is FeedbackSource.COMPLAINT
        return heard_words(asked.voices[0].feedback), "", Tone.CLAY if complaint else Tone.MUTED
    untold = len(asked.untold())
    if asked.status is WishStatus.TOLD and untold:
        said = ngettext("{count} has not heard yet", "{count} have not heard yet", untold)
        return said.format(count=untold), "clock", Tone.GOLD
    if asked.status is WishStatus.TOLD:
        return weight, "check", Tone.ACCENT
    return weight, "users", Tone.MUTED


def _text(asked: Asked, newest: Feedback | None, standing: str) -> str:
    if asked.wish is None:
        return standing
    return asked.wish.done or (newest.text if newest else "")


def _when(asked: Asked, newest: Feedback | None, today: date) -> str:
    day = asked.wish.moved_on if asked.wish and asked.wish.moved_on else None
    day = day or (newest.heard_on if newest else None)
    return words.sentence(past_day(day, today)) if day else ""

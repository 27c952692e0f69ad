"""Losses as rows: those still to be looked back at, whom to win back, and what was learned."""

from datetime import date, datetime

from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.records import Customer, Review
from trustjournal.domain.reviews_words import summary
from trustjournal.i18n import _, ngettext
from trustjournal.store.reviews import read_losses
from trustjournal.ui.models.plan_model import Content, Entry, Section
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.touch_words import past_day

WAITING, REVIEWED, WON_BACK = "waiting", "reviewed", "won_back"
"""Kinds of row: not looked back at yet, looked back at, and won back since."""


def reviews_content(connection: Connection, now: datetime) -> Content:
    """Return the page of losses; it runs on the worker."""
    today = now.date()
    found = read_losses(connection)
    rows = [_reviewed(review, who, today) for review, who in found.reviewed]
    ahead = [row for row in rows if _tries_again(row, today)]
    sections = (
        Section(_("Not looked back at yet"), [_waiting(who, today) for who in found.waiting]),
        Section(_("To win back"), sorted(ahead, key=_by_day)),
        Section(_("Looked back at"), [row for row in rows if row not in ahead]),
    )
    return Content(_lead([review for review, _who in found.reviewed], len(found.waiting)), sections)


def is_reviewed(entry: Entry) -> bool:
    """Return whether the row is a review, not a loss that waits for one."""
    return isinstance(entry.record, Review)


def _lead(reviews: list[Review], waiting: int) -> str:
    still = ngettext(
        "One loss waits to be looked back at.",
        "{count} losses wait to be looked back at.",
        waiting,
    ).format(count=waiting)
    return " ".join(part for part in (summary(reviews), still if waiting else "") if part)


def _tries_again(entry: Entry, today: date) -> bool:
    review = entry.record
    return (
        isinstance(review, Review)
        and review.won_back_on is None
        and review.win_back_on is not None
        and (today - review.win_back_on).days < 365
    )


def _by_day(entry: Entry) -> date:
    review = entry.record
    return (review.win_back_on if isinstance(review, Review) else None) or date.max


def _waiting(who: Customer, today: date) -> Entry:
    return Entry(
        key=who.id,
        customer_id=who.id,
        person=who.name,
        title=who.name,
        kind=WAITING,
        aside=who.company,
        text=_("What happened, and what do you learn from it?"),
        when=_("Lost {day}").format(day=past_day(who.lost_on, today)) if who.lost_on else _("Lost"),
    )


def _reviewed(review: Review, who: Customer, today: date) -> Entry:
    state, icon, tone = review.reason, "quote", Tone.MUTED
    under = ""
    if review.won_back_on is not None:
        under = _("Won back {day}").format(day=past_day(review.won_back_on, today))
        icon, tone = "heart-handshake", Tone.ACCENT
    elif review.win_back_on is not None:
        under = _("Try again {day}").format(day=words.on(review.win_back_on, today))
    return Entry(
        key=review.id,
        customer_id=who.id,
        person=who.name,
        title=who.name,
        record=review,
        kind=WON_BACK if review.won_back_on else REVIEWED,
        state=state,
        state_icon=icon,
        state_tone=tone,
        text=review.lesson.replace("\n", " "),
        when=_("Lost {day}").format(day=past_day(review.lost_on, today)),
        under=under,
    )

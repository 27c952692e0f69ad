"""Those whom nobody thanked in a year as rows to show, under the stage of their trust."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QLocale
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.depth_stage import shown, stage_of
from trustjournal.domain.giving_words import unthanked as last_thanked
from trustjournal.i18n import _, ngettext
from trustjournal.store import queries
from trustjournal.store.thanks import Unthanked, unthanked
from trustjournal.ui.models.plan_model import Content, Entry, Section
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.money_words import priced

NEVER, LONG_AGO = "never", "long_ago"
"""Kinds of row: nobody ever thanked them, and once somebody did."""


def thanks_content(connection: Connection, now: datetime) -> Content:
    """Return the page of those to thank; it runs on the worker. `now` is aware and local."""
    currency = queries.preferences(connection).currency
    people = unthanked(connection, now, now.tzinfo or UTC)
    stages = dict.fromkeys(stage_of(one.depth) for one in people)
    sections = [
        Section(
            stage.word,
            [_entry(one, now.date(), currency) for one in people if stage_of(one.depth) is stage],
        )
        for stage in stages
    ]
    return Content(_lead(people), sections)


def _lead(people: list[Unthanked]) -> str:
    if not people:
        return ""
    said = ngettext(
        "One person has had no thank-you from you in a year. The deepest trust comes first.",
        "{count} people have had no thank-you from you in a year. The deepest trust comes first.",
        len(people),
    )
    return said.format(count=QLocale().toString(len(people)))


def _entry(one: Unthanked, today: date, currency: str) -> Entry:
    never = one.thanked_on is None
    since = "" if one.known_since is None else words.span((today - one.known_since).days)
    worth = _("{amount} a year")
    return Entry(
        key=one.id,
        customer_id=one.id,
        person=one.name,
        kind=NEVER if never else LONG_AGO,
        title=one.name,
        aside=one.company,
        state=last_thanked(one.thanked_on, today),
        state_icon="hand-heart",
        state_tone=Tone.GOLD if never else Tone.MUTED,
        text=_("In touch for {span}").format(span=since) if since else "",
        when=_("Depth {depth}").format(depth=shown(one.depth)),
        when_tone=Tone.INK,
        under=""
        if one.yearly_value is None
        else worth.format(amount=priced(one.yearly_value, currency)),
    )

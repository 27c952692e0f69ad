"""People without any rhythm as rows: who was longest not in touch first."""

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QLocale
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.choices import Stage
from trustjournal.domain.depth_stage import shown, stage_of
from trustjournal.i18n import _, ngettext
from trustjournal.store import queries
from trustjournal.store.check_ins import Untended, read_untended
from trustjournal.ui.models.plan_model import Content, Entry, Section
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.money_words import priced
from trustjournal.ui.widgets.record_words import customer_stage_word


@dataclass(frozen=True, slots=True)
class UntendedContent(Content):
    """What the page shows; `nobody` says that the journal has no people at all."""

    nobody: bool


def untended_content(connection: Connection, now: datetime) -> UntendedContent:
    """Return the page of those losing touch; it runs on the worker. `now` is aware and local."""
    found = read_untended(connection, now)
    currency = queries.preferences(connection).currency
    today = now.date()
    met = [_entry(one, currency, today) for one in found if one.last_touch_at is not None]
    unmet = [_entry(one, currency, today) for one in found if one.last_touch_at is None]
    sections = [Section(_("Longest not in touch"), met), Section(_("Not spoken yet"), unmet)]
    nobody = not queries.has_people(connection)
    return UntendedContent(_lead(len(found)), sections, nobody)


def _entry(one: Untended, currency: str, today: date) -> Entry:
    at = one.last_touch_at
    since = "" if at is None else words.ago((today - at.date()).days)
    value = "" if one.yearly_value is None else priced(one.yearly_value, currency)
    return Entry(
        key=one.who.id,
        customer_id=one.who.id,
        person=one.who.name,
        kind=one.who.stage,
        title=one.who.name,
        aside=one.who.company,
        state=_("Last spoke {ago}").format(ago=since) if since else _("Not spoken yet"),
        state_icon="clock",
        text=customer_stage_word(one.who.stage) if one.who.stage is Stage.PROSPECT else "",
        when=_("{word} · {depth}").format(
            word=stage_of(one.depth).word, depth=QLocale().toString(shown(one.depth))
        ),
        when_tone=Tone.INK,
        under=_("{amount} a year").format(amount=value) if value else "",
    )


def _lead(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return _("One person has no rhythm yet. How often would they like to hear from you?")
    said = ngettext(
        "{count} person has no rhythm yet. Give one to those you want to keep.",
        "{count} people have no rhythm yet. Give one to those you want to keep.",
        count,
    )
    return said.format(count=QLocale().toString(count))

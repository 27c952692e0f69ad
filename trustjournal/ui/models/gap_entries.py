"""What came otherwise than promised, as rows by where it is to be mended."""

from datetime import date, datetime

from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.choices import Cause, PromiseOutcome
from trustjournal.domain.promise_words import cause_word, ended, gaps_told
from trustjournal.domain.records import Promise
from trustjournal.i18n import _
from trustjournal.store.plans import Who
from trustjournal.store.promises import read_gaps
from trustjournal.ui.models.plan_model import Column, Content, Entry, Section
from trustjournal.ui.models.promise_entries import outcome_sign
from trustjournal.ui.widgets.touch_words import past_day

UNNAMED, MENDED = "unnamed", "mended"
"""Kinds of row and columns: without a cause yet, and put right; else the cause is."""


def gaps_content(connection: Connection, now: datetime) -> Content:
    """Return the page of gaps; it runs on the worker."""
    today = now.date()
    found = read_gaps(connection, today)
    entries = [_entry(one, who, today) for one, who in (*found.unmended, *found.mended)]
    sections = [
        Section(column.title, [entry for entry in entries if entry.kind == column.key])
        for column in columns()
    ]
    lead = gaps_told(found.this_year)
    return Content(lead or (_("No gap this year.") if entries else ""), sections)


def columns() -> tuple[Column, ...]:
    """Return the columns of the board; their keys are the kinds of the rows."""
    return (
        Column(UNNAMED, cause_word(None), _("Every gap has its cause.")),
        *(Column(cause, cause_word(cause), _("Nothing to mend here.")) for cause in Cause),
        Column(MENDED, _("Mended"), _("Nothing was mended yet.")),
    )


def is_mended(entry: Entry) -> bool:
    """Return whether what led to the gap was put right."""
    return entry.kind == MENDED


def _entry(one: Promise, who: Who, today: date) -> Entry:
    icon, tone = outcome_sign(one.outcome or PromiseOutcome.KEPT)
    cause = UNNAMED if one.gap is None else str(one.gap)
    return Entry(
        key=one.id,
        customer_id=who.id,
        person=who.name,
        record=one,
        kind=cause if one.fixed_on is None else MENDED,
        title=words.sentence(one.text),
        aside=_("to {name}").format(name=who.name),
        state=ended(one),
        state_icon=icon,
        state_tone=tone,
        text="  ·  ".join(part for part in (_delivered(one), _fix(one)) if part),
        when=words.sentence(past_day(one.settled_on or one.made_on, today)),
        under=_mended(one, today),
    )


def _delivered(one: Promise) -> str:
    return _("Delivered: {what}").format(what=one.delivered) if one.delivered else ""


def _fix(one: Promise) -> str:
    return _("To mend: {fix}").format(fix=one.fix) if one.fix and one.fixed_on is None else one.fix


def _mended(one: Promise, today: date) -> str:
    if one.fixed_on is None:
        return ""
    return _("Mended {day}").format(day=past_day(one.fixed_on, today))

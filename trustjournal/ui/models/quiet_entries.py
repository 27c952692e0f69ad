"""Everyone who is quiet as rows to show, the most worth a call first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from PySide6.QtCore import QLocale
from sqlalchemy import Connection

from trustjournal.charts.rhythm_picture import RhythmPicture, picture
from trustjournal.domain.rhythm import Flag, Rhythm
from trustjournal.domain.rhythm_words import flagged, told
from trustjournal.i18n import _, ngettext
from trustjournal.store.quiet import Quiet, Standing, quiet
from trustjournal.ui.models.plan_model import Content, Entry, Section
from trustjournal.ui.palette import Tone

_TONES = {Flag.QUIET: Tone.GOLD, Flag.GONE_QUIET: Tone.CLAY}
_ICONS = {Flag.QUIET: "moon", Flag.GONE_QUIET: "alarm-clock", Flag.OVERDUE: "bell"}


@dataclass(frozen=True, slots=True)
class QuietContent(Content):
    """What the page shows, and what it needs to picture the one who is selected."""

    standings: Mapping[UUID, Standing]
    rhythm: Rhythm
    today: date
    too_early: bool
    nobody: bool

    def picture_of(self, customer_id: UUID) -> RhythmPicture | None:
        """Return the rhythm of somebody on the page; None where they are not on it."""
        one = self.standings.get(customer_id)
        return one and standing_picture(one, self.rhythm, self.today)


def standing_picture(one: Standing, whole: Rhythm, today: date) -> RhythmPicture:
    """Return how it stands with one person, as the strip and the chart show it."""
    return picture(
        one.customer.name,
        one.known,
        one.silence,
        whole,
        today,
        longest_gap=one.longest_gap,
        flag=one.flag,
    )


def quiet_content(connection: Connection, now: datetime) -> QuietContent:
    """Return the page of those gone quiet; it runs on the worker. `now` is aware and local."""
    found = quiet(connection, now, now.tzinfo or UTC)
    reached = found.reached
    waiting = [_entry(one) for one in found.standings if one.customer.id not in reached]
    resting = [_entry(one) for one in found.standings if one.customer.id in reached]
    return QuietContent(
        lead=_lead(found),
        sections=[
            Section(_("Worth a call"), waiting),
            Section(_("You reached out this week"), resting),
        ],
        standings={one.customer.id: one for one in found.standings},
        rhythm=found.rhythm,
        today=now.date(),
        too_early=found.too_early,
        nobody=found.nobody,
    )


def _entry(one: Standing) -> Entry:
    who = one.customer
    back = one.silence.back_within if one.silence else 0.0
    return Entry(
        key=who.id,
        customer_id=who.id,
        person=who.name,
        kind=one.flag,
        title=who.name,
        aside=who.company,
        state=flagged(one.flag),
        state_icon=_ICONS.get(one.flag, ""),
        state_tone=_TONES.get(one.flag, Tone.MUTED),
        text=told("", one.known, one.silence, one.chance, longest_gap=one.longest_gap),
        when=_("{percent} % back").format(percent=QLocale().toString(round(back * 100))),
        when_tone=Tone.INK,
        under=_("within a month"),
    )


def _lead(found: Quiet) -> str:
    count = len(found.standings)
    if not count:
        return ""
    people = ngettext(
        "{count} person has been silent for longer than usual.",
        "{count} people have been silent for longer than usual. First those who may well come "
        "back and are worth most to you.",
        count,
    )
    return people.format(count=QLocale().toString(count))

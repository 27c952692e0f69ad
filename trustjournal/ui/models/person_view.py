"""Everything the page of one person shows, gathered away from the window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.charts import depth_picture
from trustjournal.charts.depth_picture import DepthPicture, Mark
from trustjournal.domain import agenda, depth
from trustjournal.domain.agenda import Card
from trustjournal.domain.chance_words import next_time
from trustjournal.domain.choices import (
    GestureStatus,
    PromiseOutcome,
    Side,
)
from trustjournal.domain.depth_stage import DepthStage, shown, stage_of
from trustjournal.domain.evidence import day_began
from trustjournal.domain.ledger_words import Source
from trustjournal.domain.records import (
    Gesture,
    Promise,
    Recovery,
    Touchpoint,
)
from trustjournal.i18n import _
from trustjournal.store import organising, people
from trustjournal.store.base_rates import base_rate
from trustjournal.store.cadences import planned
from trustjournal.store.depths import depths
from trustjournal.store.organising import ALONE, Belonging
from trustjournal.store.people import Story, depth_settings
from trustjournal.ui.models.person_open import NOTHING, Open, closed, read_open
from trustjournal.ui.widgets import depth_words
from trustjournal.ui.widgets.touch_words import past_day

Event = Touchpoint | Promise | Gesture | Recovery

_ENDED = frozenset({PromiseOutcome.KEPT, PromiseOutcome.LATE, PromiseOutcome.BROKEN})


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person whole: `timeline` is what happened, newest first; `now` is aware and local."""

    story: Story
    score: float
    timeline: tuple[Event, ...]
    ahead: tuple[Card, ...]
    now: datetime
    zone: tzinfo
    open: Open = NOTHING
    belonging: Belonging = ALONE

    @property
    def today(self) -> date:
        """The day it is for the owner."""
        return self.now.date()

    @property
    def stage(self) -> DepthStage:
        """How deep the trust is, in a word."""
        return stage_of(self.score)

    def open_promises(self) -> list[Promise]:
        """Return the promises without an outcome, the most urgent first."""
        found = [
            promise
            for promise in self.story.promises
            if promise.by is Side.US and promise.outcome is None
        ]
        return sorted(found, key=lambda one: (one.due_on or date.max, one.made_on))


def read_person(
    customer_id: UUID, now: datetime, zone: tzinfo, connection: Connection
) -> PersonView:
    """Return what the page shows, but for the chart; `zone` is where the owner's days begin.

    Raises:
        NotFound: they are not, or no longer, in the journal.
    """
    story = people.story(connection, customer_id)
    settings = depth_settings(story.preferences)
    scores = depths(connection, now, settings, zone=zone, customer_ids=[customer_id])
    return PersonView(
        story=story,
        score=scores.get(customer_id, depth.from_sums({}, settings)),
        timeline=tuple(timeline(story, zone)),
        ahead=tuple(_ahead(connection, story, now, zone)),
        now=now,
        zone=zone,
        open=read_open(story, now, zone),
        belonging=organising.belonging(connection, customer_id, now),
    )


def _ahead(connection: Connection, story: Story, now: datetime, zone: tzinfo) -> list[Card]:
    """Return what comes up, with the check-in that a tag or their stage asks for."""
    asked = planned(connection, now, zone, customer_ids=[story.customer.id])
    check_in = next(iter(asked), None)
    return agenda.coming_up(
        story.customer,
        story.check_in,
        story.promises,
        story.gestures,
        now.date(),
        every_days=check_in and check_in.cadence.every_days,
        shows_on=check_in and check_in.shows_on,
    )


def timeline(story: Story, zone: tzinfo) -> list[Event]:
    """Return what happened, newest first: touchpoints, given gestures, ended promises, unease."""
    dated: list[tuple[datetime, UUID, Event]] = [
        (touch.happened_at, touch.id, touch) for touch in story.touchpoints
    ]
    dated += [
        (day_began(gesture.given_on, zone), gesture.id, gesture)
        for gesture in story.gestures
        if gesture.status is GestureStatus.GIVEN and gesture.given_on is not None
    ]
    dated += [
        (day_began(promise.settled_on, zone), promise.id, promise)
        for promise in story.promises
        if promise.outcome in _ENDED and promise.settled_on is not None
    ]
    dated += [(day_began(day, zone), one.id, one) for day, one in closed(story.recoveries)]
    dated.sort(key=lambda one: one[:2], reverse=True)
    return [event for _at, _id, event in dated]


_SHORTEST, _YEAR = timedelta(days=30), timedelta(days=365)


@dataclass(frozen=True, slots=True)
class DepthChart:
    """The depth of one person over time: a `Chart` for the canvas, and the words around it."""

    view: PersonView
    picture: DepthPicture
    events: Mapping[UUID, Source]
    headline: str
    likely: str
    chance: str
    moved: str
    description: str
    older: bool
    """Whether something happened before the year that a chart shows unless asked for all."""

    @property
    def title(self) -> str:
        """What the chart is called."""
        return _("Depth of trust: {name}").format(name=self.picture.name)

    @property
    def columns(self) -> Sequence[str]:
        """The heads of the chart as a table."""
        return (_("Day"), _("What happened"), _("Depth moved by"))

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """The marks as a table, newest first."""
        return [
            (self._day(mark), mark.label, depth_words.points(mark.jump))
            for mark in reversed(self.picture.marks)
        ]

    def draw(self, figure: Any, style: Any) -> Any:
        """Draw it; imports matplotlib."""
        from trustjournal.charts import depth_chart

        return depth_chart.draw(figure, self.picture, style)

    def words(self, mark: Mark) -> tuple[str, str]:
        """Return what a mark is, and when it was with what it moved."""
        return mark.label, f"{self._day(mark)} · {depth_words.moved_by(mark.jump)}"

    def save(self, path: Path) -> None:
        """Write it to a file; imports matplotlib."""
        from trustjournal.charts import depth_file

        depth_file.save(self.picture, path)

    def sources(self, mark: Mark) -> list[Source]:
        """Return the records a mark stands for, each once."""
        return [self.events[source] for source in dict.fromkeys(mark.sources)]

    def _day(self, mark: Mark) -> str:
        now = self.picture.now
        return past_day(mark.at.astimezone(now.tzinfo).date(), now.date())


def chart_depth(view: PersonView, whole: bool, connection: Connection) -> DepthChart:
    """Return the chart of a person's last year, or of the `whole` time.

    Takes a second for thousands of events.
    """
    story, settings = view.story, depth_settings(view.story.preferences)
    known = story.evidence(view.zone)
    moments = [*(item.at for item in known), *(touch.happened_at for touch in story.touchpoints)]
    began = min(moments, default=view.now)
    picture = depth_picture.picture(
        story.touchpoints,
        story.promises,
        story.gestures,
        story.answers,
        now=view.now.astimezone(view.zone),
        settings=settings,
        since=min(began, view.now - _SHORTEST) if whole else None,
        name=story.customer.name,
    )
    told = (*story.touchpoints, *story.promises, *story.gestures, *story.answers)
    events: dict[UUID, Source] = {event.id: event for event in told}
    last = picture.samples[-1]
    usual = base_rate(connection, view.now, view.zone)
    chance = depth.next_goes_well(known, view.now, usual, settings)
    return DepthChart(
        view=view,
        picture=picture,
        events=events,
        headline=depth_picture.headline(picture),
        likely=_("Depth {depth}, likely {low} to {high}.").format(
            depth=shown(last.score), low=round(last.low), high=round(last.high)
        ),
        chance=next_time(chance),
        moved=depth_words.moved_most(picture, events),
        description=depth_picture.describe(picture),
        older=began < view.now - _YEAR,
    )

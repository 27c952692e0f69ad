"""Everything the look back at a lost customer shows, gathered away from the window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.choices import Stage
from trustjournal.domain.evidence import day_began
from trustjournal.domain.ledger_words import Source, event_name, own_words
from trustjournal.domain.records import Answer, Gesture, Promise, Review, Touchpoint
from trustjournal.domain.reviews import candidates
from trustjournal.domain.reviews_words import reasons, turn_words
from trustjournal.i18n import _
from trustjournal.store import queries
from trustjournal.store.people import Story, depth_settings
from trustjournal.store.reviews import path_of
from trustjournal.ui.models.ledger import Ledger, ledger_of
from trustjournal.ui.models.person_view import DepthChart, PersonView, chart_depth, read_person
from trustjournal.ui.widgets.touch_words import beginning

_WORDS = 90  # characters of the owner's own words


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment at which it may have turned: the day, the record behind it, and both in words."""

    on: date
    source_id: UUID | None
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class LossView:
    """One loss: the whole story with its depth, what may be the turn, and what was written."""

    view: PersonView
    chart: DepthChart
    ledger: Ledger
    moments: Sequence[Moment]
    reasons: Sequence[str]
    review: Review | None
    records: Mapping[UUID, Source]

    @property
    def _marked_on(self) -> date:
        return self.view.story.customer.lost_on or self.view.today

    @property
    def lost_on(self) -> date:
        """The day they were lost: today where they are not marked as lost yet."""
        return self.review.lost_on if self.review else self._marked_on

    def moment(self, source_id: UUID, on: date | None = None) -> Moment:
        """Return the moment of a record, by the day that it was known."""
        record = self.records[source_id]
        day = on or _day_of(record, self.view.zone)
        return Moment(day, source_id, _told(record, day, self.view.today))


def read_loss(
    customer_id: UUID,
    review: Review | None,
    now: datetime,
    zone: tzinfo,
    connection: Connection,
) -> LossView:
    """Return what the look back shows; takes a moment for thousands of events.

    Without a `review`, it is the one of their loss now, where there is one.

    Raises:
        NotFound: they are not, or no longer, in the journal.
    """
    view = read_person(customer_id, now, zone, connection)
    story = view.story
    told = (*story.touchpoints, *story.promises, *story.gestures, *story.answers)
    records: dict[UUID, Source] = {one.id: one for one in told}
    review = review or _of_this_loss(story)
    lost_on = review.lost_on if review else story.customer.lost_on or view.today
    seen = min(now, datetime.combine(lost_on + timedelta(days=1), time.min, zone))
    found = candidates(path_of(story, seen, zone), depth_settings(story.preferences))
    moments = [
        Moment(
            one.on,
            one.source_id,
            _told(records[one.source_id], one.on, view.today),
            turn_words(one),
        )
        for one in found
    ]
    return LossView(
        view=view,
        chart=chart_depth(view, True, connection),
        ledger=ledger_of(view),
        moments=moments,
        reasons=reasons(story.preferences.loss_reasons, queries.all_of(connection, Review)),
        review=review,
        records=records,
    )


def _of_this_loss(story: Story) -> Review | None:
    who = story.customer
    if who.stage is not Stage.LOST:
        return None
    same = (one for one in story.reviews if who.lost_on in {None, one.lost_on})
    return next(same, None)


def _told(record: Source, on: date, today: date) -> str:
    at = record.happened_at if isinstance(record, Touchpoint) else day_began(on, UTC)
    own = beginning(own_words(record), _WORDS)
    said = _("{event}: {words}") if own else "{event}"
    day = words.sentence(words.when(on, today))
    return _("{day}. {event}").format(
        day=day, event=said.format(event=event_name(record, at), words=own)
    )


def _day_of(record: Source, zone: tzinfo) -> date:
    match record:
        case Touchpoint():
            return record.happened_at.astimezone(zone).date()
        case Promise():
            return record.settled_on or record.made_on
        case Gesture() if record.given_on is not None:
            return record.given_on
        case Answer():
            return record.answered_at.astimezone(zone).date()
        case _:
            raise ValueError("a gesture that was never given moved nothing")

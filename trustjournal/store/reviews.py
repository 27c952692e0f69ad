"""Reading how losses were looked back at, and whose path looks like one of those."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from uuid import UUID

from sqlalchemy import Connection, func

from trustjournal.domain import reviews
from trustjournal.domain.choices import Stage
from trustjournal.domain.records import Customer, Review
from trustjournal.domain.reviews import Lesson, Path
from trustjournal.store import people, queries
from trustjournal.store.people import Story
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import customer, review

COMPARED = 40
"""With how many of the newest losses a path is compared."""


@dataclass(frozen=True, slots=True)
class Losses:
    """Every loss: those looked back at, newest first, and lost customers who were not yet."""

    reviewed: tuple[tuple[Review, Customer], ...]
    waiting: tuple[Customer, ...]


_NEWEST = chosen(Review).order_by(review.c.lost_on.desc(), review.c.id)
_LOST = chosen(Customer).where(customer.c.stage == Stage.LOST)
_BY_DAY = customer.c.lost_on.is_(None), customer.c.lost_on.desc(), func.lower(customer.c.name)


def read_losses(connection: Connection) -> Losses:
    """Return everyone who was lost, and what was learned."""
    found = fetch(connection, Review, _NEWEST)
    known = queries.customers_by_id(connection, [one.customer_id for one in found])
    seen = {(one.customer_id, one.lost_on) for one in found}
    lost = fetch(connection, Customer, _LOST.order_by(*_BY_DAY))
    return Losses(
        reviewed=tuple((one, known[one.customer_id]) for one in found),
        waiting=tuple(
            who
            for who in lost
            if (who.id, who.lost_on) not in seen and (who.lost_on or who.id not in known)
        ),
    )


def path_of(story: Story, until: datetime, zone: tzinfo) -> Path:
    """Return what of a story tells how it went, as of an aware instant."""
    return Path(story.touchpoints, story.promises, story.gestures, story.answers, until, zone)


def lessons_for(connection: Connection, story: Story, now: datetime, zone: tzinfo) -> list[Lesson]:
    """Return what was learned from customers lost on a path like this one's, the nearest first.

    `story` is of somebody who is not lost; who is has nothing to be warned of any more.
    """
    if story.customer.stage is Stage.LOST:
        return []
    settings = people.depth_settings(story.preferences)
    going = reviews.traits(path_of(story, now, zone), settings)
    if len(going) < 2:
        return []
    past: list[tuple[Review, str, frozenset[reviews.Trait]]] = []
    for one in _with_lessons(connection, story.customer.id):
        theirs = people.story(connection, one.customer_id)
        left = path_of(theirs, _end_of(one.lost_on, zone), zone)
        past.append((one, theirs.customer.name, reviews.traits(left, settings)))
    return reviews.lessons(going, past)


def _with_lessons(connection: Connection, other_than: UUID) -> Sequence[Review]:
    query = _NEWEST.where(review.c.lesson != "", review.c.customer_id != other_than)
    return fetch(connection, Review, query.limit(COMPARED))


def _end_of(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, zone)

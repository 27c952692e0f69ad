"""Everyone at once, as the list of people shows them, and one person whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.domain import depth, evidence
from trustjournal.domain.records import (
    Answer,
    CheckIn,
    Customer,
    Feedback,
    Gesture,
    Preferences,
    Promise,
    Recovery,
    Review,
    Touchpoint,
    Wish,
)
from trustjournal.store import queries
from trustjournal.store.depths import depths
from trustjournal.store.rows import by_ids


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list of people."""

    customer: Customer
    last_touch_at: datetime | None
    check_in: CheckIn | None
    depth: float


@dataclass(frozen=True, slots=True)
class Story:
    """All that is kept about one person; touchpoints, answers and the like newest first."""

    customer: Customer
    touchpoints: tuple[Touchpoint, ...]
    check_in: CheckIn | None
    promises: tuple[Promise, ...]
    gestures: tuple[Gesture, ...]
    referred_by: Customer | None
    referred: tuple[Customer, ...]
    companions: dict[UUID, Customer]
    preferences: Preferences
    answers: tuple[Answer, ...] = ()
    recoveries: tuple[Recovery, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    wishes: tuple[Wish, ...] = ()
    reviews: tuple[Review, ...] = ()

    def evidence(self, zone: tzinfo) -> list[depth.Evidence]:
        """Return what all of it says about trust; `zone` is where the owner's days begin."""
        return evidence.of_customer_records(
            self.touchpoints, self.promises, self.gestures, zone, self.answers
        )


def depth_settings(preferences: Preferences) -> depth.Settings:
    """Return the model's parameters as the owner set them."""
    return depth.Settings(
        half_life_days=preferences.half_life_days, bad_weight=preferences.bad_weight
    )


@dataclass(frozen=True, slots=True)
class Depths:
    """The depth of everyone with evidence, 0 to 100, and that of a stranger, who has none."""

    known: Mapping[UUID, float]
    stranger: float

    def of(self, customer_id: UUID) -> float:
        """Return the depth of one person."""
        return self.known.get(customer_id, self.stranger)


def depths_as_set(
    connection: Connection,
    now: datetime,
    zone: tzinfo,
    customer_ids: Iterable[UUID] | None = None,
) -> Depths:
    """Return the depths at `now` as the owner set the model, of all or of those asked for."""
    settings = depth_settings(queries.preferences(connection))
    known = depths(connection, now, settings, zone=zone, customer_ids=customer_ids)
    return Depths(known, depth.from_sums({}, settings))


def person_rows(connection: Connection, now: datetime, zone: tzinfo) -> list[PersonRow]:
    """Return a line for everyone, by name."""
    last = queries.last_touches(connection, now)
    check_ins = {found.customer_id: found for found in queries.check_ins(connection)}
    scores = depths_as_set(connection, now, zone)
    return [
        PersonRow(who, last.get(who.id), check_ins.get(who.id), scores.of(who.id))
        for who in queries.customers(connection)
    ]


def story(connection: Connection, customer_id: UUID) -> Story:
    """Return one person whole.

    Raises:
        NotFound: they are not, or no longer, in the journal.
    """
    who = queries.customer_by_id(connection, customer_id)
    touchpoints = queries.touchpoints_of(connection, customer_id)
    others = {other for touch in touchpoints for other in touch.customer_ids} - {customer_id}
    known = queries.customers_by_id(
        connection, [*others, *([who.referred_by] if who.referred_by else [])]
    )
    said = queries.feedback_of(connection, [customer_id])
    wished = {one.wish_id for one in said if one.wish_id is not None}
    return Story(
        customer=who,
        touchpoints=tuple(touchpoints),
        check_in=queries.check_ins_of(connection, [customer_id]).get(customer_id),
        promises=tuple(queries.promises_of(connection, [customer_id])),
        gestures=tuple(queries.gestures_of(connection, [customer_id])),
        referred_by=known.get(who.referred_by) if who.referred_by else None,
        referred=tuple(queries.referred(connection, [customer_id])),
        companions=known,
        preferences=queries.preferences(connection),
        answers=tuple(queries.answers_of(connection, [customer_id])),
        recoveries=tuple(queries.recoveries_of(connection, [customer_id])),
        feedback=tuple(said),
        wishes=tuple(by_ids(connection, Wish, wished).values()),
        reviews=tuple(queries.reviews_of(connection, [customer_id])),
    )

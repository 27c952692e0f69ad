"""Who should hear from the owner and when, who has no rhythm, and what tags and stages ask for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from trustjournal.domain import attention
from trustjournal.domain.cadence import Cadence, Source, cadence_of
from trustjournal.domain.choices import Kind, Stage
from trustjournal.domain.depth_stage import stage_of
from trustjournal.domain.records import CheckIn, Gesture, StageRule, TagRule
from trustjournal.store import queries
from trustjournal.store.cadences import Planned, planned
from trustjournal.store.people import depths_as_set
from trustjournal.store.plans import WHO, Who
from trustjournal.store.quiet import limits
from trustjournal.store.schema import check_in, customer, presence


@dataclass(frozen=True, slots=True)
class Rules:
    """What is said of tags and stages; `tags` are all in use or ruled, spelled as worn."""

    tags: Sequence[str]
    tag_rules: Sequence[TagRule]
    stage_rules: Sequence[StageRule]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A customer, when they were last in touch, and what is planned for them if anything is.

    `because` is the tag, as its rule spells it, or the stage that asks for their check-ins.
    `is_unreached` says that they were called in vain too often to be called again by plan.
    """

    who: Who
    last_touch_at: datetime | None
    planned: Planned | None
    because: str = ""
    is_unreached: bool = False


@dataclass(frozen=True, slots=True)
class Untended:
    """Somebody for whom neither a rhythm nor a day is set."""

    who: Who
    depth: float
    yearly_value: Decimal | None
    last_touch_at: datetime | None


@dataclass(frozen=True, slots=True)
class Background:
    """What there is to know while the check-in of one customer is planned.

    `check_in` is the one they have; `ruled` is how often their tags or stage ask for one, and
    `because` which of them; `gestures` are all of theirs.
    """

    check_in: CheckIn | None
    ruled: Cadence
    because: str
    last_touch_at: datetime | None
    gestures: Sequence[Gesture]
    no_ask_days: int


def background(connection: Connection, customer_id: UUID, now: datetime) -> Background:
    """Return what has a say in the check-in of one customer. `now` is aware and local.

    Raises:
        NotFound: they are not, or no longer, in the journal.
    """
    who = queries.customer_by_id(connection, customer_id)
    tags, stages = queries.tag_rules(connection), queries.stage_rules(connection)
    depth = depths_as_set(connection, now, now.tzinfo or UTC, [customer_id]).of(customer_id)
    ruled = cadence_of(who, None, tags, stages, depth)
    because = stage_of(depth).word if ruled.source is Source.STAGE else ""
    touched_at = select(queries.touched_at(customer.c.id, now)).where(customer.c.id == customer_id)
    last = connection.execute(touched_at).scalar_one()
    return Background(
        check_in=queries.check_ins_of(connection, [customer_id]).get(customer_id),
        ruled=ruled,
        because=because or _asking_tag(tags, who.tags, ruled.every_days),
        last_touch_at=None if last is None else last.astimezone(now.tzinfo),
        gestures=queries.gestures_of(connection, [customer_id]),
        no_ask_days=queries.preferences(connection).no_ask_days,
    )


def read_rules(connection: Connection) -> Rules:
    """Return what the owner said of tags and stages, and of which tags it can be said."""
    return Rules(
        limits(connection).tags, queries.tag_rules(connection), queries.stage_rules(connection)
    )


def read_rhythms(connection: Connection, now: datetime) -> list[Rhythm]:
    """Return everyone by name with what is planned; the lost only where they still have a plan.

    `now` is aware and local; the last touch comes back in its zone.
    """
    found = {
        one.who.id: one
        for one in planned(connection, now, now.tzinfo or UTC)
        if _is_tended(one, now.date()) or (one.check_in is not None and one.check_in.about)
    }
    reasons = _reasons(connection, found.values(), now)
    others = {who.id: Rhythm(who, at, None) for who, _value, at in _unplanned(connection, now)}
    given_up = unreached(connection, found.values(), now)
    mine = {
        which: Rhythm(one.who, one.last_touch_at, one, reasons.get(which, ""), which in given_up)
        for which, one in found.items()
    }
    return sorted((others | mine).values(), key=lambda one: (one.who.name.casefold(), one.who.id))


def read_untended(connection: Connection, now: datetime) -> list[Untended]:
    """Return who has neither a rhythm nor a day ahead, the longest silent first.

    Who is left in peace for now is not among them; who was never in touch comes last. `now` is
    aware and local; the last touch comes back in its zone.
    """
    tended = {
        one.who.id
        for one in planned(connection, now, now.tzinfo or UTC)
        if _is_tended(one, now.date())
    }
    found = [row for row in _unplanned(connection, now) if row[0].id not in tended]
    found.sort(key=lambda row: (row[2] is None, row[2] or now, row[0].name.casefold(), row[0].id))
    ids = [who.id for who, _value, _at in found]
    depths = depths_as_set(connection, now, now.tzinfo or UTC, ids)
    return [Untended(who, depths.of(who.id), value, at) for who, value, at in found]


def unreached(connection: Connection, found: Iterable[Planned], now: datetime) -> frozenset[UUID]:
    """Return who was called in vain too often, unless the owner named a day after the last call.

    `now` is aware and local.
    """
    often = {one.who.id: one for one in found if one.misses >= attention.LEAVES}
    latest = select(presence.c.customer_id, func.max(presence.c.happened_at)).where(
        presence.c.customer_id.in_(tuple(often)),
        presence.c.kind == Kind.MISSED_CALL,
        presence.c.happened_at <= now,
    )
    called = connection.execute(latest.group_by(presence.c.customer_id)) if often else ()
    tried = {which: at.astimezone(now.tzinfo).date() for which, at in called}
    return frozenset(
        which
        for which, one in often.items()
        if attention.has_left(one.misses, tried.get(which), one.chosen_on)
    )


def rests_until(one: Planned, today: date) -> date | None:
    """Return until when somebody is left in peace whom no day is set for, None where they are not.

    A snooze of a check-in that has a day moves that day.
    """
    until = one.check_in.snoozed_until if one.check_in and one.due_on is None else None
    return until if until is not None and until > today else None


def last_days(
    connection: Connection, customer_ids: Iterable[UUID], now: datetime
) -> dict[UUID, date]:
    """Return the day on which each of the customers was last in touch, if they ever were.

    `now` is aware and local.
    """
    query = select(customer.c.id, queries.touched_at(customer.c.id, now))
    found = connection.execute(query.where(customer.c.id.in_(tuple(customer_ids))))
    return {who: at.astimezone(now.tzinfo).date() for who, at in found if at is not None}


def _is_tended(one: Planned, today: date) -> bool:
    """Return whether a rhythm or a day is set, or they are left in peace."""
    return bool(one.cadence.every_days or one.due_on or rests_until(one, today))


def _unplanned(
    connection: Connection, now: datetime
) -> list[tuple[Who, Decimal | None, datetime | None]]:
    """Return who has neither a cadence nor a day of their own and is not lost.

    With them come their yearly value and when they were last in touch.
    """
    columns = customer.c
    query = select(
        *WHO,
        columns.yearly_value,
        queries.touched_at(columns.id, now),
    ).join_from(customer, check_in, check_in.c.customer_id == columns.id, isouter=True)
    rows: Any = connection.execute(
        query.where(
            columns.stage != Stage.LOST,
            check_in.c.every_days.is_(None),
            check_in.c.due_on.is_(None),
        )
    )
    return [
        (Who(*who), value, None if at is None else at.astimezone(now.tzinfo))
        for *who, value, at in rows
    ]


def _reasons(connection: Connection, found: Iterable[Planned], now: datetime) -> dict[UUID, str]:
    """Return which tag, or which stage, asks for the check-ins of those whom a rule gives one."""
    ruled = [one for one in found if one.cadence.source in (Source.TAG, Source.STAGE)]
    by_tag = [one for one in ruled if one.cadence.source is Source.TAG]
    by_stage = [one.who.id for one in ruled if one.cadence.source is Source.STAGE]
    reasons = _tags_of(connection, by_tag) if by_tag else {}
    if by_stage:
        depths = depths_as_set(connection, now, now.tzinfo or UTC, by_stage)
        reasons |= {which: stage_of(depths.of(which)).word for which in by_stage}
    return reasons


def _tags_of(connection: Connection, ruled: Iterable[Planned]) -> dict[UUID, str]:
    rules = queries.tag_rules(connection)
    worn = {row.id: row.tags for row in connection.execute(select(customer.c.id, customer.c.tags))}
    return {
        one.who.id: _asking_tag(rules, worn[one.who.id], one.cadence.every_days) for one in ruled
    }


def _asking_tag(rules: Iterable[TagRule], worn: Iterable[str], every_days: int | None) -> str:
    """Return which of the tags that somebody wears asks for a cadence, "" where none does."""
    folded = {tag.casefold() for tag in worn}
    asking = (
        rule.tag
        for rule in rules
        if rule.every_days and rule.every_days == every_days and rule.tag.casefold() in folded
    )
    return next(asking, "")

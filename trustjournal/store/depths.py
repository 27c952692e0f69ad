"""The depth of many customers at once: from their balances, or by weighing all their records."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.domain import depth
from trustjournal.domain.choices import Question
from trustjournal.domain.depth_sums import Sums, by_question, scores
from trustjournal.store import balances
from trustjournal.store.weighing import weigh

_ASKED_ONE_BY_ONE = 1000
"""With more people than this, everyone is read."""


def depths(
    connection: Connection,
    now: datetime,
    settings: depth.Settings = depth.DEFAULT,
    *,
    zone: tzinfo,
    customer_ids: Iterable[UUID] | None = None,
) -> dict[UUID, float]:
    """Return the depth at `now`, 0 to 100, of everyone with evidence, or of those asked for.

    Who has no evidence is absent; their depth is the stranger's prior. `zone` is where the
    owner's days begin.
    """
    who, sums = _weighed(connection, now, settings.half_life_days, zone, customer_ids)
    return dict(zip(who, scores(sums, settings), strict=True))


def question_sums(
    connection: Connection,
    now: datetime,
    settings: depth.Settings = depth.DEFAULT,
    *,
    zone: tzinfo,
    customer_ids: Iterable[UUID] | None = None,
) -> dict[UUID, Mapping[Question, tuple[float, float]]]:
    """Return good and bad evidence on each question, as `depths` weighs it for the same people.

    As `depth.from_sums` takes them: faded to `now`, before the double weight of bad evidence.
    """
    who, sums = _weighed(connection, now, settings.half_life_days, zone, customer_ids)
    return dict(zip(who, map(by_question, sums), strict=True))


def _weighed(
    connection: Connection,
    now: datetime,
    half_life_days: float,
    zone: tzinfo,
    customer_ids: Iterable[UUID] | None,
) -> tuple[Sequence[UUID], Sequence[Sums]]:
    """Return who has evidence, and what counts of it."""
    wanted = None if customer_ids is None else tuple(dict.fromkeys(customer_ids))
    if wanted is not None and len(wanted) > _ASKED_ONE_BY_ONE:
        everyone = dict(zip(*_weighed(connection, now, half_life_days, zone, None), strict=True))
        known = [customer_id for customer_id in wanted if customer_id in everyone]
        return known, [everyone[customer_id] for customer_id in known]
    closing = balances.closing(connection)
    if closing is not None and closing.serves(now, half_life_days, zone):
        return balances.sums(connection, closing, now, wanted)
    counted = weigh(connection, now, half_life_days, zone, wanted).counted()
    return tuple(counted), tuple(counted.values())

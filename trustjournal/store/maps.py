"""Everyone as the map of relationships shows them, read at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from sqlalchemy import Connection, select

from trustjournal.domain.places import Place, need, usual_value
from trustjournal.store import queries
from trustjournal.store.people import depths_as_set
from trustjournal.store.rhythms import book
from trustjournal.store.schema import customer

_COLUMNS = (
    *(customer.c.id, customer.c.name, customer.c.company),
    *(customer.c.stage, customer.c.tags, customer.c.yearly_value),
)


@dataclass(frozen=True, slots=True)
class Landscape:
    """Everyone, whoever is needed most first; amounts are in `currency`."""

    places: Sequence[Place]
    today: date
    currency: str


def landscape(connection: Connection, now: datetime, zone: tzinfo) -> Landscape:
    """Return where everyone stands at the aware instant `now`; days begin in `zone`."""
    scores = depths_as_set(connection, now, zone)
    rhythms = book(connection, now, zone)
    last = queries.last_touches(connection, now)
    places = [
        Place(
            customer_id=which,
            name=name,
            company=company,
            stage=stage,
            tags=tags,
            value=value,
            depth=scores.of(which),
            silence=rhythms.silences.get(which),
            flag=rhythms.flag(which),
            last_on=last[which].astimezone(zone).date() if which in last else None,
        )
        for which, name, company, stage, tags, value in connection.execute(select(*_COLUMNS))
    ]
    usual = usual_value(places)
    places.sort(key=lambda one: (-need(one, usual), -one.depth, one.name))
    currency = queries.preferences(connection).currency
    return Landscape(places, now.astimezone(zone).date(), currency)

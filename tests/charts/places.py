"""People on the map, made up."""

import random
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from trustjournal.charts.map_picture import MapPicture
from trustjournal.domain.choices import Stage
from trustjournal.domain.places import Place
from trustjournal.domain.rhythm import Flag, Silence

TODAY = date(2026, 11, 22)


def silence(normal: float, days: int = 30, usual_gap: float | None = 14.0) -> Silence:
    return Silence(days, usual_gap, normal, with_us=0.9, back_within=0.5, flag_on=None)


def make_place(name: str = "Rosa", normal: float | None = 0.5, **fields: Any) -> Place:
    values: dict[str, Any] = {
        "customer_id": UUID(int=sum(map(ord, name)) * 7919),
        "company": "",
        "stage": Stage.CUSTOMER,
        "tags": (),
        "value": None,
        "depth": 40.0,
        "silence": None if normal is None else silence(normal),
        "flag": Flag.NONE,
        "last_on": TODAY,
    }
    return Place(name=name, **(values | fields))


def crowd_of(count: int) -> MapPicture:
    """Return a seeded crowd, spread over the whole map."""
    chance = random.Random(count)
    return MapPicture(
        [
            make_place(
                f"Person {number}",
                chance.random() if chance.random() > 0.03 else None,
                customer_id=UUID(int=chance.getrandbits(120)),
                depth=min(max(chance.gauss(40, 16), 2), 95),
                stage=chance.choice(list(Stage)),
                value=Decimal(round(chance.lognormvariate(6, 1))),
            )
            for number in range(count)
        ],
        TODAY,
    )

"""Whoever moved, with the events that moved them."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tests.samples import NOON, make_customer, make_promise, make_touchpoint
from trustjournal.domain import depth
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import (
    Kind,
    PromiseOutcome,
)
from trustjournal.domain.depth_history import Position
from trustjournal.store import people, writer
from trustjournal.store.movers import read_movers

ZONE = ZoneInfo("Europe/Madrid")
BEGAN = NOON.astimezone(ZONE).replace(day=1, hour=0)


def test_the_reasons_are_the_events_of_this_month_and_the_fading(engine: Engine) -> None:
    rosa, ben = make_customer(), make_customer("Ben")
    kept = {"outcome": PromiseOutcome.KEPT, "settled_on": NOON.date()}
    records = (
        rosa,
        ben,
        make_touchpoint(rosa.id, kind=Kind.PRAISE, happened_at=NOON - timedelta(days=40)),
        make_touchpoint(rosa.id, kind=Kind.DELIVERY, happened_at=NOON - timedelta(days=4)),
        make_promise(rosa.id, **kept),
        make_touchpoint(ben.id, kind=Kind.REFERENCE, happened_at=NOON - timedelta(days=200)),
    )
    writer.commit(engine, Changeset("Fill", tuple(Change.create(one) for one in records)))
    with engine.connect() as connection:
        positions: list[Position] = []
        for who in (rosa, ben):
            known = people.story(connection, who.id).evidence(ZONE)
            before, after = (depth.depth_at(known, at).score for at in (BEGAN, NOON))
            positions.append(Position(who.id, before, after))
        first, second = read_movers(connection, positions, NOON, ZONE)
    assert (first.name, [one.event for one in first.reasons]) == (
        "Rosa Delgado",
        ["Promise kept", "Delivery"],
    )
    assert first.points > 3
    (faded,) = second.reasons
    assert faded.event == ""
    assert faded.points == pytest.approx(second.points)

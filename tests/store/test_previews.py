"""Who would stand where by other settings."""

from datetime import UTC, timedelta

import pytest
from sqlalchemy import Engine

from tests.samples import NOON, make_customer, make_touchpoint
from trustjournal.domain import depth
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Kind
from trustjournal.store import balances, writer
from trustjournal.store.previews import what_would_change

ANA, BEN, CHO, DEE = (make_customer(name) for name in ("Ana", "Ben", "Cho", "Dee"))


@pytest.fixture(params=["from the records", "from the balances"])
def book(request: pytest.FixtureRequest, engine: Engine) -> Engine:
    """Ana was praised long ago and Ben lately, Cho complained lately, Dee is a stranger."""
    touches = [
        make_touchpoint(ANA.id, happened_at=NOON - timedelta(days=360), kind=Kind.PRAISE),
        make_touchpoint(BEN.id, happened_at=NOON, kind=Kind.PRAISE),
        make_touchpoint(CHO.id, happened_at=NOON - timedelta(days=20), feeling=-2),
    ]
    changes = tuple(Change.create(one) for one in (ANA, BEN, CHO, DEE, *touches))
    writer.commit(engine, Changeset("Add", changes))
    if request.param == "from the balances":
        balances.ensure(engine, NOON, UTC)
    return engine


def test_the_biggest_moves_come_first_and_who_stays_is_left_out(book: Engine) -> None:
    settings = depth.Settings(half_life_days=60)
    with book.connect() as connection:
        shifts = what_would_change(connection, NOON, depth.DEFAULT, settings, zone=UTC)
    assert [shift.name for shift in shifts] == ["Ana", "Cho"]
    fading, complained = shifts
    assert fading.before == pytest.approx(20 + 25 * (1.05 / 4.25 - 0.2))
    assert fading.after == pytest.approx(20 + 25 * ((0.8 + 2**-6) / (4 + 2**-6) - 0.2))
    assert complained.before < complained.after < 20


def test_another_weight_of_bad_evidence_moves_only_whom_we_disappointed(book: Engine) -> None:
    settings = depth.Settings(bad_weight=4)
    with book.connect() as connection:
        shifts = what_would_change(connection, NOON, depth.DEFAULT, settings, zone=UTC)
        same = what_would_change(connection, NOON, settings, settings, zone=UTC)
    assert [shift.customer_id for shift in shifts] == [CHO.id]
    assert shifts[0].after < shifts[0].before
    assert same == []

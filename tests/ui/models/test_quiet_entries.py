"""Rows of the quiet ones."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from tests.samples import make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.choices import Began
from trustjournal.domain.records import (
    Customer,
    Record,
)
from trustjournal.domain.rhythm import Flag
from trustjournal.ui.models.quiet_entries import QuietContent, quiet_content
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import JournalSession


def came(who: Customer, *, silent: int, every: int = 14, times: int = 6) -> list[Record]:
    return [
        make_touchpoint(
            who.id,
            happened_at=MORNING - timedelta(days=silent + every * number),
            began=Began.THEM,
        )
        for number in range(times)
    ]


def read(engine: Engine) -> QuietContent:
    with engine.connect() as connection:
        return quiet_content(connection, MORNING)


def test_rows_come_in_order_with_their_flag_and_their_sentence(session: JournalSession) -> None:
    rosa = make_customer("Rosa", company="Café Alma", yearly_value=Decimal(500))
    tomasz = make_customer("Tomasz", longest_gap_days=20)
    fill(session, rosa, tomasz, *came(rosa, silent=60), *came(tomasz, silent=21))
    found = read(session.engine)
    waiting, resting = found.sections
    first, second = waiting.entries
    assert (first.title, first.aside, first.kind) == ("Rosa", "Café Alma", Flag.GONE_QUIET)
    assert (first.state, first.state_tone) == ("Gone quiet", Tone.CLAY)
    assert first.text.startswith("Usually every 2 weeks; it has been 8. That is longer than any")
    assert first.when.endswith(" % back")
    assert (second.title, second.state) == ("Tomasz", "Longer than you wish")
    assert resting.entries == []
    assert found.lead.startswith("2 people have been silent for longer than usual.")


def test_those_reached_this_week_rest_apart(session: JournalSession) -> None:
    rosa, tomasz = make_customer("Rosa"), make_customer("Tomasz")
    called = make_touchpoint(rosa.id, happened_at=MORNING - timedelta(days=1))
    fill(session, rosa, tomasz, called, *came(rosa, silent=60), *came(tomasz, silent=60))
    waiting, resting = read(session.engine).sections
    assert [one.title for one in waiting.entries] == ["Tomasz"]
    assert [one.title for one in resting.entries] == ["Rosa"]


def test_a_row_can_be_pictured(session: JournalSession) -> None:
    rosa = make_customer("Rosa")
    fill(session, rosa, *came(rosa, silent=60))
    found = read(session.engine)
    shown = found.picture_of(rosa.id)
    assert shown is not None
    assert (shown.name, shown.flag, len(shown.gaps)) == ("Rosa", Flag.GONE_QUIET, 5)
    assert found.picture_of(make_customer().id) is None


@pytest.mark.parametrize(("people", "early"), [(0, True), (1, True), (3, False)])
def test_a_journal_that_has_seen_little_is_too_early(
    session: JournalSession, people: int, early: bool
) -> None:
    for number in range(people):
        who = make_customer(f"Person {number}")
        fill(session, who, *came(who, silent=3))
    found = read(session.engine)
    assert (found.lead, found.too_early) == ("", early)

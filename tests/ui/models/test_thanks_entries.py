"""Whom to thank in the words of their rows."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.samples import make_customer, make_gesture, make_touchpoint
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import GestureStatus, Kind
from trustjournal.domain.records import Preferences, Record
from trustjournal.ui.models.plan_model import Content
from trustjournal.ui.models.thanks_entries import thanks_content
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import JournalSession

ROSA = make_customer(company="Café Alma", yearly_value=Decimal(1200))
BEN = make_customer("Ben")
LONG_AGO = MORNING - timedelta(days=800)


@pytest.fixture
def nobody(session: JournalSession) -> JournalSession:
    fill(session, Preferences(**identity(), currency="EUR"))
    return session


def content(session: JournalSession, *records: Record) -> Content:
    fill(session, *records)
    with session.engine.connect() as connection:
        return thanks_content(connection, MORNING)


def test_a_row_says_since_when_for_how_long_and_what_it_is_worth(nobody: JournalSession) -> None:
    found = content(nobody, ROSA, make_touchpoint(ROSA.id, happened_at=LONG_AGO))
    assert found.lead == (
        "One person has had no thank-you from you in a year. The deepest trust comes first."
    )
    (section,) = found.sections
    (entry,) = section.entries
    assert (entry.title, entry.aside, entry.kind) == ("Rosa Delgado", "Café Alma", "never")
    assert (entry.state, entry.state_tone, entry.text) == (
        "Never thanked",
        Tone.GOLD,
        "In touch for 2 years",
    )
    assert (entry.under, entry.when[:6]) == ("€1,200 a year", "Depth ")


def test_who_was_thanked_once_is_told_apart(nobody: JournalSession) -> None:
    day = MORNING.date() - timedelta(days=400)
    mug = make_gesture(ROSA.id, status=GestureStatus.GIVEN, given_on=day)
    found = content(nobody, ROSA, mug, make_touchpoint(ROSA.id, happened_at=LONG_AGO))
    (entry,) = found.sections[0].entries
    assert (entry.kind, entry.state) == ("long_ago", "Last thanked 13 months ago")


def test_each_stage_of_trust_has_its_heading_the_deepest_first(nobody: JournalSession) -> None:
    praise = [
        make_touchpoint(BEN.id, happened_at=MORNING, kind=Kind.PRAISE, feeling=2) for _one in "ab"
    ]
    touches = [make_touchpoint(who.id, happened_at=LONG_AGO) for who in (ROSA, BEN)]
    found = content(nobody, ROSA, BEN, *touches, *praise)
    names = [[entry.title for entry in section.entries] for section in found.sections]
    assert names == [["Ben"], ["Rosa Delgado"]]


def test_nobody_to_thank_says_nothing(nobody: JournalSession) -> None:
    assert content(nobody, ROSA) == Content("", [])

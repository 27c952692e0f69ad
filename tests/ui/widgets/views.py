"""The view of one person for the tests of widgets, without a journal."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.samples import make_answer, make_customer, make_touchpoint
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import (
    Kind,
    Topic,
)
from trustjournal.domain.records import (
    Answer,
    Customer,
    Preferences,
    Touchpoint,
)
from trustjournal.store.people import Story
from trustjournal.ui.models.person_view import PersonView

ZONE = ZoneInfo("Europe/Madrid")
MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)
ROSA = make_customer()


def touch(kind: Kind, days_ago: float, **fields: Any) -> Touchpoint:
    return make_touchpoint(
        ROSA.id, kind=kind, happened_at=MORNING - timedelta(days=days_ago), **fields
    )


def told(topic: Topic, days_ago: float, text: str = "Cups", **fields: Any) -> Answer:
    at = MORNING - timedelta(days=days_ago)
    return make_answer(ROSA.id, topic=topic, text=text, answered_at=at, **fields)


def view_of(
    touchpoints: Iterable[Touchpoint] = (),
    answers: Iterable[Answer] = (),
    customer: Customer = ROSA,
) -> PersonView:
    """Return the view of somebody with these touchpoints and answers."""
    story = Story(
        customer=customer,
        touchpoints=tuple(touchpoints),
        check_in=None,
        promises=(),
        gestures=(),
        referred_by=None,
        referred=(),
        companions={},
        preferences=Preferences(**identity()),
        answers=tuple(answers),
    )
    return PersonView(story=story, score=20.0, timeline=(), ahead=(), now=MORNING, zone=ZONE)

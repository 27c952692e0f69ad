"""Records for tests: complete, small, and different from their defaults."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from trustjournal.domain.changes import identity
from trustjournal.domain.records import (
    Address,
    Answer,
    Began,
    Channel,
    CheckIn,
    Customer,
    Gesture,
    ImportantDate,
    Kind,
    Labelled,
    Promise,
    Question,
    TagRule,
    Topic,
    Touchpoint,
)

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def make_customer(name: str = "Rosa Delgado", **fields: Any) -> Customer:
    return Customer(**identity(), name=name, **fields)


def full_customer() -> Customer:
    """A customer with every field set."""
    return make_customer(
        company="Café Alma",
        role="Owner",
        phones=(Labelled(value="+34 600 000 001", label="mobile"), Labelled(value="12")),
        emails=(Labelled(value="rosa@example.org"),),
        addresses=(Address(label="shop", street="1 Hill St", city="Cádiz"),),
        links=(Labelled(value="https://example.org"),),
        dates=(ImportantDate(label="birthday", month=2, day=29),),
        prefers="mornings",
        loves="terrace green",
        avoids="lunch calls",
        family="Lucía (5)",
        tags=("wholesale", "vip"),
        note="Line one\nline two",
        yearly_value=Decimal("1234.56"),
        since=date(2023, 4, 1),
        close_to_heart=True,
        lost_on=date(2026, 2, 3),
        longest_gap_days=45,
    )


def make_touchpoint(*customer_ids: UUID, **fields: Any) -> Touchpoint:
    values: dict[str, Any] = {"happened_at": NOON, "zone": "Europe/Madrid"}
    return Touchpoint(**identity(), customer_ids=customer_ids, **(values | fields))


def full_touchpoint(*customer_ids: UUID) -> Touchpoint:
    """A touchpoint with every field set."""
    return make_touchpoint(
        *customer_ids,
        channel=Channel.PHONE,
        began=Began.THEM,
        kind=Kind.COMPLAINT,
        feeling=-1,
        question=Question.FAIR,
        duration_minutes=12,
        note="The handle came off the blue jug.",
        answered_at=NOON,
        resolved_at=NOON,
    )


def make_check_in(customer_id: UUID, **fields: Any) -> CheckIn:
    return CheckIn(**identity(), customer_id=customer_id, **fields)


def make_gesture(customer_id: UUID, **fields: Any) -> Gesture:
    values: dict[str, Any] = {"title": "Mug"}
    return Gesture(**identity(), customer_id=customer_id, **(values | fields))


def make_promise(customer_id: UUID, **fields: Any) -> Promise:
    values: dict[str, Any] = {"text": "send the photos", "made_on": TODAY}
    return Promise(**identity(), customer_id=customer_id, **(values | fields))


def make_answer(customer_id: UUID, **fields: Any) -> Answer:
    values: dict[str, Any] = {
        "topic": Topic.NEED,
        "text": "Cups that survive a café",
        "answered_at": NOON,
    }
    return Answer(**identity(), customer_id=customer_id, **(values | fields))


def make_tag_rule(tag: str = "wholesale", **fields: Any) -> TagRule:
    return TagRule(**identity(), tag=tag, **({"longest_gap_days": 60} | fields))

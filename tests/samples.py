"""Records for tests: complete, small, and different from their defaults."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from trustjournal.domain.changes import identity
from trustjournal.domain.choices import (
    Began,
    Channel,
    FieldKind,
    Kind,
    Question,
    Topic,
)
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.organising import (
    Apart,
    Attachment,
    CustomField,
    Membership,
    SavedFilter,
)
from trustjournal.domain.records import (
    Address,
    Answer,
    CheckIn,
    Customer,
    CustomValue,
    Evening,
    Feedback,
    Gesture,
    ImportantDate,
    Labelled,
    Preferences,
    Promise,
    Recovery,
    Review,
    StageRule,
    TagRule,
    Template,
    Touchpoint,
    Wish,
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
        gift_policy="Nothing above 25, and for the whole team",
        gift_limit=Decimal(25),
        gift_budget=Decimal("120.50"),
        custom=(CustomValue(field_id=UUID(int=7), value="terracotta"),),
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
        amount=Decimal("48.20"),
        answer_due_on=TODAY,
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


def make_stage_rule(stage: DepthStage = DepthStage.TRUSTED, **fields: Any) -> StageRule:
    return StageRule(**identity(), stage=stage, **({"every_days": 21} | fields))


def make_wish(title: str = "A lid for the jar", **fields: Any) -> Wish:
    return Wish(**identity(), title=title, **fields)


def make_feedback(customer_id: UUID | None, **fields: Any) -> Feedback:
    values: dict[str, Any] = {"text": "A lid would keep the moths out", "heard_on": TODAY}
    return Feedback(**identity(), customer_id=customer_id, **(values | fields))


def make_recovery(customer_id: UUID, **fields: Any) -> Recovery:
    values: dict[str, Any] = {"noticed_at": NOON, "next_on": TODAY}
    return Recovery(**identity(), customer_id=customer_id, **(values | fields))


def make_review(customer_id: UUID, **fields: Any) -> Review:
    values: dict[str, Any] = {"lost_on": TODAY, "reason": "We were too slow"}
    return Review(**identity(), customer_id=customer_id, **(values | fields))


def make_evening(on: date = TODAY, **fields: Any) -> Evening:
    values: dict[str, Any] = {"text": "A good day."}
    return Evening(**identity(), on=on, **(values | fields))


def make_template(title: str = "Thank you", **fields: Any) -> Template:
    return Template(**identity(), title=title, **({"text": "Dear {name},"} | fields))


def make_membership(customer_id: UUID, of_id: UUID, **fields: Any) -> Membership:
    return Membership(
        **identity(), customer_id=customer_id, of_id=of_id, **({"role": "buyer"} | fields)
    )


def make_custom_field(title: str = "Glaze", **fields: Any) -> CustomField:
    return CustomField(**identity(), title=title, **fields)


def full_custom_field() -> CustomField:
    """A field with a list of choices."""
    return make_custom_field(
        kind=FieldKind.CHOICE, choices=("terracotta", "terrace green"), place=3
    )


def make_saved_filter(title: str = "VIPs gone quiet", **fields: Any) -> SavedFilter:
    values: dict[str, Any] = {"query": "tag:vip", "place": 2}
    return SavedFilter(**identity(), title=title, **(values | fields))


def make_attachment(customer_id: UUID, **fields: Any) -> Attachment:
    """An attachment; its content is not stored."""
    values: dict[str, Any] = {
        "name": "sketch.png",
        "media_type": "image/png",
        "size": 3,
        "digest": "ab" * 32,
        "added_on": TODAY,
        "is_photo": True,
    }
    return Attachment(**identity(), customer_id=customer_id, **(values | fields))


def make_apart(one_id: UUID, other_id: UUID) -> Apart:
    one_id, other_id = sorted((one_id, other_id))
    return Apart(**identity(), one_id=one_id, other_id=other_id)


def full_preferences() -> Preferences:
    """Preferences with every field set."""
    return Preferences(
        **identity(),
        owner="Maya",
        business="Blue Jug",
        currency="€",
        half_life_days=90,
        bad_weight=3.0,
        default_cadence_days=45,
        no_ask_days=14,
        check_ins_a_day=3,
        value_exponent=1.0,
        answer_hours=4,
        opens_at=time(8, 30),
        closes_at=time(17),
        workdays=(1, 2, 5),
        country="ES",
        region="AN",
        gift_budget=Decimal(60),
        gift_tax_cap=Decimal("35.50"),
        loss_reasons=("Too slow", "Moved away"),
    )

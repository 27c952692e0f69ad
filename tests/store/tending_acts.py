"""Everything an owner can do who plans and tends, chosen by chance."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from tests.samples import make_customer, make_feedback, make_touchpoint
from trustjournal.domain import cadence
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import (
    Began,
    Cause,
    Channel,
    GestureStatus,
    Kind,
    Side,
    Stage,
    WishStatus,
)
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Evening,
    Feedback,
    Gesture,
    Promise,
    Record,
    Recovery,
    Review,
    StageRule,
    TagRule,
    Template,
    Touchpoint,
    Wish,
)
from trustjournal.domain.recovery import Step
from trustjournal.errors import InvalidEntry
from trustjournal.forgetting import delete_people
from trustjournal.services import (
    check_ins,
    evenings,
    feedback,
    gestures,
    letters,
    preferences,
    promises,
    reviews,
    rules,
    touchpoints,
)
from trustjournal.services import recovery as recoveries
from trustjournal.store import queries
from trustjournal.store.feedback import asked_again
from trustjournal.store.recoveries import open_recoveries_of, recoveries_around

R = TypeVar("R", bound=Record)
V = TypeVar("V")
MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 10, 25, 2, 30, tzinfo=MADRID)  # within the hour that comes twice
TODAY = NOW.date()
DAY = timedelta(days=1)


class Pick:
    """Chooses the records and values of one act."""

    def __init__(self, connection: Connection, chance: random.Random) -> None:
        self.connection = connection
        self.chance = chance

    def of(self, *values: V) -> V:
        return self.chance.choice(values)

    def one(self, kind: type[R]) -> R:
        known = self.all(kind)
        if not known:
            raise InvalidEntry("There is none.")
        return self.chance.choice(known)

    def some(self, kind: type[R]) -> list[R]:
        known = self.all(kind)
        return self.chance.sample(known, min(len(known), self.of(1, 1, 2)))

    def all(self, kind: type[R]) -> list[R]:
        found = queries.all_of(self.connection, kind)
        return sorted(found, key=lambda record: record.id)

    def day(self) -> date:
        return TODAY + self.of(-400, -9, -1, 0, 0, 1, 30) * DAY

    def maybe(self) -> date | None:
        return self.of(None, self.day())

    def instant(self) -> datetime:
        return (NOW - self.of(0, 0, 1, 9, 90, 400) * DAY).astimezone(UTC)

    def own(self, who: UUID) -> CheckIn | None:
        return queries.check_ins_of(self.connection, [who]).get(who)

    def group(self) -> feedback.Group:
        asked = [*self.all(Wish), *(one for one in self.all(Feedback) if one.wish_id is None)]
        if not asked:
            return feedback.Group.called("A lid")
        which = self.chance.choice(asked).id
        return feedback.Group.of(asked_again(self.connection, [which])[0])


def make_promise(pick: Pick) -> Changeset:
    who, by = pick.one(Customer), pick.of(*Side)
    return promises.make_promise(who, "the photos", made_on=pick.day(), due_on=pick.maybe(), by=by)


def end_promise(pick: Pick) -> Changeset:
    one, on, told = pick.one(Promise), pick.day(), pick.of(None, True, False)
    ends: list[Callable[[Promise], Changeset]] = [
        lambda known: promises.keep_promise(known, on),
        lambda known: promises.break_promise(known, on, told),
        lambda known: promises.renegotiate_promise(known, on, TODAY),
    ]
    settle = pick.of(*ends)
    return promises.settle_again(one, settle) if pick.of(True, False) else settle(one)


def change_promise(pick: Pick) -> Changeset:
    one = pick.one(Promise)
    return pick.of(
        lambda: promises.reopen_promise(one),
        lambda: promises.delete_promise(one),
        lambda: promises.edit_promise(one, by=pick.of(*Side), due_on=pick.maybe()),
        lambda: promises.note_gap(
            one, delivered="half", gap=pick.of(None, *Cause), fix="", fixed_on=pick.maybe()
        ),
    )()


def plan_gesture(pick: Pick) -> Changeset:
    who = pick.one(Customer)
    if pick.of(True, False):
        return gestures.receive_gift(who, "Bread", pick.day(), worth=Decimal(3), today=TODAY)
    return gestures.plan_gesture(who, "A mug", due_on=pick.maybe(), cost=Decimal("9.995"))


def change_gesture(pick: Pick) -> Changeset:
    one, felt = pick.one(Gesture), pick.of(None, -2, 0, 2)
    return pick.of(
        lambda: gestures.give_gesture(one, pick.day(), felt, today=TODAY),
        lambda: gestures.note_received(one, felt),
        lambda: gestures.mark_ready(one),
        lambda: gestures.take_back(one, pick.of(*GestureStatus)),
        lambda: gestures.edit_gesture(one, today=TODAY, by=pick.of(*Side), due_on=pick.maybe()),
        lambda: gestures.delete_gesture(one),
        lambda: letters.send_letters(
            [letters.Letter(customer=_person(pick, one), text="Thanks", gesture=one)], TODAY
        ),
    )()


def write_letters(pick: Pick) -> Changeset:
    to = [letters.Letter(customer=one, text="Dear {name}") for one in pick.some(Customer)]
    known = pick.all(Template)
    return pick.of(
        lambda: letters.keep_letters(to),
        lambda: letters.send_letters(to, TODAY),
        lambda: letters.restore_starters(known),
        lambda: letters.duplicate_template(pick.one(Template), known),
        lambda: letters.delete_template(pick.one(Template)),
    )()


def set_rules(pick: Pick) -> Changeset:
    every, longest = pick.of(None, 7, 30), pick.of(None, 60, 365)
    tag, stage = pick.of("VIP", "shop"), pick.of(*DepthStage)
    tags = {one.tag: one for one in pick.all(TagRule)}
    stages = {one.stage: one for one in pick.all(StageRule)}
    numbers = {"every_days": every, "longest_gap_days": longest}
    by_tag = rules.set_tag_rule(tag, tags.get(rules.folded(tag)), **numbers)
    return pick.of(
        lambda: by_tag,
        lambda: rules.set_rules(
            [by_tag, rules.set_stage_rule(stage, stages.get(stage), **numbers)]
        ),
    )()


def plan_check_in(pick: Pick) -> Changeset:
    who = pick.one(Customer)
    own, ahead, ruled = pick.own(who.id), TODAY + 14 * DAY, cadence.Source.TAG
    return pick.of(
        lambda: check_ins.plan_check_in(
            who, own, every_days=pick.of(None, 30), due_on=pick.maybe(), about="", today=TODAY
        ),
        lambda: check_ins.leave_in_peace(who.id, own, ahead, TODAY, "after her holiday"),
        lambda: check_ins.move_check_in(who.id, own, ahead, TODAY),
        lambda: check_ins.finish_ruled(who.id, own, 30, TODAY),
        lambda: check_ins.finish_check_in(pick.one(CheckIn), TODAY),
        lambda: check_ins.drop_check_in(pick.one(CheckIn)),
        lambda: check_ins.follow_rule(
            who, own, cadence.Cadence(30, None, ruled), about="", is_ask=pick.of(True, False)
        ),
    )()


def log_touchpoint(pick: Pick) -> Changeset:
    ids = tuple(one.id for one in pick.some(Customer))
    at, after = pick.instant(), pick.of(None, None, NOW.astimezone(UTC))
    kind = pick.of(Kind.COMPLAINT, Kind.COMPLAINT, Kind.ENQUIRY, Kind.CONVERSATION)
    later = {Kind.COMPLAINT: "resolved_at", Kind.ENQUIRY: "answered_at"}.get(kind)
    made = make_touchpoint(*ids, happened_at=at, kind=kind, began=Began.THEM, note="The handle")
    said = replace(made, **({later: after} if later else {}))
    return touchpoints.add_touchpoint(
        said,
        queries.check_ins_of(pick.connection, ids),
        now=NOW,
        recoveries=open_recoveries_of(pick.connection, ids),
    )


def edit_touchpoint(pick: Pick) -> Changeset:
    one = pick.one(Touchpoint)
    ids = tuple(who.id for who in pick.some(Customer))
    fields = pick.of(
        {"customer_ids": ids},
        {"kind": pick.of(Kind.COMPLAINT, Kind.PRAISE)},
        {"resolved_at": pick.of(None, NOW.astimezone(UTC))},
        {"happened_at": pick.instant(), "resolved_at": None, "answered_at": None},
        {"note": "The lid", "feeling": pick.of(None, -2, 2)},
    )
    return touchpoints.edit_touchpoint(
        one,
        now=NOW,
        check_ins=queries.check_ins_of(pick.connection, ids),
        recoveries=recoveries_around(pick.connection, one.id, (*one.customer_ids, *ids)),
        **fields,
    )


def end_touchpoint(pick: Pick) -> Changeset:
    one = pick.one(Touchpoint)
    theirs = queries.check_ins_of(pick.connection, one.customer_ids)
    return pick.of(
        lambda: touchpoints.answer_enquiry(one, NOW, now=NOW, check_ins=theirs),
        lambda: touchpoints.told_until(one, TODAY + DAY, TODAY),
        lambda: touchpoints.delete_touchpoint(one, queries.came_of(pick.connection, one.id)),
    )()


def begin_recovery(pick: Pick) -> Changeset:
    who = pick.one(Customer)
    known = open_recoveries_of(pick.connection, [who.id])
    return pick.of(
        lambda: recoveries.flag_unease(who, now=NOW, about="Short on the phone", open_ones=known),
        lambda: _taken_up(pick),
    )()


def _taken_up(pick: Pick) -> Changeset:
    taken = {one.touchpoint_id for one in pick.all(Recovery)}
    complaints = [one for one in pick.all(Touchpoint) if one.id not in taken]
    if not complaints:
        raise InvalidEntry("All are taken up.")
    return recoveries.start_recovery(pick.of(*complaints), TODAY)


def go_on_with_recovery(pick: Pick) -> Changeset:
    one, step = pick.one(Recovery), pick.of(*Step)
    source = () if one.touchpoint_id is None else (one.touchpoint_id,)
    complaint = next(iter(queries.touchpoints_by_id(pick.connection, source).values()), None)
    others = queries.recoveries_from(pick.connection, source)
    return pick.of(
        lambda: recoveries.do_step(
            one, step, pick.day(), now=NOW, complaint=complaint, others=others
        ),
        lambda: recoveries.do_step(one, step, TODAY, now=NOW, complaint=complaint, others=others),
        lambda: recoveries.take_back_step(one, step, TODAY, complaint),
        lambda: recoveries.move_step(one, pick.day(), TODAY),
        lambda: recoveries.set_fix_by(one, pick.maybe(), TODAY),
        lambda: recoveries.describe(one, "The handle"),
        lambda: recoveries.end_recovery(one, TODAY),
        lambda: recoveries.reopen(one, TODAY),
        lambda: recoveries.delete_recovery(one),
    )()


def hear(pick: Pick) -> Changeset:
    who = pick.of(None, pick.one(Customer).id)
    said = make_feedback(who, heard_on=pick.day(), rating=pick.of(None, 4.5), best=5)
    group = pick.of(None, feedback.Group.called("A lid"), pick.group())
    return feedback.add_feedback(said, group, today=TODAY)


def change_feedback(pick: Pick) -> Changeset:
    one, group = pick.one(Feedback), pick.of(None, pick.group())
    wish = next((each for each in pick.all(Wish) if each.id == one.wish_id), None)
    others = sum(each.wish_id == one.wish_id for each in pick.all(Feedback)) - 1
    return pick.of(
        lambda: feedback.edit_feedback(one, group, today=TODAY, text="Two lids"),
        lambda: feedback.delete_feedback(pick.some(Feedback)),
        lambda: feedback.settle([one], TODAY),
        lambda: feedback.split(one, wish or pick.one(Wish), others if wish else 1),
    )()


def change_wish(pick: Pick) -> Changeset:
    group, other = pick.group(), pick.group()
    ids = {said.customer_id for said in group.voices if said.customer_id is not None}
    return pick.of(
        lambda: feedback.move(group, pick.of(*WishStatus), TODAY, pick.of(None, "Lids")),
        lambda: feedback.tell(
            group,
            group.voices[: pick.of(0, 1, 9)],
            queries.customers_by_id(pick.connection, ids),
            queries.check_ins_of(pick.connection, ids),
            feedback.Telling("Lids for all", "We have them", Channel.EMAIL),
            NOW,
            MADRID.key,
        ),
        lambda: feedback.merge([group] if _is_same(group, other) else [group, other]),
        lambda: feedback.delete_wish(_kept(group), group.voices),
    )()


def _is_same(one: feedback.Group, other: feedback.Group) -> bool:
    return one.wish.id == other.wish.id or bool(set(one.voices) & set(other.voices))


def _kept(group: feedback.Group) -> Wish:
    if group.fresh:
        raise InvalidEntry("It is none yet.")
    return group.wish


def look_back(pick: Pick) -> Changeset:
    who = pick.one(Customer)
    known = queries.reviews_of(pick.connection, [who.id])
    stored = queries.stored_preferences(pick.connection)
    turned = pick.of(None, *(one.id for one in pick.all(Touchpoint)))
    return pick.of(
        lambda: reviews.review_loss(
            who, None, stored, today=TODAY, reason=pick.of("Slow", "Price"), turned_id=turned
        ),
        lambda: reviews.review_loss(
            who, pick.of(*known, None), stored, today=TODAY, reason="Slow", lesson="Call"
        ),
        lambda: reviews.change_stage([who], pick.of(*Stage), TODAY, known),
        lambda: reviews.delete_review(pick.one(Review)),
    )()


def end_the_day(pick: Pick) -> Changeset:
    on = pick.of(TODAY, TODAY - DAY)
    page = next((one for one in pick.all(Evening) if one.on == on), None)
    today = next((one for one in pick.all(Evening) if one.on == TODAY), None)
    return pick.of(
        lambda: evenings.write_evening(page, on, pick.of("", "A good day"), today=TODAY),
        lambda: evenings.close_day(today, NOW, "Closed"),
    )()


def change_people(pick: Pick) -> Changeset:
    if pick.of(True, False, False) and len(pick.all(Customer)) > 1:
        return delete_people(pick.connection, pick.some(Customer)[:1])
    made = make_customer(pick.of("Ana", "Ben", "Cleo"), tags=pick.of((), ("vip",)))
    return Changeset("Add", (Change.create(made),))


def prefer(pick: Pick) -> Changeset:
    stored = queries.stored_preferences(pick.connection)
    return preferences.edit_preferences(
        stored, half_life_days=pick.of(90, 180), check_ins_a_day=pick.of(1, 50), workdays=(6,)
    )


ACTS: list[Callable[[Pick], Changeset]] = [
    *(make_promise, end_promise, change_promise, plan_gesture, change_gesture, write_letters),
    *(set_rules, plan_check_in, log_touchpoint, edit_touchpoint, end_touchpoint),
    *(log_touchpoint, begin_recovery, go_on_with_recovery, go_on_with_recovery),
    *(hear, change_feedback, change_wish, look_back, end_the_day, change_people, prefer),
]


def _person(pick: Pick, gesture: Gesture) -> Customer:
    return queries.customer_by_id(pick.connection, gesture.customer_id)

"""The sample book: the invented customers of a potter, told in days before today.

Each TOML file of the folder is one customer, named by its stem, but for `shop.toml`, which is
what the potter keeps beside them. Of a touch, `how` holds its
channel, who began it, its kind, feeling, length and question, in any order. What follows from a
touch is counted from it: the days of a promise or of putting right, the minutes to an answer.
Under `told` stands what they said of needs and fairness, under `unease` what was to be put right.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from trustjournal.domain.choices import (
    Began,
    Cause,
    Channel,
    CustomerKind,
    FeedbackSource,
    GestureKind,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Question,
    Side,
    Stage,
    Topic,
)
from trustjournal.domain.records import (
    Address,
    Answer,
    CheckIn,
    Customer,
    Feedback,
    Gesture,
    ImportantDate,
    Labelled,
    Promise,
    Record,
    Recovery,
    Review,
    Touchpoint,
)
from trustjournal.errors import UnreadableFile
from trustjournal.exchange import sample_shop
from trustjournal.exchange.sample_shop import id_of, named
from trustjournal.i18n import _

_Entry = Mapping[str, Any]

_WORDS = {
    str(word): (field, word)
    for field, words in (
        ("channel", Channel),
        ("began", Began),
        ("kind", Kind),
        ("question", Question),
    )
    for word in words
}

_STEPS = {
    "next_on": "next",
    "heard_on": "heard",
    "owned_on": "owned",
    "fix_by": "fix_by",
    "fixed_on": "fixed",
    "ended_on": "ended",
}
"""Of what was to be put right, the day of a record and its word in the file."""

_LIVE = frozenset({Channel.IN_PERSON, Channel.PHONE, Channel.VIDEO})
"""Channels on which the answer is part of the touch itself."""


SHOP = "shop.toml"

_SAME = (
    *("name", "company", "role", "prefers", "loves", "avoids", "family", "note"),
    "gift_policy",
)
"""Keys of a customer that are fields of the record as they stand."""


def read(folder: Path, today: date, zone: str) -> list[Record]:
    """Return the records of the book, each after those it refers to.

    Clock times of the story are local to `zone`, an IANA name. Ids are the same in every
    reading, revisions are new, and the days move with `today`.

    Raises:
        UnreadableFile: `folder` holds no book.
    """
    stories = [
        _Story(path.stem, tomllib.loads(path.read_text(encoding="utf-8")), today, zone)
        for path in sorted(folder.glob("*.toml"))
        if path.name != SHOP
    ]
    if not stories or not (folder / SHOP).exists():
        raise UnreadableFile(
            _("The sample book is missing. Install Trust Journal again, or start empty.")
        )
    shop = _Story("", tomllib.loads((folder / SHOP).read_text(encoding="utf-8")), today, zone)
    longest_known_first = sorted(stories, key=lambda story: -story.entry["since"])
    touchpoints = list(chain.from_iterable(story.touchpoints() for story in stories))
    return [
        *(story.customer() for story in longest_known_first),
        *sorted(touchpoints, key=_happened_at),
        *chain.from_iterable(story.promises() for story in stories),
        *chain.from_iterable(story.gestures() for story in stories),
        *chain.from_iterable(story.check_ins() for story in stories),
        *chain.from_iterable(story.answers() for story in stories),
        *sample_shop.rules(shop.entry),
        *sample_shop.wishes(shop.entry, shop.day),
        *chain.from_iterable(story.feedback() for story in (*stories, shop)),
        *chain.from_iterable(story.recoveries() for story in stories),
        *chain.from_iterable(story.reviews() for story in stories),
        *sample_shop.evenings(shop.entry, shop.day, shop.instant),
    ]


@dataclass(frozen=True, slots=True)
class _Story:
    """One customer's file, read on one day."""

    key: str
    entry: _Entry
    today: date
    zone: str

    def customer(self) -> Customer:
        entry = self.entry
        referrer: str | None = entry.get("referred_by")
        lost: int | None = entry.get("lost")
        return Customer(
            **named("customer", self.key),
            **{field: entry[field] for field in _SAME if field in entry},
            kind=CustomerKind(entry.get("kind", CustomerKind.PERSON)),
            stage=Stage(entry.get("stage", Stage.CUSTOMER)),
            phones=_labelled(entry.get("phones", {})),
            emails=_labelled(entry.get("emails", {})),
            links=_labelled(entry.get("links", {})),
            addresses=(Address(**entry["address"]),) if "address" in entry else (),
            dates=tuple(self._important(one) for one in entry.get("dates", ())),
            tags=tuple(entry.get("tags", ())),
            yearly_value=_money(entry, "yearly_value"),
            referred_by=None if referrer is None else id_of("customer", referrer),
            since=self.day(-entry["since"]),
            close_to_heart=entry.get("close_to_heart", False),
            is_sample=True,
            lost_on=None if lost is None else self.day(-lost),
            longest_gap_days=entry.get("longest_gap"),
            gift_limit=_money(entry, "gift_limit"),
            gift_budget=_money(entry, "gift_budget"),
        )

    def touchpoints(self) -> Iterator[Touchpoint]:
        for number, touch in enumerate(self.entry["touch"]):
            happened_at = self.instant(touch)
            how = _how(touch["how"])
            answered_at = None
            if "answered" in touch:
                answered_at = happened_at + timedelta(minutes=touch["answered"])
            elif how.get("began") is Began.THEM and how["channel"] in _LIVE:
                answered_at = happened_at
            resolved = touch.get("resolved")
            yield Touchpoint(
                **named("touch", self.key, number),
                **how,
                happened_at=happened_at,
                zone=self.zone,
                customer_ids=tuple(
                    id_of("customer", key) for key in (self.key, *touch.get("with", ()))
                ),
                note=touch["note"],
                answered_at=answered_at,
                resolved_at=None if resolved is None else happened_at + timedelta(days=resolved),
                amount=_money(touch, "amount"),
            )

    def promises(self) -> Iterator[Promise]:
        for number, touch in enumerate(self.entry["touch"]):
            for key, by in (("promise", Side.US), ("theirs", Side.THEM)):
                if key in touch:
                    yield self._promise(number, touch["ago"], touch[key], by)

    def gestures(self) -> Iterator[Gesture]:
        for number, gesture in enumerate(self.entry.get("gesture", ())):
            due_in: int | None = gesture.get("due_in")
            given: int | None = gesture.get("given")
            planned = GestureStatus.IDEA if due_in is None else GestureStatus.PLANNED
            if gesture.get("ready"):
                planned = GestureStatus.BOUGHT
            yield Gesture(
                **named("gesture", self.key, number),
                customer_id=id_of("customer", self.key),
                title=gesture["title"],
                kind=GestureKind(gesture["kind"]),
                status=planned if given is None else GestureStatus.GIVEN,
                occasion=gesture.get("occasion", ""),
                due_on=None if due_in is None else self.day(due_in),
                lead_days=gesture.get("lead_days", 0),
                cost=_money(gesture, "cost"),
                given_on=None if given is None else self.day(-given),
                received=gesture.get("received"),
                note=gesture.get("note", ""),
                by=Side(gesture.get("by", Side.US)),
                worth=_money(gesture, "worth"),
            )

    def check_ins(self) -> Iterator[CheckIn]:
        if "check_in" not in self.entry:
            return
        plan = self.entry["check_in"]
        every_days: int | None = plan.get("every_days")
        last = min(touch["ago"] for touch in self.entry["touch"])
        snoozed: int | None = plan.get("snoozed_for")
        yield CheckIn(
            **named("check-in", self.key),
            customer_id=id_of("customer", self.key),
            every_days=every_days,
            due_on=self.day(plan["due_in"] if every_days is None else every_days - last),
            snoozed_until=None if snoozed is None else self.day(snoozed),
            about=plan.get("about", ""),
        )

    def answers(self) -> Iterator[Answer]:
        for number, told in enumerate(self.entry.get("told", ())):
            yield Answer(
                **named("answer", self.key, number),
                customer_id=id_of("customer", self.key),
                topic=Topic(told["topic"]),
                text=told["text"],
                answered_at=self.instant(told),
                fair=told.get("fair"),
                done=told.get("done", ""),
            )

    def feedback(self) -> Iterator[Feedback]:
        for number, said in enumerate(self.entry.get("feedback", ())):
            wish: str | None = said.get("wish")
            told: int | None = said.get("told")
            yield Feedback(
                **named("feedback", self.key, number),
                customer_id=id_of("customer", self.key) if self.key else None,
                heard_on=self.day(-said["ago"]),
                source=FeedbackSource(said["source"]),
                text=said.get("text", ""),
                author=said.get("author", ""),
                link=said.get("link", ""),
                rating=said.get("rating"),
                best=said.get("best"),
                wish_id=None if wish is None else id_of("wish", wish),
                told_on=None if told is None else self.day(-told),
            )

    def recoveries(self) -> Iterator[Recovery]:
        touches = [touch["ago"] for touch in self.entry["touch"]]
        for number, unease in enumerate(self.entry.get("unease", ())):
            began: int = unease["ago"]
            touch = touches.index(unease["touch"]) if "touch" in unease else None
            days = {
                field: self.day(unease[word] - began)
                for field, word in _STEPS.items()
                if word in unease
            }
            yield Recovery(
                **named("unease", self.key, number),
                customer_id=id_of("customer", self.key),
                noticed_at=self.instant(unease),
                about=unease["about"],
                touchpoint_id=None if touch is None else id_of("touch", self.key, touch),
                **days,
            )

    def reviews(self) -> Iterator[Review]:
        if "review" not in self.entry:
            return
        review = self.entry["review"]
        yield Review(
            **named("review", self.key),
            customer_id=id_of("customer", self.key),
            lost_on=self.day(-self.entry["lost"]),
            reason=review["reason"],
            turned_on=self.day(-review["turned"]),
            lesson=review["lesson"],
        )

    def _promise(self, number: int, ago: int, promise: _Entry, by: Side) -> Promise:
        due = promise["due"]
        outcome, settled = None, None
        if "kept" in promise:
            settled = promise["kept"]
            outcome = PromiseOutcome.LATE if settled > due else PromiseOutcome.KEPT
        elif "broken" in promise:
            outcome, settled = PromiseOutcome.BROKEN, promise["broken"]
        ours = by is Side.US
        return Promise(
            **named("promise" if ours else "theirs", self.key, number),
            customer_id=id_of("customer", self.key),
            text=promise["text"],
            made_on=self.day(-ago),
            due_on=self.day(due - ago),
            outcome=outcome,
            settled_on=None if settled is None else self.day(settled - ago),
            touchpoint_id=id_of("touch", self.key, number),
            by=by,
            told_first=promise.get("told_first"),
            delivered=promise.get("delivered", ""),
            gap=Cause(promise["gap"]) if "gap" in promise else None,
            fix=promise.get("fix", ""),
            fixed_on=self.day(promise["fixed"] - ago) if "fixed" in promise else None,
        )

    def _important(self, one: _Entry) -> ImportantDate:
        day = self.day(one["in_days"])
        if (day.month, day.day) == (2, 29):
            day -= timedelta(days=1)  # the year it began may have had none
        years: int | None = one.get("years_ago")
        return ImportantDate(
            label=one["label"],
            month=day.month,
            day=day.day,
            year=None if years is None else day.year - years,
        )

    def day(self, days_ahead: int) -> date:
        return self.today + timedelta(days=days_ahead)

    def instant(self, touch: _Entry) -> datetime:
        at = time.fromisoformat(touch["at"])
        local = datetime.combine(self.day(-touch["ago"]), at, ZoneInfo(self.zone))
        return local.astimezone(UTC)


def _happened_at(touchpoint: Touchpoint) -> datetime:
    return touchpoint.happened_at


def _how(words: str) -> dict[str, Any]:
    """Return the fields of a touchpoint that its words name.

    >>> _how("us phone advice -1 12min")["duration_minutes"]
    12
    """
    fields: dict[str, Any] = {}
    for word in words.split():
        if word in _WORDS:
            field, value = _WORDS[word]
            fields[field] = value
        elif word.endswith("min"):
            fields["duration_minutes"] = int(word.removesuffix("min"))
        else:
            fields["feeling"] = int(word)
    return fields


def _labelled(entries: Mapping[str, str]) -> tuple[Labelled, ...]:
    return tuple(Labelled(value=value, label=label) for label, value in entries.items())


def _money(entry: _Entry, key: str) -> Decimal | None:
    return Decimal(entry[key]) if key in entry else None

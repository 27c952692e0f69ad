"""The sample book: the invented customers of a potter, told in days before today.

Each TOML file of the folder is one customer, named by its stem. Of a touch, `how` holds its
channel, who began it, its kind, feeling, length and question, in any order. What follows from a
touch is counted from it: the days of a promise or of putting right, the minutes to an answer.
Under `told` stands what they said of needs and fairness.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from trustjournal.domain.changes import new_revision
from trustjournal.domain.choices import (
    Began,
    Channel,
    CustomerKind,
    GestureKind,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Question,
    Stage,
    Topic,
)
from trustjournal.domain.records import (
    Address,
    Answer,
    CheckIn,
    Customer,
    Gesture,
    ImportantDate,
    Labelled,
    Promise,
    Record,
    Touchpoint,
)
from trustjournal.errors import UnreadableFile
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

_LIVE = frozenset({Channel.IN_PERSON, Channel.PHONE, Channel.VIDEO})
"""Channels on which the answer is part of the touch itself."""


_SAME = ("name", "company", "role", "prefers", "loves", "avoids", "family", "note")
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
    ]
    if not stories:
        raise UnreadableFile(
            _("The sample book is missing. Install Trust Journal again, or start empty.")
        )
    longest_known_first = sorted(stories, key=lambda story: -story.entry["since"])
    touchpoints = list(chain.from_iterable(story.touchpoints() for story in stories))
    return [
        *(story.customer() for story in longest_known_first),
        *sorted(touchpoints, key=_happened_at),
        *chain.from_iterable(story.promises() for story in stories),
        *chain.from_iterable(story.gestures() for story in stories),
        *chain.from_iterable(story.check_ins() for story in stories),
        *chain.from_iterable(story.answers() for story in stories),
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
        value: int | None = entry.get("yearly_value")
        lost: int | None = entry.get("lost")
        return Customer(
            **_named("customer", self.key),
            **{field: entry[field] for field in _SAME if field in entry},
            kind=CustomerKind(entry.get("kind", CustomerKind.PERSON)),
            stage=Stage(entry.get("stage", Stage.CUSTOMER)),
            phones=_labelled(entry.get("phones", {})),
            emails=_labelled(entry.get("emails", {})),
            links=_labelled(entry.get("links", {})),
            addresses=(Address(**entry["address"]),) if "address" in entry else (),
            dates=tuple(self._important(one) for one in entry.get("dates", ())),
            tags=tuple(entry.get("tags", ())),
            yearly_value=None if value is None else Decimal(value),
            referred_by=None if referrer is None else _id("customer", referrer),
            since=self._day(-entry["since"]),
            close_to_heart=entry.get("close_to_heart", False),
            is_sample=True,
            lost_on=None if lost is None else self._day(-lost),
            longest_gap_days=entry.get("longest_gap"),
        )

    def touchpoints(self) -> Iterator[Touchpoint]:
        for number, touch in enumerate(self.entry["touch"]):
            happened_at = self._instant(touch)
            how = _how(touch["how"])
            answered_at = None
            if "answered" in touch:
                answered_at = happened_at + timedelta(minutes=touch["answered"])
            elif how.get("began") is Began.THEM and how["channel"] in _LIVE:
                answered_at = happened_at
            resolved = touch.get("resolved")
            yield Touchpoint(
                **_named("touch", self.key, number),
                **how,
                happened_at=happened_at,
                zone=self.zone,
                customer_ids=tuple(
                    _id("customer", key) for key in (self.key, *touch.get("with", ()))
                ),
                note=touch["note"],
                answered_at=answered_at,
                resolved_at=None if resolved is None else happened_at + timedelta(days=resolved),
            )

    def promises(self) -> Iterator[Promise]:
        for number, touch in enumerate(self.entry["touch"]):
            if "promise" in touch:
                yield self._promise(number, touch)

    def gestures(self) -> Iterator[Gesture]:
        for number, gesture in enumerate(self.entry.get("gesture", ())):
            due_in: int | None = gesture.get("due_in")
            given: int | None = gesture.get("given")
            planned = GestureStatus.IDEA if due_in is None else GestureStatus.PLANNED
            cost: int | None = gesture.get("cost")
            yield Gesture(
                **_named("gesture", self.key, number),
                customer_id=_id("customer", self.key),
                title=gesture["title"],
                kind=GestureKind(gesture["kind"]),
                status=planned if given is None else GestureStatus.GIVEN,
                occasion=gesture.get("occasion", ""),
                due_on=None if due_in is None else self._day(due_in),
                lead_days=gesture.get("lead_days", 0),
                cost=None if cost is None else Decimal(cost),
                given_on=None if given is None else self._day(-given),
                received=gesture.get("received"),
                note=gesture.get("note", ""),
            )

    def check_ins(self) -> Iterator[CheckIn]:
        if "check_in" not in self.entry:
            return
        plan = self.entry["check_in"]
        every_days: int | None = plan.get("every_days")
        last = min(touch["ago"] for touch in self.entry["touch"])
        snoozed: int | None = plan.get("snoozed_for")
        yield CheckIn(
            **_named("check-in", self.key),
            customer_id=_id("customer", self.key),
            every_days=every_days,
            due_on=self._day(plan["due_in"] if every_days is None else every_days - last),
            snoozed_until=None if snoozed is None else self._day(snoozed),
            about=plan.get("about", ""),
        )

    def answers(self) -> Iterator[Answer]:
        for number, told in enumerate(self.entry.get("told", ())):
            yield Answer(
                **_named("answer", self.key, number),
                customer_id=_id("customer", self.key),
                topic=Topic(told["topic"]),
                text=told["text"],
                answered_at=self._instant(told),
                fair=told.get("fair"),
                done=told.get("done", ""),
            )

    def _promise(self, number: int, touch: _Entry) -> Promise:
        promise = touch["promise"]
        due = promise["due"]
        outcome, settled = None, None
        if "kept" in promise:
            settled = promise["kept"]
            outcome = PromiseOutcome.LATE if settled > due else PromiseOutcome.KEPT
        elif "broken" in promise:
            outcome, settled = PromiseOutcome.BROKEN, promise["broken"]
        return Promise(
            **_named("promise", self.key, number),
            customer_id=_id("customer", self.key),
            text=promise["text"],
            made_on=self._day(-touch["ago"]),
            due_on=self._day(due - touch["ago"]),
            outcome=outcome,
            settled_on=None if settled is None else self._day(settled - touch["ago"]),
            touchpoint_id=_id("touch", self.key, number),
        )

    def _important(self, one: _Entry) -> ImportantDate:
        day = self._day(one["in_days"])
        if (day.month, day.day) == (2, 29):
            day -= timedelta(days=1)  # the year it began may have had none
        years: int | None = one.get("years_ago")
        return ImportantDate(
            label=one["label"],
            month=day.month,
            day=day.day,
            year=None if years is None else day.year - years,
        )

    def _day(self, days_ahead: int) -> date:
        return self.today + timedelta(days=days_ahead)

    def _instant(self, touch: _Entry) -> datetime:
        at = time.fromisoformat(touch["at"])
        local = datetime.combine(self._day(-touch["ago"]), at, ZoneInfo(self.zone))
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


def _id(*names: str | int) -> UUID:
    return uuid5(NAMESPACE_URL, "/".join(("trustjournal:sample", *map(str, names))))


def _named(*names: str | int) -> dict[str, Any]:
    return {"id": _id(*names), "revision": new_revision()}

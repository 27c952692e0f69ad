"""The rows of lists that leave the journal: one for each record, in order."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, func, select

from trustjournal.domain.organising import Attachment, CustomField, Membership
from trustjournal.domain.records import (
    Address,
    Answer,
    Customer,
    Evening,
    Feedback,
    Gesture,
    Labelled,
    Promise,
    Record,
    Recovery,
    Review,
    Template,
    Wish,
)
from trustjournal.store import queries
from trustjournal.store.choosing import Choice, Row, Value, joined
from trustjournal.store.rows import FIELDS, chosen, fetch
from trustjournal.store.schema import RECORD_TABLES

_ROWS_AT_ONCE = 2000
_FIELD = "field:{title}"

Asked = Mapping[UUID, Sequence[UUID | None]]


@dataclass(frozen=True, slots=True)
class Known:
    """What the cells of a row say of others: names by id, and the zone of the owner's days.

    `titles` are the owner's own fields, `belongs` the memberships of each customer, and `asked`
    who asked for each wish.
    """

    choice: Choice
    names: Mapping[UUID | None, str] = field(default_factory=dict[UUID | None, str])
    wishes: Mapping[UUID | None, str] = field(default_factory=dict[UUID | None, str])
    titles: Mapping[str, UUID] = field(default_factory=dict[str, UUID])
    belongs: Mapping[UUID, Sequence[Membership]] = field(
        default_factory=dict[UUID, Sequence[Membership]]
    )
    asked: Asked = field(default_factory=dict[UUID, Sequence[UUID | None]])

    def name(self, which: UUID | None) -> str:
        """Return somebody's name, "" for nobody."""
        return self.names.get(which, "")


def rows(
    connection: Connection, what: str, choice: Choice, columns: Sequence[str]
) -> Iterator[Row]:
    """Yield a row for each record of a list that is wanted, with the values of `columns`."""
    kind = KINDS[what]
    known = _known(connection, kind, choice)
    values = [values_of(what, known)[name] for name in columns]
    is_wanted = partial(_is_wanted, known)
    for record in _each(connection, kind, choice):
        if is_wanted(record):
            yield [value(record) for value in values]


def own_columns(connection: Connection) -> dict[str, UUID]:
    """Return the column of each of the owner's own fields: "field:Favourite glaze"."""
    found: dict[str, UUID] = {}
    fields = fetch(connection, CustomField, chosen(CustomField))
    for one in sorted(fields, key=lambda one: (one.place, one.id)):
        title = name = _FIELD.format(title=" ".join(one.title.split()))
        number = 2
        while name in found:
            name, number = f"{title} ({number})", number + 1
        found[name] = one.id
    return found


def values_of(what: str, known: Known) -> Mapping[str, Value]:
    """Return how each cell of a list is made, by the name of its column and in their order."""
    return _VALUES[what](known)


def _known(connection: Connection, kind: type[Record], choice: Choice) -> Known:
    names: dict[UUID | None, str] = {who.id: who.name for who in queries.people(connection)}
    if kind is Customer:
        belongs: defaultdict[UUID, list[Membership]] = defaultdict(list)
        for one in fetch(connection, Membership, chosen(Membership)):
            belongs[one.customer_id].append(one)
        return Known(choice, names, titles=own_columns(connection), belongs=belongs)
    wishes: dict[UUID | None, str] = {}
    asked: defaultdict[UUID, list[UUID | None]] = defaultdict(list)
    if kind is Feedback:
        wishes = {one.id: one.title for one in queries.all_of(connection, Wish)}
    if kind is Wish:
        said = RECORD_TABLES[Feedback].c
        query = select(said.wish_id, said.customer_id).where(said.wish_id.is_not(None))
        for wish_id, customer_id in connection.execute(query):
            asked[wish_id].append(customer_id)
    return Known(choice, names, wishes, asked=asked)


def _each(connection: Connection, kind: type[Record], choice: Choice) -> Iterator[Record]:
    """Yield the records of a kind one after the other, never all of them in memory."""
    table = RECORD_TABLES[kind].c
    query: Select[Any] = chosen(kind)
    if choice.customer_id is not None and "customer_id" in table and kind is not Membership:
        query = query.where(table.customer_id == choice.customer_id)
    order = table[_ORDER[kind]]
    order = func.lower(order) if kind in {Customer, Wish, Template} else order
    names = FIELDS[kind]
    query = query.order_by(order, table.id).execution_options(yield_per=_ROWS_AT_ONCE)
    for row in connection.execute(query):
        yield kind(**dict(zip(names, row, strict=True)))


def _is_wanted(known: Known, record: Record) -> bool:
    choice = known.choice
    match record:
        case Customer():
            return choice.customer_id in {None, record.id}
        case Wish():
            theirs = choice.customer_id in {None, *known.asked.get(record.id, ())}
            return theirs and choice.holds(record.moved_on, choice.customer_id)
        case Membership():
            return choice.customer_id in {None, record.customer_id, record.of_id}
        case Template():
            return choice.customer_id is None
        case _:
            return choice.holds(_day_of(record, choice), getattr(record, "customer_id", None))


def _day_of(record: Record, choice: Choice) -> date | None:
    match record:
        case Promise():
            return record.made_on
        case Gesture():
            return record.given_on or record.due_on
        case Feedback():
            return record.heard_on
        case Answer():
            return choice.day_of(record.answered_at)
        case Recovery():
            return choice.day_of(record.noticed_at)
        case Review():
            return record.lost_on
        case Evening():
            return record.on
        case Attachment():
            return record.added_on
        case _:
            return None


def _people(known: Known) -> Mapping[str, Value]:
    return {
        **_plain("name", "kind", "stage", "company", "role"),
        "phones": lambda who: _joined(who.phones),
        "emails": lambda who: _joined(who.emails),
        "addresses": lambda who: joined(map(_address, who.addresses)),
        "links": lambda who: _joined(who.links),
        "dates": _dates,
        **_plain("prefers", "loves", "avoids", "family"),
        "tags": lambda who: joined(who.tags),
        **_plain("note", "yearly_value"),
        "referred_by": lambda who: known.name(who.referred_by),
        **_plain("since", "gift_policy", "gift_limit", "gift_budget"),
        "id": _id,
        "close_to_heart": lambda who: _truth(who.close_to_heart),
        **_plain("lost_on", "longest_gap_days"),
        "belongs_to": lambda who: joined(
            known.name(one.of_id) for one in known.belongs.get(who.id, ())
        ),
        "referred_by_id": lambda who: _written(who.referred_by),
        **{name: partial(_own_value, which) for name, which in known.titles.items()},
    }


def _promises(known: Known) -> Mapping[str, Value]:
    return {
        "person": lambda promise: known.name(promise.customer_id),
        **_plain("text", "made_on", "due_on", "outcome", "settled_on", "by"),
        "told_first": lambda promise: _truth(promise.told_first),
        **_plain("delivered", "gap", "fix", "fixed_on"),
        "id": _id,
        "person_id": _person_id,
        "touchpoint_id": lambda promise: _written(promise.touchpoint_id),
    }


def _gestures(known: Known) -> Mapping[str, Value]:
    return {
        "person": lambda gesture: known.name(gesture.customer_id),
        **_plain("kind", "title", "status", "occasion", "due_on", "lead_days", "cost"),
        **_plain("given_on", "received", "note", "by", "worth", "text"),
        "id": _id,
        "person_id": _person_id,
    }


def _feedback(known: Known) -> Mapping[str, Value]:
    return {
        **_plain("heard_on"),
        "person": lambda said: known.name(said.customer_id),
        **_plain("author", "source", "text", "rating", "best", "link"),
        "wish": lambda said: known.wishes.get(said.wish_id, ""),
        **_plain("told_on"),
        "id": _id,
        "person_id": _person_id,
        "wish_id": lambda said: _written(said.wish_id),
    }


def _wishes(known: Known) -> Mapping[str, Value]:
    return {
        **_plain("title", "status", "done", "moved_on"),
        "voices": lambda wish: len(known.asked.get(wish.id, ())),
        "people": lambda wish: joined(
            dict.fromkeys(known.name(who) for who in known.asked.get(wish.id, ()) if who)
        ),
        "id": _id,
    }


def _answers(known: Known) -> Mapping[str, Value]:
    return {
        "person": lambda answer: known.name(answer.customer_id),
        **_plain("topic", "text"),
        "answered_at": lambda answer: known.choice.written(answer.answered_at),
        "fair": lambda answer: _truth(answer.fair),
        **_plain("done"),
        "id": _id,
        "person_id": _person_id,
    }


def _recoveries(known: Known) -> Mapping[str, Value]:
    return {
        "person": lambda recovery: known.name(recovery.customer_id),
        "noticed_at": lambda recovery: known.choice.written(recovery.noticed_at),
        **_plain("about", "next_on", "heard_on", "owned_on", "fix_by", "fixed_on", "checked_on"),
        **_plain("ended_on"),
        "id": _id,
        "person_id": _person_id,
        "touchpoint_id": lambda recovery: _written(recovery.touchpoint_id),
    }


def _reviews(known: Known) -> Mapping[str, Value]:
    return {
        "person": lambda review: known.name(review.customer_id),
        **_plain("lost_on", "reason", "turned_on", "lesson", "win_back_on", "won_back_on"),
        "id": _id,
        "person_id": _person_id,
        "turned_id": lambda review: _written(review.turned_id),
    }


def _evenings(known: Known) -> Mapping[str, Value]:
    return {
        **_plain("on", "text"),
        "finished_at": lambda evening: known.choice.written(evening.finished_at),
        "id": _id,
    }


def _letters(_known: Known) -> Mapping[str, Value]:
    return {**_plain("title", "subject", "text"), "id": _id}


def _memberships(known: Known) -> Mapping[str, Value]:
    return {
        "person": lambda one: known.name(one.customer_id),
        "belongs_to": lambda one: known.name(one.of_id),
        **_plain("role"),
        "id": _id,
        "person_id": _person_id,
        "belongs_to_id": lambda one: _written(one.of_id),
    }


def _attachments(known: Known) -> Mapping[str, Value]:
    return {
        "person": lambda one: known.name(one.customer_id),
        **_plain("name", "media_type", "size", "added_on"),
        "is_photo": lambda one: _truth(one.is_photo),
        "id": _id,
        "person_id": _person_id,
        "touchpoint_id": lambda one: _written(one.touchpoint_id),
    }


def _plain(*names: str) -> dict[str, Value]:
    return {name: attrgetter(name) for name in names}


def _id(record: Any) -> str:
    return str(record.id)


def _person_id(record: Any) -> str:
    return _written(record.customer_id)


def _written(which: UUID | None) -> str:
    return "" if which is None else str(which)


def _truth(said: bool | None) -> str:
    return "" if said is None else "yes" if said else "no"


def _own_value(which: UUID, who: Customer) -> str:
    return next((one.value for one in who.custom if one.field_id == which), "")


def _joined(values: Sequence[Labelled]) -> str:
    return joined(found.value for found in values)


def _address(address: Address) -> str:
    parts = address.street, address.postal_code, address.city, address.region, address.country
    return ", ".join(part for part in parts if part)


def _dates(who: Customer) -> str:
    return joined(
        f"{found.label} {found.year or '-'}-{found.month:02}-{found.day:02}" for found in who.dates
    )


KINDS: Mapping[str, type[Record]] = {
    "people": Customer,
    "promises": Promise,
    "gestures": Gesture,
    "feedback": Feedback,
    "wishes": Wish,
    "answers": Answer,
    "recoveries": Recovery,
    "reviews": Review,
    "evenings": Evening,
    "letters": Template,
    "memberships": Membership,
    "attachments": Attachment,
}
"""Each list with the records it is made of."""

_VALUES: Mapping[str, Callable[[Known], Mapping[str, Value]]] = {
    "people": _people,
    "promises": _promises,
    "gestures": _gestures,
    "feedback": _feedback,
    "wishes": _wishes,
    "answers": _answers,
    "recoveries": _recoveries,
    "reviews": _reviews,
    "evenings": _evenings,
    "letters": _letters,
    "memberships": _memberships,
    "attachments": _attachments,
}
_ORDER: Mapping[type[Record], str] = {
    Customer: "name",
    Promise: "made_on",
    Gesture: "due_on",
    Feedback: "heard_on",
    Wish: "title",
    Answer: "answered_at",
    Recovery: "noticed_at",
    Review: "lost_on",
    Evening: "on",
    Template: "title",
    Membership: "of_id",
    Attachment: "added_on",
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    what: tuple(values(Known(Choice()))) for what, values in _VALUES.items()
}

"""What can be searched in a journal: per kind of record its words, its day and whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, Text, func, select, type_coerce

from trustjournal.domain.organising import Attachment
from trustjournal.domain.records import (
    Answer,
    CheckIn,
    Customer,
    Evening,
    Feedback,
    Gesture,
    Promise,
    Record,
    Recovery,
    Review,
    Template,
    Touchpoint,
    Wish,
)
from trustjournal.store.organising_tables import attachment
from trustjournal.store.schema import (
    answer,
    check_in,
    customer,
    evening,
    feedback,
    gesture,
    presence,
    promise,
    recovery,
    review,
    template,
    touchpoint,
    wish,
)


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of record: the columns with its words, its day or instant, and its customer.

    `packed` are columns whose words stand beside the names of fields, `numbers` the one of them in
    which blanks and signs do not matter. `whose` is the column of this or of another table that
    names the customer; in the other table `link` names the record.
    """

    kind: type[Record]
    table: Table
    texts: Sequence[ColumnElement[str]]
    day: ColumnElement[Any] | None = None
    whose: ColumnElement[Any] | None = None
    link: ColumnElement[Any] | None = None
    packed: Sequence[ColumnElement[Any]] = ()
    numbers: ColumnElement[Any] | None = None

    def of(self, customers: Select[Any]) -> ColumnElement[bool] | None:
        """Return whether a record is one of these customers', None where it is nobody's."""
        if self.whose is None:
            return None
        theirs = self.whose.in_(customers)
        if self.link is None:
            return theirs
        # A million touchpoints are asked one by one; a list of all that fit would be made first.
        return select(self.link).where(self.link == self.table.c.id, theirs).exists()


_who = customer.c
PEOPLE = Source(
    Customer,
    customer,
    (
        _who.name,
        _who.company,
        _who.role,
        type_coerce(_who.tags, Text),
        _who.note,
        _who.loves,
        _who.avoids,
        _who.prefers,
        _who.family,
        _who.gift_policy,
    ),
    packed=(_who.phones, _who.emails, _who.addresses, _who.links, _who.dates, _who.custom),
    numbers=_who.phones,
    whose=_who.id,
)
TOUCHPOINTS = Source(
    Touchpoint,
    touchpoint,
    (touchpoint.c.note,),
    touchpoint.c.happened_at,
    presence.c.customer_id,
    presence.c.touchpoint_id,
)


def _theirs(
    kind: type[Record], table: Table, day: ColumnElement[Any] | None, *texts: str
) -> Source:
    return Source(kind, table, [table.c[name] for name in texts], day, table.c.customer_id)


OTHERS = (
    _theirs(Promise, promise, promise.c.made_on, "text", "delivered", "fix"),
    _theirs(
        Gesture,
        gesture,
        func.coalesce(gesture.c.given_on, gesture.c.due_on),
        *("title", "occasion", "note", "text"),
    ),
    _theirs(Feedback, feedback, feedback.c.heard_on, "text", "author", "link"),
    Source(
        Wish,
        wish,
        (wish.c.title, wish.c.done),
        wish.c.moved_on,
        feedback.c.customer_id,
        feedback.c.wish_id,
    ),
    _theirs(Recovery, recovery, recovery.c.noticed_at, "about"),
    _theirs(Review, review, review.c.lost_on, "reason", "lesson"),
    _theirs(Answer, answer, answer.c.answered_at, "text", "done"),
    _theirs(CheckIn, check_in, check_in.c.due_on, "about", "snooze_words"),
    Source(Evening, evening, (evening.c.text,), evening.c.on),
    Source(Template, template, (template.c.title, template.c.subject, template.c.text)),
    _theirs(Attachment, attachment, attachment.c.added_on, "name"),
)
"""All but people and touchpoints, in the order in which they are listed."""

_NAMES = {
    source.kind: [str(text.key) for text in source.texts] for source in (TOUCHPOINTS, *OTHERS)
}


def texts_of(record: Record) -> list[str]:
    """Return the words of a record that are not empty; of a person the name and the company."""
    if isinstance(record, Customer):
        return [text for text in (record.name, record.company) if text]
    return [text for name in _NAMES[type(record)] if (text := getattr(record, name))]

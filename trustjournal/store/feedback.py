"""What customers said: by wish with who asked, what came of it, and every rating."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, or_, select

from trustjournal.domain.choices import WishStatus
from trustjournal.domain.feedback import Asked, Told, Voice, contact_of, weigh
from trustjournal.domain.finding import asked as asked_words
from trustjournal.domain.finding import fold, holds
from trustjournal.domain.records import Feedback, Wish
from trustjournal.errors import InvalidEntry, NotFound
from trustjournal.i18n import _
from trustjournal.store import queries
from trustjournal.store.people import depths_as_set
from trustjournal.store.rows import FIELDS, by_ids, chosen, fetch
from trustjournal.store.schema import customer, feedback, wish

MOST_ALONE = 300
"""Of what was said and belongs to no wish, the newest that are shown to be grouped."""

MOST_TOLD = 100
"""How many of the wishes that were told last are shown beside the open ones."""

_NEWEST = feedback.c.heard_on.desc(), feedback.c.id.desc()
_ALONE = feedback.c.wish_id.is_(None), feedback.c.text != "", feedback.c.told_on.is_(None)
_WHO = (
    *(customer.c.name, customer.c.company, customer.c.yearly_value),
    *(customer.c.phones, customer.c.emails),
)


@dataclass(frozen=True, slots=True)
class Heard:
    """Every open wish and those told lately, the heaviest first, and voices that stand alone.

    `more_alone` is how many more there are of these than are given.
    """

    wishes: tuple[Asked, ...]
    alone: tuple[Asked, ...]
    more_alone: int
    currency: str


def read_heard(connection: Connection, now: datetime, zone: tzinfo) -> Heard:
    """Return what a page of wishes shows; `now` is aware, `zone` where the owner's days begin."""
    found = fetch(connection, Wish, chosen(Wish).where(wish.c.status != WishStatus.TOLD))
    latest = wish.c.moved_on.desc(), wish.c.id.desc()
    told = chosen(Wish).where(wish.c.status == WishStatus.TOLD).order_by(*latest).limit(MOST_TOLD)
    found += fetch(connection, Wish, told)
    belongs = feedback.c.wish_id.in_([one.id for one in found])
    voices = _voices(connection, belongs)
    alone = _voices(connection, *_ALONE, most=MOST_ALONE)
    voices, alone = _with_depths(connection, now, zone, voices, alone)
    total = connection.execute(select(func.count()).where(*_ALONE)).scalar_one()
    by_wish = _by_wish(voices)
    wishes = [Asked(one, tuple(by_wish.get(one.id, ()))) for one in found]
    return Heard(
        tuple(sorted(wishes, key=lambda one: weigh(one.voices).order(), reverse=True)),
        tuple(Asked(None, (voice,)) for voice in alone),
        total - len(alone),
        queries.preferences(connection).currency,
    )


def asked_again(connection: Connection, ids: Iterable[UUID]) -> list[Asked]:
    """Return wishes, and voices that stand alone, as they are now; in the order of `ids`.

    Depths are left out; `weighed` adds them.

    Raises:
        NotFound: none of them is left.
    """
    wanted = list(dict.fromkeys(ids))
    wishes = by_ids(connection, Wish, wanted)
    one_of_them = or_(feedback.c.wish_id.in_(wanted), feedback.c.id.in_(wanted))
    voices = _voices(connection, one_of_them)
    found: list[Asked] = []
    for which in wanted:
        if which in wishes:
            own = tuple(voice for voice in voices if voice.feedback.wish_id == which)
            found.append(Asked(wishes[which], own))
        else:
            found += [Asked(None, (one,)) for one in voices if one.feedback.id == which]
    if not found:
        raise NotFound(_("This is no longer in the journal."))
    return found


def weighed(connection: Connection, asked: Asked, now: datetime, zone: tzinfo) -> Asked:
    """Return the same with how deep the trust of everyone is who asked."""
    (voices,) = _with_depths(connection, now, zone, list(asked.voices))
    return replace(asked, voices=tuple(voices))


def all_asked(connection: Connection) -> list[Asked]:
    """Return every wish, and the newest voices that stand alone, to be compared with others."""
    voices = _voices(connection, feedback.c.wish_id.is_not(None))
    by_wish = _by_wish(voices)
    wishes = fetch(connection, Wish, chosen(Wish).order_by(wish.c.id.desc()))
    alone = _voices(connection, *_ALONE, most=MOST_ALONE)
    return [
        *(Asked(one, tuple(by_wish.get(one.id, ()))) for one in wishes),
        *(Asked(None, (voice,)) for voice in alone),
    ]


def find_wish(connection: Connection, text: str) -> Asked:
    """Return the wish that an id or any unambiguous part of its title means.

    Somebody's words that belong to no wish yet are found as well.

    Raises:
        NotFound: there is no such wish.
        InvalidEntry: it could be several, or there are no words.
    """
    if (which := _as_id(text)) is not None:
        found = [*by_ids(connection, Wish, [which]).values()]
        alone = _voices(connection, feedback.c.id == which)
    else:
        wanted = asked_words(text)
        if not wanted:
            raise InvalidEntry(_("Write a few words of the wish."))
        found = [one for one in queries.all_of(connection, Wish) if holds(fold(one.title), wanted)]
        exact = [one for one in found if fold(one.title) == fold(text)]
        found = exact or found
        everyone = [] if found else _voices(connection, *_ALONE)
        alone = [one for one in everyone if holds(fold(one.feedback.text), wanted)]
    if not (found or alone):
        raise NotFound(_("There is no wish “{name}”.").format(name=text))
    titles = [one.title for one in found] or [one.feedback.text for one in alone]
    if len(titles) > 1:
        some = "”, “".join(titles[:5])
        raise InvalidEntry(_("“{name}” may be “{wishes}”.").format(name=text, wishes=some))
    if alone and not found:
        return Asked(None, (alone[0],))
    return Asked(found[0], tuple(_voices(connection, feedback.c.wish_id == found[0].id)))


def read_told(connection: Connection) -> list[Told]:
    """Return what was done because somebody asked, newest first."""
    heard = select(feedback.c.wish_id).where(feedback.c.told_on.is_not(None))
    some = or_(wish.c.status == WishStatus.TOLD, wish.c.id.in_(heard))
    wishes = fetch(connection, Wish, chosen(Wish).where(wish.c.done != "", some))
    voices = _voices(connection, feedback.c.wish_id.in_([one.id for one in wishes]))
    by_wish = _by_wish(voices)
    told = [_told(one, by_wish.get(one.id, ())) for one in wishes]
    return sorted(told, key=lambda one: (one.on, one.wish.id), reverse=True)


def ratings(connection: Connection) -> list[Voice]:
    """Return every rating with who gave it, newest first."""
    return _voices(connection, feedback.c.rating.is_not(None))


def heard_between(connection: Connection, days: Sequence[date]) -> list[Feedback]:
    """Return what was heard from the first of `days` to the last, or with none everything."""
    query = chosen(Feedback)
    if days:
        query = query.where(feedback.c.heard_on.between(min(days), max(days)))
    return fetch(connection, Feedback, query.order_by(feedback.c.id))


def _voices(
    connection: Connection, *which: ColumnElement[bool], most: int | None = None
) -> list[Voice]:
    """Return what was said, newest first, each with who said it and no depth yet."""
    names = FIELDS[Feedback]
    query = (
        select(*(feedback.c[name] for name in names), *_WHO)
        .join_from(feedback, customer, customer.c.id == feedback.c.customer_id, isouter=True)
        .where(*which)
        .order_by(*_NEWEST)
        .limit(most)
    )
    found: list[Voice] = []
    rows: Any = connection.execute(query)
    for row in rows:
        said = Feedback(**dict(zip(names, row[: len(names)], strict=True)))
        name, company, value, phones, emails = row[len(names) :]
        if said.customer_id is None:
            found.append(Voice(said, said.author))
        else:
            contact = contact_of(phones, emails)
            found.append(Voice(said, name, company=company, yearly_value=value, contact=contact))
    return found


def _by_wish(voices: Iterable[Voice]) -> Mapping[UUID | None, list[Voice]]:
    found: defaultdict[UUID | None, list[Voice]] = defaultdict(list)
    for voice in voices:
        found[voice.feedback.wish_id].append(voice)
    return found


def _with_depths(
    connection: Connection, now: datetime, zone: tzinfo, *lists: list[Voice]
) -> list[list[Voice]]:
    people = {
        voice.feedback.customer_id
        for voices in lists
        for voice in voices
        if voice.feedback.customer_id is not None
    }
    if not people:
        return list(lists)
    known = depths_as_set(connection, now, zone, people)
    return [
        [
            replace(voice, depth=known.of(voice.feedback.customer_id))
            if voice.feedback.customer_id is not None
            else voice
            for voice in voices
        ]
        for voices in lists
    ]


def _told(one: Wish, voices: Sequence[Voice]) -> Told:
    people: dict[object, tuple[str, date | None]] = {}
    for voice in voices:
        told_on = voice.feedback.told_on
        earlier = people.get(voice.person(), ("", None))[1]
        people[voice.person()] = voice.name, told_on or earlier
    days = [day for _name, day in people.values() if day]
    heard = [voice.feedback.heard_on for voice in voices]
    on = one.moved_on or max(days or heard, default=date.min)
    order = sorted(people.values(), key=lambda each: (each[1] is None, each[0]))
    return Told(one, on, tuple(order), tuple(voice.feedback for voice in voices))


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

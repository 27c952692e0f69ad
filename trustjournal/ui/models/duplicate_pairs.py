"""Who may be in the journal twice as rows to show, and two of them side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QLocale
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.duplicates import Pair, why
from trustjournal.domain.matching import SameNumber
from trustjournal.domain.records import Address, Customer, ImportantDate
from trustjournal.domain.twins import Difference, Twins, differences, ids_of
from trustjournal.exchange.phone_numbers import PhoneNumbers
from trustjournal.i18n import _, ngettext
from trustjournal.services.customers import merge_contact
from trustjournal.store import queries
from trustjournal.store.duplicates import duplicates, side_by_side, touched
from trustjournal.ui.models.plan_model import Content, Entry, Section
from trustjournal.ui.palette import Tone

_LISTS = ("phones", "emails", "addresses", "dates", "tags")
MOST = 1_000
"""How many pairs are shown at once; more come up as these are settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairEntry(Entry):
    """A row about two people: `customer_id` and `other_id`."""

    other_id: UUID
    other: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two people: whom the journal has under this name, and since when."""

    customer_id: UUID
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two people side by side: the one who stays first, where they differ, what both bring.

    Each of `united` has an icon, a caption and what is kept of both.
    """

    keep: Side
    gone: Side
    differences: Sequence[Difference]
    united: Sequence[tuple[str, str, str]]

    def is_about(self, one: UUID, other: UUID) -> bool:
        """Tell whether these are the two."""
        return {one, other} == {self.keep.customer_id, self.gone.customer_id}


def duplicates_content(connection: Connection, _now: datetime) -> Content:
    """Return the page of those who may be one; it runs on the worker."""
    found = duplicates(connection, same_number(connection))
    shown = found[:MOST]
    likely = [_entry(pair) for pair in shown if pair.is_likely]
    perhaps = [_entry(pair) for pair in shown if not pair.is_likely]
    return Content(
        lead=_lead(len(found)),
        sections=[Section(_("Very likely the same"), likely), Section(_("Perhaps"), perhaps)],
    )


def same_number(connection: Connection) -> SameNumber:
    """Return what tells whether two phone numbers are one, for numbers of the owner's country."""
    return PhoneNumbers(queries.preferences(connection).country).same


def without(content: Content, gone: UUID, *, and_also: UUID | None = None) -> Content:
    """Return a page without the pairs of one who has left, or without one pair of two people."""

    def stays(entry: Entry) -> bool:
        ids = {entry.customer_id, entry.other_id} if isinstance(entry, PairEntry) else set[UUID]()
        return not {gone, and_also or gone} <= ids

    sections = [
        Section(section.title, [entry for entry in section.entries if stays(entry)])
        for section in content.sections
    ]
    return Content(content.lead, sections)


def in_order(connection: Connection, one: UUID, other: UUID, now: datetime) -> tuple[UUID, UUID]:
    """Return two people with the one first who has more touchpoints, else who came earlier."""
    low, high = ids_of(one, other)
    times = touched(connection, (low, high), now)
    more = times.get(high, (0, now))[0] > times.get(low, (0, now))[0]
    return (high, low) if more else (low, high)


def compare(one: UUID, other: UUID, now: datetime, connection: Connection) -> Comparison:
    """Return two people side by side; it runs on the worker.

    Raises:
        NotFound: one of them is no longer in the journal.
    """
    ids = in_order(connection, one, other, now)
    found = side_by_side(connection, *ids)
    times = touched(connection, ids, now)
    keep, gone = (
        Side(who.id, who.name, _told(times.get(who.id), now)) for who in (found.keep, found.gone)
    )
    return Comparison(
        keep=keep,
        gone=gone,
        differences=differences(found),
        united=[one for one in _united(found, same_number(connection)) if one[-1]],
    )


def _entry(pair: Pair) -> PairEntry:
    one, other = pair.one, pair.other
    shared = _(", ").join(pair.shared)
    companies = _(", ").join(dict.fromkeys(filter(None, (one.company, other.company))))
    return PairEntry(
        key=UUID(int=one.id.int ^ other.id.int),
        customer_id=one.id,
        other_id=other.id,
        person=one.name,
        other=other.name,
        kind=pair.clues[0],
        title=_title(one.name, other.name),
        state=why(pair),
        state_icon="users",
        state_tone=Tone.ACCENT if pair.is_likely else Tone.MUTED,
        text=shared or companies,
    )


def _title(one: str, other: str) -> str:
    if one == other:
        return _("{name}, twice").format(name=one)
    return _("{one} and {other}").format(one=one, other=other)


def _lead(count: int) -> str:
    if not count:
        return ""
    said = ngettext(
        "{count} pair may be one and the same. You decide; nothing of either is lost.",
        "{count} pairs may be one and the same. You decide; nothing of either is lost.",
        count,
    )
    return said.format(count=QLocale().toString(count))


def _told(times: tuple[int, datetime] | None, now: datetime) -> str:
    """Say how much the journal holds about somebody: "12 touchpoints, the last 5 weeks ago"."""
    if times is None:
        return _("No touchpoints yet")
    count, last_at = times
    last = words.ago((now.date() - last_at.astimezone(now.tzinfo).date()).days)
    said = ngettext("{count} touchpoint, {last}", "{count} touchpoints, the last {last}", count)
    return said.format(count=QLocale().toString(count), last=last)


def _united(found: Twins, same: SameNumber) -> list[tuple[str, str, str]]:
    added = merge_contact(found.keep, found.gone, same_number=same)
    lists = {name: added[name] for name in _LISTS if name in added}
    merged: Customer = replace(found.keep, **lists)
    return [
        ("phone", _("Phone"), _list(one.value for one in merged.phones)),
        ("mail", _("E-mail"), _list(one.value for one in merged.emails)),
        ("map-pin", _("Address"), _list(map(_place, merged.addresses))),
        ("cake", _("Dates"), _list(map(_day, merged.dates))),
        ("tag", _("Tags"), _list(merged.tags)),
        ("pen-line", _("Note"), _list((found.keep.note, found.gone.note), "\n")),
    ]


def _place(address: Address) -> str:
    return _(", ").join(filter(None, (address.street, address.postal_code, address.city)))


def _day(one: ImportantDate) -> str:
    day = f"{one.day} {words.short_month(one.month)}"
    return " ".join(filter(None, (one.label, day, str(one.year or ""))))


def _list(values: Iterable[str], between: str = "  ·  ") -> str:
    return between.join(dict.fromkeys(filter(None, values)))

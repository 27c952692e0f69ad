"""What becomes of each entry of a file, batch by batch: the same in a dry run and in earnest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.domain.cadence import local_day
from trustjournal.domain.changes import Change
from trustjournal.domain.choices import Kind
from trustjournal.domain.incoming import NOBODY, Entry, Who
from trustjournal.domain.matching import Reason, Traits
from trustjournal.domain.organising import Apart, Attachment, Membership
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Feedback,
    Preferences,
    Record,
    Touchpoint,
    Wish,
)
from trustjournal.errors import InvalidEntry
from trustjournal.exchange.sources import Source, Strangers
from trustjournal.exchange.text_files import Progress
from trustjournal.i18n import _
from trustjournal.services.check_ins import touched
from trustjournal.services.customers import longer_note, merge_contact
from trustjournal.services.touchpoints import CLOCK_TOLERANCE, EARLIEST_YEAR
from trustjournal.store import importing, queries
from trustjournal.transfer.import_belongings import OwnFields, Photos
from trustjournal.transfer.import_plan import Choices, Duplicates, Stranger, who_words
from trustjournal.transfer.import_tally import Tally
from trustjournal.transfer.mending import mended, mended_value
from trustjournal.transfer.people_met import People

_BATCH = 500
"""So few that a batch is written in less time than the owner's Cancel may wait."""
_PHOTO_BYTES = 32 * 1024 * 1024
_NEVER = (Preferences, Attachment)
_SMALL = 1_000_000


class Deciding:
    """Decides on the entries of a source in turn; `tally` has what came of them.

    With each batch come the bytes of its photos in `contents`, to be kept before it is written.
    Only where it `is_dry` does it remember the ids of all batches: written, the journal has them.
    """

    def __init__(
        self,
        connection: Connection,
        source: Source,
        choices: Choices,
        now: datetime,
        *,
        is_dry: bool,
    ) -> None:
        self.tally = Tally(all_or_nothing=choices.all_or_nothing)
        self.contents: Mapping[str, bytes] = {}
        self._connection = connection
        self._source = source
        self._choices = choices
        self._now = now
        added = source.strangers is Strangers.ADDED
        default = Stranger.NEW if added else Stranger.IGNORE
        self._people = People(connection, choices, default)
        self._fields = OwnFields(connection)
        self._photos = Photos(connection, now.date())
        self._is_dry = is_dry
        self._there: set[bytes] = set()
        self._met: dict[UUID, UUID] = {}  # whom a customer of the file became
        self._taken: defaultdict[type[Record], set[tuple[Any, ...]]] = defaultdict(set)
        self._referrers: list[tuple[UUID, Who, int]] = []
        self._touched: dict[UUID, date] = {}
        self._matches: dict[UUID, tuple[UUID, Reason]] = {}

    def batches(self, progress: Progress) -> Iterator[Sequence[Change]]:
        """Yield what is to be written, batch by batch; each must be before the next is asked for.

        Raises:
            UnreadableFile: the disk failed.
            Cancelled: `progress` said so.
            InvalidEntry: there is a problem, and the owner wants all or nothing.
        """
        rows = 0

        def hear(count: int) -> None:
            nonlocal rows
            rows = count
            progress(count)

        def again() -> None:
            progress(rows)

        self._people.meet(again)
        for entries in self._gathered(hear):
            yield self._decide(entries)
            again()
        last = self._last()
        if last:
            yield last
        self.tally.unmatched, self.tally.unmatched_count = self._people.unmatched(again)
        again()

    def _gathered(self, progress: Progress) -> Iterator[list[Entry]]:
        batch: list[Entry] = []
        weight = 0
        for one in self._source.entries(progress):
            if not isinstance(one, Entry):
                self.tally.tell(one.row, one.text)
                continue
            entry = self._mended(one)
            self.tally.sample(entry if len(entry.photo) < _SMALL else replace(entry, photo=b""))
            batch.append(entry)
            weight += len(entry.photo)
            if len(batch) >= _BATCH or weight > _PHOTO_BYTES:
                yield batch
                batch, weight = [], 0
        if batch:
            yield batch

    def _mended(self, entry: Entry) -> Entry:
        record, custom = mended(entry.record), mended_value(entry.custom)
        if record is entry.record and custom is entry.custom:
            return entry
        told = _("What cannot be kept, such as a broken letter, was replaced.")
        self.tally.tell(entry.row, told)
        return replace(entry, record=record, custom=custom)

    def _decide(self, entries: Sequence[Entry]) -> list[Change]:
        if not self._is_dry:
            self._there.clear()
        known = self._known(entries)
        self._match(entries, known)
        records: list[tuple[int, Record]] = []
        for entry in entries:
            record, which = entry.record, entry.record.id.bytes
            if record.id in known or which in self._there or record.id in self._met:
                self.tally.counts[type(record)].known += 1
                self._there.add(which)
                if isinstance(record, Customer):
                    became = self._met.get(record.id, record.id)
                    self._people.call(became, Traits.of(record), entry.key)
            elif isinstance(record, Customer):
                self._bring_customer(entry, record)
            elif isinstance(record, _NEVER):
                self._leave_out(entry, _("This cannot be brought in from a file."))
            elif (brought := self._about(entry, record)) is not None:
                records.append((entry.row, brought))
                self._there.add(which)
        fresh = self._fresh(records)
        customers = self._people.changes()
        for change in customers:
            self.tally.counts[Customer].new += change.before is None
        photos, self.contents = self._photos.taken()
        return [*self._fields.changes(), *customers, *photos, *map(Change.create, fresh)]

    def _known(self, entries: Sequence[Entry]) -> set[UUID]:
        """Return which of the records, and of those that they refer to, the journal has."""
        ids: defaultdict[type[Record], list[UUID]] = defaultdict(list)
        for entry in entries:
            record = entry.record
            ids[type(record)].append(record.id)
            if not isinstance(record, Customer | Touchpoint):
                for kind, which in _pointing(record):
                    ids[kind].append(which)
        found: set[UUID] = set()
        for kind, some in ids.items():
            if kind not in _NEVER:
                found |= importing.existing(self._connection, kind, some)
        self._there.update(one.bytes for one in found)
        return found

    def _match(self, entries: Sequence[Entry], known: set[UUID]) -> None:
        """Find the customers among the journal's, and look up all of these at once."""
        self._matches = {}
        for entry in entries:
            record = entry.record
            if isinstance(record, Customer) and record.id not in known:
                match = self._people.known(Traits.of(record))
                if match is not None:
                    self._matches[record.id] = match
        self._people.read({which for which, _reason in self._matches.values()})

    def _bring_customer(self, entry: Entry, record: Customer) -> None:
        name = " ".join((record.name or record.company).split()) or _contact(record)
        if not name:
            self._leave_out(entry, _("It has no name; it was left out."))
            return
        custom, rest = self._fields.values(entry.custom)
        note = longer_note(record.note, rest)
        traits = Traits.of(record)
        record = replace(record, name=name, custom=(*record.custom, *custom), note=note)
        match = self._matches.get(record.id) or self._people.seen(traits)
        decision = self._choices.decided.get(entry.row, self._choices.duplicates)
        if match is None:
            self._add_customer(entry, record, traits)
            return
        which, reason = match
        existing = self._people.image(which)
        same_number = self._people.same_number
        fields = merge_contact(existing, record, self._fields.titles, same_number)
        self.tally.find(entry.row, record, existing, reason, fields)
        if decision is Duplicates.NEW:
            self._add_customer(entry, record, traits)
            return
        self._met[record.id] = which
        self._people.call(which, traits, entry.key)
        count = self.tally.counts[Customer]
        if decision is Duplicates.MERGE:
            changed = self._picture(entry, which)
            self._refer(entry, which)
            if fields:
                self._people.change(which, fields)
                self._fields.use(custom)
            count.merged += bool(fields) or changed
            count.known += not (fields or changed)
        else:
            count.known += not fields
            count.left_out += bool(fields)

    def _add_customer(self, entry: Entry, record: Customer, traits: Traits) -> None:
        self._met[record.id] = record.id
        self._fields.use(record.custom)
        referrer = None if record.referred_by == NOBODY else record.referred_by
        self._people.add(replace(record, referred_by=referrer))
        self._people.call(record.id, traits, entry.key)
        self._picture(entry, record.id)
        self._refer(entry, record.id)

    def _picture(self, entry: Entry, which: UUID) -> bool:
        """Keep the photo of a customer; return whether there is anything new."""
        if not entry.photo:
            return False
        try:
            return self._photos.add(entry.photo, which, is_new=self._people.is_new(which))
        except InvalidEntry as error:
            self.tally.tell(entry.row, str(error))
            return False

    def _refer(self, entry: Entry, which: UUID) -> None:
        """Keep who sent a customer until the end: they may come later in the file."""
        if entry.who:
            self._referrers.append((which, entry.who[0], entry.row))

    def _about(self, entry: Entry, record: Record) -> Record | None:
        """Return a record with its customers, None where it is left out."""
        wrong = self._wrong(record)
        meant = [] if wrong else [self._people.whose(who, entry.row) for who in entry.who]
        nobody = "" if meant else wrong or _("It names nobody; it was left out.")
        if isinstance(record, Touchpoint):
            ids = tuple(dict.fromkeys(one for one in meant if one is not None))
            if not ids:
                self._leave_out(entry, nobody)
                return None
            self._touch(record, ids)
            return replace(record, customer_ids=ids)
        fields: dict[str, Any] = dict.fromkeys(
            name for name in _POINTING if self._is_lost(record, name)
        )
        if isinstance(record, Feedback):
            return _spoken(record, entry, next(iter(meant), None), fields)
        blanks = [name for name in _WHOSE if getattr(record, name, None) == NOBODY]
        whose = dict(zip(blanks, meant, strict=False))
        if wrong or len(whose) < len(blanks) or None in whose.values():
            self._leave_out(entry, nobody)
            return None
        return replace(record, **fields, **whose)

    def _wrong(self, record: Record) -> str:
        """Return why a record makes no sense, "" where it does."""
        if isinstance(record, Touchpoint):
            if record.happened_at.year < EARLIEST_YEAR:
                return _("Its year is too long ago; it was left out.")
            if record.happened_at > self._now + CLOCK_TOLERANCE:
                return _("It is still ahead; it was left out.")
        return ""

    def _is_lost(self, record: Record, name: str) -> bool:
        which = getattr(record, name, None)
        return which is not None and which.bytes not in self._there

    def _leave_out(self, entry: Entry, why: str) -> None:
        self.tally.counts[type(entry.record)].left_out += 1
        if why:
            self.tally.tell(entry.row, why)

    def _touch(self, record: Touchpoint, ids: Iterable[UUID]) -> None:
        if record.kind is not Kind.MISSED_CALL:
            day = local_day(record.happened_at, record.zone)
            for which in ids:
                self._touched[which] = max(day, self._touched.get(which, day))

    def _fresh(self, records: Sequence[tuple[int, Record]]) -> list[Record]:
        """Return the records by kind, without those of which there may be only one, and is."""
        fresh: list[Record] = []
        for kind, some in _by_kind(records).items():
            new = some if kind not in importing.ONE_OF_A_KIND else self._alone(kind, some)
            self.tally.counts[kind].new += len(new)
            fresh += (record for _row, record in new)
        return fresh

    def _alone(
        self, kind: type[Record], records: Sequence[tuple[int, Record]]
    ) -> list[tuple[int, Record]]:
        """Return those that are the first of which there may be one; the journal's own stay."""
        names = importing.ONE_OF_A_KIND[kind]
        keys = [tuple(getattr(record, name) for name in names) for _row, record in records]
        there = self._taken[kind] | importing.taken(self._connection, kind, keys)
        alone: list[tuple[int, Record]] = []
        for key, (row, record) in zip(keys, records, strict=True):
            if key not in there:
                there.add(key)
                alone.append((row, record))
                continue
            self.tally.counts[kind].known += 1
            if kind not in (Membership, Apart):
                self.tally.tell(row, _("The journal has this already, and keeps it as it is."))
        self._taken[kind] = there
        return alone

    def _last(self) -> list[Change]:
        """Return what can be said only at the end: who sent whom, and which check-ins moved."""
        self._people.read({which for which, _who, _row in self._referrers})
        for which, who, _row in self._referrers:
            customer = self._people.image(which)
            referrer = self._people.meant(who)
            if customer.referred_by is not None or referrer == which:
                continue
            fields: dict[str, Any] = {"referred_by": referrer}
            if referrer is None:
                said = _("Referred by {who}").format(who=who_words(who))
                fields = {"note": longer_note(customer.note, [said])}
            self._people.change(which, fields)
        moved: list[Change] = []
        met = [one for one in self._touched if not self._people.is_new(one)]
        brought = {key[0] for key in self._taken[CheckIn]}
        for start in range(0, len(met), _BATCH):
            planned = queries.check_ins_of(self._connection, met[start : start + _BATCH])
            for which, check_in in planned.items():
                if which not in brought and (check_in.due_on or check_in.every_days):
                    moved += touched(planned, [which], self._touched[which])
        return [*self._people.changes(), *moved]


_POINTING: Mapping[str, type[Record]] = MappingProxyType(
    {"touchpoint_id": Touchpoint, "wish_id": Wish}
)
_WHOSE = ("customer_id", "of_id", "one_id", "other_id")


def _pointing(record: Record) -> Iterator[tuple[type[Record], UUID]]:
    """Yield what a record refers to besides its customers."""
    for name, kind in _POINTING.items():
        which = getattr(record, name, None)
        if which is not None:
            yield kind, which


def _by_kind(
    records: Iterable[tuple[int, Record]],
) -> dict[type[Record], list[tuple[int, Record]]]:
    found: defaultdict[type[Record], list[tuple[int, Record]]] = defaultdict(list)
    for row, record in records:
        found[type(record)].append((row, record))
    return found


def _spoken(record: Feedback, entry: Entry, who: UUID | None, fields: dict[str, Any]) -> Feedback:
    """Return feedback with whose it is, or with the name of one whom the journal does not know."""
    if who is not None:
        return replace(record, customer_id=who, author="", **fields)
    named = who_words(entry.who[0]) if entry.who else ""
    return replace(record, customer_id=None, author=record.author or named, **fields)


def _contact(customer: Customer) -> str:
    """Return an address or number to call somebody by who has no name."""
    return next((one.value for one in (*customer.emails, *customer.phones) if one.value), "")

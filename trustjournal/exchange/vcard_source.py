"""Files of vCards as streams of people with their photos, and of who belongs to whom."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from trustjournal.domain.changes import Identity, new_revision
from trustjournal.domain.incoming import NOBODY, Entry, Ids, Who
from trustjournal.domain.organising import Membership
from trustjournal.domain.records import Customer
from trustjournal.exchange.contact_dates import DateOrder
from trustjournal.exchange.sources import Form, Head, Reading, Sheet, Strangers
from trustjournal.exchange.text_files import Problem, Progress, detect_encoding, no_progress
from trustjournal.exchange.vcard import faults_of, open_cards, read_draft
from trustjournal.exchange.vcard_lines import Card, looks_like_vcard
from trustjournal.exchange.vcard_own import (
    add_own_fields,
    belongings,
    custom_of,
    exact_fields,
    plain_uid,
    referrer,
    uid_of,
)
from trustjournal.exchange.vcard_photos import photo_of
from trustjournal.i18n import _, ngettext

_STEP = 50
_LEARN_CARDS = 2000
_MEMBERS = frozenset({"MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"})
# They change with every time that a card is handed out, and say nothing of the person.
_FLEETING = frozenset({"REV", "PRODID"})
_SURE, _BURIED = 130, 60


@dataclass(slots=True)
class _Belonging:
    """Who belongs to whom, until everyone is there: both are told by name or key."""

    ids: Ids
    _told: list[tuple[int, Who, Who, str]] = field(default_factory=list[tuple[int, Who, Who, str]])
    _groups: list[tuple[int, str, str, list[Who]]] = field(
        default_factory=list[tuple[int, str, str, list[Who]]]
    )
    _there: set[int] = field(default_factory=set[int])

    def add(self, card: Card, key: str, name: str) -> None:
        """Take note of a card that was kept."""
        self._there.add(hash(key))
        me = Who(name=name, key=key)
        self._told += ((card.number, me, of, role) for of, role in belongings(card))
        members = [_member(one.text) for one in card.properties if one.name in _MEMBERS]
        if members:
            self._groups.append((card.number, key, name, members))

    def entries(self) -> Iterator[Entry | Problem]:
        """Yield a membership for each, and how many members a group misses."""
        for row, who, of, role in self._told:
            yield self._entry(row, who, of, role)
        for row, key, name, members in self._groups:
            here = [one for one in members if not one.key or hash(one.key) in self._there]
            for who in dict.fromkeys(here):
                yield self._entry(row, who, Who(name=name, key=key), "")
            if missing := len(members) - len(here):
                text = ngettext(
                    "{count} of the members of “{name}” is not in this file.",
                    "{count} of the members of “{name}” are not in this file.",
                    missing,
                )
                yield Problem(row, text.format(count=missing, name=name))

    def _entry(self, row: int, who: Who, of: Who, role: str) -> Entry:
        told = (who.key or who.email or who.phone, of.key or of.name, role)
        membership = Membership(
            **self.ids.identity("belongs", *told), customer_id=NOBODY, of_id=NOBODY, role=role
        )
        return Entry(row=row, record=membership, who=(who, of))


class CardSource:
    """A file of cards; fulfils `Source`."""

    delimiter = ""
    sheet: Sheet | None = None
    strangers = Strangers.ADDED

    def __init__(self, path: Path, reading: Reading) -> None:
        """Learn from the first cards how dates are written.

        Raises:
            UnreadableFile: it cannot be read.
        """
        self.path = path
        self.encoding = reading.encoding or detect_encoding(path)
        self._reading = reading
        self._order = DateOrder(reading.day_first)
        for card in islice(open_cards(path, reading.encoding), _LEARN_CARDS):
            for text, found in read_draft(card).readings:
                self._order.learn(text, found)
        told = reading.day_first is None and self._order.is_told
        self.asks_day_order = self._order.is_open and not told

    def entries(self, progress: Progress = no_progress) -> Iterator[Entry | Problem]:
        """Yield the customer of each card, then who belongs to whom, and what is amiss."""
        ids = Ids("vcard")
        belonging = _Belonging(ids)
        elsewhere: list[int] = []
        for card in open_cards(self.path, self._reading.encoding):
            if card.number % _STEP == 0:
                progress(card.number)
            customer, faults = self._customer(card, ids)
            yield from (Problem(card.number, fault) for fault in faults)
            if customer is None:
                continue
            found = photo_of(card)
            if found.fault:
                yield Problem(card.number, found.fault)
            if found.is_elsewhere:
                elsewhere.append(card.number)
            key = uid_of(card) or f"card {card.number}"
            belonging.add(card, key, customer.name)
            yield Entry(
                row=card.number,
                record=customer,
                who=referrer(card),
                key=key,
                custom=custom_of(card),
                photo=found.photo,
            )
        yield from belonging.entries()
        if elsewhere:
            yield _not_loaded(elsewhere[0], len(elsewhere))

    def _customer(self, card: Card, ids: Ids) -> tuple[Customer | None, list[str]]:
        """Return the customer of a card, None where it is left out, and what is to say of it."""
        own = exact_fields(card)
        if own is not None:
            return Customer(revision=new_revision(), **own), list(faults_of(card))
        draft = read_draft(card)
        if draft.refused:
            return None, [draft.refused]
        add_own_fields(card, draft)
        if unsure := draft.settle(self._order):
            fault = _("The date “{text}” can be read two ways; the month was taken first.")
            draft.faults.append(fault.format(text=unsure))
        customer = draft.customer(self._reading.stage, _identity(card, ids))
        if customer is None:
            draft.faults.append(_("Nothing here could serve as a name; it was left out."))
        return customer, draft.faults


def _identity(card: Card, ids: Ids) -> Identity:
    """Return the identity of a card by what it says: one that was changed since is another."""
    said = (
        f"{one.group}.{one.name}:{one.value}"
        for one in card.properties
        if one.name not in _FLEETING
    )
    return ids.identity_of_row(*said, *card.unread)


def _member(text: str) -> Who:
    """Return the member of a group that an address means (RFC 6350, 6.6.5)."""
    scheme, _colon, rest = text.strip().partition(":")
    if scheme.lower() == "mailto":
        return Who(email=rest)
    if scheme.lower() == "tel":
        return Who(phone=rest)
    return Who(key=plain_uid(text))


def _not_loaded(row: int, count: int) -> Problem:
    text = ngettext(
        "{count} photo stands in the web and was not loaded.",
        "{count} photos stand in the web and were not loaded.",
        count,
    )
    return Problem(row, text.format(count=count))


def _score(head: Head) -> int:
    if not looks_like_vcard(head.text):
        return 0
    begins = head.text.lstrip("\ufeff \t\r\n")[:11].upper().startswith("BEGIN")
    return _SURE if begins else _BURIED


def _open(path: Path, reading: Reading) -> CardSource:
    return CardSource(path, reading)


FORM = Form("vcard", "vCard", _score, _open)

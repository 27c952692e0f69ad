"""Whom an import meets: everyone in the journal, whoever it adds, and those that nobody knows."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from trustjournal.domain.changes import Change, new_id, new_revision
from trustjournal.domain.incoming import Who
from trustjournal.domain.matching import Index, Reason, Traits, name_words
from trustjournal.domain.records import Customer, Labelled
from trustjournal.exchange.phone_numbers import PhoneNumbers
from trustjournal.store import importing, queries
from trustjournal.transfer.import_plan import (
    MOST_TOLD,
    Candidate,
    Choices,
    Fate,
    Stranger,
    Unmatched,
)

_STEP = 200
_ROWS_TOLD = 5
_LIKELY = 3
_LARGEST_CROWD = 100_000
"""How many strangers are counted one by one; an archive of mail may name a million."""

_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(Customer).decode


@dataclass(slots=True)
class _Stranger:
    who: Who
    became: UUID | None = None
    count: int = 0
    rows: tuple[int, ...] = ()
    likely: tuple[UUID, ...] = ()


class People:
    """Everyone whom an import can mean, and the customers that it changes.

    Those that it brings are kept packed once their batch is written: a hundred thousand of them
    have to fit into memory, and in a dry run they stand nowhere else.
    """

    def __init__(self, connection: Connection, choices: Choices, default: Stranger) -> None:
        self._connection = connection
        self._default = choices.strangers or default
        self._stage = choices.stage
        self._numbers = PhoneNumbers(queries.preferences(connection).country)
        self.same_number = self._numbers.same
        self._assigned = {_key(who, self._numbers): fate for who, fate in choices.assigned.items()}
        self._known = Index[UUID](self._numbers.same)
        self._seen = Index[UUID](self._numbers.same)
        self._ids: set[UUID] = set()
        self._brought: set[UUID] = set()
        self._by_key: dict[str, UUID] = {}
        self._strangers: dict[str, _Stranger] = {}
        self._meant: dict[Who, str | UUID] = {}
        self._packed: dict[UUID, bytes] = {}
        self._read: dict[UUID, Customer] = {}
        self._before: dict[UUID, Customer | None] = {}
        self._after: dict[UUID, Customer] = {}

    def meet(self, hear: Callable[[], None]) -> None:
        """Get to know everyone in the journal; `hear` is called often, and may raise."""
        for number, one in enumerate(importing.people(self._connection)):
            if number % _STEP == 0:
                hear()
            self._known.add(one.traits, one.id)
            self._ids.add(one.id)

    def has(self, which: UUID) -> bool:
        """Tell whether a customer is in the journal, or was brought."""
        return which in self._ids

    def is_new(self, which: UUID) -> bool:
        """Tell whether this import brought a customer."""
        return which in self._brought

    def known(self, traits: Traits) -> tuple[UUID, Reason] | None:
        """Return who of the journal a customer is."""
        return self._known.find(traits)

    def seen(self, traits: Traits) -> tuple[UUID, Reason] | None:
        """Return who brought before a customer is."""
        return self._seen.find(traits)

    def read(self, ids: set[UUID]) -> None:
        """Look up customers of the journal whose image will be asked for."""
        wanted = [one for one in ids if one not in self._packed and one not in self._after]
        self._read = queries.customers_by_id(self._connection, wanted) if wanted else {}

    def image(self, which: UUID) -> Customer:
        """Return a customer as they are by now."""
        if which in self._after:
            return self._after[which]
        if which in self._packed:
            return _unpack(self._packed[which])
        if which not in self._read:
            self._read[which] = queries.customer_by_id(self._connection, which)
        return self._read[which]

    def add(self, customer: Customer) -> None:
        """Bring a new customer."""
        self._before[customer.id] = None
        self._after[customer.id] = customer
        self._ids.add(customer.id)
        self._brought.add(customer.id)

    def change(self, which: UUID, fields: Mapping[str, Any]) -> None:
        """Give a customer other values."""
        current = self.image(which)
        self._before.setdefault(which, current)
        self._after[which] = replace(current, **fields)

    def call(self, which: UUID, traits: Traits, key: str) -> None:
        """Know a customer by what the file says of them, and by the key that it calls them."""
        self._seen.add(traits, which)
        if key:
            self._by_key[key] = which
        self._meant.clear()

    def changes(self) -> list[Change]:
        """Return what the batch that ends here does to customers."""
        changes: list[Change] = []
        for which, before in self._before.items():
            after = self._after[which]
            if before is not None:
                after = replace(after, revision=new_revision())
            changes.append(Change(before, after))
            self._packed[which] = _pack(after)
        self._before, self._after, self._read = {}, {}, {}
        return changes

    def whose(self, who: Who, row: int) -> UUID | None:
        """Return which customer somebody is whom the file speaks of, None for nobody's."""
        meant = self._meant.get(who)
        if meant is None:
            if len(self._meant) >= _LARGEST_CROWD:
                self._meant.clear()
            meant = self._meant[who] = self._find(who)
        if isinstance(meant, UUID):
            return meant
        return self._stranger(meant, who, row)

    def unmatched(self, hear: Callable[[], None]) -> tuple[tuple[Unmatched, ...], int]:
        """Return the strangers who are spoken of most, with who may be meant, and how many."""
        listed = sorted(self._strangers.values(), key=lambda one: (-one.count, one.rows))
        some = listed[:MOST_TOLD]
        likely = self._likely(some, hear)
        told = (
            Unmatched(one.who, one.count, one.rows, likely[place]) for place, one in enumerate(some)
        )
        return tuple(told), len(listed)

    def meant(self, who: Who) -> UUID | None:
        """Return which customer somebody certainly is, without a thought for strangers."""
        certain = self._certain(who)
        return certain[0] if len(certain) == 1 else None

    def _find(self, who: Who) -> str | UUID:
        """Return the customer, or the key of a stranger; "" for nobody at all."""
        key = _key(who, self._numbers)
        if key in self._assigned or key in self._strangers:
            return key
        certain = self._certain(who)
        if len(certain) == 1:
            return certain[0]
        if key and certain:
            self._strangers[key] = _Stranger(who, likely=certain)
        return key

    def _certain(self, who: Who) -> tuple[UUID, ...]:
        if who.id is not None and who.id in self._ids:
            return (who.id,)
        if who.key and who.key in self._by_key:
            return (self._by_key[who.key],)
        traits = _traits(who)
        return self._known.meant(traits) or self._seen.meant(traits)

    def _stranger(self, key: str, who: Who, row: int) -> UUID | None:
        if not key:
            return None
        one = self._strangers.get(key)
        if one is None:
            if len(self._strangers) >= _LARGEST_CROWD and self._default is Stranger.IGNORE:
                return None
            one = self._strangers[key] = _Stranger(who)
        one.count += 1
        if len(one.rows) < _ROWS_TOLD and row not in one.rows:
            one.rows = (*one.rows, row)
        if one.became is None:
            one.became = self._become(self._assigned.get(key, self._default), who)
        return one.became

    def _become(self, fate: Fate, who: Who) -> UUID | None:
        if isinstance(fate, UUID):
            return fate if fate in self._ids else None
        if fate is Stranger.IGNORE:
            return None
        made = Customer(
            id=new_id(),
            revision=new_revision(),
            name=" ".join((who.name or who.email or who.phone or who.key).split()),
            stage=self._stage,
            phones=(Labelled(value=who.phone),) if who.phone else (),
            emails=(Labelled(value=who.email),) if who.email else (),
        )
        self.add(made)
        self._seen.add(_traits(who), made.id)
        return made.id

    def _likely(
        self, strangers: list[_Stranger], hear: Callable[[], None]
    ) -> list[tuple[Candidate, ...]]:
        """Return for each stranger who shares a word of their name; one look at all names."""
        by_word: defaultdict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(strangers):
            for word in set(_words(one.who)):
                by_word[word].append(place)
        meant: defaultdict[UUID, list[int]] = defaultdict(list)
        for place, one in enumerate(strangers):
            for which in one.likely:
                meant[which].append(place)
        shared: list[Counter[Candidate]] = [Counter() for _one in strangers]
        everyone = importing.people(self._connection) if strangers else ()
        for number, one in enumerate(everyone):
            if number % _STEP == 0:
                hear()
            if one.id in self._brought:
                continue
            words = set(one.traits.words)
            places = Counter(place for word in words for place in by_word.get(word, ()))
            for place in meant.get(one.id, ()):
                places[place] += len(words) + 1
            for place, count in places.items():
                shared[place][Candidate(one.id, one.name, one.company)] += count
        return [tuple(who for who, _count in one.most_common(_LIKELY)) for one in shared]


def _traits(who: Who) -> Traits:
    return Traits.said(who.name, [who.phone], [who.email])


def _words(who: Who) -> tuple[str, ...]:
    return name_words(who.name or who.email.partition("@")[0].replace(".", " "))


def _key(who: Who, numbers: PhoneNumbers) -> str:
    """Return by what a stranger is told from others: address, number, name."""
    return (
        who.email.strip().casefold()
        or numbers.international(who.phone)
        or "".join(filter(str.isdigit, who.phone))
        or " ".join(sorted(name_words(who.name)))
        or who.phone.strip()
        or who.key
    )

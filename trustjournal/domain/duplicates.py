"""Which people of a journal may be one and the same, and why one would think so.

What counts is the same e-mail, the same phone number, and names that are alike; the owner decides.
Names are compared within blocks of those that share a word or the beginnings of their words, so
that the time grows little faster than the number of people.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations, product
from typing import Any
from uuid import UUID

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from trustjournal.domain.matching import SameNumber, name_words, phone_key, same_digits
from trustjournal.domain.twins import IdPair, ids_of
from trustjournal.i18n import _

# What more people share than this, a switchboard or the name "Guest", says nothing about them.
_SHARED_BY = 12
_COMMON_WORD = 1_000  # of so many names a word is no sign; the beginnings of all words still are
_ALIKE = 82
"""From which likeness of whole names, 0 to 100, their words are looked at one by one."""

_AT_ONCE = 500
_TYPO_LENGTH, _LONG_WORD = 4, 8
_SHORTEST_FORM = 3
_START = 2


class Clue(StrEnum):
    """Something that two customers have in common."""

    EMAIL = "e-mail"
    PHONE = "phone"
    NAME = "name"
    LIKE_NAME = "like name"

    @property
    def word(self) -> str:
        """The owner's words for it."""
        return {
            Clue.EMAIL: _("same e-mail"),
            Clue.PHONE: _("same phone number"),
            Clue.NAME: _("same name"),
            Clue.LIKE_NAME: _("similar name"),
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a customer is told by from others."""

    id: UUID
    name: str
    company: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two customers who may be one; `likeness` is that of their names, 0 to 100.

    `shared` are the e-mails and numbers that both have, as the first of them writes them.
    """

    one: Known
    other: Known
    clues: tuple[Clue, ...]
    likeness: int
    shared: tuple[str, ...] = ()

    @property
    def ids(self) -> IdPair:
        """Both ids, the lower first."""
        return ids_of(self.one.id, self.other.id)

    @property
    def is_likely(self) -> bool:
        """Tell whether more than one thing speaks for it."""
        return len(self.clues) > 1


def why(pair: Pair) -> str:
    """Say what two customers have in common: "Same e-mail, similar name"."""
    said = _(", ").join(clue.word for clue in pair.clues)
    return said[:1].upper() + said[1:]


def find_pairs(
    people: Sequence[Known],
    apart: Collection[IdPair] = (),
    same_number: SameNumber = same_digits,
) -> list[Pair]:
    """Return who may be one and the same, the most likely first.

    Pairs that are `apart` are left out: the owner knows them to be two, or one belongs to the
    other. `same_number` tells whether two phone numbers are one.
    """
    traits = [_Traits.of(known) for known in people]
    found: defaultdict[tuple[int, int], _Common] = defaultdict(_Common)
    for email, places in _sharing(traits, "emails"):
        for pair in combinations(places, 2):
            found[pair].emails.append(email)
    for key, places in _sharing(traits, "phones"):
        for one, other in combinations(places, 2):
            if same_number(traits[one].phones[key], traits[other].phones[key]):
                found[one, other].phones.append(key)
    for pair in _like_names(traits):
        if pair in found or not _contradict(traits[pair[0]], traits[pair[1]]):
            found[pair].is_named_alike = True
    pairs = (_pair(people, traits, places, common) for places, common in found.items())
    told_apart = frozenset(apart)
    return sorted((pair for pair in pairs if pair.ids not in told_apart), key=_order)


@dataclass(slots=True)
class _Common:
    """What was found that two people have in common; the phones by their keys."""

    emails: list[str] = field(default_factory=list[str])
    phones: list[str] = field(default_factory=list[str])
    is_named_alike: bool = False


@dataclass(frozen=True, slots=True)
class _Traits:
    """What one customer is compared by: e-mails and numbers under what is equal of them."""

    words: tuple[str, ...]
    emails: dict[str, str]
    phones: dict[str, str]

    @classmethod
    def of(cls, known: Known) -> "_Traits":
        name = known.name.strip()
        is_address = name in known.emails or name in known.phones
        words = () if is_address else name_words(name)
        return cls(
            words=tuple(sorted(words)),
            emails={one.strip().casefold(): one.strip() for one in known.emails if one.strip()},
            phones={key: one.strip() for one in known.phones if (key := phone_key(one))},
        )


def _sharing(traits: Sequence[_Traits], what: str) -> Iterator[tuple[str, list[int]]]:
    """Yield every e-mail or number that a few people share, with who they are."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(traits):
        for key in getattr(one, what):
            holders[key].append(place)
    return ((key, some) for key, some in holders.items() if 1 < len(some) <= _SHARED_BY)


def _like_names(traits: Sequence[_Traits]) -> Iterator[tuple[int, int]]:
    """Yield the places of those whose names are the same or alike, the lower place first."""
    called: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(traits):
        if one.words:
            called[one.words].append(place)
    names = [name for name, places in called.items() if len(places) <= _SHARED_BY]
    for name in names:
        yield from combinations(called[name], 2)
    for one, other in _alike_pairs(names):
        for places in product(called[names[one]], called[names[other]]):
            yield min(places), max(places)


def _alike_pairs(names: Sequence[tuple[str, ...]]) -> set[tuple[int, int]]:
    """Return the places of names that differ and yet may be the same person's."""
    # The words are sorted, lower case and bare, so that this is the token sort ratio of the names
    # with rapidfuzz's default processing, and a sixth of the time.
    joined = [" ".join(name) for name in names]
    found: set[tuple[int, int]] = set()
    for block in _blocks(names):
        some = [joined[place] for place in block]
        for start in range(0, len(some), _AT_ONCE):
            scores = process.cdist(
                some[start : start + _AT_ONCE],
                some[start:],
                scorer=fuzz.ratio,
                score_cutoff=_ALIKE,
                dtype=np.uint8,
            )
            rows, columns = np.nonzero(scores)
            places: Iterable[tuple[int, int]] = zip(rows.tolist(), columns.tolist(), strict=True)
            for row, column in places:
                pair = block[start + row], block[start + column]
                if row < column and pair not in found and _agree(names[pair[0]], names[pair[1]]):
                    found.add(pair)
    return found


def _blocks(names: Sequence[tuple[str, ...]]) -> Iterator[list[int]]:
    """Yield names, by their places, that share a word or the beginnings of all their words."""
    blocks: defaultdict[Any, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        blocks[tuple(sorted(word[:_START] for word in name))].append(place)
        for word in set(name):
            if len(word) > 1:
                blocks[word].append(place)
        if len(name) == 1:
            blocks["", name[0][-_TYPO_LENGTH:]].append(place)
    for key, places in blocks.items():
        if len(places) > 1 and (isinstance(key, tuple) or len(places) <= _COMMON_WORD):
            yield places


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether every word of the shorter name has one like it in the longer."""
    short, long = sorted((one, other), key=lambda words: (len(words), words))
    left = [word for word in long if word not in short]
    for word in short:
        if word in long:
            continue
        like = next((each for each in left if _alike(word, each)), None)
        if like is None:
            return False
        left.remove(like)
    return True


def _alike(one: str, other: str) -> bool:
    """Tell whether a word is the other's initial or short form, or the other mistyped."""
    short, long = sorted((one, other), key=len)
    if (len(short) == 1 or len(short) >= _SHORTEST_FORM) and long.startswith(short):
        return True
    if len(short) < _TYPO_LENGTH:
        return False
    most = 2 if len(short) >= _LONG_WORD else 1
    return OSA.distance(short, long, score_cutoff=most) <= most


def _contradict(one: _Traits, other: _Traits) -> bool:
    """Tell whether two of like name have e-mails or numbers of their own, and none in common.

    People of exactly the same full name change both, so for them it says nothing.
    """
    if one.words == other.words and len(one.words) > 1:
        return False
    emails = bool(one.emails and other.emails) and one.emails.keys().isdisjoint(other.emails)
    phones = bool(one.phones and other.phones) and one.phones.keys().isdisjoint(other.phones)
    return emails or phones


def _pair(
    people: Sequence[Known], traits: Sequence[_Traits], places: tuple[int, int], common: _Common
) -> Pair:
    one, other = traits[places[0]], traits[places[1]]
    same = bool(one.words) and one.words == other.words
    like = common.is_named_alike or (
        bool(one.words and other.words) and _agree(one.words, other.words)
    )
    clues = (
        (Clue.EMAIL, bool(common.emails)),
        (Clue.PHONE, bool(common.phones)),
        (Clue.NAME, same),
        (Clue.LIKE_NAME, like and not same),
    )
    return Pair(
        people[places[0]],
        people[places[1]],
        tuple(clue for clue, is_there in clues if is_there),
        round(fuzz.ratio(" ".join(one.words), " ".join(other.words))),
        (*(one.emails[key] for key in common.emails), *(one.phones[key] for key in common.phones)),
    )


def _order(pair: Pair) -> tuple[Any, ...]:
    by_address = Clue.EMAIL in pair.clues or Clue.PHONE in pair.clues
    known = len(pair.clues) > 1, Clue.NAME in pair.clues, by_address, pair.likeness
    return (*(-int(one) for one in known), pair.one.name.casefold(), pair.ids)

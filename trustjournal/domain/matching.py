"""Which incoming people the journal knows already, by e-mail, phone and name.

What an owner expects decides the rules:

- The same e-mail or phone is the same customer only if the names agree: a family shares a
  landline, a company its switchboard. Names agree where the words of one are among the other's
  ("Rosa", "Rosa Delgado"), as initials ("R. Delgado"), short forms ("Rob", "Robert") or with one
  letter mistyped, but never Paul for Paula; with the same e-mail a new surname does no harm. A
  contact that is named by its address or number alone agrees with anybody.
- The same name is the same customer, whatever the order of its words, its accents, titles and
  "Ltd". One word is too little ("Anna") where both have phones or e-mails and none in common.

Everything goes through indexes: the time is linear in the number of people.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.finding import fold
from trustjournal.domain.records import Customer
from trustjournal.i18n import _

# The whole national number in the smallest plans (Norway, Denmark, Singapore): what stands
# before it is a country or trunk prefix, which people write as +47, 0047, 0 or not at all.
_PHONE_DIGITS = 8
_SHORTEST_PHONE = 5
# A number or address of more people than this says nothing about who they are.
_SHARED_BY = 50
_SHORTEST_FORM, _LONGEST_FORM = 3, 4
_TYPO_LENGTH = 4

_APOSTROPHES = re.compile("['’‘`´.]")
_WORD = re.compile(r"[^\W_]+")
_EXTENSION = re.compile(r"(?i)(?:ext|x|#|;|,|durchwahl).*", re.DOTALL)
_NO_DIGIT = re.compile(r"\D+")
_TITLES = frozenset(
    _WORD.findall(
        "mr mrs ms miss mx dr prof sir dame herr frau hr fr dipl ing mag jr sr ii iii md phd "
        "ltd limited inc llc llp plc corp co company gmbh ag kg ohg ug eg sa sas sarl srl spa "
        "sl bv nv ab as oy aps pty the and und et y"
    )
)


class Reason(StrEnum):
    """Why two customers are taken for one."""

    EMAIL = "e-mail"
    PHONE = "phone"
    NAME = "name"

    @property
    def word(self) -> str:
        """The owner's word for it."""
        return {
            Reason.EMAIL: _("e-mail"),
            Reason.PHONE: _("phone"),
            Reason.NAME: _("name"),
        }[self]


@dataclass(frozen=True, slots=True)
class Match:
    """An incoming customer is one of the journal's, or one that came earlier in the same file.

    Exactly one of `existing` and `earlier_index` (a place in the incoming) is set.
    """

    incoming_index: int
    existing: Customer | None
    earlier_index: int | None
    reason: Reason


def find_matches(incoming: Sequence[Customer], existing: Sequence[Customer]) -> list[Match]:
    """Return at most one match for each incoming customer, in their order.

    The journal's own come before the file's, an e-mail before a phone before a name.
    """
    known, seen = _Index(), _Index()
    for place, customer in enumerate(existing):
        known.add(_Traits.of(customer), place)
    matches: list[Match] = []
    for index, customer in enumerate(incoming):
        traits = _Traits.of(customer)
        if found := known.find(traits):
            place, reason = found
            matches.append(Match(index, existing[place], None, reason))
        elif found := seen.find(traits):
            place, reason = found
            matches.append(Match(index, None, place, reason))
        seen.add(traits, index)
    return matches


def name_words(name: str) -> tuple[str, ...]:
    """Return the words that tell a name from others, folded, in their order.

    >>> name_words("Dr. Rosa O'Neill-Delgado"), name_words("The Co")
    (('rosa', 'oneill', 'delgado'), ('the', 'co'))
    """
    words = tuple(_WORD.findall(_APOSTROPHES.sub("", fold(name))))
    return tuple(word for word in words if word not in _TITLES) or words


def phone_key(number: str) -> str:
    """Return what is left of a number when prefixes and punctuation are gone; "" for none.

    >>> phone_key("+44 (0)20 7946 0958"), phone_key("020 7946 0958 ext. 3")
    ('79460958', '79460958')
    """
    digits = _NO_DIGIT.sub("", _EXTENSION.sub("", number))
    if not digits.isascii():
        digits = "".join(str(int(digit)) for digit in digits)
    return digits[-_PHONE_DIGITS:] if len(digits) >= _SHORTEST_PHONE else ""


@dataclass(frozen=True, slots=True)
class _Traits:
    """What one customer is compared by."""

    words: tuple[str, ...]
    is_person: bool
    phones: frozenset[str]
    emails: frozenset[str]

    @classmethod
    def of(cls, customer: Customer) -> "_Traits":
        phones = frozenset(phone_key(item.value) for item in customer.phones) - {""}
        emails = frozenset(item.value.strip().casefold() for item in customer.emails) - {""}
        name = customer.name.strip()
        is_address = any(name == item.value for item in (*customer.emails, *customer.phones))
        return cls(
            words=() if is_address else name_words(name),
            is_person=customer.kind is CustomerKind.PERSON,
            phones=phones,
            emails=emails,
        )


Entry = tuple[int, _Traits]


@dataclass(slots=True)
class _Index:
    """People by e-mail, phone and name; the earliest is found first."""

    _emails: defaultdict[str, list[Entry]] = field(
        default_factory=lambda: defaultdict[str, list[Entry]](list)
    )
    _phones: defaultdict[str, list[Entry]] = field(
        default_factory=lambda: defaultdict[str, list[Entry]](list)
    )
    _names: defaultdict[tuple[str, ...], list[Entry]] = field(
        default_factory=lambda: defaultdict[tuple[str, ...], list[Entry]](list)
    )

    def add(self, traits: _Traits, place: int) -> None:
        entry = (place, traits)
        places: Iterator[list[Entry]] = (
            *(self._emails[email] for email in traits.emails),
            *(self._phones[phone] for phone in traits.phones),
        ).__iter__()
        for bucket in places:
            if len(bucket) < _SHARED_BY:
                bucket.append(entry)
        if traits.words:
            bucket = self._names[tuple(sorted(traits.words))]
            if len(bucket) < _SHARED_BY:
                bucket.append(entry)

    def find(self, traits: _Traits) -> tuple[int, Reason] | None:
        checks: tuple[tuple[Reason, Iterator[Entry], Callable[[_Traits, _Traits], bool]], ...] = (
            (Reason.EMAIL, _entries(self._emails, traits.emails), _agree_by_email),
            (Reason.PHONE, _entries(self._phones, traits.phones), _agree),
            (Reason.NAME, iter(self._named(traits)), _same_name_is_enough),
        )
        for reason, entries, agrees in checks:
            for place, other in entries:
                if agrees(traits, other):
                    return place, reason
        return None

    def _named(self, traits: _Traits) -> list[Entry]:
        return self._names.get(tuple(sorted(traits.words)), []) if traits.words else []


def _entries(buckets: defaultdict[str, list[Entry]], keys: frozenset[str]) -> Iterator[Entry]:
    for key in sorted(keys):
        yield from buckets.get(key, ())


def _agree(one: _Traits, other: _Traits) -> bool:
    """Tell whether two names can be the same customer's."""
    if one.words == other.words:
        return True
    short, long = sorted((one.words, other.words), key=len)
    left, typos = list(long), 0
    for word in short:
        found = next((each for each in left if _alike(word, each)), None)
        if found is None:
            found = next((each for each in left if _is_typo(word, each)), None)
            typos += 1
        if found is None or typos > 1:
            return False
        left.remove(found)
    return True


def _agree_by_email(one: _Traits, other: _Traits) -> bool:
    if _agree(one, other):
        return True
    people = one.is_person and other.is_person
    return people and one.words[0] == other.words[0]


def _same_name_is_enough(one: _Traits, other: _Traits) -> bool:
    if len(one.words) > 1 or not (one.is_person and other.is_person):
        return True
    phones_differ = bool(one.phones and other.phones) and one.phones.isdisjoint(other.phones)
    emails_differ = bool(one.emails and other.emails) and one.emails.isdisjoint(other.emails)
    return not (phones_differ or emails_differ)


def _alike(one: str, other: str) -> bool:
    """Tell whether two words are the same, or one the initial or the short form of the other.

    A short form leaves out two letters or more: Paul is not short for Paula.
    """
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return long.startswith(short)
    shortened = _SHORTEST_FORM <= len(short) <= _LONGEST_FORM and len(long) - len(short) > 1
    return short == long or (shortened and long.startswith(short))


def _is_typo(one: str, other: str) -> bool:
    """Tell whether one letter is wrong or missing, but not the last: Mario is no Maria."""
    short, long = sorted((one, other), key=len)
    if len(short) < _TYPO_LENGTH or len(long) - len(short) > 1 or not (one + other).isalpha():
        return False
    start = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    same_length = len(short) == len(long)
    return start < len(short) - same_length and short[start + same_length :] == long[start + 1 :]

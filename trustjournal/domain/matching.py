"""Which incoming people the journal knows already, by e-mail, phone and name.

What an owner expects decides the rules:

- The same e-mail or phone is the same customer only if the names agree: a family shares a
  landline, a company its switchboard. Names agree where the words of one are among the other's
  ("Rosa", "Rosa Delgado"), as initials ("R. Delgado"), short forms ("Rob", "Robert") or with one
  letter mistyped, but never Paul for Paula; with the same e-mail a new surname does no harm. A
  contact that is named by its address or number alone agrees with anybody.
- What a number lacks, it may have: "600 000 001" is "+34 600 000 001". Where both say their
  country, as whoever makes an `Index` finds out, these must be one.
- The same name is the same customer, whatever the order of its words, its accents, titles and
  "Ltd". One word is too little ("Anna") where both have phones or e-mails and none in common.

Everything goes through indexes: the time is linear in the number of people.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.finding import fold
from trustjournal.domain.records import Customer
from trustjournal.i18n import _

Key = TypeVar("Key")
SameNumber = Callable[[str, str], bool]

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
_OF_A_PERSON = frozenset(
    _WORD.findall(
        "mr mrs ms miss mx dr prof sir dame herr frau hr fr dipl ing mag jr sr ii iii md phd"
    )
)
_TITLES = _OF_A_PERSON.union(
    _WORD.findall(
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


def name_words(name: str) -> tuple[str, ...]:
    """Return the words that tell a name from others, folded, in their order.

    >>> name_words("Dr. Rosa O'Neill-Delgado"), name_words("The Co")
    (('rosa', 'oneill', 'delgado'), ('the', 'co'))
    """
    words = tuple(_WORD.findall(_APOSTROPHES.sub("", fold(name))))
    return tuple(word for word in words if word not in _TITLES) or words


def is_title(word: str) -> bool:
    """Tell whether a word of a name is what people are addressed by, or stands behind it.

    >>> is_title("Dr."), is_title("Ph.D."), is_title("Rosa")
    (True, True, False)
    """
    return _APOSTROPHES.sub("", fold(word)).strip(",") in _OF_A_PERSON


def phone_key(number: str) -> str:
    """Return what is left of a number when prefixes and punctuation are gone; "" for none.

    Every spelling of a number has the same; so may a number of another country.

    >>> phone_key("+44 (0)20 7946 0958"), phone_key("020 7946 0958 ext. 3")
    ('79460958', '79460958')
    """
    digits = _digits(number)
    return digits[-_PHONE_DIGITS:] if len(digits) >= _SHORTEST_PHONE else ""


def same_digits(one: str, other: str) -> bool:
    """Tell whether two numbers can be one, with its country's prefix or without.

    >>> same_digits("+44 (0)20 7946 0958", "020 7946 0958")
    True
    >>> same_digits("+1 212 555 0134", "+1 312 555 0134")
    False
    """
    short, long = sorted((_national(one), _national(other)), key=len)
    return long.endswith(short)


def extension(number: str) -> str:
    """Return what is dialled behind a number, "" for nothing.

    >>> extension("020 7946 0958 ext. 3"), extension("020 7946 0958")
    ('3', '')
    """
    found = _EXTENSION.search(number)
    return _NO_DIGIT.sub("", found[0]) if found else ""


def _national(number: str) -> str:
    return _digits(number.replace("(0)", "")).lstrip("0")


def _digits(number: str) -> str:
    digits = _NO_DIGIT.sub("", _EXTENSION.sub("", number))
    return digits if digits.isascii() else "".join(str(int(digit)) for digit in digits)


@dataclass(frozen=True, slots=True)
class Traits:
    """What one customer is compared by: numbers as they are written, addresses in small letters.

    Tuples, because a hundred thousand sets take a third of the memory that an import may have.
    """

    words: tuple[str, ...]
    is_person: bool
    phones: tuple[str, ...]
    emails: tuple[str, ...]

    @classmethod
    def of(cls, customer: Customer) -> "Traits":
        """Return the traits of a customer."""
        phones = [item.value for item in customer.phones]
        emails = [item.value for item in customer.emails]
        return cls.said(customer.name, phones, emails, customer.kind)

    @classmethod
    def said(
        cls,
        name: str,
        phones: Collection[str],
        emails: Collection[str],
        kind: CustomerKind = CustomerKind.PERSON,
    ) -> "Traits":
        """Return the traits of somebody as they were written down."""
        name = name.strip()
        is_address = any(name == value for value in (*emails, *phones))
        return cls(
            words=() if is_address else name_words(name),
            is_person=kind is CustomerKind.PERSON,
            phones=tuple({value.strip() for value in phones if phone_key(value)}),
            emails=tuple({value.strip().casefold() for value in emails} - {""}),
        )


_Entry = tuple[Key, Traits]


class Index(Generic[Key]):
    """People by e-mail, phone and name, each under a key; the earliest is found first.

    `same_number` tells whether two phone numbers with the same `phone_key` are one.
    """

    def __init__(self, same_number: SameNumber = same_digits) -> None:
        self._same_number = same_number
        self._emails: defaultdict[str, list[_Entry[Key]]] = defaultdict(list)
        self._phones: defaultdict[str, list[_Entry[Key]]] = defaultdict(list)
        self._names: defaultdict[tuple[str, ...], list[_Entry[Key]]] = defaultdict(list)

    def add(self, traits: Traits, key: Key) -> None:
        """Add somebody."""
        entry = (key, traits)
        buckets = [
            *(self._emails[email] for email in traits.emails),
            *(self._phones[phone] for phone in set(map(phone_key, traits.phones))),
        ]
        if traits.words:
            buckets.append(self._names[tuple(sorted(traits.words))])
        for bucket in buckets:
            if len(bucket) < _SHARED_BY:
                bucket.append(entry)

    def find(self, traits: Traits) -> tuple[Key, Reason] | None:
        """Return who it is and why, None where that is nobody."""
        checks: tuple[tuple[Reason, Iterator[_Entry[Key]], Callable[[Traits, Traits], bool]], ...]
        checks = (
            (Reason.EMAIL, _entries(self._emails, traits.emails), _agree_by_email),
            (Reason.PHONE, self._called(traits), _agree),
            (Reason.NAME, iter(self._named(traits)), self._same_name_is_enough),
        )
        for reason, entries, agrees in checks:
            for key, other in entries:
                if agrees(traits, other):
                    return key, reason
        return None

    def meant(self, traits: Traits) -> tuple[Key, ...]:
        """Return whom somebody who is only spoken of may be: one where that is certain.

        Unlike for a contact, the address or the number alone is enough, whatever name is
        written beside it; only of several who share it the names decide.
        """
        for entries, agrees in (
            (_entries(self._emails, traits.emails), _agree_by_email),
            (self._called(traits), _agree),
        ):
            shared = dict(entries)
            agreeing = tuple(key for key, other in shared.items() if agrees(traits, other))
            if shared:
                return agreeing or tuple(shared)
        named = (
            key for key, other in self._named(traits) if self._same_name_is_enough(traits, other)
        )
        return tuple(dict.fromkeys(named))

    def _named(self, traits: Traits) -> list[_Entry[Key]]:
        return self._names.get(tuple(sorted(traits.words)), []) if traits.words else []

    def _called(self, traits: Traits) -> Iterator[_Entry[Key]]:
        keys = set(map(phone_key, traits.phones))
        return (
            (key, other)
            for key, other in _entries(self._phones, keys)
            if self._share_number(traits, other)
        )

    def _share_number(self, one: Traits, other: Traits) -> bool:
        return any(
            phone_key(mine) == phone_key(theirs) and self._same_number(mine, theirs)
            for mine in one.phones
            for theirs in other.phones
        )

    def _same_name_is_enough(self, one: Traits, other: Traits) -> bool:
        if len(one.words) > 1 or not (one.is_person and other.is_person):
            return True
        phones_differ = one.phones and other.phones and not self._share_number(one, other)
        emails_differ = one.emails and other.emails and set(one.emails).isdisjoint(other.emails)
        return not (phones_differ or emails_differ)


def _entries(
    buckets: defaultdict[str, list[_Entry[Key]]], keys: Iterable[str]
) -> Iterator[_Entry[Key]]:
    for key in sorted(keys):
        yield from buckets.get(key, ())


def _agree(one: Traits, other: Traits) -> bool:
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


def _agree_by_email(one: Traits, other: Traits) -> bool:
    if _agree(one, other):
        return True
    people = one.is_person and other.is_person
    return people and one.words[0] == other.words[0]


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

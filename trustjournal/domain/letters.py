"""Letters and cards: fields in braces that are filled for each person, and what is then printed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from enum import StrEnum

from trustjournal.domain import letter_words
from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.records import Address, Customer, Preferences, Template, Touchpoint
from trustjournal.i18n import _

GAP = "________"
"""Stands where nothing is known, so that it is seen and can be filled by hand on paper too."""

_BRACED = re.compile(r"\{([^{}\n]{1,40})\}")
# Tabs and lines stay. The rest would steer a printer or a mail header, or means something to a
# document that it must not mean here.
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\uffff]")


class Field(StrEnum):
    """What a template may leave open; it stands in braces, such as {name}."""

    NAME = "name"
    FIRST_NAME = "first_name"
    WHAT_THEY_DID = "what_they_did"
    LAST_TOUCH = "last_touch"
    OWNER = "owner"
    BUSINESS = "business"
    DATE = "date"

    @property
    def braced(self) -> str:
        """The field as it stands in a text."""
        return f"{{{self.value}}}"


_NAMES = frozenset(field.value for field in Field)


class Form(StrEnum):
    """What is printed."""

    CARD = "card"
    LETTER = "letter"
    ENVELOPE = "envelope"


class Paper(StrEnum):
    """What it is printed on."""

    A6 = "a6"
    A4 = "a4"
    US_LETTER = "us-letter"
    DL = "dl"
    C6 = "c6"


PAPERS: Mapping[Form, tuple[Paper, ...]] = {
    Form.CARD: (Paper.A6,),
    Form.LETTER: (Paper.A4, Paper.US_LETTER),
    Form.ENVELOPE: (Paper.C6, Paper.DL),
}
"""What each form can be printed on; the first holds a card, or is usual in most of the world."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled text; for `gaps` nothing was known, and `unknown` in braces are no fields."""

    text: str
    gaps: tuple[Field, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to write to, as far as a letter needs to know them.

    `noted` is what the owner wrote down of it, which is not for the letter.
    """

    customer: Customer
    values: Mapping[Field, str]
    noted: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes and when, in words; the lines of their postal address may be none."""

    owner: str = ""
    business: str = ""
    address: tuple[str, ...] = ()
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """The words for one person, ready to be printed or sent."""

    name: str
    address: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""


def fill(text: str, values: Mapping[Field, str]) -> Filled:
    """Fill the fields of a text in one pass, so that braces in a value are no fields again.

    What is known as "" leaves a gap. Braces around anything else stay as they are.

    >>> fill("Dear {First name}, {thing}", {Field.FIRST_NAME: "Rosa"})
    Filled(text='Dear Rosa, {thing}', gaps=(), unknown=('{thing}',))
    """
    gaps: dict[Field, None] = {}
    unknown: dict[str, None] = {}

    def value(found: re.Match[str]) -> str:
        field = _field(found[1])
        if field is None:
            unknown[found[0]] = None
            return found[0]
        known = " ".join(values.get(field, "").split())
        if not known:
            gaps[field] = None
        return known or GAP

    return Filled(_BRACED.sub(value, text), tuple(gaps), tuple(unknown))


def unknown_fields(text: str) -> tuple[str, ...]:
    """Return what stands in braces and is no field, each once, as it is written."""
    return fill(text, {}).unknown


def printable(text: str) -> str:
    r"""Return a text without what is no letter, sign, space or line.

    >>> printable("Dear\x1b Rosa\r\nhello")
    'Dear Rosa\nhello'
    """
    return _UNPRINTABLE.sub("", _LINE_END.sub("\n", text))


def addressee(
    customer: Customer,
    owner: Preferences,
    today: date,
    *,
    last_touch_on: date | None = None,
    done: Touchpoint | None = None,
    sent: Customer | None = None,
    zone: tzinfo = UTC,
) -> Addressee:
    """Return somebody with what a letter to them can say today.

    `done` is what they last did that deserves thanks; `sent` whom they referred, where that is
    newer. `zone` is where the owner's days begin.
    """
    touch = "" if last_touch_on is None else letter_words.past(last_touch_on, today)
    values = {
        Field.NAME: customer.name,
        Field.FIRST_NAME: first_name(customer),
        Field.WHAT_THEY_DID: letter_words.what_they_did(done, sent),
        Field.LAST_TOUCH: touch,
        Field.OWNER: owner.owner,
        Field.BUSINESS: owner.business,
        Field.DATE: letter_words.full_date(today),
    }
    noted = "" if sent else letter_words.noted(done, today, zone)
    return Addressee(customer, values, noted)


def first_name(customer: Customer) -> str:
    """Return how a person is called; a business keeps its whole name."""
    if customer.kind is CustomerKind.BUSINESS:
        return customer.name
    return next(iter(customer.name.split()), "")


def address_lines(addresses: Sequence[Address]) -> tuple[str, ...]:
    """Return the first postal address as the lines of an envelope."""
    if not addresses:
        return ()
    one = addresses[0]
    town = f"{one.postal_code} {one.city}".strip()
    parts = (*one.street.splitlines(), town, one.region, one.country)
    return tuple(line for part in parts if (line := " ".join(part.split())))


def post_of(who: Addressee, text: str, subject: str = "") -> Post:
    """Return the words for somebody as they are printed."""
    return Post(
        name=printable(who.customer.name),
        address=tuple(map(printable, address_lines(who.customer.addresses))),
        subject=" ".join(printable(subject).split()),
        text=printable(text).strip("\n"),
    )


def sample_of(template: Template) -> Post:
    """Return a template as it looks before it is for anybody, its fields named in the text."""
    values = {field: _("‹{field}›").format(field=letter_words.field_word(field)) for field in Field}
    subject, text = (fill(part, values).text for part in (template.subject, template.text))
    return Post(values[Field.NAME], subject=subject, text=printable(text))


def sender_of(owner: Preferences, today: date, address: str = "") -> Sender:
    """Return who writes today; `address` has a line for each line of the envelope."""
    lines = (" ".join(printable(line).split()) for line in address.splitlines())
    return Sender(
        owner=printable(owner.owner),
        business=printable(owner.business),
        address=tuple(line for line in lines if line),
        dated=letter_words.full_date(today),
    )


def _field(name: str) -> Field | None:
    word = "_".join(name.casefold().split())
    return Field(word) if word in _NAMES else None

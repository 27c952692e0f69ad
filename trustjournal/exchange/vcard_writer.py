"""Customers as vCards 3.0 and 4.0 that phones and other programs read, with nothing left out.

Forms: RFC 2426 and RFC 6350; labels in the owner's words as Apple writes them (`X-ABLabel`). What
only this program knows stands in lines that begin with `X-TRUSTJOURNAL-`, which others pass over.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import IO

from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.incoming import Who
from trustjournal.domain.records import Address, Customer, ImportantDate, Labelled
from trustjournal.exchange.contact_draft import label_word
from trustjournal.exchange.text_files import Progress, no_progress

OWN = {
    "kind": "X-TRUSTJOURNAL-KIND",
    "stage": "X-TRUSTJOURNAL-STAGE",
    "prefers": "X-TRUSTJOURNAL-PREFERS",
    "loves": "X-TRUSTJOURNAL-LOVES",
    "avoids": "X-TRUSTJOURNAL-AVOIDS",
    "family": "X-TRUSTJOURNAL-FAMILY",
    "yearly_value": "X-TRUSTJOURNAL-YEARLY-VALUE",
    "since": "X-TRUSTJOURNAL-SINCE",
    "close_to_heart": "X-TRUSTJOURNAL-CLOSE-TO-HEART",
    "lost_on": "X-TRUSTJOURNAL-LOST-ON",
    "longest_gap_days": "X-TRUSTJOURNAL-LONGEST-GAP-DAYS",
    "gift_policy": "X-TRUSTJOURNAL-GIFT-POLICY",
    "gift_limit": "X-TRUSTJOURNAL-GIFT-LIMIT",
    "gift_budget": "X-TRUSTJOURNAL-GIFT-BUDGET",
}
"""The fields of a customer that no vCard knows, with the property that holds each as text."""

COMPANY = "X-TRUSTJOURNAL-COMPANY"
"""The company of a business, whose own name stands in ORG."""

FIELD = "X-TRUSTJOURNAL-FIELD"
"""One of the owner's own fields; its title is the label of its group."""

BELONGS_TO = "X-TRUSTJOURNAL-BELONGS-TO"
"""To whom they belong: the name, their role there, and the id of the whole."""

REFERRED_BY = "X-TRUSTJOURNAL-REFERRED-BY"
"""The one who sent them: the name and the id."""

_FOLD = 75  # octets of a line, as both forms ask for
_STEP = 500
_NO_YEAR = 1604  # the leap year that Apple writes where there is none


class Version(StrEnum):
    """The versions that are written: 3.0 is what most phones read best."""

    THREE = "3.0"
    FOUR = "4.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carded:
    """A customer with what stands in other records: names instead of ids.

    `custom` are the titles and values of the owner's own fields, `belongs_to` to whom they belong
    and as what.
    """

    customer: Customer
    custom: tuple[tuple[str, str], ...] = ()
    belongs_to: tuple[tuple[Who, str], ...] = ()
    referred_by: str = ""
    photo: bytes = b""
    media_type: str = "image/jpeg"


def write_cards(
    stream: IO[bytes],
    people: Iterable[Carded],
    version: Version,
    *,
    progress: Progress = no_progress,
) -> int:
    """Write a card for each, and return how many there are.

    Raises:
        Cancelled: `progress` said so; what is in the stream is then incomplete.
    """
    count = 0
    for count, one in enumerate(people, start=1):
        stream.write(card(one, version))
        if count % _STEP == 0:
            progress(count)
    progress(count)
    return count


def card(one: Carded, version: Version) -> bytes:
    r"""Return one card, its lines folded and ended by `\r\n`."""
    lines = _Lines(version)
    lines.add("BEGIN", "VCARD")
    lines.add("VERSION", version.value)
    lines.add("UID", f"urn:uuid:{one.customer.id}")
    _names(lines, one.customer)
    _reach(lines, one.customer)
    _days(lines, one.customer.dates)
    if one.customer.tags:
        lines.add("CATEGORIES", ",".join(_escaped(tag) for tag in one.customer.tags))
    lines.say("NOTE", one.customer.note)
    _own(lines, one)
    _photo(lines, one)
    lines.add("END", "VCARD")
    return b"".join(lines.folded())


@dataclass(slots=True)
class _Lines:
    """The lines of a card as they gather; a label makes a group of two."""

    version: Version
    _lines: list[str] = field(default_factory=list[str])
    _groups: int = 0

    def add(self, name: str, value: str, label: str = "") -> None:
        """Add a property whose value is escaped already."""
        if not label:
            self._lines.append(f"{name}:{value}")
            return
        self._groups += 1
        self._lines.append(f"item{self._groups}.{name}:{value}")
        self._lines.append(f"item{self._groups}.X-ABLabel:{_escaped(label)}")

    def say(self, name: str, text: str, label: str = "") -> None:
        """Add a property whose value is one text, unless that is blank."""
        if text.strip():
            self.add(name, _escaped(text), label)

    def typed(self, name: str, value: str, label: str, types: Iterable[str]) -> None:
        """Add a property with its label as a type where it is one of `types`, and in words."""
        word = label_word(label)
        kind = _types().get(word, "")
        if kind and kind in types:
            self.add(f"{name};TYPE={kind}", value, "" if label == word else label)
        else:
            self.add(name, value, label)

    def folded(self) -> Iterator[bytes]:
        """Yield the lines as bytes, none longer than the form allows."""
        for line in self._lines:
            yield from _folded(line.encode("utf-8", "replace"))


def _names(lines: _Lines, who: Customer) -> None:
    name = " ".join(who.name.split())
    lines.add("FN", _escaped(who.name))
    if who.kind is CustomerKind.BUSINESS:
        lines.add("N", ";;;;")
        lines.add("ORG", _escaped(name))
        if lines.version is Version.FOUR:
            lines.add("KIND", "org")
        else:
            lines.add("X-ABShowAs", "COMPANY")
        lines.say(COMPANY, who.company)
    else:
        given, _blank, family = name.rpartition(" ")
        given, family = (given, family) if given else (family, "")
        lines.add("N", f"{_escaped(family)};{_escaped(given)};;;")
        lines.say("ORG", who.company)
    lines.say("TITLE", who.role)


def _reach(lines: _Lines, who: Customer) -> None:
    for name, found, types in (
        ("TEL", who.phones, ("cell", "home", "work", "fax", "work,fax", "home,fax", "pager")),
        ("EMAIL", who.emails, ("home", "work")),
        ("URL", who.links, ()),
    ):
        for one in _filled(found):
            lines.typed(name, _escaped(one.value), one.label, types)
    for address in who.addresses:
        lines.typed("ADR", _place(address), address.label, ("home", "work"))


def _filled(found: Iterable[Labelled]) -> list[Labelled]:
    return [one for one in found if one.value.strip()]


def _place(address: Address) -> str:
    parts = address.street, address.city, address.region, address.postal_code, address.country
    return ";".join(["", "", *(_escaped(part) for part in parts)])


def _days(lines: _Lines, dates: Iterable[ImportantDate]) -> None:
    three = lines.version is Version.THREE
    names = {
        label_word("birthday"): "BDAY",
        label_word("anniversary"): "X-ANNIVERSARY" if three else "ANNIVERSARY",
    }
    for one in dates:
        # A card has one birthday; whatever else there is has its label beside it.
        word = label_word(one.label)
        name = names.pop(word, "")
        label = "" if name and one.label == word else one.label
        if name and not three:
            year = "--" if one.year is None else f"{one.year:04}"
            lines.add(name, f"{year}{one.month:02}{one.day:02}", label)
            continue
        omitted = f";X-APPLE-OMIT-YEAR={_NO_YEAR}" if one.year is None else ""
        written = f"{one.year or _NO_YEAR:04}-{one.month:02}-{one.day:02}"
        lines.add(f"{name or 'X-ABDATE'}{omitted}", written, label)


def _own(lines: _Lines, one: Carded) -> None:
    for name, written_as in OWN.items():
        lines.say(written_as, _text(getattr(one.customer, name)))
    if one.referred_by.strip():
        lines.add(REFERRED_BY, f"{_escaped(one.referred_by)};{one.customer.referred_by or ''}")
    for whole, role in one.belongs_to:
        lines.add(BELONGS_TO, f"{_escaped(whole.name)};{_escaped(role)};{whole.id or ''}")
    for title, value in one.custom:
        lines.say(FIELD, value, title)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _photo(lines: _Lines, one: Carded) -> None:
    if not one.photo:
        return
    content = b64encode(one.photo).decode("ascii")
    if lines.version is Version.FOUR:
        lines.add("PHOTO", f"data:{one.media_type};base64,{content}")
    else:
        kind = one.media_type.partition("/")[2].upper()
        lines.add(f"PHOTO;ENCODING=b;TYPE={kind}", content)


@cache
def _types() -> dict[str, str]:
    """Return what a vCard calls this program's words for places."""
    words = {"cell": "cell", "home": "home", "work": "work", "fax": "fax", "pager": "pager"}
    words |= {"work fax": "work,fax", "home fax": "home,fax"}
    return {label_word(word): kind for word, kind in words.items()}


def _escaped(text: str) -> str:
    r"""Return a text as a value holds it; a line end of any kind is `\n`, and NUL is left out."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return text.replace("\n", "\\n")


def _folded(line: bytes) -> Iterator[bytes]:
    start, room = 0, _FOLD
    while len(line) - start > room:
        end = start + room
        while line[end] & 0xC0 == 0x80:  # never within a letter
            end -= 1
        yield (b" " if start else b"") + line[start:end] + b"\r\n"
        start, room = end, _FOLD - 1
    yield (b" " if start else b"") + line[start:] + b"\r\n"

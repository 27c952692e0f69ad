"""This program's own cards, read back exactly; what `vcard_writer` wrote and others pass over."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from trustjournal.domain.choices import CustomerKind, Stage
from trustjournal.domain.incoming import NOBODY, Who
from trustjournal.domain.records import Address, ImportantDate, Labelled
from trustjournal.exchange.contact_draft import ContactDraft, label_word
from trustjournal.exchange.vcard_lines import Card, Property
from trustjournal.exchange.vcard_writer import BELONGS_TO, COMPANY, FIELD, OWN, REFERRED_BY

_URN = "urn:uuid:"
_DAY = re.compile(r"(--|\d{4}-?)(\d\d)-?(\d\d)", re.ASCII)
_FIELDS = {name: field for field, name in OWN.items()}
_READERS: dict[str, Callable[[str], Any]] = {
    "kind": CustomerKind,
    "stage": Stage,
    "yearly_value": Decimal,
    "since": date.fromisoformat,
    "close_to_heart": lambda text: text == "yes",
    "lost_on": date.fromisoformat,
    "longest_gap_days": int,
    "gift_limit": Decimal,
    "gift_budget": Decimal,
}
_SEVERAL = {"TEL": "phones", "EMAIL": "emails", "URL": "links"}
_DATES = {
    "BDAY": "birthday",
    "ANNIVERSARY": "anniversary",
    "X-ANNIVERSARY": "anniversary",
    "X-ABDATE": "",
}
_TEXTS = {"FN": "name", "TITLE": "role", "NOTE": "note"}
_WRITTEN = frozenset(
    {
        *("UID", "N", "ORG", "KIND", "X-ABSHOWAS", "ADR", "CATEGORIES", "X-ABLABEL", "PHOTO"),
        *(*_TEXTS, *_SEVERAL, *_DATES, *_FIELDS, COMPANY, FIELD, BELONGS_TO, REFERRED_BY),
    }
)


def add_own_fields(card: Card, draft: ContactDraft) -> None:
    """Add what only this program writes; a value that somebody broke goes to the note."""
    for item in card.properties:
        if item.name == COMPANY:
            draft.fields["company"] = item.text
        elif field := _FIELDS.get(item.name):
            try:
                draft.fields[field] = _READERS.get(field, str)(item.text)
            except (ValueError, ArithmeticError):
                draft.add_extra(field.replace("_", " ").capitalize(), item.text)
    if referrer(card):
        draft.fields["referred_by"] = NOBODY


def custom_of(card: Card) -> tuple[tuple[str, str], ...]:
    """Return the titles and values of the owner's own fields."""
    labels = _labels(card)
    found = ((labels.get(one.group, ""), one.text) for one in card.properties if one.name == FIELD)
    return tuple((title, value) for title, value in found if title)


def referrer(card: Card) -> tuple[Who, ...]:
    """Return who sent them, () where nobody is named."""
    found = (one.parts() for one in card.properties if one.name == REFERRED_BY)
    return tuple(_who(name, rest[0] if rest else "") for name, *rest in found if name.strip())[:1]


def belongings(card: Card) -> Iterator[tuple[Who, str]]:
    """Yield to whom they belong, and as what."""
    for item in card.properties:
        if item.name == BELONGS_TO:
            name, role, which = (*item.parts(), "", "")[:3]
            if name.strip():
                yield _who(name, which), role


def uid_of(card: Card) -> str:
    """Return what the file calls a card, "" where it has no name for it."""
    return next((plain_uid(one.text) for one in card.properties if one.name == "UID"), "")


def plain_uid(text: str) -> str:
    """Return an identifier without what only some programs put before it."""
    text = text.strip()
    return text[len(_URN) :].lower() if text.lower().startswith(_URN) else text


def exact_fields(card: Card) -> dict[str, Any] | None:
    """Return every field of a card that is as this program wrote it, with the id.

    None for any other: what another program changed is read as that program meant it.
    """
    names = {one.name for one in card.properties}
    whole = card.is_whole and not (card.unread or card.has_inner or card.cut)
    if not whole or not {"FN", OWN["kind"]} <= names <= _WRITTEN:
        return None
    try:
        return {"id": UUID(uid_of(card)), **_exact(card)}
    except (ValueError, ArithmeticError):
        return None


def _exact(card: Card) -> dict[str, Any]:
    """Return the fields.

    Raises:
        ValueError: this program does not write so.
    """
    labels = _labels(card)
    found: dict[str, Any] = {}
    for item in card.properties:
        label = labels.get(item.group, "") if item.group else _type(item)
        if field := _FIELDS.get(item.name):
            found[field] = _READERS.get(field, str)(item.text)
        elif text := _TEXTS.get(item.name):
            found[text] = item.text
        elif several := _SEVERAL.get(item.name):
            found[several] = (*found.get(several, ()), Labelled(value=item.text, label=label))
        elif item.name in _DATES:
            label = label if item.group else label_word(_DATES[item.name])
            found["dates"] = (*found.get("dates", ()), _day(item, label))
        elif item.name == "ADR":
            found["addresses"] = (*found.get("addresses", ()), _address(item, label))
        elif item.name == "CATEGORIES":
            found["tags"] = tuple(item.parts(","))
    is_business = found["kind"] is CustomerKind.BUSINESS
    place = COMPANY if is_business else "ORG"
    found["company"] = next((one.text for one in card.properties if one.name == place), "")
    found["referred_by"] = NOBODY if referrer(card) else None
    return found


def _day(item: Property, label: str) -> ImportantDate:
    day = _DAY.fullmatch(item.value)
    if day is None:
        raise ValueError(item.value)
    blank = day[1] == "--" or "x-apple-omit-year" in item.parameters
    year = None if blank else int(day[1].rstrip("-"))
    return ImportantDate(label=label, month=int(day[2]), day=int(day[3]), year=year)


def _address(item: Property, label: str) -> Address:
    _box, _extended, street, city, region, code, country = item.parts()
    return Address(
        label=label, street=street, city=city, region=region, postal_code=code, country=country
    )


def _type(item: Property) -> str:
    return label_word(" ".join(item.types)) if item.types else ""


def _labels(card: Card) -> dict[str, str]:
    return {one.group: one.text for one in card.properties if one.name == "X-ABLABEL"}


def _who(name: str, which: str) -> Who:
    try:
        return Who(name=name, id=UUID(which) if which else None)
    except ValueError:
        return Who(name=name)

"""Outlook's contacts as CSV: Outlook.com and the classic program, which share their words.

Columns are found by name. Values that Outlook writes into every row say nothing and are left out.
"""

import re
from collections.abc import Iterable, Mapping

from trustjournal.domain.records import Address
from trustjournal.exchange.contact_draft import ContactDraft, label_word

_NAMES = {
    "title": "prefix",
    "first name": "given",
    "middle name": "middle",
    "last name": "family_name",
    "suffix": "suffix",
    "nickname": "nickname",
    "company": "company",
    "job title": "role",
}
_PHONES = {
    "primary phone": "main",
    "mobile phone": "mobile",
    "business phone": "work",
    "business phone 2": "work",
    "home phone": "home",
    "home phone 2": "home",
    "company main phone": "Company",
    "other phone": "other",
    "car phone": "Car",
    "radio phone": "Radio",
    "callback": "Callback",
    "isdn": "ISDN",
    "telex": "Telex",
    "tty/tdd phone": "TTY",
    "pager": "pager",
    "business fax": "work fax",
    "home fax": "home fax",
    "other fax": "fax",
}
_EMAILS = ("e-mail address", "e-mail 2 address", "e-mail 3 address")
_LINKS = {"web page": "", "personal web page": "home", "business web page": "work"}
_PLACES = {"business": "work", "home": "home", "other": "other"}
_RELATIONS = frozenset({"spouse", "children"})
_CLASSIC = frozenset(
    {
        "categories",
        "referred by",
        "e-mail type",
        "e-mail display name",
        "government id number",
        "mileage",
        "priority",
        "sensitivity",
        "billing information",
        "directory server",
        "internet free busy",
        "private",
        "user 1",
    }
)
_OUTLOOK = frozenset(_PHONES) | frozenset(_EMAILS) | _CLASSIC
_COMMON = frozenset({"first name", "last name", "company"})
# What Outlook fills in where the owner said nothing, or derives from other columns.
_SAYS_NOTHING = {
    "priority": {"normal"},
    "sensitivity": {"normal"},
    "private": {"false"},
    "gender": {"unspecified"},
}
_DERIVED = re.compile(r"initials|e-mail( \d)? (type|display name)")


def score(columns: Iterable[str]) -> int:
    """Return how many of these column names, in lower case, are Outlook's; 0 without a name's."""
    known = frozenset(columns)
    own = len(known & _OUTLOOK) + any(f"{place} street" in known for place in _PLACES)
    return own if known & _COMMON else 0


def is_classic(columns: Iterable[str]) -> bool:
    """Tell whether the classic program wrote these column names, given in lower case."""
    return not _CLASSIC.isdisjoint(columns)


class OutlookColumns:
    """The columns of one file, so that each row is read without looking again."""

    def __init__(self, header: Iterable[str]) -> None:
        self._columns = {column: column.casefold() for column in header}

    def draft(self, row: Mapping[str, str]) -> ContactDraft:
        """Return what a row says."""
        draft = ContactDraft()
        places: dict[str, dict[str, str]] = {}
        for column, value in row.items():
            if value:
                key = self._columns.get(column) or column
                place, _space, part = key.partition(" ")
                if place in _PLACES and _is_address_part(part):
                    places.setdefault(place, {})[part.removeprefix("address ")] = value
                else:
                    _read(draft, column, key, value)
        for place, parts in places.items():
            draft.add_address(_address(place, parts))
        return draft


def _is_address_part(part: str) -> bool:
    return part.startswith(("street", "city", "state", "postal code", "country", "address po box"))


def _address(place: str, parts: Mapping[str, str]) -> Address:
    lines = (parts.get(part) for part in ("street", "street 2", "street 3", "po box"))
    return Address(
        label=label_word(_PLACES[place]),
        street="\n".join(line for line in lines if line),
        city=parts.get("city", ""),
        region=parts.get("state", ""),
        postal_code=parts.get("postal code", ""),
        country=parts.get("country/region") or parts.get("country", ""),
    )


def _read(draft: ContactDraft, column: str, key: str, value: str) -> None:
    if name := _NAMES.get(key):
        setattr(draft, name, value)
    elif key in _PHONES:
        draft.add_phone(value, _PHONES[key])
    elif key in _EMAILS:
        draft.add_email(value)
    elif key in _LINKS:
        draft.add_link(value, _LINKS[key])
    elif key in {"birthday", "anniversary"}:
        draft.add_date(key, value)
    elif key in {"notes", "notes/journal"}:
        draft.notes.append(value)
    elif key == "categories":
        draft.add_tags(re.split(r"[;,]", value))
    elif key == "hobby":
        draft.loves.append(value)
    elif key in _RELATIONS:
        draft.add_relation(key, value)
    elif value.casefold() not in _SAYS_NOTHING.get(key, ()) and not _DERIVED.fullmatch(key):
        draft.add_extra(column, value)

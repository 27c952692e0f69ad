"""Google Contacts as CSV, in the form of today and in the one until 2024.

Columns are found by name: `Phone 2 - Value` is the second phone's value, wherever it stands. A
cell may hold several values, joined by ` ::: `; a label with a `*` marks the preferred one.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import zip_longest

from trustjournal.domain.records import Address
from trustjournal.exchange.contact_draft import ContactDraft, label_word
from trustjournal.i18n import _

_JOINED = re.compile(r"\s:::\s")
_NUMBERED = re.compile(r"(.+?) (\d+) - (.+)")
_NAMES = {
    "name prefix": "prefix",
    "first name": "given",
    "given name": "given",
    "middle name": "middle",
    "additional name": "middle",
    "last name": "family_name",
    "family name": "family_name",
    "name suffix": "suffix",
    "name": "full_name",
    "nickname": "nickname",
    "organization name": "company",
    "organization title": "role",
}
_NEW = frozenset(
    {
        "phonetic first name",
        "phonetic last name",
        "file as",
        "organization name",
        "organization title",
        "organization department",
        "labels",
    }
)
_OLD = frozenset(
    {
        "given name",
        "additional name",
        "family name",
        "yomi name",
        "given name yomi",
        "group membership",
    }
)
# A remote picture is never loaded; initials only repeat the name.
_LEFT_OUT = frozenset({"photo", "initials", "file as"})

Group = Mapping[str, str]


def new_form_score(columns: Iterable[str]) -> int:
    """Return how many of these column names, in lower case, only today's form has."""
    return sum(column in _NEW or _is_numbered(column, "label") for column in columns)


def old_form_score(columns: Iterable[str]) -> int:
    """Return how many of these column names, in lower case, only the older form has."""
    return sum(column in _OLD or _is_numbered(column, "type") for column in columns)


def _is_numbered(column: str, part: str) -> bool:
    found = _NUMBERED.fullmatch(column)
    return found is not None and found[3] == part


class GoogleColumns:
    """The columns of one file, sorted once so that each row is read without looking again."""

    def __init__(self, header: Sequence[str]) -> None:
        self._width = len(header)
        self._filed_as = next((name for name in header if name.casefold() == "file as"), "")
        self._single: list[tuple[str, str]] = []
        grouped: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for column in header:
            if found := _NUMBERED.fullmatch(column.casefold()):
                part = "label" if found[3] == "type" else found[3]
                grouped[found[1], found[2]][part] = column
            else:
                self._single.append((column, column.casefold()))
        self._groups = [(kind, parts) for (kind, _number), parts in grouped.items()]

    def draft(self, row: Mapping[str, str]) -> ContactDraft:
        """Return what a row says."""
        draft = ContactDraft()
        for column, key in self._single:
            if value := row[column]:
                _read_single(draft, column, key, value)
        filled = [
            (kind, cells)
            for kind, parts in self._groups
            if (cells := {part: row[column] for part, column in parts.items() if row[column]})
        ]
        filled.sort(key=lambda each: not each[1].get("label", "").startswith("*"))
        for kind, cells in filled:
            for group in _split(cells):
                _READERS.get(kind, _read_other)(draft, kind, group)
        for column in list(row)[self._width :]:
            draft.add_extra(column, row[column])
        _keep_filing_name(draft, row.get(self._filed_as, ""))
        return draft


def _keep_filing_name(draft: ContactDraft, filed_as: str) -> None:
    """Keep what a contact is filed as, unless it only turns the name round."""
    names = (draft.prefix, draft.given, draft.middle, draft.family_name, draft.suffix)
    told = " ".join((*names, draft.full_name, draft.company, draft.nickname))
    if not set(re.findall(r"\w+", filed_as)) <= set(re.findall(r"\w+", told)):
        draft.add_extra(_("File as"), filed_as)


def _split(cells: Group) -> list[dict[str, str]]:
    """Return one group of cells for each of the values joined in them."""
    if not any(":::" in cell for cell in cells.values()):
        return [dict(cells)]
    split = {part: _parted(cell) for part, cell in cells.items()}
    values = zip_longest(*split.values(), fillvalue="")
    rows = [dict(zip(split, row, strict=True)) for row in values]
    for row in rows:
        row["label"] = row.get("label") or split.get("label", [""])[-1]
    return rows


def _parted(value: str) -> list[str]:
    # Blanks are taken off afterwards: sought with the sign, a long run of them takes minutes.
    return [one.strip() for one in _JOINED.split(value)]


def _read_single(draft: ContactDraft, column: str, key: str, value: str) -> None:
    if name := _NAMES.get(key):
        setattr(draft, name, value)
    elif key in {"labels", "group membership"}:
        draft.add_tags(_parted(value))
    elif key == "birthday":
        draft.add_date("birthday", value)
    elif key == "notes":
        draft.notes.append(value)
    elif key == "hobby":
        draft.loves.append(value)
    elif key not in _LEFT_OUT:
        draft.add_extra(column, value.replace(" ::: ", ", "))


def _read_phone(draft: ContactDraft, _kind: str, group: Group) -> None:
    draft.add_phone(group.get("value", ""), group.get("label", ""))


def _read_email(draft: ContactDraft, _kind: str, group: Group) -> None:
    if value := group.get("value"):
        draft.add_email(value, group.get("label", ""))


def _read_website(draft: ContactDraft, _kind: str, group: Group) -> None:
    draft.add_link(group.get("value", ""), group.get("label", ""))


def _read_event(draft: ContactDraft, _kind: str, group: Group) -> None:
    draft.add_date(group.get("label", ""), group.get("value", ""))


def _read_relation(draft: ContactDraft, _kind: str, group: Group) -> None:
    draft.add_relation(group.get("label", ""), group.get("value", ""))


def _read_address(draft: ContactDraft, _kind: str, group: Group) -> None:
    parts = ("street", "po box", "extended address", "city", "region", "postal code", "country")
    has_parts = any(group.get(part) for part in parts)
    street = (
        [group.get(part, "") for part in parts[:3]] if has_parts else [group.get("formatted", "")]
    )
    draft.add_address(
        Address(
            label=label_word(group.get("label", "")),
            street="\n".join(line for line in street if line),
            city=group.get("city", ""),
            region=group.get("region", ""),
            postal_code=group.get("postal code", ""),
            country=group.get("country", ""),
        )
    )


def _read_organization(draft: ContactDraft, _kind: str, group: Group) -> None:
    rest = dict(group)
    rest.pop("label", None)
    if not draft.company and not draft.role:
        draft.company, draft.role = rest.pop("name", ""), rest.pop("title", "")
    else:
        former = [rest.pop(part) for part in ("name", "title") if part in rest]
        draft.add_extra(_("Organization"), ", ".join(former))
    for part, value in rest.items():
        draft.add_extra(part.capitalize(), value)


def _read_other(draft: ContactDraft, kind: str, group: Group) -> None:
    label = group.get("label") or group.get("service") or kind.capitalize()
    value = ", ".join(v for part, v in group.items() if part != "label" and v and v != label)
    draft.add_extra(label, value)


_READERS: dict[str, Callable[[ContactDraft, str, Group], None]] = {
    "phone": _read_phone,
    "e-mail": _read_email,
    "website": _read_website,
    "event": _read_event,
    "relation": _read_relation,
    "address": _read_address,
    "organization": _read_organization,
}

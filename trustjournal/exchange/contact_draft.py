"""A contact while its card or row is read: what every address book has in common.

What fits no field of a customer goes into the note under its own label, so that nothing is lost.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from trustjournal.domain.changes import Identity, identity
from trustjournal.domain.choices import (
    CustomerKind,
    Stage,
)
from trustjournal.domain.records import (
    Address,
    Customer,
    ImportantDate,
    Labelled,
)
from trustjournal.exchange.contact_dates import DateOrder, Reading, is_blank_date, read_date
from trustjournal.i18n import _

_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af々]+")
_SYSTEM_TAGS = frozenset({"mycontacts", "my contacts", "starred", "other contacts"})


@cache
def _label_words() -> dict[str, str]:
    return {
        "cell": _("Mobile"),
        "mobile": _("Mobile"),
        "iphone": _("Mobile"),
        "work": _("Work"),
        "business": _("Work"),
        "home": _("Home"),
        "main": _("Main"),
        "fax": _("Fax"),
        "work fax": _("Work fax"),
        "workfax": _("Work fax"),
        "home fax": _("Home fax"),
        "homefax": _("Home fax"),
        "pager": _("Pager"),
        "other": _("Other"),
        "profile": _("Profile"),
        "homepage": _("Website"),
        "home page": _("Website"),
        "birthday": _("Birthday"),
        "anniversary": _("Anniversary"),
    }


@cache
def _family_words() -> dict[str, str]:
    return {
        "spouse": _("Spouse"),
        "husband": _("Husband"),
        "wife": _("Wife"),
        "partner": _("Partner"),
        "domestic partner": _("Partner"),
        "child": _("Child"),
        "children": _("Children"),
        "son": _("Son"),
        "daughter": _("Daughter"),
        "mother": _("Mother"),
        "father": _("Father"),
        "parent": _("Parent"),
        "brother": _("Brother"),
        "sister": _("Sister"),
    }


def label_word(label: str) -> str:
    """Return this program's word for a label that another program gave, or the label itself.

    Google marks the first of several with `* `.
    """
    plain = label.strip().removeprefix("* ").strip()
    return _label_words().get(plain.casefold(), plain)


@dataclass(slots=True)
class ContactDraft:
    """One contact being gathered; `faults` are sentences for the owner about it.

    `refused` says why a card is left out altogether; `readings` are all dates as written and as
    understood, of which those that read two ways are not in `dates` yet. `fields` are more fields
    of a customer by name, and hold before what is gathered.
    """

    prefix: str = ""
    given: str = ""
    middle: str = ""
    family_name: str = ""
    suffix: str = ""
    full_name: str = ""
    nickname: str = ""
    company: str = ""
    role: str = ""
    is_business: bool = False
    phones: list[Labelled] = field(default_factory=list[Labelled])
    emails: list[Labelled] = field(default_factory=list[Labelled])
    addresses: list[Address] = field(default_factory=list[Address])
    links: list[Labelled] = field(default_factory=list[Labelled])
    dates: list[ImportantDate] = field(default_factory=list[ImportantDate])
    tags: list[str] = field(default_factory=list[str])
    family: list[str] = field(default_factory=list[str])
    loves: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])
    extras: dict[str, None] = field(default_factory=dict[str, None])  # lines, each once
    faults: list[str] = field(default_factory=list[str])
    readings: list[tuple[str, Reading]] = field(default_factory=list[tuple[str, Reading]])
    refused: str = ""
    fields: dict[str, Any] = field(default_factory=dict[str, Any])

    def add_phone(self, value: str, label: str = "") -> None:
        """Add a phone number once."""
        _add(self.phones, value, label)

    def add_email(self, value: str, label: str = "") -> None:
        """Add an e-mail address once; what has no @ is none and goes to the note."""
        if "@" in value:
            _add(self.emails, value, label)
        else:
            self.add_extra(_("E-mail"), value)

    def add_link(self, value: str, label: str = "") -> None:
        """Add a web address once."""
        _add(self.links, value, label)

    def add_address(self, address: Address) -> None:
        """Add a postal address that says anything."""
        if address != Address(label=address.label) and address not in self.addresses:
            self.addresses.append(address)

    def add_date(self, label: str, text: str) -> None:
        """Add a date; one that cannot be read, or not in full, stays readable in the note."""
        if is_blank_date(text):
            return
        label = label_word(label) or _("Date")
        reading = read_date(label, text)
        self.readings.append((text.strip(), reading))
        if not reading.days:
            self.add_extra(label, text)
            fault = _("The date “{text}” ({label}) cannot be read; it is in the note.")
            self.faults.append(fault.format(text=text.strip(), label=label))
            return
        if not reading.whole:
            self.add_extra(label, text)
            fault = _("The date “{text}” ({label}) leaves the century open; add the year.")
            self.faults.append(fault.format(text=text.strip(), label=label))
        if len(reading.days) == 1 and reading.days[0] not in self.dates:
            self.dates.append(reading.days[0])

    def settle(self, order: DateOrder) -> str:
        """Add the days that read two ways as `order` says; return one that is unsure, or blank."""
        unsure = ""
        for text, reading in self.readings:
            if len(reading.days) > 1:
                day, certain = order.choose(reading)
                unsure = unsure or ("" if certain else text)
                if day not in self.dates:
                    self.dates.append(day)
        return unsure

    def add_relation(self, label: str, value: str) -> None:
        """Add somebody's name: family to the family, a manager or friend to the note."""
        word = _family_words().get(label.strip().casefold())
        if not value.strip():
            return
        if word:
            self.family.append(f"{word}: {value.strip()}")
        else:
            self.add_extra(label or _("Related"), value)

    def add_tags(self, names: list[str]) -> None:
        """Add groups as tags, except those in which an address book keeps everybody."""
        for name in names:
            tag = name.strip().removeprefix("*").strip()
            if tag and tag.casefold() not in _SYSTEM_TAGS and tag not in self.tags:
                self.tags.append(tag)

    def add_extra(self, label: str, value: str) -> None:
        """Keep what fits no field as a line of the note."""
        if value.strip():
            line = f"{label.strip()}: {value.strip()}" if label.strip() else value.strip()
            self.extras[line] = None

    def customer(self, stage: Stage, made: Identity | None = None) -> Customer | None:
        """Return the record, `made` or with a new id, or None where nothing could serve as a name.

        Without a person's name a company becomes a business; without that the nickname, e-mail
        or phone number is the name.
        """
        name, company, kind = self._name_company_kind()
        if name:
            self.add_extra(_("Nickname"), self.nickname)
        else:
            known = (item.value for item in (*self.emails, *self.phones))
            name = self.nickname.strip() or next(known, "")
        if not name:
            return None
        gathered: dict[str, Any] = {
            "name": name,
            "kind": kind,
            "stage": stage,
            "company": company,
            "role": self.role.strip(),
            "phones": tuple(self.phones),
            "emails": tuple(self.emails),
            "addresses": tuple(self.addresses),
            "links": tuple(self.links),
            "dates": tuple(self.dates),
            "family": "\n".join(self.family),
            "loves": "\n".join(self.loves),
            "tags": tuple(self.tags),
            "note": "\n".join([*self.notes, *self.extras]).replace("\r\n", "\n"),
        }
        return Customer(**(made or identity()), **{**gathered, **self.fields})

    def _name_company_kind(self) -> tuple[str, str, CustomerKind]:
        name, company = self._person_name(), self.company.strip()
        kind = CustomerKind.BUSINESS if self.is_business else CustomerKind.PERSON
        has_person = bool(self.given or self.family_name) or name.casefold() not in {
            "",
            company.casefold(),
        }
        if not company or (has_person and not self.is_business):
            return name, company, kind
        if has_person:
            self.add_extra(_("Contact"), name)
        return company, "", CustomerKind.BUSINESS

    def _person_name(self) -> str:
        if self.full_name.strip():
            return " ".join(self.full_name.split())
        given, family = self.given.strip(), self.family_name.strip()
        if _EAST_ASIAN.fullmatch(given) and _EAST_ASIAN.fullmatch(family):
            return family + given
        if not (given or family or self.middle.strip()):
            return ""
        parts = (self.prefix, given, self.middle, family, self.suffix)
        return " ".join(" ".join(parts).split())


def _add(items: list[Labelled], value: str, label: str) -> None:
    value = value.strip()
    if value and all(item.value != value for item in items):
        items.append(Labelled(value=value, label=label_word(label)))

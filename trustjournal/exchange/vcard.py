"""What the cards of a vCard file say of people, 2.1 to 4.0, as Apple, Google and Outlook write.

Photos are `vcard_photos`, what only this program writes is `vcard_own`.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.records import Address
from trustjournal.exchange.contact_draft import ContactDraft, label_word
from trustjournal.exchange.text_files import legacy_encoding, marked_encoding, open_text
from trustjournal.exchange.vcard_lines import BULKY, Card, Property, read_cards
from trustjournal.i18n import _

# What programs write for themselves; none of it is the owner's.
_TECHNICAL = re.compile(
    r"PRODID|REV|UID|CLASS|SORT-STRING|SOURCE|MAILER|PROFILE|CLIENTPIDMAP|XML|LABEL"
    r"|X-AB(UID|ADR|LABEL|SHOWAS|CROP-RECTANGLE)|X-ADDRESSBOOKSERVER-.*|X-IMAGE(TYPE|HASH)|X-TRUSTJOURNAL-.*"
    r"|X-(MS-OL-D|MS-CARD|SHARED-PHOTO|APPLE-|EVOLUTION-(FILE-AS|WEBDAV)|WAB-|LOTUS-).*"
)
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_ADDRESS = re.compile(r"\s*(?!data:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ANDROID = "vnd.android.cursor.item/"
_ANDROID_EVENTS = {"1": "anniversary", "3": "birthday"}
_NOT_LABELS = frozenset({"pref", "internet", "voice", "x400", "intl", "dom", "postal", "parcel"})
_LINKS = frozenset({"URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "X-WEBSITE"})
_DATES = {
    "BDAY": "birthday",
    "ANNIVERSARY": "anniversary",
    "X-ANNIVERSARY": "anniversary",
    "X-EVOLUTION-ANNIVERSARY": "anniversary",
    "X-KADDRESSBOOK-X-ANNIVERSARY": "anniversary",
    "X-ABDATE": "",
}
_RELATIONS = {
    "X-SPOUSE": "spouse",
    "X-EVOLUTION-SPOUSE": "spouse",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse",
    "X-ABRELATEDNAMES": "",
    "RELATED": "",
}


def open_cards(path: Path, encoding: str | None = None) -> Iterator[Card]:
    """Yield each card of a file, whole or not.

    Raises:
        UnreadableFile: the file cannot be read.
    """
    found = encoding or marked_encoding(path) or "utf-8"
    fallback = _once(lambda: legacy_encoding(path))
    errors = "surrogateescape" if found.startswith("utf-8") else "replace"
    with open_text(path, found, errors) as stream:
        yield from read_cards(stream, fallback)


def _once(work: Callable[[], str]) -> Callable[[], str]:
    known: list[str] = []

    def answer() -> str:
        if not known:
            known.append(work())
        return known[0]

    return answer


def read_draft(card: Card) -> ContactDraft:
    """Return what a card says, and what is wrong with it."""
    draft = ContactDraft()
    labels = {
        item.group: _plain_label(item.text)
        for item in card.properties
        if item.name == "X-ABLABEL" and item.group
    }
    for item in sorted(card.properties, key=_is_second):
        label = labels.get(item.group, "") if item.group else ""
        if reader := _READERS.get(item.name):
            reader(draft, item, label)
        elif item.name in _DATES:
            _read_date(draft, item, label)
        elif item.name in _RELATIONS:
            _read_relation(draft, item, label)
        elif item.name in _LINKS:
            draft.add_link(item.text, label or _label(item.types))
        elif not _TECHNICAL.fullmatch(item.name):
            draft.add_extra(label or _title(item.name), item.text)
    _judge(card, draft)
    return draft


def _judge(card: Card, draft: ContactDraft) -> None:
    """Say what is wrong with a card, and whether it is a person's."""
    name = draft.full_name or draft.company
    kinds = {
        item.value.strip().lower()
        for item in card.properties
        if item.name in {"KIND", "X-ADDRESSBOOKSERVER-KIND"}
    }
    shown_as = {item.value.strip().upper() for item in card.properties if item.name == "X-ABSHOWAS"}
    draft.is_business = "org" in kinds or "COMPANY" in shown_as
    if "group" in kinds:
        draft.fields["kind"] = CustomerKind.GROUP
    if not card.is_whole:
        draft.refused = _("The card “{name}” has no end and was left out.").format(name=name)
    for line in card.unread:
        draft.add_extra("", line)
    draft.faults += faults_of(card)


def faults_of(card: Card) -> Iterator[str]:
    """Yield what is wrong with the lines of a card, in words."""
    if card.unread:
        yield _("A line of this card cannot be read; it is in the note.")
    if card.has_inner:
        yield _("This card has another one inside, which was left out.")
    if card.is_spoiled:
        yield _("Some characters could not be read and are shown as “�”.")
    if card.cut & BULKY:
        yield _("A picture or sound of this card is larger than 20 MB and was left out.")
    if card.cut - BULKY:
        yield _("A part of this card is too long and was left out.")


def _plain_label(text: str) -> str:
    found = _APPLE_LABEL.fullmatch(text.strip())
    return found[1] if found else text.strip()


def _title(name: str) -> str:
    return name.removeprefix("X-").replace("-", " ").capitalize()


def _label(types: list[str]) -> str:
    words = [word for word in types if word and word not in _NOT_LABELS]
    if "fax" in words:
        place = next((word for word in words if word in {"work", "home"}), "")
        return f"{place} fax".strip()
    for known in ("cell", "iphone", "pager", "main", "work", "home"):
        if known in words:
            return known
    return words[0].removeprefix("x-").capitalize() if words else ""


def _is_second(item: Property) -> bool:
    return "pref" not in item.types and item.parameters.get("pref") != "1"


def _read_name(draft: ContactDraft, item: Property, _label_: str) -> None:
    parts = [part.replace(",", " ").strip() for part in item.parts()]
    parts += [""] * (5 - len(parts))
    draft.family_name, draft.given, draft.middle, draft.prefix, draft.suffix = parts[:5]


def _read_organization(draft: ContactDraft, item: Property, _label_: str) -> None:
    company, *units = (part.strip() for part in item.parts())
    if draft.company:
        draft.add_extra(_("Organization"), company)
    else:
        draft.company = company
    draft.add_extra(_("Department"), ", ".join(unit for unit in units if unit))


def _read_full_name(draft: ContactDraft, item: Property, _label_: str) -> None:
    if draft.full_name:
        draft.add_extra(_("Also called"), item.text)
    else:
        draft.full_name = item.text


def _read_nickname(draft: ContactDraft, item: Property, _label_: str) -> None:
    draft.nickname = ", ".join(part.strip() for part in item.parts(",") if part.strip())


def _read_title(draft: ContactDraft, item: Property, _label_: str) -> None:
    if draft.role:
        draft.add_extra(_title(item.name), item.text)
    else:
        draft.role = item.text


def _read_phone(draft: ContactDraft, item: Property, label: str) -> None:
    number = re.sub(r"^tel:", "", item.text.strip(), flags=re.IGNORECASE).replace(";ext=", " ext ")
    draft.add_phone(number, label or _label(item.types))


def _read_email(draft: ContactDraft, item: Property, label: str) -> None:
    address = re.sub(r"^mailto:", "", item.text.strip(), flags=re.IGNORECASE)
    if address:
        draft.add_email(address, label or _label(item.types))


def _read_address(draft: ContactDraft, item: Property, label: str) -> None:
    parts = [part.strip() for part in item.parts()]
    box, extended, street, city, region, code, country = (parts + [""] * 7)[:7]
    draft.add_address(
        Address(
            label=label_word(label or _label(item.types)),
            street="\n".join(line for line in (street, box, extended) if line),
            city=city,
            region=region,
            postal_code=code,
            country=country,
        )
    )


def _read_date(draft: ContactDraft, item: Property, label: str) -> None:
    text = item.text.strip()
    omitted = item.parameters.get("x-apple-omit-year", "")
    if omitted and text.startswith(omitted):
        text = "--" + text[len(omitted) :].lstrip("-")
    draft.add_date(_DATES[item.name] or label, text)


def _read_relation(draft: ContactDraft, item: Property, label: str) -> None:
    word = _RELATIONS[item.name] or label or next(iter(item.types), "")
    draft.add_relation(word.capitalize(), item.text)


def _read_note(draft: ContactDraft, item: Property, _label_: str) -> None:
    if item.text.strip():
        draft.notes.append(item.text)


def _read_categories(draft: ContactDraft, item: Property, _label_: str) -> None:
    draft.add_tags(item.parts(","))


def _read_android(draft: ContactDraft, item: Property, _label_: str) -> None:
    kind, *values = (part.strip() for part in item.parts())
    kind = kind.removeprefix(_ANDROID)
    filled = [value for value in values if value]
    if kind == "contact_event" and filled:
        code = values[1] if len(values) > 1 else ""
        custom = values[2] if len(values) > 2 else ""
        draft.add_date(_ANDROID_EVENTS.get(code, custom), filled[0])
    elif kind == "nickname" and filled:
        draft.nickname = filled[0]
    else:
        draft.add_extra(kind.replace("_", " ").capitalize(), ", ".join(filled))


def _read_bulky(draft: ContactDraft, item: Property, _label_: str) -> None:
    """Keep where a logo, a sound or a key stands; what stands in the card itself is left out."""
    if is_address(item):
        draft.add_extra(_title(item.name), item.text)
    elif item.value.strip():
        fault = _("“{name}” of this card is no text and was left out.")
        draft.faults.append(fault.format(name=_title(item.name)))


def is_address(item: Property) -> bool:
    """Tell whether a picture or the like stands elsewhere, at the address in its value."""
    return _ADDRESS.match(item.value) is not None


def _read_nothing(_draft_: ContactDraft, _item: Property, _label_: str) -> None:
    """Leave out what another property says better."""


_READERS: dict[str, Callable[[ContactDraft, Property, str], None]] = {
    "N": _read_name,
    "FN": _read_full_name,
    "NICKNAME": _read_nickname,
    "ORG": _read_organization,
    "TITLE": _read_title,
    "ROLE": _read_title,
    "TEL": _read_phone,
    "EMAIL": _read_email,
    "ADR": _read_address,
    "NOTE": _read_note,
    "CATEGORIES": _read_categories,
    "X-ANDROID-CUSTOM": _read_android,
    "KIND": _read_nothing,
    "MEMBER": _read_nothing,
    "AGENT": _read_nothing,
    "PHOTO": _read_nothing,
    "LOGO": _read_bulky,
    "SOUND": _read_bulky,
    "KEY": _read_bulky,
}

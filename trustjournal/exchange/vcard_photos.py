"""The photo in a card, as bytes. A photo that stands in the web is never loaded."""

import binascii
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from trustjournal.domain.attached_files import FILE_LIMIT
from trustjournal.exchange.vcard import is_address
from trustjournal.exchange.vcard_lines import Card, Property
from trustjournal.i18n import _

_DATA = "data:"


@dataclass(frozen=True, slots=True)
class Found:
    """The photo of a card, b"" without one; `fault` is what is to say of it.

    `is_elsewhere` is whether the card only says where in the web one stands.
    """

    photo: bytes = b""
    fault: str = ""
    is_elsewhere: bool = False


def photo_of(card: Card) -> Found:
    """Return the photo of a card: the preferred one, or else the first."""
    items = [one for one in card.properties if one.name == "PHOTO" and one.value.strip()]
    here = sorted((one for one in items if not is_address(one)), key=_is_second)
    if not here:
        return Found(is_elsewhere=bool(items))
    photo = _content(here[0])
    if not photo:
        return Found(fault=_("The photo of this card cannot be read and was left out."))
    if len(photo) > FILE_LIMIT:
        return Found(fault=_("The photo of this card is larger than 20 MB and was left out."))
    return Found(photo, _("Of several photos one was kept.") if len(here) > 1 else "")


def _is_second(item: Property) -> bool:
    return "pref" not in item.types and item.parameters.get("pref") != "1"


def _content(item: Property) -> bytes:
    """Return the bytes that a value means, b"" where it means none."""
    value = item.value.strip()
    if value[: len(_DATA)].lower() == _DATA:
        head, _comma, value = value.replace("\\", "").partition(",")
        if not head.lower().endswith("base64"):
            return unquote_to_bytes(value)
    try:
        # What is no base64 in it is passed over, and padding that is missing is added.
        return binascii.a2b_base64(value.encode("ascii", "replace") + b"==")
    except binascii.Error:
        return b""

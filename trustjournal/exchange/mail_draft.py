"""Hands a letter to a mail program: a mailto link (RFC 6068), or a draft in a file (RFC 5322)."""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _

LONGEST_LINK = 1900
"""Windows cuts a link off a little above 2,000 characters."""


def mail_link(address: str, subject: str, text: str) -> str:
    """Return the link that begins a mail with these words in the owner's mail program.

    Raises:
        InvalidEntry: the address is none.
    """
    to = _checked(address)
    body = quote(text.replace("\n", "\r\n"), safe="")
    return f"mailto:{quote(to, safe='@')}?subject={quote(_one_line(subject), safe='')}&body={body}"


def fits_link(link: str) -> bool:
    """Tell whether every mail program gets the whole of a link."""
    return len(link) <= LONGEST_LINK


def draft(name: str, address: str, subject: str, text: str) -> bytes:
    """Return a mail as a file that mail programs open as a draft, not sent yet.

    It names no sender: that is for the mail program to fill in.

    Raises:
        InvalidEntry: the address is none.
    """
    user, _at, domain = _checked(address).rpartition("@")
    message = EmailMessage(policy=SMTP)
    try:
        message["To"] = Address(display_name=_one_line(name), username=user, domain=domain)
    except (MessageError, ValueError) as error:
        raise _no_address(address) from error
    message["Subject"] = _one_line(subject)
    message["X-Unsent"] = "1"
    message.set_content(text)
    return message.as_bytes()


def _checked(address: str) -> str:
    trimmed = address.strip()
    user, _at, domain = trimmed.rpartition("@")
    odd = any(sign.isspace() or not sign.isprintable() or sign in "<>,;" for sign in trimmed)
    if not user or not domain or "@" in user or odd:
        raise _no_address(address)
    return trimmed


def _no_address(address: str) -> InvalidEntry:
    return InvalidEntry(_("“{text}” is no e-mail address.").format(text=address.strip()))


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())

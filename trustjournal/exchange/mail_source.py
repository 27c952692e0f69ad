"""E-mails as touchpoints: one message (.eml), or a mailbox of them (mbox).

Whom a message is with is told by addresses: the sender, or those it was sent to where the owner
wrote it. The owner's addresses are those of `Reading.mine`; where none is given, the one that
takes part in most of a mailbox, or to which a single message was delivered.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from itertools import chain
from pathlib import Path

from trustjournal.domain.choices import Began, Channel
from trustjournal.domain.incoming import Entry, Ids, Who
from trustjournal.domain.records import Touchpoint
from trustjournal.exchange.mail_text import first_lines, header
from trustjournal.exchange.sources import Form, Head, Plain
from trustjournal.exchange.text_files import Problem, Progress, no_progress, open_bytes
from trustjournal.i18n import _

_STEP = 500
_KEPT_BYTES = 1 << 18
"""How much of a message is looked at: attachments lie behind what was written."""
_SEPARATOR = b"From "
_HEADERS = ("from:", "to:", "date:", "subject:", "message-id:", "received:", "return-path:")
_AUTOMATIC = frozenset({"bulk", "junk", "list"})
_SAMPLE = 2000
_ENOUGH = 3

Address = tuple[str, str]


@dataclass(slots=True)
class MailSource(Plain):
    """One file of mail."""

    _mine: frozenset[str] = field(default=frozenset(), init=False)

    def entries(self, progress: Progress = no_progress) -> Iterator[Entry | Problem]:
        """Yield a touchpoint for each message that somebody wrote."""
        told = frozenset(one.casefold() for one in self.reading.mine if "@" in one)
        self._mine = told or self._likely_mine()
        ids = Ids("mail")
        for row, message in enumerate(_messages(self.path), start=1):
            if row % _STEP == 0:
                progress(row)
            yield self._entry(row, message, ids)

    def _likely_mine(self) -> frozenset[str]:
        met: Counter[str] = Counter()
        delivered: set[str] = set()
        count = 0
        for message in _messages(self.path):
            count += 1
            met.update({one for _name, one in _addresses(message, "From", "To", "Cc")})
            delivered.update(one for _name, one in _addresses(message, "Delivered-To"))
            if count == _SAMPLE:
                break
        if count < _ENOUGH:
            return frozenset(delivered)
        often, times = met.most_common(1)[0] if met else ("", 0)
        return frozenset({often}) if times * 2 > count else frozenset(delivered)

    def _entry(self, row: int, message: Message, ids: Ids) -> Entry | Problem:
        if _is_automatic(message):
            return Problem(row, _("This message was sent by a program or to a list; left out."))
        at = _sent_at(message)
        if at is None:
            return Problem(row, _("This message has no date that can be read; it was left out."))
        senders = _addresses(message, "From") or _addresses(message, "Sender")
        by_us = any(address in self._mine for _name, address in senders)
        others = _addresses(message, "To", "Cc") if by_us else senders
        who = tuple(
            Who(name=name, email=address) for name, address in others if address not in self._mine
        )
        if not who:
            return Problem(row, _("This message names nobody else; it was left out."))
        subject, written = header(message, "Subject"), first_lines(message)
        key = header(message, "Message-ID") or "\n".join(
            (header(message, "Date"), *(address for _name, address in senders), subject)
        )
        record = Touchpoint(
            **ids.identity(key, at=at),
            happened_at=at,
            zone=self.reading.zone,
            customer_ids=(),
            channel=Channel.EMAIL,
            began=Began.US if by_us else Began.THEM,
            note="\n".join(filter(None, (subject, written))),
        )
        return Entry(row=row, record=record, who=who)


def _messages(path: Path) -> Iterator[Message]:
    """Yield the messages of a file; of a very long one only its beginning is in memory."""
    with open_bytes(path) as stream:
        kept: list[bytes] = []
        size, blank = 0, True
        is_mailbox = False
        for line in iter(lambda: stream.readline(_KEPT_BYTES), b""):
            if blank and line.startswith(_SEPARATOR):
                is_mailbox = True
                if kept:
                    yield message_from_bytes(b"".join(kept))
                kept, size = [], 0
            elif size < _KEPT_BYTES:
                kept.append(line[1:] if is_mailbox and line.startswith(b">From ") else line)
                size += len(line)
            blank = not line.strip()
        if kept:
            yield message_from_bytes(b"".join(kept))


def _addresses(message: Message, *names: str) -> list[Address]:
    """Return names and addresses of some headers, each address once and in small letters."""
    values = [str(value) for name in names for value in message.get_all(name, ())]
    found: dict[str, str] = {}
    for name, address in chain.from_iterable(map(_parted, values)):
        if "@" in address:
            found.setdefault(address.strip().casefold(), name)
    return [(_named(name), address) for address, name in found.items()]


def _parted(value: str) -> list[Address]:
    try:
        return getaddresses([value])
    except RecursionError:  # remarks within remarks, or groups within groups, by the hundred
        return []


def _named(raw: str) -> str:
    carrier = Message()
    carrier["Subject"] = raw
    return header(carrier, "Subject").strip("\"' ")


def _sent_at(message: Message) -> datetime | None:
    try:
        found = parsedate_to_datetime(str(message.get("Date", "")))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError):
        return None


def _is_automatic(message: Message) -> bool:
    submitted = header(message, "Auto-Submitted").casefold()
    return submitted not in {"", "no"} or header(message, "Precedence").casefold() in _AUTOMATIC


def _score(head: Head) -> int:
    lines = head.text.lstrip("\ufeff\r\n").splitlines()[:60]
    if lines and lines[0].startswith("From ") and _counted(lines) >= 2:
        return 110
    return 105 if _counted(lines) >= 2 and _counted(lines[:1]) + (":" in "".join(lines[:1])) else 0


def _counted(lines: Sequence[str]) -> int:
    return len({name for line in lines for name in _HEADERS if line.casefold().startswith(name)})


FORM = Form("mail", "E-mail", _score, MailSource)

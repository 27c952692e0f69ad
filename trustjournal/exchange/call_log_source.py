"""Calls from the log of an Android telephone, as backup programs write it in XML."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser

from trustjournal.domain.choices import Began, Channel, Kind
from trustjournal.domain.incoming import Entry, Ids, Who
from trustjournal.domain.records import Touchpoint
from trustjournal.exchange.sources import Form, Head, Plain
from trustjournal.exchange.text_files import (
    Problem,
    Progress,
    marked_encoding,
    no_progress,
    open_text,
)
from trustjournal.i18n import _

_STEP = 500
_CHUNK_CHARACTERS = 1 << 16
# What never ends is read again with each piece that comes, in longer and longer time.
_LONGEST_TAG = 1 << 22
_INCOMING, _OUTGOING, _MISSED, _VOICEMAIL, _REJECTED, _BLOCKED = "1", "2", "3", "4", "5", "6"
_THEIRS = frozenset({_INCOMING, _MISSED, _VOICEMAIL, _REJECTED, _BLOCKED})
_UNKNOWN = frozenset({"", "-1", "-2", "-3"})
_NO_NAME = frozenset({"", "(unknown)", "null"})


@dataclass(slots=True)
class CallLogSource(Plain):
    """One log; a number that the telephone withheld is left out."""

    def entries(self, progress: Progress = no_progress) -> Iterator[Entry | Problem]:
        """Yield a touchpoint for each call."""
        ids = Ids("calls")
        log, row = _Log(), 0
        encoding = self.reading.encoding or marked_encoding(self.path) or "utf-8"
        with open_text(self.path, encoding) as stream:
            while chunk := stream.read(_CHUNK_CHARACTERS):
                if not log.understands(chunk):
                    yield Problem(row + 1, _("The file is damaged here; calls may be missing."))
                for call in log.take():
                    row += 1
                    if row % _STEP == 0:
                        progress(row)
                    yield _entry(row, call, ids, self.reading.zone)
        if not log.ended:
            yield Problem(
                max(row, 1), _("The file breaks off here; calls after this one are missing.")
            )


class _Log(HTMLParser):
    """Takes calls out of the text as it comes.

    No reader of XML: telephones write characters that XML forbids, and nothing here may refer to
    something elsewhere.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ended = False
        self._calls: list[dict[str, str]] = []

    def take(self) -> list[dict[str, str]]:
        """Return the calls since the last time."""
        taken, self._calls = self._calls, []
        return taken

    def understands(self, chunk: str) -> bool:
        """Read on; what cannot be read is passed over, and False tells of it."""
        try:
            self.feed(chunk)
        except (ValueError, AssertionError):  # a number of thousands of digits; odd declarations
            self.reset()
            return False
        if len(self.rawdata) > _LONGEST_TAG:
            self.reset()
            return False
        return True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a call says of itself."""
        if tag == "call":
            self._calls.append({name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        """Know that nothing is missing at the end."""
        self.ended |= tag == "calls"


def _entry(row: int, call: dict[str, str], ids: Ids, zone: str) -> Entry | Problem:
    number, kind = call.get("number", "").strip(), call.get("type", "")
    if number in _UNKNOWN:
        return Problem(row, _("The number of this call was withheld; it was left out."))
    try:
        at = datetime.fromtimestamp(int(call.get("date", "")) / 1000, UTC)
        seconds = int(call.get("duration", "0") or 0)
    except (ValueError, OverflowError, OSError):
        return Problem(row, _("This call has no date that can be read; it was left out."))
    reached = kind not in {_MISSED, _REJECTED, _BLOCKED} and (kind != _OUTGOING or seconds > 0)
    name = call.get("contact_name", "").strip()
    record = Touchpoint(
        **ids.identity(number, call.get("date", ""), str(seconds), kind, at=at),
        happened_at=at,
        zone=zone,
        customer_ids=(),
        channel=Channel.PHONE,
        began=Began.THEM if kind in _THEIRS else Began.US,
        kind=Kind.CONVERSATION if reached else Kind.MISSED_CALL,
        duration_minutes=max(1, round(seconds / 60)) if reached and seconds else None,
    )
    who = Who(phone=number, name="" if name.casefold() in _NO_NAME else name)
    return Entry(row=row, record=record, who=(who,))


def _score(head: Head) -> int:
    return 120 if "<call " in head.text and "<calls" in head.text else 0


FORM = Form("calls", "Android", _score, CallLogSource)

"""A whole account of Monica 4 as JSON: people, and what happened and is planned with them.

The file is read into memory at once, as its form demands.
"""

from base64 import b64decode
from binascii import Error as BadBase64
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import msgspec

from trustjournal.domain.choices import Began, Channel, GestureStatus, Side
from trustjournal.domain.incoming import NOBODY, Entry, Ids, Who
from trustjournal.domain.records import CheckIn, Gesture, Touchpoint
from trustjournal.errors import UnreadableFile
from trustjournal.exchange import monica_people as people
from trustjournal.exchange.monica_people import Values, properties, texts
from trustjournal.exchange.sources import Form, Head, Plain, Reading
from trustjournal.exchange.text_files import (
    Problem,
    Progress,
    detect_encoding,
    no_progress,
    open_text,
)
from trustjournal.i18n import _

_STEP = 500
_MESSAGES = 20
_MARKS = ('"account"', '"export_date"', '"version"')
_CHANNELS = {
    "mail": Channel.EMAIL,
    "facebook": Channel.SOCIAL,
    "twitter": Channel.SOCIAL,
    "linkedin": Channel.SOCIAL,
    "instagram": Channel.SOCIAL,
}


@dataclass(slots=True)
class MonicaSource(Plain):
    """One account."""

    def entries(self, progress: Progress = no_progress) -> Iterator[Entry | Problem]:
        """Yield people, then what happened and is planned with them."""
        export = _Export(_account(self.path, self.reading.encoding), self.reading)
        for read in (export.person, export.story):
            for row, contact in enumerate(export.contacts, start=1):
                if row % _STEP == 0:
                    progress(row)
                yield from read(row, contact)
        yield from export.activities()


class _Export:
    """What one reading of an account knows: its people by id, and what it calls its kinds."""

    def __init__(self, account: Values, reading: Reading) -> None:
        self._ids = Ids("monica")
        self._reading = reading
        kept = people.collections(account)
        self._names = {str(one.get("uuid")): people.name_of(one) for one in kept["contact"]}
        # Who is partial is only somebody's relative, and is told of there.
        whole = [one for one in kept["contact"] if not properties(one).get("is_partial")]
        self.contacts = _introducers_first(whole)
        self._rows = {str(one.get("uuid")): row for row, one in enumerate(self.contacts, start=1)}
        self._activities = kept["activity"]
        self._photos = {str(one.get("uuid")): properties(one) for one in kept["photo"]}
        self._kinds = people.kinds_of(account)
        self._relations: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for one in map(properties, kept["relationship"]):
            name = self._names.get(str(one.get("contact_is")), "")
            self._relations[str(one.get("of_contact"))].append((str(one.get("type", "")), name))

    def person(self, row: int, contact: Values) -> Iterator[Entry | Problem]:
        """Read a person."""
        uuid, told = str(contact.get("uuid")), properties(contact)
        draft = people.draft_of(contact, self._kinds)
        for relation, name in self._relations[uuid]:
            draft.add_relation(relation, name)
        introducer = str(told.get("first_met_through") or "")
        referred = self._rows.get(introducer, row) < row
        if introducer and not referred:
            draft.add_extra(_("Met through"), self._names.get(introducer, ""))
        yield from (Problem(row, fault) for fault in draft.faults)
        customer = draft.customer(self._reading.stage)
        if customer is None:
            yield Problem(row, _("Nothing here could serve as a name; it was left out."))
            return
        record = replace(
            customer,
            **self._ids.identity(uuid),
            close_to_heart=bool(told.get("is_starred")),
            referred_by=NOBODY if referred else None,
        )
        who = (Who(key=introducer),) if referred else ()
        yield Entry(row=row, record=record, who=who, key=uuid, photo=self._photo(told))

    def story(self, row: int, contact: Values) -> Iterator[Entry | Problem]:
        """Read what happened with a person, and what is planned."""
        uuid, belongings = str(contact.get("uuid")), people.collections(contact)
        who = (Who(key=uuid),)
        planned = people.check_in_of(contact)
        if planned is not None:
            every_days, due_on, about = planned
            check_in = CheckIn(
                **self._ids.identity("check-in", uuid),
                customer_id=NOBODY,
                every_days=every_days,
                due_on=due_on,
                about=about,
            )
            yield Entry(row=row, record=check_in, who=who)
        for gift in belongings["gift"]:
            yield Entry(row=row, record=self._gift(uuid, gift), who=who)
        touches = [
            *(self._call(uuid, one) for one in belongings["call"]),
            *(self._conversation(uuid, one) for one in belongings["conversation"]),
        ]
        days = {one.happened_at.date() for one in touches if one is not None}
        talked_at = people.instant_of(properties(contact).get("last_talked_to"), self._reading.zone)
        if talked_at and talked_at.date() not in days and not belongings["activity"]:
            touches.append(self._touchpoint((uuid, "talked"), talked_at))
        for one in touches:
            if one is None:
                yield Problem(row, _("Something here has no date; it was left out."))
            else:
                yield Entry(row=row, record=one, who=who)

    def activities(self) -> Iterator[Entry | Problem]:
        """Read what was done together, by one or several."""
        there: defaultdict[str, list[Who]] = defaultdict(list)
        for contact in self.contacts:
            for activity in people.collections(contact)["activity"]:
                there[str(activity)].append(Who(key=str(contact.get("uuid"))))
        for one in self._activities:
            uuid, told = str(one.get("uuid")), properties(one)
            at = people.instant_of(told.get("happened_at"), self._reading.zone)
            who = tuple(there[uuid])
            row = self._rows[who[0].key] if who else 1
            if at is None or not who:
                yield Problem(row, _("An activity names nobody or no date; it was left out."))
                continue
            note = "\n".join(texts(told, "summary", "description"))
            record = self._touchpoint((uuid,), at, channel=Channel.IN_PERSON, note=note)
            yield Entry(row=row, record=record, who=who)

    def _call(self, uuid: str, call: Values) -> Touchpoint | None:
        told = properties(call)
        at = people.instant_of(told.get("called_at"), self._reading.zone)
        if at is None:
            return None
        return self._touchpoint(
            (uuid, "call", str(told.get("called_at")), str(call.get("created_at"))),
            at,
            channel=Channel.PHONE,
            began=Began.THEM if told.get("contact_called") else Began.US,
            note="\n".join(texts(told, "content")),
        )

    def _conversation(self, uuid: str, conversation: Values) -> Touchpoint | None:
        told = properties(conversation)
        at = people.instant_of(told.get("happened_at"), self._reading.zone)
        if at is None:
            return None
        messages = [properties(one) or one for one in people.listed(told, "messages")]
        kind = self._kinds.fields.get(str(told.get("contact_field_type")), {})
        name = str(kind.get("name") or "").casefold()
        theirs = bool(messages) and not messages[0].get("written_by_me")
        lines = [line for one in messages[:_MESSAGES] for line in texts(one, "content")]
        return self._touchpoint(
            (uuid, "conversation", str(told.get("happened_at")), *lines[:1]),
            at,
            channel=next((_CHANNELS[one] for one in _CHANNELS if one in name), Channel.MESSAGE),
            began=Began.THEM if theirs else Began.US,
            note="\n".join(lines),
        )

    def _touchpoint(
        self,
        key: tuple[str, ...],
        at: datetime,
        *,
        channel: Channel = Channel.OTHER,
        began: Began = Began.US,
        note: str = "",
    ) -> Touchpoint:
        return Touchpoint(
            **self._ids.identity_of_row(*key, at=at),
            happened_at=at,
            zone=self._reading.zone,
            customer_ids=(),
            channel=channel,
            began=began,
            note=note,
        )

    def _gift(self, uuid: str, gift: Values) -> Gesture:
        told = properties(gift)
        status, day = str(told.get("status") or ""), people.day_of(told.get("date"))
        title = "".join(texts(told, "name")) or _("Gift")
        given = status in {"offered", "received"}
        return Gesture(
            **self._ids.identity_of_row("gift", uuid, title, str(gift.get("created_at"))),
            customer_id=NOBODY,
            title=title,
            status=GestureStatus.GIVEN if given else GestureStatus.IDEA,
            due_on=None if given else day,
            cost=_amount(told.get("amount")),
            given_on=(day or people.day_of(gift.get("created_at"))) if given else None,
            note="\n".join(texts(told, "comment", "url")),
            by=Side.THEM if status == "received" else Side.US,
        )

    def _photo(self, told: Values) -> bytes:
        avatar = str(people.part(told, "avatar").get("avatar_photo"))
        photo = self._photos.get(avatar, {})
        _head, comma, packed = str(photo.get("dataUrl") or "").partition(";base64,")
        try:
            return b64decode(packed, validate=True) if comma else b""
        except BadBase64:
            return b""


def _account(path: Path, encoding: str | None) -> Values:
    """Return the account that a file holds.

    Raises:
        UnreadableFile: it cannot be read, or is no account of Monica.
    """
    with open_text(path, encoding or detect_encoding(path)) as stream:
        held = stream.read().removeprefix("\ufeff")
    text = _("“{name}” is no whole account of Monica.").format(name=path.name)
    try:
        found = people.part(msgspec.json.decode(held, type=dict[str, Any]), "account")
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UnreadableFile(text) from error
    if not found:
        raise UnreadableFile(text)
    return found


def _introducers_first(contacts: Sequence[Values]) -> list[Values]:
    """Return contacts with who introduced somebody before them; a ring is broken somewhere."""
    by_uuid = {str(one.get("uuid")): one for one in contacts}
    ordered: dict[str, Values] = {}
    for first in contacts:
        line: dict[str, Values] = {}
        uuid = str(first.get("uuid"))
        while uuid in by_uuid and uuid not in ordered and uuid not in line:
            line[uuid] = by_uuid[uuid]
            uuid = str(properties(line[uuid]).get("first_met_through") or "")
        ordered.update(reversed(line.items()))
    return list(ordered.values())


def _amount(text: object) -> Decimal | None:
    try:
        found = Decimal(str(text))
    except InvalidOperation:
        return None
    return found if found.is_finite() and found > 0 else None


def _score(head: Head) -> int:
    begins = head.text.lstrip("\ufeff \r\n\t").startswith("{")
    return 120 if begins and all(mark in head.text for mark in _MARKS) else 0


FORM = Form("monica", "Monica", _score, MonicaSource)

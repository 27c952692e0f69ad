"""Rows of a contact log and of help-desk tickets: the touchpoints that they make."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from trustjournal.domain.choices import Began, Channel, FeedbackSource, Kind
from trustjournal.domain.incoming import NOBODY, Entry, Who
from trustjournal.domain.records import Feedback, Promise, Touchpoint
from trustjournal.exchange.sources import Strangers
from trustjournal.exchange.table_columns import FIELD, NOTE, targets
from trustjournal.exchange.table_contacts import several, two_ways
from trustjournal.exchange.table_source import Cells, Layout, Setting, first_number, table_form
from trustjournal.exchange.table_times import read_clock, read_moment, settle
from trustjournal.exchange.table_values import (
    amount,
    began_in_passing,
    began_of,
    channel_of,
    feeling_of,
    kind_of,
    minutes_of,
)
from trustjournal.exchange.text_files import Problem
from trustjournal.exchange.touchpoint_columns import (
    LOG,
    LOG_SINGLE,
    TICKETS,
    TICKETS_SINGLE,
    guess_log,
    guess_tickets,
    score_log,
    score_tickets,
)
from trustjournal.i18n import _

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_STARS, _RECOMMEND, _PERCENT = 5, 10, 100
_SHOWN_CHARACTERS = 40
_NAMED = ("given", "person", "family_name")


_Value = TypeVar("_Value")


class _Rows(ABC):
    """What rows about contacts have in common: who, when, and the lines of the note."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._zone = ZoneInfo(setting.reading.zone)
        self._one = {key: column for column, key in reversed([*setting.columns.items()]) if key}
        self._emails, self._phones = setting.of("email"), setting.of("phone")
        self._notes = setting.of("notes")
        self._lines = [
            (column, key.removeprefix(FIELD).strip() if key.startswith(FIELD) else column)
            for column, key in setting.columns.items()
            if key == NOTE or key.startswith(FIELD)
        ]
        self._width = len(setting.columns)
        self._tells_order = True

    def read(self, row: int, cells: Cells) -> Iterator[Entry | Problem]:
        """Yield what a row tells, and what is amiss with it."""
        who = self._who(cells)
        at, unsure = self._when(cells, "date")
        if not who or at is None:
            yield self._refuse(row, who, cells)
            return
        yield from self._unsure(row, unsure)
        yield from self._entries(row, cells, who, at)

    def rest(self) -> Iterator[Problem]:
        """Say nothing more."""
        return iter(())

    @abstractmethod
    def _entries(
        self, row: int, cells: Cells, who: tuple[Who, ...], at: datetime
    ) -> Iterator[Entry]:
        """Yield what is made of a row."""

    def _cell(self, cells: Cells, key: str) -> str:
        column = self._one.get(key)
        return cells[column].strip() if column is not None else ""

    def _who(self, cells: Cells) -> tuple[Who, ...]:
        given, person, family = (self._cell(cells, key) for key in _NAMED)
        parts = (given, "" if given and family else person, family)
        names = _parts(" ".join(filter(None, parts)))
        emails = [one for column in self._emails for one in _parts(cells[column])]
        phones = [one for column in self._phones for one in _parts(cells[column])]
        if len(names) < 2:
            first = (*names, ""), (*emails, ""), (*phones, "")
            name, email, phone = (some[0] for some in first)
            found = Who(name=name, email=email, phone=phone)
            return (found,) if name or email or phone else ()
        several = zip_longest(names, emails[: len(names)], phones[: len(names)], fillvalue="")
        people = (Who(name=name, email=email, phone=phone) for name, email, phone in several)
        return tuple(dict.fromkeys(people))

    def _when(self, cells: Cells, key: str) -> tuple[datetime | None, str]:
        """Return when it was, naive where the cell tells no zone, and a text read on a guess."""
        if not (text := self._cell(cells, key)):
            return None, ""
        moment = read_moment(text)
        at, certain = settle(moment, self._setting.order)
        if at is None or not _FIRST_YEAR <= at.year <= _LAST_YEAR:
            return None, ""
        if moment.clock is None and key == "date":
            clock = read_clock(self._cell(cells, "time"))
            at = datetime.combine(at.date(), clock) if clock else at
        return at, "" if certain else text

    def _instant(self, at: datetime) -> datetime:
        return (at if at.tzinfo else at.replace(tzinfo=self._zone)).astimezone(UTC)

    def _refuse(self, row: int, who: tuple[Who, ...], cells: Cells) -> Problem:
        if not who:
            return Problem(row, _("Nobody is named here; it was left out."))
        text = self._cell(cells, "date")[:_SHOWN_CHARACTERS]
        if not text:
            return Problem(row, _("There is no date here; it was left out."))
        fault = _("The date “{text}” cannot be read; this row was left out.")
        return Problem(row, fault.format(text=text))

    def _unsure(self, row: int, text: str) -> Iterator[Problem]:
        if text and self._tells_order:
            self._tells_order = False
            yield two_ways(row, text)

    def _note(self, cells: Cells, kept: list[tuple[str, str]]) -> str:
        """Return the note: what it was about, the note itself, then lines of other columns."""
        parts = [self._cell(cells, "subject"), *(cells[column].strip() for column in self._notes)]
        for column, label in self._lines:
            if value := cells[column].strip():
                parts.append(f"{label}: {value}")
        parts += [f"{self._one[key]}: {value}" for key, value in kept]
        if len(cells) > self._width:
            parts += [f"{name}: {cells[name]}" for name in list(cells)[self._width :]]
        return "\n".join(filter(None, dict.fromkeys(parts))).replace("\r\n", "\n")

    def _made(self, cells: Cells, at: datetime) -> Any:
        """Return the identity of a row, which does not change with the zone it is read in."""
        sorting = at if at.tzinfo else at.replace(tzinfo=UTC)
        number = self._cell(cells, "id")
        if number:
            return self._setting.ids.identity(number, self._cell(cells, "date"), at=sorting)
        return self._setting.identity_of_row(cells, sorting)

    def _channel(
        self, cells: Cells, kept: list[tuple[str, str]]
    ) -> tuple[Channel, Kind | None, Began | None]:
        """Return the channel, and what its words say of the rest where no other column does."""
        text, kind_text = self._cell(cells, "channel"), self._cell(cells, "kind")
        channel, kind = channel_of(text), kind_of(kind_text) if kind_text else None
        if kind_text and kind is None:
            kept.append(("kind", kind_text))
        if text and channel is None and kind_of(text) is None:
            kept.append(("channel", text))
        if not kind_text:
            kind = kind_of(text)
            if kind in {Kind.MEETING, Kind.VISIT} and channel is not Channel.IN_PERSON:
                kind = None
        return channel or Channel.OTHER, kind, began_in_passing(f"{text} {kind_text}")


class LogRows(_Rows):
    """Makes touchpoints of the rows of a contact log."""

    def _entries(
        self, row: int, cells: Cells, who: tuple[Who, ...], at: datetime
    ) -> Iterator[Entry]:
        kept: list[tuple[str, str]] = []
        if all(texts := [self._cell(cells, key) for key in _NAMED]):
            kept.append(("person", texts[1]))
        channel, kind, began = self._channel(cells, kept)
        happened_at = self._instant(at)
        answered, _guess = self._when(cells, "answered")
        answered_at = self._instant(answered) if answered else None
        said = self._told(cells, kept, "began", self._who_began)
        began = said or began or (Began.THEM if answered else Began.US)
        if began is Began.US or (answered_at and answered_at < happened_at):
            answered_at = None
        if answered_at is None and (text := self._cell(cells, "answered")):
            kept.append(("answered", text))
        touchpoint = Touchpoint(
            **self._made(cells, at),
            happened_at=happened_at,
            zone=self._setting.reading.zone,
            customer_ids=(),
            channel=channel,
            began=began,
            kind=kind or Kind.CONVERSATION,
            feeling=self._told(cells, kept, "feeling", self._feeling),
            duration_minutes=self._told(cells, kept, "minutes", self._minutes),
            amount=self._told(cells, kept, "amount", amount),
            answered_at=answered_at,
            note=self._note(cells, kept),
        )
        yield Entry(row=row, record=touchpoint, who=who)
        if text := self._cell(cells, "promise"):
            yield self._promised(row, who, text, touchpoint, at)

    def _promised(
        self, row: int, who: tuple[Who, ...], text: str, touchpoint: Touchpoint, at: datetime
    ) -> Entry:
        """Return what was promised; a cell that is a day says only by when."""
        due, _guess = self._when({self._one["promise"]: text}, "promise")
        due_on = due.date() if due and due.date() >= at.date() else None
        promise = Promise(
            **self._setting.ids.identity("promise", touchpoint.id.hex, at=touchpoint.happened_at),
            customer_id=NOBODY,
            text=self._one["promise"] if due_on else text,
            made_on=at.date(),
            due_on=due_on,
            touchpoint_id=touchpoint.id,
        )
        return Entry(row=row, record=promise, who=who[:1])

    def _told(
        self,
        cells: Cells,
        kept: list[tuple[str, str]],
        key: str,
        reader: Callable[[str], _Value | None],
    ) -> _Value | None:
        """Return what a cell says; one that cannot be read is kept for the note."""
        if not (text := self._cell(cells, key)):
            return None
        found = reader(text)
        if found is None:
            kept.append((key, text))
        return found

    def _feeling(self, text: str) -> int | None:
        return feeling_of(text, self._setting.highest.get("feeling", 0))

    def _minutes(self, text: str) -> int | None:
        return minutes_of(text, self._one["minutes"])

    def _who_began(self, text: str) -> Began | None:
        mine = text.casefold() in self._setting.reading.mine
        return began_of(text) or (Began.US if mine else None)


class TicketRows(_Rows):
    """Makes of each ticket a touchpoint that the customer began, and feedback of its rating."""

    def _entries(
        self, row: int, cells: Cells, who: tuple[Who, ...], at: datetime
    ) -> Iterator[Entry]:
        kept: list[tuple[str, str]] = []
        channel, kind, _began = self._channel(cells, kept)
        happened_at = self._instant(at)
        answered_at = self._after(cells, happened_at, "answered", "closed")
        is_complaint = kind is Kind.COMPLAINT
        made = self._made(cells, at)
        if number := self._cell(cells, "id"):
            kept.append(("id", number))
        rating = self._rating(row, who, cells, made, at)
        if rating is None and (text := self._cell(cells, "rating")):
            kept.append(("rating", text))
        touchpoint = Touchpoint(
            **made,
            happened_at=happened_at,
            zone=self._setting.reading.zone,
            customer_ids=(),
            channel=channel,
            began=Began.THEM,
            kind=kind or Kind.ENQUIRY,
            answered_at=answered_at,
            resolved_at=self._after(cells, happened_at, "closed") if is_complaint else None,
            note=self._note(cells, kept),
        )
        yield Entry(row=row, record=touchpoint, who=who)
        if rating is not None:
            yield rating

    def _after(self, cells: Cells, happened_at: datetime, *keys: str) -> datetime | None:
        """Return the first of these instants that a ticket tells and that can be true."""
        for key in keys:
            at, _guess = self._when(cells, key)
            if at is not None and (instant := self._instant(at)) >= happened_at:
                return instant
        return None

    def _rating(
        self, row: int, who: tuple[Who, ...], cells: Cells, made: Any, at: datetime
    ) -> Entry | None:
        rating = first_number(self._cell(cells, "rating"))
        highest = self._setting.highest.get("rating", 0)
        best = next((one for one in (_STARS, _RECOMMEND, _PERCENT) if highest <= one), 0)
        if rating is None or not 0 <= rating <= best:
            return None
        if best == _PERCENT:
            rating, best = round(rating / _PERCENT * _STARS, 2), _STARS
        closed, _guess = self._when(cells, "closed")
        feedback = Feedback(
            **self._setting.ids.identity("rating", made["id"].hex, at=at.replace(tzinfo=UTC)),
            customer_id=NOBODY,
            heard_on=(closed or at).date(),
            source=FeedbackSource.RATING,
            text=self._cell(cells, "subject"),
            rating=rating,
            best=best,
        )
        return Entry(row=row, record=feedback, who=who[:1])


def _parts(text: str) -> list[str]:
    if not text:
        return []
    if ";" not in text and "\n" not in text and ":::" not in text:
        return [plain] if (plain := text.strip()) else []
    return several(text)


LOG_LAYOUT = Layout(
    key="log",
    targets=targets(LOG),
    guess=guess_log,
    reader=LogRows,
    days=frozenset({"date", "answered", "promise"}),
    scales=frozenset({"feeling"}),
    single=LOG_SINGLE,
    strangers=Strangers.LISTED,
)
TICKETS_LAYOUT = Layout(
    key="tickets",
    targets=targets(TICKETS),
    guess=guess_tickets,
    reader=TicketRows,
    days=frozenset({"date", "answered", "closed"}),
    scales=frozenset({"rating"}),
    single=TICKETS_SINGLE,
    strangers=Strangers.LISTED,
)

FORMS = (
    table_form("tickets", _("Help-desk tickets"), TICKETS_LAYOUT, score_tickets),
    table_form("log", _("Log of touchpoints in a table"), LOG_LAYOUT, score_log),
)

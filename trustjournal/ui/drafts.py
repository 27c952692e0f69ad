"""What is being typed and not saved yet: written to the journal as one types, and found again.

A draft never stops anything: one that the journal refuses stays in memory and is tried again.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from sqlalchemy import Engine

from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _
from trustjournal.settings import Settings
from trustjournal.store import drafts
from trustjournal.store.transaction import begin_read, begin_write
from trustjournal.ui.session import Job, JournalSession
from trustjournal.ui.worker import Worker

LINE: Final = "line"
"""The place of the capture line that opens over every page."""

TODAY_LINE: Final = "line on Today"
EVENING_LINE: Final = "line of the evening"
EVENING: Final = "evening"
PERSON: Final = "person"
"""What leads back to words that have no form: a page, or the page of a person."""

TOUCHPOINT_FORM: Final = "TouchpointDialog"
"""The form that a line may be handed on to."""

_WRITTEN_AFTER_MS = 500
_TRIED_AGAIN_MS = 5_000
_PUT_ASIDE_FOR = timedelta(days=14)


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """What was typed in one place: its values by name, each as JSON, and what to know them by.

    `title` says what was being written and `said` how it begins; `form` names what opens it again
    and `subject` the record or person that is about, where there is one. `changed` are the values
    that the owner changed. One that was `put_aside` comes back when its form is opened again, and
    is not offered by itself. A line that was `handed` on goes on in a full form.
    """

    title: str
    at: datetime
    values: dict[str, msgspec.Raw]
    said: str = ""
    form: str = ""
    subject: UUID | None = None
    changed: frozenset[str] = frozenset()
    customer_ids: tuple[UUID, ...] = ()
    put_aside: bool = False
    handed: bool = False

    def text(self) -> str:
        """Return the words of a place that has nothing else."""
        return msgspec.json.decode(self.values["text"], type=str)


_typed = msgspec.json.Decoder(Typed).decode


class Drafts(QObject):
    """The drafts of one session. Ask for it with `drafts_of`: all who type share one.

    `found` fires once it is known what the journal holds; `asked` when whoever has words not
    handed in yet has to do so at once; `left_changed` when other drafts than before wait to be
    found again.
    """

    found = Signal()
    asked = Signal()
    left_changed = Signal()

    def __init__(self, session: JournalSession) -> None:
        super().__init__(session)
        self.known = session.read_only
        self._session = session
        self._drafts: dict[str, Typed] = {}
        self._left: set[str] = set()
        self._due: set[str] = set()
        self._under_way: list[frozenset[str]] = []
        self._saving: set[str] = set()
        self._handed_in: dict[str, Typed | None] = {}
        self._led = ""
        self._worker = Worker(self, "drafts")
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._write)
        session.closing.connect(self._close)
        if not session.read_only:
            self._worker.submit(partial(_read, session.engine), self._know, self._forgo)

    def at(self, place: str) -> Typed | None:
        """Return what was typed in a place and not saved."""
        return self._drafts.get(place)

    def left(self) -> list[tuple[str, Typed]]:
        """Return what an earlier run left and nobody has opened yet, the newest first."""
        found = [(place, self._drafts[place]) for place in self._left]
        return sorted(found, key=lambda one: one[1].at, reverse=True)

    def keep(self, place: str, typed: Typed) -> None:
        """Keep what is typed in a place: on the disk before the owner has drawn a breath."""
        before = self._drafts.get(place)
        if before is None or msgspec.structs.replace(before, at=typed.at) != typed:
            self._drafts[place] = typed
            self._write_soon(place)
        self.take_up(place)

    def drop(self, place: str) -> None:
        """Forget what was typed in a place."""
        if self._drafts.pop(place, None) is not None:
            self._write_soon(place)
        self.take_up(place)

    def put_back(self, place: str, typed: Typed) -> None:
        """Let one that was dropped wait to be found again."""
        self.keep(place, typed)
        self._left.add(place)
        self.left_changed.emit()

    def take_up(self, place: str) -> None:
        """Know that the owner has this one before them again."""
        if place in self._left:
            self._left.discard(place)
            self.left_changed.emit()

    def begin_saving(self, place: str) -> None:
        """Leave a place to the write that saves it, whose changeset settles its draft."""
        self._handed_in[place] = self._drafts.get(place)
        self._saving.add(place)
        self._due.discard(place)

    def end_saving(self, place: str, *, saved: bool) -> None:
        """Go on after that write: what it refused, or was typed since, is a draft as before.

        One that was refused may be saved later still, as it was handed in.
        """
        if saved and self._drafts.get(place) is self._handed_in.pop(place, None):
            # Before it leaves `_saving`: a write whose turn comes now finds it in neither.
            self._drafts.pop(place, None)
            if place not in self._saving:
                self._write_soon(place)
        elif place in self._drafts:
            self._write_soon(place)
        self._saving.discard(place)
        self._session.writing.settled.discard(place)

    def lead(self, place: str) -> None:
        """Let the next form of this kind and subject begin with this draft, wherever it is from."""
        self._led = place

    def led(self, form: str, subject: UUID | None) -> tuple[str, Typed] | None:
        """Return the draft that a form is to begin with, and its place; only once."""
        typed = self._drafts.get(self._led)
        if typed is None or (typed.form, typed.subject) != (form, subject):
            return None
        place, self._led = self._led, ""
        return place, typed

    def adopt(self, settings: Settings) -> None:
        """Move the line that earlier versions kept in this computer's settings to the journal."""
        if settings.draft and not self._session.read_only:
            typed = line_typed(self._session.now(), settings.draft)
            write = partial(drafts.write, self._session.engine, [_row(LINE, typed)])
            self._worker.submit(write, partial(self._adopted, settings, typed), self._forgo)

    def _adopted(self, settings: Settings, typed: Typed, _done: None) -> None:
        self._drafts.setdefault(LINE, typed)
        settings.draft = ""
        settings.save()

    def _know(self, rows: list[drafts.Unsaved]) -> None:
        read = {row.place: typed for row in rows if (typed := _read_row(row)) is not None}
        for place, typed in read.items():
            if place not in self._drafts and place not in self._due:
                self._drafts[place] = typed
        oldest = self._session.now() - _PUT_ASIDE_FOR
        for place, typed in read.items():
            if typed.put_aside and typed.at < oldest:
                self.drop(place)
        self._left = {
            place
            for place, typed in read.items()
            if self.at(place) is typed and not typed.put_aside
        }
        self.known = True
        self.found.emit()
        self.left_changed.emit()

    def _forgo(self, _error: TrustJournalError) -> None:
        self.known = True
        self.found.emit()

    def _write_soon(self, place: str) -> None:
        self._due.add(place)
        if not self._pause.isActive() or self._pause.remainingTime() > _WRITTEN_AFTER_MS:
            self._pause.start(_WRITTEN_AFTER_MS)

    def _write(self) -> None:
        if self._due and not self._session.read_only:
            due = frozenset(self._due)
            self._due.clear()
            self._under_way.append(due)
            work = partial(_write, self._session.engine, due, self._drafts, self._saving)
            self._worker.submit(work, partial(self._written, due), partial(self._refused, due))

    def _written(self, due: frozenset[str], _done: None) -> None:
        self._under_way.remove(due)

    def _refused(self, due: frozenset[str], _error: TrustJournalError) -> None:
        self._under_way.remove(due)
        self._due.update(due)
        if not self._pause.isActive():
            self._pause.start(_TRIED_AGAIN_MS)

    def _close(self) -> None:
        """Write what is not known to be on the disk, once all that was asked for is done."""
        self.asked.emit()
        self._pause.stop()
        due = self._due.union(self._saving, *self._under_way)
        last = _Last(
            finish=self._worker.leave(),
            due=set() if self._session.read_only else due,
            typed=self._drafts,
            handed_in=self._handed_in,
            settled=self._session.writing.settled,
        )
        self._session.run(last.write, _written_last, _refused_last)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Last:
    """What is written as the journal is closed; `finish` waits for the drafts asked for before."""

    finish: Callable[[], None]
    due: Iterable[str]
    typed: Mapping[str, Typed]
    handed_in: Mapping[str, Typed | None]
    settled: Container[str]

    def write(self, engine: Engine, _job: Job) -> None:
        """Write what no write has saved; those asked for before have ended, and nobody heard."""
        self.finish()
        if left := {place for place in self.due if not self._is_saved(place)}:
            _write(engine, left, self.typed, ())

    def _is_saved(self, place: str) -> bool:
        return place in self.settled and self.typed.get(place) is self.handed_in.get(place)


def drafts_of(session: JournalSession) -> Drafts:
    """Return the drafts of this session."""
    return session.findChild(Drafts) or Drafts(session)


def line_typed(at: datetime, text: str, people: Iterable[UUID] = (), place: str = LINE) -> Typed:
    """Return what was typed in the capture line of a place."""
    return Typed(
        title=_("Log a touchpoint"),
        at=at,
        said=text,
        values={"text": msgspec.Raw(msgspec.json.encode(text))},
        form=place,
        customer_ids=tuple(people),
    )


def _read(engine: Engine) -> list[drafts.Unsaved]:
    with begin_read(engine) as connection:
        return drafts.everything(connection)


def _write(
    engine: Engine, due: Iterable[str], typed: Mapping[str, Typed], saving: Container[str]
) -> None:
    """Write what these places hold once this has its turn: what waited may be saved by then."""
    with begin_write(engine) as connection:
        places = [place for place in due if place not in saving]
        held = ((place, typed.get(place)) for place in places)
        drafts.put(connection, [_row(place, one) for place, one in held if one], places)


def _row(place: str, typed: Typed) -> drafts.Unsaved:
    return drafts.Unsaved(
        place=place,
        words=msgspec.json.encode(typed).decode(),
        at=typed.at,
        customer_ids=typed.customer_ids,
    )


def _read_row(row: drafts.Unsaved) -> Typed | None:
    """Return what was typed, None where another version wrote what cannot be read here."""
    try:
        return _typed(row.words)
    except msgspec.MsgspecError:
        return None


def _written_last(_done: None) -> None:
    """Nobody waits for it."""


def _refused_last(_error: TrustJournalError) -> None:
    """The journal is being left; there is nobody to tell, and nowhere else to keep it."""

"""The one-line capture grammar: from a typed line to what it says of a touchpoint.

A line has a head, a note and promises::

    ana call + loved the oak sample #oak !send quote by fri

*Head*: the people, with channel, day, time of day, duration and marks in any order. Several people
are joined by a comma, "and", "&", or a "+" that stands directly before a word which is somebody's
name; any other "+" is a feeling. People are named once; the first word that is none of this begins
the note, and what it contains stays in it: "ana will call" has no second person and no channel.

*Anywhere*: `#tag`, `@name`, `/kind`, `++`. A "+", "-", "--", "<" or "?" counts until the note
begins and where the note ends; inside the note "-", "--", "<" and "?" are punctuation. "?" is an
enquiry: they began it and want an answer. Only the first feeling counts. A day that looks back
("yesterday", "3 weeks ago", 2026-03-01) counts at the very end of the note too.

*Promises*: each begins at "!" and runs to the next one or to the end of the line; "by" and a day
at its end is its due date. Marks count behind its text, an `@name` behind its due date.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Final
from uuid import UUID

from trustjournal.domain import capture_dates as dates
from trustjournal.domain import capture_words as known
from trustjournal.domain.capture_draft import (
    Ambiguity,
    Completion,
    Draft,
    Piece,
    PieceKind,
    PromiseDraft,
)
from trustjournal.domain.capture_grammar import ASKED, Found, Grammar
from trustjournal.domain.capture_names import Names, Person
from trustjournal.domain.capture_people import PeopleInLine
from trustjournal.domain.choices import (
    Began,
    Channel,
    Kind,
)

__all__ = [
    "Ambiguity",
    "Completion",
    "Draft",
    "Names",
    "Person",
    "Piece",
    "PieceKind",
    "PromiseDraft",
    "complete",
    "parse",
]

_MOST_NAME_WORDS: Final = 3
_NOON: Final = time(12)
_SOME_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
_NAMES: Final = (PieceKind.PERSON, PieceKind.AMBIGUOUS, PieceKind.UNKNOWN)
_PLUSES: Final = ("+", "++")
_CLEAR: Final = (*_NAMES, PieceKind.TAG, PieceKind.KIND)


def parse(line: str, names: Names, now: datetime) -> Draft:
    """Read a line that may be half typed; any text gives a draft.

    Args:
        line: what the owner typed.
        names: everybody who can be named.
        now: an aware instant in the owner's zone, from which "yesterday" counts.
    """
    return _Reader(line, names, now).read()


def complete(line: str, cursor: int, names: Names) -> list[Completion]:
    """Return whom the word at the cursor may name, where the line expects a name.

    At most eight, the likeliest first; each ends with a space.
    """
    grammar = Grammar(line, _SOME_DAY)
    at = next((i for i, t in enumerate(grammar.tokens) if t.start < cursor <= t.end), None)
    if at is None or grammar.is_separator(at):
        return []
    token = grammar.tokens[at]
    if token.text.startswith("@"):
        start = token.start + 1
    else:
        start = _Reader(line[: token.start], names, _SOME_DAY).name_start()
    if start is None or (start < token.start and grammar.channel(at)):
        return []
    end = token.end + (line[token.end : token.end + 1] == " ")
    people = names.suggest(known.name_words(line[start:cursor]))
    return [Completion(start, end, f"{names.full_name(p)} ", p.id) for p in people]


class _Reader:
    """Goes through a line once, from left to right, and takes what it finds."""

    def __init__(self, line: str, names: Names, now: datetime) -> None:
        self._line = line
        self._now = now
        self._grammar = Grammar(line, now)
        self._tokens = self._grammar.tokens
        self._people = PeopleInLine(self._grammar, names)
        self._at = 0
        self._pieces: list[Piece] = []
        self._customer_ids: dict[UUID, None] = {}
        self._unknown: dict[str, str] = {}
        self._ambiguous: dict[str, Ambiguity] = {}
        self._tags: dict[str, str] = {}
        self._promises: list[PromiseDraft] = []
        self._channel: Channel | None = None
        self._began: Began | None = None
        self._kind: Kind | None = None
        self._feeling: int | None = None
        self._minutes: int | None = None
        self._day: date | None = None
        self._clock: time | None = None

    def read(self) -> Draft:
        self._read_head()
        self._read_note()
        while self._at < len(self._tokens):
            self._read_promise()
        self._pieces.sort(key=lambda piece: piece.start)
        return Draft(
            customer_ids=tuple(self._customer_ids),
            unknown=tuple(self._unknown.values()),
            ambiguous=tuple(self._ambiguous.values()),
            channel=self._channel,
            began=self._began,
            kind=self._kind,
            feeling=self._feeling,
            duration_minutes=self._minutes,
            promises=tuple(self._promises),
            happened_at=self._happened_at(),
            tags=tuple(self._tags.values()),
            note=self._note(),
            pieces=tuple(self._pieces),
        )

    def name_start(self) -> int | None:
        """Return where the name begins that the next word would start, or go on with."""
        named = self._read_head()
        name = self._last_name()
        if not named and self._at == len(self._tokens):
            return len(self._line)
        if named and name:
            rest = known.fold("".join(self._line[name.end :].split()))
            if rest and rest.lstrip(",;") in {"", "+", *known.JOINERS}:
                return len(self._line)
        self._read_note()
        name = self._last_name()
        return name.start if name and not self._line[name.end :].strip() else None

    def _last_name(self) -> Piece | None:
        names = (piece for piece in self._pieces if piece.kind in _NAMES)
        return max(names, key=lambda piece: piece.end, default=None)

    def _read_head(self) -> bool:
        """Take the head of the line; return whether it names anybody."""
        named = False
        while self._at < len(self._tokens):
            at = self._at
            found = None if named else self._people.look(at, sure=True)
            found = found or self._marked_person(at)
            if not found and self._grammar.promises(at):
                break
            found = (
                found or self._new(self._grammar.mark(at)) or self._new(self._grammar.head_word(at))
            )
            if not found and not named:
                found = self._people.look(at) or self._first_unknown(at)
            if not found:
                break
            self._take(found)
            if found.kind in _NAMES:
                named = True
                self._read_joined()
            else:
                self._skip_separator()
        return named

    def _read_joined(self) -> None:
        """Take the names that are joined to the one just taken, and the joints."""
        while self._at < len(self._tokens):
            joint = ""
            if self._grammar.is_separator(self._at):
                joint = self._tokens[self._at].text
                self._join(self._at)
                if joint == ":" or self._at == len(self._tokens):
                    return
            word = self._tokens[self._at].word
            spoken = word in known.JOINERS or (word == "+" and not joint)
            name_at = self._at + spoken
            if not (joint or spoken) or name_at == len(self._tokens):
                return
            person = self._joined(name_at, word if spoken else joint)
            if not person:
                return
            if spoken:
                self._join(self._at)
            self._take(person)

    def _joined(self, at: int, joint: str) -> Found | None:
        """Look for a name behind a joint, more warily than for the first of the line."""
        if person := self._marked_person(at) or self._people.look(at, sure=True):
            return person
        if joint == "+" or self._grammar.stands(at):
            return None
        person = self._people.look(at)
        if person:
            return person if self._people.closes(person.after) else None
        ends = self._grammar.stands(at + 1)
        if joint in ",;" and ends:
            ends = at + 1 < len(self._tokens) and self._grammar.channel(at + 1) is not None
        return self._people.unknown(at) or (self._people.unknown_words(at) if ends else None)

    def _marked_person(self, at: int) -> Found | None:
        if not self._people.is_marked(at):
            return None
        return self._people.look(at) or self._people.unknown(at)

    def _first_unknown(self, at: int) -> Found | None:
        if capitals := self._people.unknown(at):
            return capitals
        if self._people.closes(at + 1):
            return self._people.unknown_words(at)
        return self._unknown_before_channel(at)

    def _unknown_before_channel(self, at: int) -> Found | None:
        """Look for two or three small words right before a channel: "ana ruiz call"."""
        for after in range(at + 1, min(at + _MOST_NAME_WORDS + 1, len(self._tokens))):
            if self._grammar.channel(after):
                return self._people.unknown_words(at, after - at)
            if self._grammar.stands(after) or self._tokens[after].word in known.JOINERS:
                break
        return None

    def _read_note(self) -> None:
        """Take the marks in the note; what is unclear there only where the note ends."""
        unclear: list[Found] = []
        while self._at < len(self._tokens) and not self._grammar.promises(self._at):
            at = self._at
            found = (
                self._marked_person(at)
                or self._new(self._grammar.mark(at), unclear)
                or self._new(self._grammar.late_day(at), unclear)
                or self._late_clock(unclear)
            )
            if not found:
                unclear.clear()
                self._at += 1
            elif _is_clear(found, self._line[found.start : found.end]):
                self._take(found)
                self._skip_separator()
            else:
                unclear.append(found)
                self._at = found.after
        for found in unclear:
            self._take(found)

    def _late_clock(self, before: Sequence[Found]) -> Found | None:
        """Look for the time of day behind a late day."""
        if not before or not isinstance(before[-1].meaning, date):
            return None
        found = self._new(self._grammar.when(self._at))
        return found if found and isinstance(found.meaning, time) else None

    def _read_promise(self) -> None:
        """Take a promise, its due date and the marks behind it."""
        first = self._at
        end = at = first + 1
        tail: list[Found] = []
        due: date | None = None
        while at < len(self._tokens) and not self._grammar.promises(at):
            found = self._new(self._grammar.mark(at), tail) or (
                self._marked_person(at) if due else self._grammar.due(at)
            )
            if not found and tail and self._grammar.is_separator(at):
                found = self._grammar.found(PieceKind.JOIN, at, at + 1, "")
            if found:
                tail.append(found)
                due = found.meaning if isinstance(found.meaning, date) else due
                at = found.after
                continue
            if not due:
                at += 1
            end, due = at, None
            tail.clear()
        start = self._tokens[first].start
        text = self._line[start : self._tokens[end - 1].end]
        self._promises.append(PromiseDraft(" ".join(text.lstrip("!").split()).rstrip(",;"), due))
        self._claim(PieceKind.PROMISE, start, start + len(text))
        for found in tail:
            self._take(found)
        self._at = at

    def _new(self, found: Found | None, pending: Sequence[Found] = ()) -> Found | None:
        """Pass on what has not been said before; the first word on anything counts."""
        if not found or found.kind is PieceKind.TAG:
            return found
        if any(other.kind is found.kind for other in pending):
            return None
        if found.kind is not PieceKind.WHEN:
            return None if any(piece.kind is found.kind for piece in self._pieces) else found
        if isinstance(found.meaning, time):
            return None if self._clock or isinstance(self._day, datetime) else found
        clash = self._clock and isinstance(found.meaning, datetime)
        return None if self._day or clash else found

    def _take(self, found: Found) -> None:
        """Keep a reading and go on behind it."""
        ids: tuple[UUID, ...] = ()
        text = self._line[found.start : found.end]
        match found.meaning:
            case Channel() as channel:
                self._channel = channel
            case Began() as began:
                self._began = began
            case Kind() as kind:
                self._kind = kind
                asked = text == ASKED and self._began is None
                self._began = Began.THEM if asked else self._began
            case int() as number if found.kind is PieceKind.FEELING:
                self._feeling = number
            case int() as number:
                self._minutes = number
            case date() as day if found.kind is PieceKind.WHEN:
                self._day = day
            case time() as clock:
                self._clock = clock
            case str() as word if word:
                kept = self._tags if found.kind is PieceKind.TAG else self._unknown
                kept.setdefault(known.fold(word), word)
            case tuple() as ids if found.kind is PieceKind.PERSON:
                self._customer_ids.setdefault(ids[0])
            case tuple() as ids:
                self._ambiguous.setdefault(known.fold(text), Ambiguity(text, ids))
            case _:
                pass
        if self._line[found.start - 1 : found.start] == "@" and found.kind in _NAMES:
            self._claim(PieceKind.JOIN, found.start - 1, found.start)
        self._claim(found.kind, found.start, found.end, ids)
        self._at = max(self._at, found.after)

    def _skip_separator(self) -> None:
        if self._grammar.is_separator(self._at):
            self._join(self._at)

    def _join(self, at: int) -> None:
        token = self._tokens[at]
        self._claim(PieceKind.JOIN, token.start, token.end)
        self._at = at + 1

    def _claim(
        self, kind: PieceKind, start: int, end: int, customer_ids: tuple[UUID, ...] = ()
    ) -> None:
        self._pieces.append(Piece(kind, start, end, self._line[start:end], customer_ids))

    def _happened_at(self) -> datetime | None:
        if isinstance(self._day, datetime):
            return self._day
        if not self._day and not self._clock:
            return None
        today = self._now.date()
        if self._day in (None, today) and not self._clock:
            return self._now
        return dates.local(self._day or today, self._clock or _NOON, self._now.tzinfo)

    def _note(self) -> str:
        left, at = "", 0
        for piece in self._pieces:
            left += self._line[at : piece.start] + " "
            at = piece.end
        return " ".join((left + self._line[at:]).split())


def _is_clear(found: Found, text: str) -> bool:
    """Tell whether a mark counts wherever it stands."""
    return text in _PLUSES or (found.kind in _CLEAR and text != ASKED)

"""What a place in the capture line can be read as, apart from the names of people.

Every look is free of state: it says what would be found at a token, and leaves it to
`domain.capture` whether to take it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from trustjournal.domain import capture_dates as dates
from trustjournal.domain import capture_words as known
from trustjournal.domain.capture_draft import PieceKind
from trustjournal.domain.choices import (
    Began,
    Channel,
    Kind,
)

Meaning = Channel | Began | Kind | int | date | time | str | tuple[UUID, ...]
"""A datetime, being a date, is one of these too."""

ASKED = "?"
"""Says that they began it and want an answer."""

_IN_FULL = re.compile(r"[0-9]{4}-")
_TAG_END = ".!?)"


@dataclass(frozen=True, slots=True)
class Found:
    """A reading of `line[start:end]`; reading goes on at the token `after`."""

    kind: PieceKind
    start: int
    end: int
    after: int
    meaning: Meaning


def _kinds() -> dict[str, Kind]:
    """Return every name of a kind, and every beginning of names that only one kind has."""
    names = {kind.replace("_", "-"): kind for kind in Kind} | known.KINDS
    beginnings: dict[str, set[Kind]] = {}
    for name, kind in names.items():
        for length in range(1, len(name)):
            beginnings.setdefault(name[:length], set()).add(kind)
    return {word: kinds.pop() for word, kinds in beginnings.items() if len(kinds) == 1} | names


_KINDS = _kinds()


class Grammar:
    """A line in tokens, and what each could be."""

    def __init__(self, line: str, now: datetime) -> None:
        self.line = line
        self.now = now
        self.tokens = known.tokens(line)
        self._words = [token.word for token in self.tokens]

    def found(self, kind: PieceKind, at: int, after: int, meaning: Meaning) -> Found:
        """Return a reading of the tokens from `at` up to `after`."""
        return Found(kind, self.tokens[at].start, self.tokens[after - 1].end, after, meaning)

    def is_separator(self, at: int) -> bool:
        """Tell whether this is a comma, semicolon or colon that ends a word."""
        return at < len(self.tokens) and self.tokens[at].text in (",", ";", ":")

    def is_capital(self, at: int) -> bool:
        """Tell whether the word is written with a capital."""
        return self.tokens[at].text.lstrip("@")[:1].isupper()

    def is_everyday(self, at: int) -> bool:
        """Tell whether the word, though it may be a name, is more often none."""
        return self._words[at] in known.EVERYDAY and not self.is_capital(at)

    def promises(self, at: int) -> bool:
        """Tell whether a promise begins here: a "!" with a word directly behind it."""
        token = self.tokens[at].text
        return token.startswith("!") and any(letter.isalnum() for letter in token)

    def mark(self, at: int) -> Found | None:
        """Look for a feeling, "<", "?", a /kind or a #tag."""
        token = self.tokens[at]
        if token.word in known.FEELINGS:
            return self.found(PieceKind.FEELING, at, at + 1, known.FEELINGS[token.word])
        if token.text == "<":
            return self.found(PieceKind.BEGAN, at, at + 1, Began.THEM)
        if token.text == ASKED:
            return self.found(PieceKind.KIND, at, at + 1, Kind.ENQUIRY)
        kind = _KINDS.get(token.word[1:].replace("_", "-")) if token.word[:1] == "/" else None
        if kind:
            return self.found(PieceKind.KIND, at, at + 1, kind)
        tag = token.text[1:].rstrip(_TAG_END)
        if token.text.startswith("#") and any(letter.isalpha() for letter in tag):
            return self.found(PieceKind.TAG, at, at + 1, tag)
        return None

    def channel(self, at: int) -> Found | None:
        """Look for a channel word, of one token or two."""
        for words in (self._words[at : at + 1], self._words[at : at + 2]):
            if channel := known.CHANNELS.get("-".join(words)):
                return self.found(PieceKind.CHANNEL, at, at + len(words), channel)
        return None

    def when(self, at: int) -> Found | None:
        """Look for the day, the time of day or the instant when it happened."""
        words = self._words[at : at + 5]
        today = self.now.date()
        read = (
            dates.past_instant(words, self.now)
            or dates.past_day(words, today)
            or dates.clock(words)
        )
        if not read:
            return None
        meaning, count = read
        return self.found(PieceKind.WHEN, at, at + count, meaning)

    def late_day(self, at: int) -> Found | None:
        """Look for a day that says when it happened though the note has begun.

        Only what looks back ("yesterday", "last tue", "3 weeks ago", a date in full), and only
        where no small word ties it to the note, as in "the chair from 2026-03-01".
        """
        words = self._words[at : at + 5]
        tied = at > 0 and self._words[at - 1] in known.TIES
        found = None if tied else self.when(at)
        if not found or not isinstance(found.meaning, date):
            return None
        if not isinstance(found.meaning, datetime) and found.meaning > self.now.date():
            return None
        said = (words[0].rstrip(".!?"), self._words[found.after - 1].rstrip(".!?"))
        backwards = said[0] in known.LAST or said[0] in known.DAYS_BACK or said[1] in known.AGO
        return found if backwards or _IN_FULL.match(words[0]) else None

    def duration(self, at: int) -> Found | None:
        """Look for how long it took."""
        read = dates.duration(self._words[at : at + 5])
        return read and self.found(PieceKind.DURATION, at, at + read[1], read[0])

    def due(self, at: int) -> Found | None:
        """Look for "by" and a day to come."""
        if self._words[at] not in known.DUE:
            return None
        read = dates.due_day(self._words[at + 1 : at + 6], self.now.date())
        return read and self.found(PieceKind.DUE, at, at + 1 + read[1], read[0])

    def head_word(self, at: int) -> Found | None:
        """Look for what counts in the head of the line only: channel, date, time, duration."""
        found = self.channel(at) or self.when(at) or self.duration(at)
        if not found:
            return None
        # "ana sat with me" tells nothing about Saturday.
        single = found.kind is PieceKind.WHEN and found.after == at + 1
        if single and self.is_everyday(at) and not self.stands(found.after):
            return None
        return found

    def stands(self, at: int) -> bool:
        """Tell whether the line ends here or goes on with anything but plain words."""
        if at >= len(self.tokens) or self.is_separator(at):
            return True
        if self.tokens[at].text.startswith("@") and len(self.tokens[at].text) > 1:
            return True
        looks: Sequence[Callable[[int], Found | None]] = (
            self.mark,
            self.channel,
            self.when,
            self.duration,
        )
        return self.promises(at) or any(look(at) for look in looks)

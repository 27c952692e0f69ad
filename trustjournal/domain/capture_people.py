"""Which people a place in the capture line names.

Whole words of a name are believed. The beginning of a word is believed as the first name of the
line, after "@", or where something other than the note follows; so are names that are everyday
words ("will", "may") and names of companies. `domain.capture` asks and decides.
"""

import re
from dataclasses import dataclass

from trustjournal.domain import capture_words as known
from trustjournal.domain.capture_draft import PieceKind
from trustjournal.domain.capture_grammar import Found, Grammar
from trustjournal.domain.capture_names import Names, Places

_NAMING = re.compile(r"[@\"'(“‘«„]?\w")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s$")


@dataclass(frozen=True, slots=True)
class _Reading:
    places: Places
    words: tuple[str, ...]
    after: int
    sure: bool


class PeopleInLine:
    """The names of a line, read against everybody's names."""

    def __init__(self, grammar: Grammar, names: Names) -> None:
        self._grammar = grammar
        self._tokens = grammar.tokens
        self._names = names

    def look(self, at: int, *, sure: bool = False) -> Found | None:
        """Look for the name of somebody known, the longest first.

        With `sure`, only for one that can be believed whatever follows it.
        """
        start = self._tokens[at].start
        reading = self._spelled(at, start)
        if not reading and self.is_marked(at):
            start += 1
            reading = self._spelled(at, start)
        if not reading and self._is_namesake(at):
            return None
        reading = reading or self._whole(at) or (None if sure else self._beginning(at))
        if not reading or (sure and not reading.sure):
            return None
        ids = self._names.ids(reading.places)
        kind = PieceKind.PERSON if len(ids) == 1 else PieceKind.AMBIGUOUS
        end = self._tokens[reading.after - 1].end
        return Found(kind, start, end, reading.after, ids)

    def is_marked(self, at: int) -> bool:
        """Tell whether an "@" says that this is a name."""
        text = self._tokens[at].text
        return text.startswith("@") and text[1:2].isalnum()

    def joins(self, at: int) -> bool:
        """Tell whether the word joins two names and is followed by somebody's name."""
        return (
            at + 1 < len(self._tokens)
            and self._tokens[at].word in known.JOINERS
            and bool(self._names.whole(self._words(at + 1) or ("",)))
        )

    def closes(self, at: int) -> bool:
        """Tell whether what stands here shows that the word before it was no note."""
        return self._grammar.stands(at) or self.joins(at)

    def unknown(self, at: int) -> Found | None:
        """Look for words with capitals, with small ones such as "van der" between them."""
        start = self._tokens[at].start + self.is_marked(at)
        after = end = at
        while after < len(self._tokens) and (after == at or not self._grammar.stands(after)):
            if self._grammar.is_capital(after):
                end = after + 1
            elif end == at or self._tokens[after].word not in known.PARTICLES:
                break
            after += 1
        if end == at and self.is_marked(at):
            end = at + 1
        return self._nobody(start, end) if end > at else None

    def unknown_words(self, at: int, count: int = 1) -> Found | None:
        """Look for a name of `count` words, capital or not."""
        return self._nobody(self._tokens[at].start + self.is_marked(at), at + count)

    def _is_namesake(self, at: int) -> bool:
        """Tell whether a surname stands here that nobody of this first name has.

        "Rosa Almeida call" is no call with Rosa Delgado.
        """
        words = self._words(at)
        if not words or not self._names.whole(words) or not self._grammar.is_capital(at):
            return False
        surname = at + 1
        if surname == len(self._tokens) or self._ends(surname):
            return False
        more = self._words(surname)
        return (
            bool(more)
            and self._grammar.is_capital(surname)
            and self._grammar.stands(surname + 1)
            and not self._names.starting(words + more)
        )

    def _nobody(self, start: int, after: int) -> Found | None:
        end = self._tokens[after - 1].end
        text = _POSSESSIVE.sub("", self._grammar.line[start:end])
        named = any(letter.isalpha() for letter in text)
        return Found(PieceKind.UNKNOWN, start, end, after, text) if named else None

    def _words(self, at: int) -> tuple[str, ...]:
        """Return the words a token gives to a name; a mark such as #tag gives none."""
        text = self._tokens[at].text
        return known.name_words(_POSSESSIVE.sub("", text)) if _NAMING.match(text) else ()

    def _spelled(self, at: int, start: int) -> _Reading | None:
        """Read a full name, spelled out."""
        for after in range(min(len(self._tokens), at + self._names.longest), at, -1):
            text = self._grammar.line[start : self._tokens[after - 1].end]
            if places := self._names.spelled(text):
                word = after == at + 1 and (self._grammar.is_everyday(at) or self._speaks(at))
                return _Reading(places, (), after, not word or self._names.is_spelled(text))
        return None

    def _speaks(self, at: int) -> bool:
        return self._grammar.head_word(at) is not None

    def _whole(self, at: int) -> _Reading | None:
        """Read as many whole words of one name as there are."""
        words, after = self._words(at), at + 1
        places = self._names.whole(words) if words else None
        if not places:
            return None
        while not self._ends(after) and (more := self._words(after)):
            narrower = self._names.whole(words + more)
            if not narrower or (self._grammar.is_everyday(after) and not self.closes(after + 1)):
                break
            places, words, after = narrower, words + more, after + 1
        first = self._names.is_first_name(words[0]) and not self._grammar.is_everyday(at)
        sure = after > at + 1 or first or self._grammar.is_capital(at)
        sure = sure and not self._grammar.channel(at)
        places = self._names.best(places, words)
        return self._narrowed(_Reading(places, words, after, sure))

    def _beginning(self, at: int) -> _Reading | None:
        words = self._words(at)
        places = self._names.starting(words) if words else None
        if not places:
            return None
        places = self._names.best(places, words)
        return self._narrowed(_Reading(places, words, at + 1, sure=False))

    def _narrowed(self, reading: _Reading) -> _Reading:
        """Let further words, whole or begun, choose among several people."""
        after = reading.after
        if len(reading.places) == 1 or self._ends(after) or not (more := self._words(after)):
            return reading
        words = reading.words + more
        places = self._names.starting(words, reading.places)
        if not places or not self.closes(after + 1):
            return reading
        return self._narrowed(_Reading(places, words, after + 1, reading.sure))

    def _ends(self, at: int) -> bool:
        """Tell whether no name goes on here, unless spelled out: Ben and Jerry."""
        return self._grammar.stands(at) or self._tokens[at].word in known.JOINERS

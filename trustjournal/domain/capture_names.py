"""Who a name may mean: an index of everybody's names, built once and asked at each keystroke.

It knows words and people, not the line they are typed in.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import reduce
from heapq import nsmallest
from itertools import permutations
from uuid import UUID

from trustjournal.domain.capture_words import name_words, token_count
from trustjournal.domain.finding import fold

Places = AbstractSet[int]
"""People as their places in the alphabetical order of an index."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be named; `extra` is their company and nicknames."""

    id: UUID
    name: str
    extra: tuple[str, ...] = ()


def _plain(text: str) -> str:
    return " ".join(text.split())


def _spellings(person: Person) -> tuple[str, str]:
    """Return the name, and the name with the company in brackets.

    Empty brackets tell the Ana Ruiz without a company from the one who has one.
    """
    name = _plain(person.name)
    return name, f"{name} ({_plain(' '.join(person.extra))})"


def _common(sets: Iterable[Places]) -> Places:
    return reduce(lambda some, others: some & others, sets)


class _Index:
    """From a word to the places that have it; the sets it returns are not to be changed."""

    def __init__(self) -> None:
        self._places: dict[str, set[int]] = {}
        self._words: list[str] = []
        self._few_letters: dict[str, Places] = {}

    def add(self, words: Iterable[str], place: int) -> None:
        for word in words:
            self._places.setdefault(word, set()).add(place)

    def seal(self) -> None:
        self._words = sorted(self._places)

    def whole(self, word: str) -> Places:
        return self._places.get(word, set())

    def starting(self, beginning: str) -> Places:
        if beginning in self._few_letters:
            return self._few_letters[beginning]
        first = bisect_left(self._words, beginning)
        last = bisect_left(self._words, beginning + "\U0010ffff", first)
        found = set[int]().union(*(self._places[word] for word in self._words[first:last]))
        # One or two letters begin a great many words, and are asked for at most keystrokes.
        if len(beginning) <= 2:
            self._few_letters[beginning] = found
        return found


class Names:
    """Everybody who can be named in a capture line."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = sorted(people, key=lambda person: (fold(person.name), person.extra))
        self._ids = [person.id for person in self._people]
        self._words: list[tuple[str, ...]] = []
        self._spelled: dict[str, list[tuple[int, str]]] = {}
        self._first, self._named, self._extra = _Index(), _Index(), _Index()
        self._exact: dict[tuple[str, ...], set[int]] = {}
        self.longest = 0
        """The most tokens that a full name takes."""
        for place, person in enumerate(self._people):
            self._add(place, person)
        for index in (self._first, self._named, self._extra):
            index.seal()

    def _add(self, place: int, person: Person) -> None:
        words = name_words(person.name)
        extra = name_words(" ".join(person.extra))
        self._words.append(words + extra)
        self._first.add(words[:1], place)
        self._named.add(words, place)
        self._extra.add(extra, place)
        self._exact.setdefault(words, set()).add(place)
        for spelled in _spellings(person):
            self._spelled.setdefault(_plain(fold(spelled)), []).append((place, spelled))
            self.longest = max(self.longest, token_count(spelled))

    def ids(self, places: Places) -> tuple[UUID, ...]:
        """Return the ids of these people in alphabetical order."""
        return tuple(map(self._ids.__getitem__, sorted(places)))

    def spelled(self, text: str) -> Places:
        """Return whose full name, with company or without, this is, case and accents aside.

        Among several the one who is spelled exactly so is meant: José, not Jose.
        """
        key = _plain(fold(text))
        found = self._spelled.get(key, ()) if key else ()
        exactly = {place for place, spelled in found if spelled == _plain(text)}
        return exactly if len(exactly) == 1 else {place for place, _spelling in found}

    def is_spelled(self, text: str) -> bool:
        """Tell whether somebody's full name is spelled exactly so."""
        return any(spelled == text for _place, spelled in self._spelled.get(_plain(fold(text)), ()))

    def whole(self, words: Sequence[str]) -> Places:
        """Return who has each of these words in their name or company."""
        found = _common([self._named.whole(word) | self._extra.whole(word) for word in words])
        if len(set(words)) < len(words):
            return {place for place in found if self._answers(place, words)}
        return found

    def starting(self, words: Sequence[str], among: Places | None = None) -> Places:
        """Return who has different words that begin with each of these, name before company."""
        if len(words) == 1 and among is None:
            return self._named.starting(words[0]) or self._extra.starting(words[0])
        each = [self._named.starting(word) | self._extra.starting(word) for word in words]
        found = _common(each if among is None else [among, *each])
        # Only if one begins another could both have met the same word of a name.
        if any(one.startswith(other) for one, other in permutations(words, 2)):
            return {place for place in found if self._answers(place, words)}
        return found

    def _answers(self, place: int, words: Sequence[str]) -> bool:
        left = list(self._words[place])
        for word in sorted(words, key=len, reverse=True):
            fitting = next((own for own in left if own == word), None) or next(
                (own for own in left if own.startswith(word)), None
            )
            if fitting is None:
                return False
            left.remove(fitting)
        return True

    def best(self, places: Places, words: Sequence[str]) -> Places:
        """Keep the likeliest: exact name, then first name, then other name, then company."""
        for likelier in self._by_likelihood(words):
            if kept := places & likelier:
                return kept
        return places

    def _by_likelihood(self, words: Sequence[str]) -> Iterable[Places]:
        first = words[0]
        yield self._exact.get(tuple(words), set())
        yield self._first.whole(first)
        yield self._named.whole(first)
        yield self._extra.whole(first)
        yield self._named.starting(first)

    def meant(self, text: str) -> tuple[UUID, ...]:
        """Return whom a text means that is a name and nothing else; several if it is unclear."""
        words = name_words(text)
        places = self.spelled(text)
        if not places and words:
            places = self.best(self.starting(words), words)
        return self.ids(places)

    def is_first_name(self, word: str) -> bool:
        """Tell whether somebody's name begins with this word."""
        return bool(self._first.whole(word))

    def full_name(self, person: Person) -> str:
        """Return the shortest spelling that means this person alone, where there is one."""
        spellings = _spellings(person)
        for spelled in spellings:
            if self.ids(self.spelled(spelled)) == (person.id,):
                return spelled
        return spellings[-1]

    def suggest(self, words: Sequence[str], most: int = 8) -> list[Person]:
        """Return who may be meant by the beginnings of words, the likeliest first."""
        if not words:
            return []
        left = self.starting(words)
        if len(words) == 1:
            left = left | self._extra.starting(words[0])
        chosen: list[int] = []
        groups = (*self._by_likelihood(words), left)
        for likelier in (*groups[:2], self._first.starting(words[0]), *groups[2:]):
            chosen += nsmallest(most - len(chosen), left & likelier)
            left = left - likelier
        return [self._people[place] for place in chosen]

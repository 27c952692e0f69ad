"""What customers wish for: who asked, how much weight that has, and which wishes are the same.

The weight of a wish is three plain figures beside each other, never one made of them: how many
people asked, how deep their trust is, and how much they are worth in a year. Wishes are listed by
the first, then by the second, then by the third.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import log
from typing import Generic, TypeVar
from uuid import UUID

from trustjournal.domain.choices import WishStatus
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.finding import fold
from trustjournal.domain.records import Feedback, Labelled, Wish

K = TypeVar("K", bound=Hashable)

STARS, RECOMMEND = 5, 10
"""What a rating is out of: stars, and how likely somebody would recommend the business."""

PROMOTER, DETRACTOR = 9, 6
"""From and up to which answer, of 0 to 10, somebody promotes or detracts (Reichheld, 2003)."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 6  # letters of a word that count: "delivery" and "deliveries" are one
_UNSPACED = "\u2e80"  # from here on scripts leave no room between words
_ALIKE = 0.3
"""From which share of words in common two texts may ask for the same."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One who asked: what they said, and what is known of them where they are in the journal.

    `depth` is 0 to 100, None for an author who is no customer; `contact` their phone number or
    e-mail address.
    """

    feedback: Feedback
    name: str
    company: str = ""
    depth: float | None = None
    yearly_value: Decimal | None = None
    contact: str = ""

    def person(self) -> Hashable:
        """Return what makes two voices those of one person; who gave no name is alone."""
        said = self.feedback
        return said.customer_id or fold(said.author).strip() or said.id


@dataclass(frozen=True, slots=True)
class Weight:
    """How much is behind a wish.

    Of `people` who asked, `known` are in the journal and `deep` of these Trusted or deeper;
    `depth` is their mean, None where none is known. `value` is the sum of their yearly values.
    """

    people: int
    known: int
    deep: int
    depth: float | None
    value: Decimal

    def order(self) -> tuple[int, float, Decimal]:
        """Return what a list is sorted by, the heaviest last: people, depth in all, value."""
        return self.people, (self.depth or 0) * self.known, self.value


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish with everyone who asked, newest first, or one who asked for what no other did.

    Without a `wish` it is a single voice that belongs to none yet.
    """

    wish: Wish | None
    voices: tuple[Voice, ...]

    @property
    def id(self) -> UUID:
        """The wish's own, or that of the feedback that stands alone."""
        return self.wish.id if self.wish else self.voices[0].feedback.id

    @property
    def title(self) -> str:
        """What it is called: the wish's title, or the words said."""
        return self.wish.title if self.wish else self.voices[0].feedback.text

    @property
    def status(self) -> WishStatus:
        """How far it has come."""
        if self.wish:
            return self.wish.status
        return WishStatus.TOLD if self.voices[0].feedback.told_on else WishStatus.HEARD

    def untold(self) -> list[Voice]:
        """Return those who have not heard what came of it."""
        return [voice for voice in self.voices if voice.feedback.told_on is None]

    def words(self) -> str:
        """Return all that was said about it."""
        said = [voice.feedback.text for voice in self.voices]
        return "\n".join([self.wish.title, *said] if self.wish else said)


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was done because somebody asked, and who heard of it when, newest first.

    `people` are names with the day, None for those who have not heard; `on` is when it was told.
    """

    wish: Wish
    on: date
    people: tuple[tuple[str, date | None], ...]
    said: tuple[Feedback, ...] = ()


def contact_of(phones: Sequence[Labelled], emails: Sequence[Labelled]) -> str:
    """Return how to reach somebody: their first phone number, else their first address."""
    return next((one.value for one in (*phones, *emails)), "")


def weigh(voices: Iterable[Voice]) -> Weight:
    """Return how much is behind a wish; whoever asked twice counts once."""
    people = {voice.person(): voice for voice in voices}.values()
    depths = [voice.depth for voice in people if voice.depth is not None]
    return Weight(
        people=len(people),
        known=len(depths),
        deep=sum(depth >= DepthStage.TRUSTED.floor for depth in depths),
        depth=sum(depths) / len(depths) if depths else None,
        value=sum((voice.yearly_value or Decimal() for voice in people), Decimal()),
    )


@dataclass(frozen=True, slots=True)
class Recommend:
    """Answers to how likely somebody would recommend the business, 0 to 10.

    `score` is the net promoter score: the share of those who promote less the share of those who
    detract, from -100 to 100 (F. Reichheld, Harvard Business Review, December 2003).
    """

    promoters: int
    passives: int
    detractors: int

    @property
    def count(self) -> int:
        """How many answered."""
        return self.promoters + self.passives + self.detractors

    @property
    def score(self) -> float:
        """The net promoter score; there must be an answer."""
        return 100 * (self.promoters - self.detractors) / self.count


@dataclass(frozen=True, slots=True)
class Stars:
    """Star ratings: how many there are and their mean, out of 5."""

    count: int
    mean: float


def recommend(ratings: Iterable[Feedback]) -> Recommend | None:
    """Count the answers out of 10 among ratings, None where there are none."""
    answers = [one.rating for one in ratings if one.best == RECOMMEND and one.rating is not None]
    if not answers:
        return None
    promoters = sum(answer >= PROMOTER for answer in answers)
    detractors = sum(answer <= DETRACTOR for answer in answers)
    return Recommend(promoters, len(answers) - promoters - detractors, detractors)


def stars(ratings: Iterable[Feedback]) -> Stars | None:
    """Return the mean of the star ratings, None where there are none."""
    given = [one.rating for one in ratings if one.best == STARS and one.rating is not None]
    return Stars(len(given), sum(given) / len(given)) if given else None


def words_of(text: str) -> frozenset[str]:
    """Return what two texts are compared by: the beginnings of their words, folded.

    >>> sorted(words_of("Could you deliver on Saturdays?"))
    ['could', 'delive', 'saturd', 'you']
    """
    found: set[str] = set()
    for word in _WORD.findall(fold(text)):
        if word[0] >= _UNSPACED:
            found.update(word[place : place + 2] for place in range(len(word) - 1))
        else:
            found.add(word[:_STEM].rstrip("s") or word)
    return frozenset(found)


@dataclass(slots=True)
class Likeness(Generic[K]):
    """Finds which of many texts ask for the same as another, by the words they have in common.

    A word that many of them hold says little: it weighs log(1 + texts / texts with it).
    """

    _words: dict[K, frozenset[str]] = field(default_factory=dict[K, frozenset[str]])
    _holders: defaultdict[str, set[K]] = field(
        default_factory=lambda: defaultdict[str, set[K]](set)
    )

    @classmethod
    def among(cls, texts: Mapping[K, str]) -> "Likeness[K]":
        """Return what finds among these texts, by their keys."""
        made = cls()
        for key, text in texts.items():
            made._words[key] = words_of(text)
            for word in made._words[key]:
                made._holders[word].add(key)
        return made

    def of(self, text: str, most: int = 3) -> list[K]:
        """Return the keys of the texts most like one, the likest first; those unlike are left."""
        asked = words_of(text)
        own = sum(map(self._weight, asked))
        shared: defaultdict[K, float] = defaultdict(float)
        for word in asked:
            for key in self._holders.get(word, ()):
                shared[key] += self._weight(word)
        alike = {
            key: both / min(own, sum(map(self._weight, self._words[key])))
            for key, both in shared.items()
        }
        found = [key for key, share in alike.items() if share >= _ALIKE]
        return sorted(found, key=lambda key: -alike[key])[:most]

    def _weight(self, word: str) -> float:
        return log(1 + len(self._words) / max(len(self._holders.get(word, ())), 1))

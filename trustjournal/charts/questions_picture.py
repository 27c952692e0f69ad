"""What the charts of the four questions show, where it stands, and the same in words.

Knows no matplotlib: it is made away from the window, and read aloud where no chart can be seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil

from trustjournal.domain import questions
from trustjournal.domain.choices import Question
from trustjournal.domain.depth import DEFAULT, Range, Settings
from trustjournal.domain.depth_stage import shown
from trustjournal.domain.evidence_words import question_word
from trustjournal.domain.question_profiles import BANDS, Band, Profile, Spread
from trustjournal.domain.question_reasons import Finding
from trustjournal.domain.questions import Sums
from trustjournal.domain.questions_words import Advice, short_verdict, short_word
from trustjournal.domain.words import sentence
from trustjournal.i18n import _, ngettext

_LABELS = 104.0  # logical pixels, as all lengths here
_NARROWEST, _PANEL_HEIGHT = 176.0, 112.0
_NAME, _FIRST, _LINE, _GAP = 14.0, 37.0, 16.0, 22.0


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question of one person: its likely range, and whether enough is known of it."""

    question: Question
    likely: Range
    known: bool
    weakest: bool


@dataclass(frozen=True, slots=True)
class PersonPicture:
    """The four questions of one person, in the order of `Question`."""

    name: str
    rows: tuple[QuestionRow, ...]
    stranger: float
    advice: str = ""
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class SpreadMark:
    """How many people stand in one band of a question."""

    question: Question
    band: Band
    count: int


@dataclass(frozen=True, slots=True)
class SpreadPicture:
    """How everyone spreads over the bands of each question; `chosen` is one of them, or none."""

    spread: Mapping[Question, Spread]
    people: int
    chosen: tuple[Question, Band] | None = None
    mirrored: bool = False


@dataclass(frozen=True)
class PanelsPicture:
    """A panel for each person, in order; the likely ranges are worked out where one is drawn."""

    profiles: Sequence[Profile]
    settings: Settings = DEFAULT
    mirrored: bool = False
    _rows: dict[int, tuple[QuestionRow, ...]] = field(
        default_factory=dict[int, tuple[QuestionRow, ...]], compare=False
    )

    def rows(self, number: int) -> tuple[QuestionRow, ...]:
        """Return the four questions of one panel."""
        if number not in self._rows:
            self._rows[number] = rows_of(self.profiles[number].sums, self.settings)
        return self._rows[number]

    def verdict(self, number: int) -> str:
        """Return in a few words which question is the weakest."""
        return short_verdict(questions.weakest(self.profiles[number].sums, self.settings))

    @cached_property
    def stranger(self) -> float:
        """The score of a question about which nothing is known."""
        return 100 * self.settings.prior_mean


@dataclass(frozen=True, slots=True)
class Grid:
    """How `count` panels fill a `width`: lengths are logical pixels from the upper left.

    The names of the questions stand once at the beginning of each line of panels, `labels` wide.
    """

    count: int
    width: float
    scale: float = 1.0

    @property
    def labels(self) -> float:
        """The width of the names of the questions: half of all where that is little."""
        return min(_LABELS * self.scale, self.width / 2)

    @property
    def columns(self) -> int:
        """How many panels stand side by side."""
        return max(int((self.width - self.labels) // (_NARROWEST * self.scale)), 1)

    @property
    def across(self) -> float:
        """The width of a panel."""
        return max((self.width - self.labels) / self.columns, 1.0)

    @property
    def down(self) -> float:
        """The height of a panel."""
        return _PANEL_HEIGHT * self.scale

    @property
    def lines(self) -> int:
        """How many lines of panels there are."""
        return -(-self.count // self.columns)

    @property
    def height(self) -> float:
        """The height of all lines together."""
        return self.lines * self.down

    @property
    def reach(self) -> float:
        """The length of the scale from 0 to 100 in a panel."""
        return max(self.across - _GAP * self.scale, 1.0)

    @property
    def name(self) -> float:
        """How far below the top of a panel the middle of its name is."""
        return _NAME * self.scale

    @property
    def rows(self) -> list[float]:
        """How far below the top of a panel each question stands."""
        return [(_FIRST + place * _LINE) * self.scale for place in range(len(Question))]

    @property
    def line(self) -> float:
        """The height of one question in a panel."""
        return _LINE * self.scale

    def corner(self, number: int) -> tuple[float, float]:
        """Return where a panel begins, across and down."""
        line, column = divmod(number, self.columns)
        return self.labels + column * self.across, line * self.down

    def within(self, top: float, bottom: float) -> range:
        """Return the panels of which a part lies between two heights."""
        first = max(int(top // self.down), 0) * self.columns
        last = ceil(max(bottom, 0) / self.down) * self.columns
        return range(min(first, self.count), min(last, self.count))

    def at(self, x: float, y: float) -> int | None:
        """Return the panel at a place, None where there is none."""
        column = int((x - self.labels) // self.across)
        number = int(y // self.down) * self.columns + column
        inside = 0 <= column < self.columns and y >= 0
        return number if inside and number < self.count else None

    def question_at(self, y: float) -> Question | None:
        """Return the question that stands at a height, None above and below them."""
        place = int((y % self.down - self.rows[0] + self.line / 2) // self.line)
        return list(Question)[place] if 0 <= place < len(Question) else None


def person_picture(
    name: str, finding: Finding, advice: Advice, settings: Settings = DEFAULT
) -> PersonPicture:
    """Return the picture of one person from what was found in their records."""
    return PersonPicture(
        name=name,
        rows=rows_of(finding.sums, settings),
        stranger=100 * settings.prior_mean,
        advice=f"{advice.verdict} {advice.fact} {advice.help}",
    )


def rows_of(sums: Sums, settings: Settings = DEFAULT) -> tuple[QuestionRow, ...]:
    """Return the four questions of one person."""
    standing, likely = questions.standings(sums, settings), questions.likely(sums, settings)
    lowest = questions.lowest(standing, settings)
    return tuple(
        QuestionRow(one, likely[one], standing[one].known, one is lowest) for one in Question
    )


def row_words(row: QuestionRow) -> tuple[str, str]:
    """Return a question and where it stands: "20, likely 3 to 42"."""
    likely = _("{score}, likely {low} to {high}").format(
        score=shown(row.likely.score), low=round(row.likely.low), high=round(row.likely.high)
    )
    if row.known:
        return question_word(row.question), likely
    return question_word(row.question), _("Not known yet · {likely}").format(likely=likely)


def describe_person(picture: PersonPicture) -> str:
    """Return one person's four questions in words, for those who do not see them."""
    said = [
        _("{question} {words}.").format(question=question, words=words)
        for question, words in map(row_words, picture.rows)
    ]
    return " ".join((*said, picture.advice)).strip()


def panel_words(
    picture: PanelsPicture, number: int, question: Question | None = None
) -> tuple[str, str]:
    """Return whose panel it is, and where a question stands, or which is the weakest."""
    name = picture.profiles[number].customer.name
    if question is None:
        return name, picture.verdict(number)
    row = next(row for row in picture.rows(number) if row.question is question)
    return name, f"{short_word(question)} · {row_words(row)[1]}"


def panel_scores(picture: PanelsPicture, number: int) -> str:
    """Return where the four questions of a panel stand, in one line."""
    return ", ".join(
        f"{short_word(row.question)} {shown(row.likely.score)}"
        if row.known
        else _("{question} not known").format(question=short_word(row.question))
        for row in picture.rows(number)
    )


def describe_panels(picture: PanelsPicture) -> str:
    """Return what the panels show in words, for those who do not see them."""
    count = len(picture.profiles)
    return ngettext(
        "The four questions of {count} person, each with its likely range.",
        "The four questions of {count} people, each with its likely range.",
        count,
    ).format(count=count)


def spread_words(mark: SpreadMark, people: int) -> tuple[str, str]:
    """Return a band of a question, and how many of all people stand there."""
    part = _("{question}: {band}").format(
        question=short_word(mark.question), band=band_word(mark.band)
    )
    return part, ngettext(
        "{count} of {people} person", "{count} of {people} people", people
    ).format(count=mark.count, people=people)


def describe_spread(picture: SpreadPicture) -> str:
    """Return how everyone stands in words, for those who do not see it."""
    said: list[str] = []
    for question, spread in picture.spread.items():
        counts = ", ".join(
            _("{band} {count}").format(band=band_word(band), count=spread.counts[band])
            for band in BANDS
            if spread.counts[band]
        )
        said.append(
            _("{question} {median}. {counts}.").format(
                question=question_word(question),
                median=sentence(median_words(spread)),
                counts=counts,
            )
        )
    return " ".join(said)


def median_words(spread: Spread) -> str:
    """Say above which score half of those known stand."""
    if spread.median is None:
        return _("not known yet")
    return _("half above {score}").format(score=shown(spread.median))


def score_words(score: float, band: Band) -> str:
    """Return the number to show of a question."""
    return band_word(None) if band is None else str(shown(score))


def band_word(band: Band) -> str:
    """Return the word for where a question stands."""
    return _("Not known") if band is None else band.word

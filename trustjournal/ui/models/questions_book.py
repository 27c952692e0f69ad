"""The four questions of everyone as their page shows them, gathered away from the window."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.charts import questions_picture
from trustjournal.charts.questions_picture import PanelsPicture, SpreadMark, SpreadPicture
from trustjournal.charts.view import View
from trustjournal.domain import question_profiles
from trustjournal.domain.choices import Question
from trustjournal.domain.depth import Settings
from trustjournal.domain.finding import tags_worn
from trustjournal.domain.question_profiles import BANDS, Profile, Wish
from trustjournal.domain.questions_words import short_word
from trustjournal.i18n import _
from trustjournal.store import questions

_MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class PanelMark:
    """A panel, and the question in it that is meant, or None for all of it."""

    number: int
    question: Question | None = None

    @property
    def mark(self) -> "PanelMark":
        """What a canvas hands on: where a panel stands follows from its number."""
        return self


@dataclass(frozen=True, slots=True)
class QuestionsBook:
    """The profile of everyone, by name, and every tag that somebody has."""

    profiles: list[Profile]
    settings: Settings
    tags: list[str]


@dataclass(frozen=True, slots=True)
class PanelsChart:
    """A panel for each person: a `Chart`, of which the canvas asks for a part."""

    picture: PanelsPicture

    @property
    def title(self) -> str:
        """What the chart is called."""
        return _("The four questions, person by person")

    @property
    def description(self) -> str:
        """The chart in words."""
        return questions_picture.describe_panels(self.picture)

    @property
    def columns(self) -> Sequence[str]:
        """The heads of the chart as a table."""
        return (_("Name"), *(short_word(question) for question in Question), _("Weakest"))

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """The panels as a table, of which a few hundred are enough to read."""
        profiles = self.picture.profiles
        rows = [_row(one) for one in profiles[:_MOST_ROWS]]
        more = len(profiles) - len(rows)
        if more:
            rows.append((_("and {count} more").format(count=more), *[""] * (len(Question) + 1)))
        return rows

    def customer_id(self, mark: PanelMark) -> UUID:
        """Return whose panel it is."""
        return self.picture.profiles[mark.number].customer.id

    def draw(self, figure: Any, style: Any, view: View | None = None) -> Any:
        """Draw the part in `view`; imports matplotlib."""
        from trustjournal.charts import questions_chart

        return questions_chart.draw_panels(figure, self.picture, style, view=view)

    def words(self, mark: PanelMark) -> tuple[str, str]:
        """Return who it is, and where the question stands or which is the weakest."""
        return questions_picture.panel_words(self.picture, mark.number, mark.question)

    def spoken(self, mark: PanelMark) -> str:
        """Return all that a panel shows, in words."""
        scores = questions_picture.panel_scores(self.picture, mark.number)
        return ", ".join((*self.words(mark), scores))

    def save(self, path: Path) -> None:
        """Write the first of them to a file; imports matplotlib."""
        from trustjournal.charts import questions_file

        questions_file.save_panels(self.picture, path)


@dataclass(frozen=True, slots=True)
class SpreadChart:
    """How everyone spreads over the bands of each question: a `Chart`."""

    picture: SpreadPicture

    @property
    def title(self) -> str:
        """What the chart is called."""
        return _("How many people stand where")

    @property
    def description(self) -> str:
        """The chart in words."""
        return questions_picture.describe_spread(self.picture)

    @property
    def columns(self) -> Sequence[str]:
        """The heads of the chart as a table."""
        return ("", *(short_word(question) for question in self.picture.spread))

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """The bands as a table, the best first, and the medians below."""
        spreads = self.picture.spread.values()
        medians = [questions_picture.median_words(one) for one in spreads]
        return [
            *(
                (questions_picture.band_word(band), *(str(one.counts[band]) for one in spreads))
                for band in BANDS
            ),
            (_("Median"), *medians),
        ]

    def draw(self, figure: Any, style: Any) -> Any:
        """Draw it; imports matplotlib."""
        from trustjournal.charts import questions_chart

        return questions_chart.draw_spread(figure, self.picture, style)

    def words(self, mark: SpreadMark) -> tuple[str, str]:
        """Return a band of a question, and how many people stand there."""
        return questions_picture.spread_words(mark, self.picture.people)

    def save(self, path: Path) -> None:
        """Write it to a file; imports matplotlib."""
        from trustjournal.charts import questions_file

        questions_file.save_spread(self.picture, path)


@dataclass(frozen=True, slots=True)
class BookView:
    """What the page shows for a wish: of `everyone` those wanted, and how the matching spread.

    `often` is the question that is the weakest of most people, and of how many; None of none.
    """

    wish: Wish
    everyone: int
    panels: PanelsChart
    spread: SpreadChart
    often: tuple[Question, int] | None


def read_book(connection: Connection, now: datetime, zone: tzinfo) -> QuestionsBook:
    """Return everyone's four questions; `zone` is where the owner's days begin."""
    profiles, settings = questions.profiles(connection, now, zone)
    return QuestionsBook(profiles, settings, tags_worn(one.customer.tags for one in profiles))


def narrow_book(
    book: QuestionsBook, wish: Wish, mirrored: bool, _connection: Connection
) -> BookView:
    """Return what the page shows for a wish; takes some 100 ms for 10,000 people."""
    matching = question_profiles.matching(book.profiles, wish)
    wanted = question_profiles.chosen(matching, wish)
    spread = question_profiles.spread(matching)
    weak = Counter(one.lowest for one in matching if one.lowest and one.band(one.lowest))
    return BookView(
        wish=wish,
        everyone=len(book.profiles),
        panels=PanelsChart(PanelsPicture(wanted, book.settings, mirrored)),
        spread=SpreadChart(SpreadPicture(spread, len(matching), wish.spot, mirrored)),
        often=next(iter(weak.most_common(1)), None),
    )


def _row(one: Profile) -> tuple[str, ...]:
    scores = (
        questions_picture.score_words(one.score(question), one.band(question))
        for question in Question
    )
    return (one.customer.name, *scores, short_word(one.lowest) if one.lowest else "")

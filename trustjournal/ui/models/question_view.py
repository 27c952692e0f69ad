"""The four questions of one person as their card shows them, gathered away from the window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.charts import questions_picture
from trustjournal.charts.questions_picture import PersonPicture, QuestionRow
from trustjournal.domain.question_reasons import Records, find
from trustjournal.domain.questions_words import Advice, advise
from trustjournal.domain.records import (
    Answer,
    Promise,
    Touchpoint,
)
from trustjournal.i18n import _
from trustjournal.store.people import depth_settings
from trustjournal.ui.models.person_view import PersonView

Source = Touchpoint | Promise | Answer


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One person's four questions: a `Chart` for the canvas, what to say, and what it counts."""

    customer_id: UUID
    picture: PersonPicture
    advice: Advice
    records: Mapping[UUID, Source]

    @property
    def title(self) -> str:
        """What the chart is called."""
        return _("The four questions: {name}").format(name=self.picture.name)

    @property
    def description(self) -> str:
        """The chart in words."""
        return questions_picture.describe_person(self.picture)

    @property
    def columns(self) -> Sequence[str]:
        """The heads of the chart as a table."""
        return (_("Question"), _("Where it stands"))

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """The questions as a table."""
        return [questions_picture.row_words(row) for row in self.picture.rows]

    @property
    def sources(self) -> list[Source]:
        """The records that the fact counts, the oldest first."""
        return [self.records[one] for one in self.advice.sources]

    def facing(self, *, mirrored: bool) -> "QuestionView":
        """Return the same for reading from right to left, or from left to right."""
        return replace(self, picture=replace(self.picture, mirrored=mirrored))

    def draw(self, figure: Any, style: Any) -> Any:
        """Draw it; imports matplotlib."""
        from trustjournal.charts import questions_chart

        return questions_chart.draw_person(figure, self.picture, style)

    def words(self, mark: QuestionRow) -> tuple[str, str]:
        """Return a question, and where it stands."""
        return questions_picture.row_words(mark)

    def save(self, path: Path) -> None:
        """Write it to a file; imports matplotlib."""
        from trustjournal.charts import questions_file

        questions_file.save_person(self.picture, path)


def view_questions(view: PersonView, _connection: Connection) -> QuestionView:
    """Return the four questions of a person who was read.

    Takes some 20 ms for thousands of events: `session.read(partial(view_questions, view), ...)`.
    """
    story = view.story
    settings = depth_settings(story.preferences)
    records = Records(story.touchpoints, story.promises, story.gestures, story.answers)
    finding = find(records, view.now.astimezone(view.zone), settings)
    advice = advise(finding, view.today)
    picture = questions_picture.person_picture(story.customer.name, finding, advice, settings)
    sources: dict[UUID, Source] = {
        one.id: one for one in (*story.touchpoints, *story.promises, *story.answers)
    }
    return QuestionView(story.customer.id, picture, advice, sources)

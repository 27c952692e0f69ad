"""A chart of ratings as a canvas shows it: its words, its table, and how it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trustjournal.charts.ratings_picture import RatingMark, RatingsPicture
from trustjournal.i18n import _


@dataclass(frozen=True, slots=True)
class RatingsChart:
    """What ratings come to over time, for a canvas or a file."""

    title: str
    description: str
    picture: RatingsPicture

    @property
    def columns(self) -> Sequence[str]:
        """The heads of the same as a table."""
        return _("When"), _("What they come to")

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """The rows of that table, the newest first."""
        return [(one.mark.aside, one.mark.words) for one in reversed(self.picture.points)]

    def draw(self, figure: Any, style: Any) -> Any:
        """Draw it; imports matplotlib."""
        from trustjournal.charts import ratings_drawing

        return ratings_drawing.draw(figure, self.picture, style)

    def words(self, mark: RatingMark) -> tuple[str, str]:
        """Return what a mark is, and the quiet words below that."""
        return mark.words, mark.aside

    def save(self, path: Path) -> None:
        """Write it to a file; imports matplotlib."""
        from trustjournal.charts import ratings_drawing

        ratings_drawing.save(self.picture, path, self.title, self.description)

"""A chart of the whole journal as a canvas shows it: its words, its table, and how it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trustjournal.charts.insight_pictures import Mark, Picture


@dataclass(frozen=True, slots=True)
class InsightChart:
    """A chart of the whole journal, for a canvas or a file; a `blank` one has nothing to draw."""

    title: str
    description: str
    picture: Picture
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    blank: bool = False

    def draw(self, figure: Any, style: Any) -> Any:
        """Draw it; imports matplotlib."""
        from trustjournal.charts import insight_charts

        return insight_charts.draw(figure, self.picture, style)

    def words(self, mark: Mark) -> tuple[str, str]:
        """Return what a mark is, and the quiet words below that."""
        return mark.words, mark.aside

    def save(self, path: Path) -> None:
        """Write it to a file; imports matplotlib."""
        from trustjournal.charts import insight_charts

        insight_charts.save(self.picture, path, self.title, self.description)

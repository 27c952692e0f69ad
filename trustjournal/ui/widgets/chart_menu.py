"""What can be done with a chart: copy it, save it as a picture, or read it as a table."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _
from trustjournal.ui import icons
from trustjournal.ui.widgets.chart_studio import studio
from trustjournal.ui.widgets.chart_table import ChartTable


class Chart(Protocol):
    """What the canvas shows. `draw`, `save` and `rows` are called on the charts' own thread."""

    @property
    def title(self) -> str:
        """What it is called."""
        ...

    @property
    def description(self) -> str:
        """The chart in words."""
        ...

    @property
    def columns(self) -> Sequence[str]:
        """The heads of the same as a table."""
        ...

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """The rows of that table."""
        ...

    def draw(self, figure: Any, style: Any) -> Any:
        """Draw on a matplotlib figure in a `ChartStyle` and return the `Drawing`."""
        ...

    def words(self, mark: Any) -> tuple[str, str]:
        """Return what a mark is, and the quiet words below that."""
        ...

    def save(self, path: Path) -> None:
        """Write the chart to a file in the form that its suffix names."""
        ...


_Table = tuple[Sequence[str], Sequence[Sequence[str]]]


class ChartMenu(QMenu):
    """The menu of a canvas, which keeps `chart` and `image` those on screen.

    `told` fires with a sentence for the owner.
    """

    told = Signal(str)

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.chart: Chart | None = None
        self.image = QImage()
        self.addAction(icons.icon("copy"), _("Copy the picture"), self.copy_picture)
        self.addAction(icons.icon("download"), _("Save the picture…"), self.ask_where)
        self.addAction(icons.icon("columns-3"), _("Show as table"), self.show_table)

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.image)
        self.told.emit(_("The chart is on the clipboard."))

    def ask_where(self) -> None:
        """Ask for a file: PNG, SVG or PDF."""
        dialog = QFileDialog(self.parentWidget(), _("Save the picture"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Picture (*.png)"), _("Drawing (*.svg)"), _("Page (*.pdf)")])
        dialog.setDefaultSuffix("png")
        dialog.filterSelected.connect(partial(_follow_filter, dialog))
        dialog.fileSelected.connect(self.save_picture)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_picture(self, path: str) -> None:
        """Write the chart to a file, away from the window, and tell how it went."""
        if self.chart is not None:
            work = partial(self.chart.save, Path(path))
            studio().submit(work, partial(self._saved, Path(path).name), self.refuse)

    def show_table(self) -> None:
        """Open the same facts as a table, once they are gathered away from the window."""
        if self.chart is not None:
            gather = partial(_table_of, self.chart)
            studio().submit(gather, partial(self._open_table, self.chart.title), self.refuse)

    def refuse(self, error: TrustJournalError) -> None:
        """Tell why something cannot be done."""
        self.told.emit(str(error))

    def _open_table(self, title: str, table: _Table) -> None:
        canvas = self.parentWidget()
        if canvas is not None and canvas.isVisible():
            ChartTable(title, *table, canvas).open()

    def _saved(self, name: str, _nothing: None) -> None:
        self.told.emit(_("Saved as {name}.").format(name=name))


def _table_of(chart: Chart) -> _Table:
    return chart.columns, chart.rows


def _follow_filter(dialog: QFileDialog, chosen: str) -> None:
    """Let the form that was chosen, "Drawing (*.svg)", be that of a name without one."""
    dialog.setDefaultSuffix(chosen.rpartition(".")[2].rstrip(")"))

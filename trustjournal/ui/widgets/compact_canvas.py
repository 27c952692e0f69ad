"""A canvas for a chart of a few lines, as low as they need."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from trustjournal.ui import theme
from trustjournal.ui.widgets.figure_canvas import FigureCanvas


class CompactCanvas(FigureCanvas):
    """A canvas `width` px or wider and `height` px high, at 100 %."""

    def __init__(self, width: int, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = width, height

    def sizeHint(self) -> QSize:
        width, height = self._least
        return QSize(theme.px(width), theme.px(height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

"""The three buttons beside a large chart: farther, nearer, and all of it."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui.widgets.buttons import icon_button
from trustjournal.ui.widgets.view_canvas import ViewCanvas


class ZoomButtons(QWidget):
    """They zoom `canvas` in its middle; the wheel and keys zoom it too."""

    def __init__(self, canvas: ViewCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.out_button = icon_button("minus", _("Zoom out"))
        self.in_button = icon_button("plus", _("Zoom in"))
        self.all_button = icon_button("maximize", _("Show all"))
        self.out_button.clicked.connect(canvas.zoom_out)
        self.in_button.clicked.connect(canvas.zoom_in)
        self.all_button.clicked.connect(canvas.show_all)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.out_button, self.in_button, self.all_button):
            row.addWidget(button)

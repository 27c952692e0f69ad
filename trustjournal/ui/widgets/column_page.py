"""A page without a sidebar: the sign of the house, a title, and one calm column in the middle."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.palette import PAGE_MARGIN, Tone, TypeRole
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rows import IconMark

_WIDTH = 780


class ColumnPage(QScrollArea):
    """Put content into `body`; `column` is the whole of it, to be disabled while work goes on."""

    def __init__(self, title: str, lead: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel(title, TypeRole.TITLE, wrap=True)
        self.lead = PlainLabel(lead, TypeRole.LEAD, Tone.MUTED, wrap=True)
        self.column = QWidget()
        self.body = QVBoxLayout(self.column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(20)
        self.body.addWidget(self._logo())
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.title)
        words.addWidget(self.lead)
        self.body.addLayout(words)
        inside = QWidget()
        inside.setObjectName("page")
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.column, 1000)
        across.addStretch(1)
        room = QVBoxLayout(inside)
        room.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        room.addStretch(2)
        room.addLayout(across)
        room.addStretch(3)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.look.changed.connect(self._fit)
        self._fit()

    def _logo(self) -> QWidget:
        logo = QWidget()
        row = QHBoxLayout(logo)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        row.addWidget(IconMark("sprout", Tone.ACCENT, 24))
        row.addWidget(PlainLabel(_("Trust Journal"), TypeRole.CARD), 1)
        return logo

    def _fit(self) -> None:
        self.column.setMaximumWidth(theme.px(_WIDTH))

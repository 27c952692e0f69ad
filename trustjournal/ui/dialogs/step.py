"""One step of a form that has several: words at the top, its own parts, buttons at the foot."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import Button, primary, quiet
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.rows_table import RowsTable

_ROOM = 64


def roomy_table(
    name: str, heads: Sequence[str], cells: Sequence[Sequence[str]], filling: int
) -> RowsTable:
    """Return a table of rows in which no column, the filling one neither, is squeezed away."""
    table = RowsTable(name, heads, cells, filling=filling)
    table.horizontalHeader().setMinimumSectionSize(theme.px(_ROOM))
    return table


class Step(QWidget):
    """Enter presses `next_button` wherever the focus is; put the step's parts into `body`.

    `aside` are buttons at the other end of the foot; without words for it there is no way back.
    """

    went_on = Signal()
    went_back = Signal()
    cancelled = Signal()

    def __init__(
        self, forward: str, back: str = "", *aside: Button, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.what = PlainLabel("", TypeRole.LEAD, Tone.MUTED, wrap=True)
        self.fault = PlainLabel("", TypeRole.BODY, Tone.CLAY, wrap=True)
        self.fault.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.back_button = quiet(back or _("Back"))
        if not back:
            self.back_button.hide()
        self.cancel_button = quiet(_("Cancel"))
        self.next_button = primary(forward)
        self.next_button.clicked.connect(self.went_on)
        self.back_button.clicked.connect(self.went_back)
        self.cancel_button.clicked.connect(self.cancelled)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in aside:
            foot.addWidget(button)
        foot.addStretch(1)
        for button in (self.back_button, self.cancel_button, self.next_button):
            foot.addWidget(button)
        for button in (*aside, self.back_button, self.cancel_button):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.what)
        column.addLayout(self.body, 1)
        column.addWidget(self.fault)
        column.addLayout(foot)

    def begin(self) -> None:
        """Let Enter go on from here, once the step is shown."""
        self.next_button.setDefault(True)
        (self.next_button if self.next_button.isEnabled() else self.cancel_button).setFocus()

    def say(self, sentence: str, tone: Tone = Tone.CLAY) -> None:
        """Say what went wrong or was done, or with "" that there is nothing to say."""
        self.fault.set_tone(tone)
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def tell_saved(self, target: Path) -> None:
        """Say where something was saved."""
        self.say(_("Saved as {path}.").format(path=target), Tone.MUTED)

"""The card of what was being written when the program ended: go on with it, or drop it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.i18n import _, ngettext
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import quiet, secondary
from trustjournal.ui.widgets.card import Card, clear_layout
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rows import IconTile

_TOP, _BOTTOM = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class UnsavedLine:
    """One thing that was being written: what, of whom and when, and how it begins."""

    place: str
    title: str
    aside: str
    said: str
    dropped: bool = False


class UnsavedCard(Card):
    """The newest of them. `continued`, `dropped` and `wanted_back` fire with the place of one."""

    continued = Signal(str)
    dropped = Signal(str)
    wanted_back = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Not saved yet"), parent=parent)
        self.rows: list[UnsavedRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._more = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self.body.addLayout(self._rows)
        self.add(self._more)

    def show_lines(self, lines: Sequence[UnsavedLine]) -> None:
        """Show these, the newest first; the focus stays on the row that had it, or on the first."""
        focused = next((row.line.place for row in self.rows if row.has_focus()), None)
        clear_layout(self._rows)
        self.rows = [UnsavedRow(line) for line in lines[:_SHOWN]]
        for row in self.rows:
            self._rows.addWidget(row)
            place = row.line.place
            row.go_on.clicked.connect(partial(self._continue, place))
            row.drop.clicked.connect(partial(self._drop, place))
            row.back.clicked.connect(partial(self._bring_back, place))
        rest = len(lines) - len(self.rows)
        more = ngettext("One more waits behind these.", "{count} more wait behind these.", rest)
        self._more.setText(more.format(count=rest))
        self._more.setVisible(rest > 0)
        self.setVisible(bool(lines))
        if focused is not None and self.rows:
            row = next((row for row in self.rows if row.line.place == focused), self.rows[0])
            row.show()  # what is not shown yet takes no focus
            row.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def buttons(self) -> list[QWidget]:
        """Return what can be pressed, in order."""
        return [button for row in self.rows for button in (row.go_on, row.drop, row.back)]

    def _continue(self, place: str, _checked: bool = False) -> None:
        self.continued.emit(place)

    def _drop(self, place: str, _checked: bool = False) -> None:
        self.dropped.emit(place)

    def _bring_back(self, place: str, _checked: bool = False) -> None:
        self.wanted_back.emit(place)


class UnsavedRow(QWidget):
    """One of them, with its buttons; one that was dropped can be brought back."""

    def __init__(self, line: UnsavedLine) -> None:
        super().__init__()
        self.line = line
        self.go_on = secondary(_("Continue"), small=True)
        self.drop = quiet(_("Drop"), small=True)
        self.back = quiet(_("Bring it back"), "undo-2", small=True, flush=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(9)
        head.addWidget(PlainLabel(line.title, TypeRole.STRONG, elide=True), 0, _BOTTOM)
        head.addWidget(PlainLabel(line.aside, TypeRole.SMALL, Tone.MUTED, elide=True), 0, _BOTTOM)
        head.addStretch(1)
        words.addLayout(head)
        if line.dropped:
            words.addWidget(PlainLabel(_("Dropped."), TypeRole.SMALL, Tone.MUTED, wrap=True))
        elif line.said:
            words.addWidget(PlainLabel(line.said, TypeRole.JOURNAL, wrap=True))
        deeds = QWidget()
        flow = FlowLayout(deeds, gap=6)
        for button, there in ((self.go_on, True), (self.drop, True), (self.back, False)):
            flow.addWidget(button)
            button.setVisible(there != line.dropped)
            button.setAccessibleDescription(line.title)
        words.addSpacing(4)
        words.addWidget(deeds)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(14)
        row.addWidget(IconTile("pen-line", Tone.MUTED, 32), 0, _TOP)
        row.addLayout(words, 1)
        self.setAccessibleName(". ".join(filter(None, (line.title, line.aside, line.said))))

    def has_focus(self) -> bool:
        """Return whether one of its buttons has the focus."""
        return any(button.hasFocus() for button in (self.go_on, self.drop, self.back))

    def first(self) -> QWidget:
        """Return the button that comes first."""
        return self.back if self.line.dropped else self.go_on

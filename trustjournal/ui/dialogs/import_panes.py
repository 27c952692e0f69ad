"""The panes of an import before its preview: where to drop a file, and what is going on."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from trustjournal.i18n import _, ngettext
from trustjournal.ui import theme
from trustjournal.ui.palette import CARD_RADIUS, Tone, TypeRole
from trustjournal.ui.widgets.buttons import primary, quiet
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.rows import IconTile, NoteLine

_BEFORE, _WIDEST = 48, 470
_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class DropZone(QFrame):
    """Where a file is dropped, or chosen with the button; says what is understood.

    `forms` are an icon and a sentence each.
    """

    def __init__(
        self,
        title: str,
        icon: str,
        forms: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.choose = primary(_("Choose a file…"))
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.choose)
        self.fault = PlainLabel("", TypeRole.BODY, Tone.CLAY, wrap=True)
        self.fault.setAlignment(_MIDDLE)
        self.fault.hide()
        self._lay_out(PlainLabel(title, TypeRole.CARD, wrap=True), icon, _listed(forms))

    def say(self, sentence: str) -> None:
        """Say why a file could not be read, or with "" that nothing is wrong."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _lay_out(self, drop: PlainLabel, icon: str, known: QWidget) -> None:
        drop.setAlignment(_MIDDLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(14)
        column.addStretch(1)
        column.addWidget(IconTile(icon, Tone.ACCENT, 56), 0, _MIDDLE)
        column.addWidget(drop)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(self.buttons)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addWidget(self.fault)
        column.addSpacing(12)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(known, 1000)
        across.addStretch(1)
        column.addLayout(across)
        column.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("line_strong"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour("surface"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, CARD_RADIUS, CARD_RADIUS)


def _listed(forms: Sequence[tuple[str, str]]) -> QWidget:
    known = QWidget()
    longest = max(known.fontMetrics().horizontalAdvance(words) for _sign, words in forms)
    known.setMaximumWidth(min(longest + theme.px(_BEFORE), theme.px(_WIDEST)))
    lines = QVBoxLayout(known)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(6)
    for sign, words in forms:
        lines.addWidget(NoteLine(sign, words, Tone.MUTED))
    return known


class WorkPane(QWidget):
    """What is going on, how far it is, and a way to stop it; or a question before it begins."""

    agreed = Signal()
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what = PlainLabel("", TypeRole.CARD, wrap=True)
        self.far = PlainLabel("", TypeRole.BODY, Tone.MUTED)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setFixedWidth(theme.px(320))
        self.go_on = primary(_("Read it"))
        self.stop = quiet(_("Cancel"))
        self.stop.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.go_on.clicked.connect(self.agreed)
        self.stop.clicked.connect(self.stopped)
        for label in (self.what, self.far):
            label.setAlignment(_MIDDLE)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.go_on)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addStretch(1)
        column.addWidget(self.what)
        column.addWidget(self.bar, 0, _MIDDLE)
        column.addWidget(self.far)
        column.addLayout(buttons)
        column.addStretch(1)

    def work(self, what: str) -> None:
        """Show that something is going on."""
        self._show(what, asking=False)
        self.bar.setRange(0, 0)

    def ask(self, question: str, answer: str = _("Read it")) -> None:
        """Ask whether to go on; `answer` stands on the button."""
        self.go_on.setText(answer)
        self._show(question, asking=True)
        self.go_on.setFocus()

    def count(self, done: int, total: int = 0) -> None:
        """Show how many rows are done, of how many where that is known."""
        number = QLocale().toString
        if total > 0:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            text = _("{done} of {total} rows").format(done=number(done), total=number(total))
        else:
            text = ngettext("{count} row read", "{count} rows read", done).format(
                count=number(done)
            )
        self.far.setText(text)

    def _show(self, words: str, *, asking: bool) -> None:
        self.what.setText(words)
        self.far.setText("")
        self.bar.setVisible(not asking)
        self.go_on.setVisible(asking)
        announce(self, words)

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

_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class DropZone(QFrame):
    """Where a file is dropped, or chosen with the button; says what is understood.

    `forms` are an icon and a sentence each; without them it is a place for an address book.
    """

    def __init__(
        self,
        title: str = "",
        icon: str = "users",
        forms: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.choose = primary(_("Choose a file…"))
        self.fault = PlainLabel("", TypeRole.BODY, Tone.CLAY, wrap=True)
        self.fault.setAlignment(_MIDDLE)
        self.fault.hide()
        known = QWidget()
        known.setMaximumWidth(theme.px(470))
        lines = QVBoxLayout(known)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        for sign, words in forms or _address_books():
            lines.addWidget(NoteLine(sign, words, Tone.MUTED))
        title = title or _("Drop your address book here")
        drop = PlainLabel(title, TypeRole.CARD, wrap=True)
        drop.setAlignment(_MIDDLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(14)
        column.addStretch(1)
        column.addWidget(IconTile(icon, Tone.ACCENT, 56), 0, _MIDDLE)
        column.addWidget(drop)
        column.addWidget(self.choose, 0, _MIDDLE)
        column.addWidget(self.fault)
        column.addSpacing(12)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(known, 1000)
        across.addStretch(1)
        column.addLayout(across)
        column.addStretch(1)

    def say(self, sentence: str) -> None:
        """Say why a file could not be read, or with "" that nothing is wrong."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("line_strong"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour("surface"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, CARD_RADIUS, CARD_RADIUS)


def _address_books() -> Sequence[tuple[str, str]]:
    return (
        ("mail", _("Google Contacts: on contacts.google.com choose Export, Google CSV")),
        ("building-2", _("Outlook: under People choose Manage contacts, Export contacts")),
        ("phone", _("Apple, Android and others: a vCard file, ending in .vcf")),
    )


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
        self.stop.setFocus()

    def ask(self, question: str) -> None:
        """Ask whether to go on."""
        self._show(question, asking=True)
        self.go_on.setFocus()

    def count(self, done: int) -> None:
        """Show how many were read."""
        text = ngettext("{count} person read", "{count} people read", done)
        self.far.setText(text.format(count=QLocale().toString(done)))

    def _show(self, words: str, *, asking: bool) -> None:
        self.what.setText(words)
        self.far.setText("")
        self.bar.setVisible(not asking)
        self.go_on.setVisible(asking)
        announce(self, words)

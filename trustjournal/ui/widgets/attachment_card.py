"""The card of the files kept with one person: attach by button or drop, and what is there."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.models.file_lines import FileLine
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.attachment_rows import AttachmentRows
from trustjournal.ui.widgets.buttons import quiet
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.pressable import SIDE
from trustjournal.ui.widgets.tab_order import tab_in_order


class AttachmentCard(Card):
    """Files of one person. `dropped` fires with paths, `attach_wanted` and `photo_wanted` alone.

    What is asked of a file that is there is heard from `files`.
    """

    dropped = Signal(list)
    attach_wanted = Signal()
    photo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.attach_button = quiet(_("Attach"), "paperclip", small=True)
        super().__init__(_("Files"), trailing=self.attach_button, parent=parent)
        self.attach_button.setAccessibleName(_("Attach a file"))
        self.attach_button.clicked.connect(self.attach_wanted)
        self.setAcceptDrops(True)
        self.body.setContentsMargins(0, 0, 0, 0)  # a row reaches out for its frame
        self.files = AttachmentRows()
        nothing = _("Drop a file here to keep it with them: a sketch, a quote, a photo.")
        self.nothing = PlainLabel(nothing, TypeRole.BODY, Tone.MUTED, wrap=True)
        self.fault = PlainLabel("", TypeRole.SMALL, Tone.CLAY, wrap=True)
        self.photo_button = quiet(_("Set a photo"), "picture", small=True, flush=True)
        self.photo_button.clicked.connect(self.photo_wanted)
        for widget in (self.nothing, self.fault):
            widget.setContentsMargins(SIDE, 0, SIDE, 0)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(SIDE, 0, SIDE, 0)
        foot.addWidget(self.photo_button)
        foot.addStretch(1)
        for widget in (self.nothing, self.files, self.fault, self._foot):
            self.add(widget)
        self.fault.hide()

    def show_files(self, lines: Sequence[FileLine], *, has_photo: bool) -> None:
        """Show what is kept; a photo among it can be changed there."""
        self.files.show_lines(lines)
        self.files.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self._foot.setVisible(not has_photo)
        tab_in_order(self)

    def say(self, sentence: str) -> None:
        """Say why something could not be done, or with "" that nothing is wrong."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()
            theme.mark(self, "dropping", "true")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        theme.mark(self, "dropping", "false")

    def dropEvent(self, event: QDropEvent) -> None:
        theme.mark(self, "dropping", "false")
        if paths := dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(paths)


def dropped_files(dropped: QMimeData) -> list[Path]:
    """Return the files of this computer among what is dropped; no address is ever followed."""
    return [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]

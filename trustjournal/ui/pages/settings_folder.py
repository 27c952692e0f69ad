"""The watched folder, among the settings: which one, what waits there, what stands in the way."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.i18n import _, ngettext
from trustjournal.ui.dialogs.choose_file import ask_folder
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.watched_folder import WatchedFolder
from trustjournal.ui.widgets.buttons import icon_button, secondary
from trustjournal.ui.widgets.card import Card, clear_layout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.rows import FactRow

_SHOWN = 5


class FolderCard(Card):
    """Names the folder, or asks for one, and lists the files that wait there."""

    def __init__(self, watched: WatchedFolder, parent: QWidget | None = None) -> None:
        super().__init__(_("A folder to drop files into"), parent=parent)
        self._watched = watched
        self._refusal = ""
        told = _(
            "Letters (.eml), address cards (.vcf) and tables (.csv) that you put there wait until "
            "you have looked at them. Nothing comes in by itself, and nothing is deleted."
        )
        self.add(PlainLabel(told, TypeRole.BODY, Tone.MUTED, wrap=True))
        self._place = QVBoxLayout()
        self._files = QVBoxLayout()
        self._files.setSpacing(2)
        self.body.addLayout(self._place)
        self.fault = PlainLabel("", TypeRole.SMALL, Tone.CLAY, wrap=True)
        self.add(self.fault)
        self.body.addLayout(self._files)
        self.look_button = secondary(_("Look through them"), "mail-open")
        self.choose_button = secondary(_("Choose a folder…"), "archive")
        self.stop_button = secondary(_("Stop watching it"), "x")
        for button in (self.look_button, self.choose_button, self.stop_button):
            self.add(button)
        self.look_button.clicked.connect(watched.wanted)
        self.choose_button.clicked.connect(self._choose)
        self.stop_button.clicked.connect(self._stop)
        watched.changed.connect(self.refresh)
        watched.refused.connect(self._refuse)
        watched.moved.connect(self._forget_refusal)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known of the folder now."""
        folder, waiting = self._watched.folder, self._watched.waiting
        clear_layout(self._place)
        clear_layout(self._files)
        if folder:
            self._place.addWidget(FactRow("archive", _("Watched"), folder))
        if folder and not self._watched.fault:
            self._files.addWidget(PlainLabel(_how_many(len(waiting)), wrap=True))
        for path in waiting[:_SHOWN]:
            self._files.addLayout(self._line(path))
        if len(waiting) > _SHOWN:
            self._files.addWidget(PlainLabel(_more(len(waiting) - _SHOWN), TypeRole.SMALL))
        self.look_button.setVisible(bool(waiting))
        self.stop_button.setVisible(bool(folder))
        self._say_fault(self._watched.fault or self._refusal)

    def _line(self, path: Path) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        name = PlainLabel(path.name, TypeRole.SMALL, elide=True)
        leave = icon_button("x", _("Leave out {name}").format(name=path.name), small=True)
        leave.clicked.connect(partial(self._leave_out, path))
        line.addWidget(name, 1)
        line.addWidget(leave)
        return line

    def _leave_out(self, path: Path) -> None:
        self._watched.set_aside(path)

    def _choose(self) -> None:
        ask_folder(self, _("Which folder is to be watched?"), self._watch)

    def _watch(self, folder: Path) -> None:
        self._watched.watch(str(folder))
        self.refresh()

    def _stop(self) -> None:
        self._watched.watch("")
        self.refresh()
        self.choose_button.setFocus()

    def _refuse(self, sentence: str) -> None:
        self._refusal = sentence
        self.refresh()

    def _forget_refusal(self) -> None:
        self._refuse("")

    def _say_fault(self, sentence: str) -> None:
        before = self.fault.text()
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        if sentence and sentence != before:
            announce(self, sentence)


def _how_many(count: int) -> str:
    if not count:
        return _("Nothing waits there.")
    text = ngettext("{count} file waits there:", "{count} files wait there:", count)
    return text.format(count=QLocale().toString(count))


def _more(count: int) -> str:
    text = ngettext("And {count} more.", "And {count} more.", count)
    return text.format(count=QLocale().toString(count))

"""The files that wait in the watched folder: a line above the pages that offers to import them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QDialog

from trustjournal.i18n import _, ngettext
from trustjournal.transfer.watched import DONE
from trustjournal.ui.palette import Tone
from trustjournal.ui.shell import Shell
from trustjournal.ui.watched_folder import WatchedFolder
from trustjournal.ui.widgets.notices import Banner

if TYPE_CHECKING:
    from trustjournal.ui.dialogs.import_dialog import ImportDialog

OpenImport = Callable[[Sequence[Path]], "ImportDialog"]


class WaitingFiles(QObject):
    """Shows the line while files wait, and opens the import of them, one after the other.

    What was brought in or left out there is set aside; what the owner did not come to, or was at
    when the import was cancelled, waits on.
    """

    def __init__(self, shell: Shell, folder: WatchedFolder, open_import: OpenImport) -> None:
        super().__init__(shell)
        self._shell = shell
        self._folder = folder
        self._open_import = open_import
        self._offered: Sequence[Path] = ()
        self._left: list[Path] = []
        self._brought: set[Path] = set()
        self.banner: Banner | None = None
        folder.changed.connect(self._show)
        folder.wanted.connect(self.begin)
        folder.moved.connect(self._tell)
        folder.refused.connect(shell.notify)
        self._show()

    def begin(self) -> None:
        """Open the import of all that wait, unless it is open."""
        if self._folder.waiting and not self._offered:
            self._offered = self._folder.waiting
            dialog = self._open_import(self._offered)
            dialog.brought.connect(self._set_aside)
            dialog.left_out.connect(self._leave_out)
            dialog.finished.connect(self._end)

    def _show(self) -> None:
        waiting = self._folder.waiting
        if self.banner is not None and not waiting:
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = None
        elif self.banner is not None:
            self.banner.set_text(self._sentence())
        elif waiting:
            self.banner = Banner(self._sentence(), Tone.MUTED, _("Look through them"))
            if self.banner.button is not None:
                self.banner.button.clicked.connect(self.begin)
            self._shell.show_banner(self.banner)

    def _sentence(self) -> str:
        count, folder = len(self._folder.waiting), Path(self._folder.folder).name
        text = ngettext(
            "{count} file waits in “{folder}”.", "{count} files wait in “{folder}”.", count
        )
        return text.format(count=QLocale().toString(count), folder=folder)

    def _set_aside(self, path: Path) -> None:
        # Other files can be dropped on the import while it is open.
        if path in self._offered:
            self._brought.add(path)
            self._folder.set_aside(path)

    def _leave_out(self, path: Path) -> None:
        if path in self._offered:
            self._left.append(path)

    def _end(self, result: int) -> None:
        left, self._left, self._offered = self._left, [], ()
        if result == QDialog.DialogCode.Rejected and left:
            left.pop()  # Cancel ends the import with this one; only Skip leaves a file out
        waits = next(iter(one for one in self._folder.waiting if one not in left), None)
        if left:
            self._folder.set_aside(*left)
        elif result == QDialog.DialogCode.Rejected and waits is not None:
            told = _("“{name}” waits on.").format(name=waits.name)
            leave = partial(self._folder.set_aside, waits)
            self._shell.notify(told, _("Leave it out"), leave)

    def _tell(self, paths: Sequence[Path], places: Sequence[Path]) -> None:
        """Say where files are that were left out; what was brought in says so itself."""
        if self._brought.issuperset(paths):
            self._brought.difference_update(paths)
        elif places[0].parent.name == DONE:
            text = ngettext(
                "“{name}” is left out, and lies in the folder “{folder}”.",
                "{count} files are left out, and lie in the folder “{folder}”.",
                len(places),
            )
            count = QLocale().toString(len(places))
            told = text.format(name=paths[0].name, count=count, folder=DONE)
            self._shell.notify(told, _("Undo"), partial(self._folder.put_back, *places))

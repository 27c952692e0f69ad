"""What is shown where a journal cannot be opened: why, and every way to go on.

None of the ways overwrites anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.store.backup_files import BackupFolders
from trustjournal.store.page_looks import PAGE
from trustjournal.ui.dialogs.choose_file import ask_file, journal_files
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import primary, quiet, secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.column_page import ColumnPage
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import PlainLabel, hairline
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.rows import FactRow, NoteLine

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup that was found: when it was made (seconds since 1970) and its size in bytes."""

    path: Path
    made: float
    size: int


class TroublePage(ColumnPage):
    """Says why, and offers another try, what can be read, another journal, a backup, a new one.

    `journal_chosen` and `backup_chosen` carry a path; `new_wanted` leads to the first run.
    """

    journal_chosen = Signal(object)
    backup_chosen = Signal(object)
    salvage_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Your journal did not open"), "", parent)
        self._path = Path()
        self._backup_folder = ""
        self.lead.hide()
        self.again = primary(_("Try again"), "rotate-ccw")
        self.rescue = secondary(_("Salvage what can be read"))
        self.other = secondary(_("Open another journal…"))
        self.fresh = quiet(_("Start a new journal…"))
        self.elsewhere = secondary(_("Choose a backup…"), small=True)
        self.restore_buttons: list[QWidget] = []
        self._what = Card()
        ways = QWidget()
        flow = FlowLayout(ways, gap=8)
        for button in (self.again, self.rescue, self.other, self.fresh):
            flow.addWidget(button)
        self._backups = Card(_("Restore a backup"), trailing=self.elsewhere)
        self.body.addWidget(self._what)
        self.body.addWidget(ways)
        self.body.addWidget(self._backups)
        self.again.clicked.connect(self._try_again)
        self.rescue.clicked.connect(self._salvage)
        self.other.clicked.connect(self._choose_journal)
        self.fresh.clicked.connect(self.new_wanted)
        self.elsewhere.clicked.connect(self._choose_backup)

    def explain(self, sentence: str, path: Path, backup_folder: str = "") -> None:
        """Say why the journal at `path` did not open, and look for its backups.

        They stand beside it, or in the folder that the owner chose for them.
        """
        self._path = path
        self._backup_folder = backup_folder
        self.column.setEnabled(True)
        self._what.clear()
        self._what.add(NoteLine("circle-alert", sentence, Tone.CLAY))
        if str(path) not in sentence:
            self._what.add(FactRow("archive", _("The file"), str(path)))
        self.rescue.setVisible(may_hold_something(path))
        self._show_backups(copies_of(path, backup_folder))
        self.again.setFocus()
        announce(self, sentence)

    def _show_backups(self, copies: Sequence[Copy]) -> None:
        self._backups.clear()
        self.restore_buttons = []
        if not copies:
            none = _("No backups of it were found beside it.")
            self._backups.add(PlainLabel(none, TypeRole.BODY, Tone.MUTED, wrap=True))
            return
        kept = _("The file that does not open is kept under another name.")
        self._backups.add(PlainLabel(kept, TypeRole.BODY, Tone.MUTED, wrap=True))
        for copy in copies[:_SHOWN]:
            self._backups.add(hairline())
            self._backups.add(self._line(copy))

    def _line(self, copy: Copy) -> QWidget:
        locale = QLocale()
        made = QDateTime.fromSecsSinceEpoch(int(copy.made))
        day = locale.toString(made.date(), QLocale.FormatType.LongFormat)
        when = f"{day}, {locale.toString(made.time(), QLocale.FormatType.ShortFormat)}"
        size = locale.formattedDataSize(copy.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        restore = secondary(_("Restore"), small=True)
        restore.setAccessibleName(_("Restore the backup of {when}").format(when=when))
        restore.clicked.connect(partial(self._restore, copy.path))
        self.restore_buttons.append(restore)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(when, TypeRole.STRONG))
        words.addWidget(
            PlainLabel(f"{copy.path.name}, {size}", TypeRole.SMALL, Tone.MUTED, elide=True)
        )
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(restore, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _try_again(self) -> None:
        self._open(self._path)

    def _open(self, path: Path) -> None:
        self.column.setEnabled(False)
        self.journal_chosen.emit(path)

    def _restore(self, backup: Path) -> None:
        self.column.setEnabled(False)
        self.backup_chosen.emit(backup)

    def _salvage(self) -> None:
        self.column.setEnabled(False)
        self.salvage_wanted.emit()

    def _choose_journal(self) -> None:
        ask_file(self, _("Open a journal"), journal_files(), self._open)

    def _choose_backup(self) -> None:
        folders = BackupFolders(self._path, self._backup_folder).all()
        start = str(next((one for one in folders if one.is_dir()), self._path.parent))
        ask_file(self, _("Restore a backup"), journal_files(), self._restore, start)


def may_hold_something(path: Path) -> bool:
    """Return whether a file is large enough to be a journal of which something can be read."""
    try:
        return path.is_file() and path.stat().st_size >= 2 * PAGE
    except OSError:
        return False


def copies_of(path: Path, backup_folder: str = "") -> list[Copy]:
    """Return the backups of the journal at `path` within reach, the newest first.

    They are those of its folders for backups, and the copies made before a migration.
    """
    found: list[Copy] = []
    folders = BackupFolders(path, backup_folder).all()
    places = [*((folder, f"{path.stem}-*") for folder in folders), (path.parent, _before(path))]
    for folder, pattern in places:
        try:
            files = [one for one in folder.glob(pattern) if one.suffix in {".db", path.suffix}]
            found += [Copy(one, one.stat().st_mtime, one.stat().st_size) for one in files]
        except OSError:  # a folder out of reach has no backups to offer
            continue
    return sorted(found, key=lambda copy: copy.made, reverse=True)


def _before(path: Path) -> str:
    return f"{path.stem}.before-*"

"""Where backups go, and what is to be known about that place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.store.backup_files import BackupFolders
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.buttons import quiet, secondary
from trustjournal.ui.widgets.card import Card, clear_layout
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.rows import FactRow, NoteLine


class BackupPlace(Card):
    """Names the folder; `choose_wanted` asks for another one, `beside_wanted` for the usual one."""

    choose_wanted = Signal()
    beside_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("Where backups go"))
        self._words = QVBoxLayout()
        self._words.setSpacing(8)
        self.choose_button = secondary(_("Choose a folder…"), "archive", small=True)
        self.beside_button = quiet(_("Beside the journal again"), small=True)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8)
        flow.addWidget(self.choose_button)
        flow.addWidget(self.beside_button)
        self.body.addLayout(self._words)
        self.add(buttons)
        self.choose_button.clicked.connect(self.choose_wanted)
        self.beside_button.clicked.connect(self.beside_wanted)

    def show_place(self, folders: BackupFolders, *, is_away: bool, is_on_same_disk: bool) -> None:
        """Show where backups go."""
        clear_layout(self._words)
        place = folders.nearest if folders.own is None else folders.own
        self._words.addWidget(FactRow("archive", _("Backups go to"), str(place)))
        if is_away:
            away = _(
                "This folder is away. Until it is back, backups are made beside the journal, in "
                "{folder}."
            ).format(folder=folders.nearest)
            self._words.addWidget(NoteLine("info", away, Tone.GOLD))
        elif is_on_same_disk:
            same = _(
                "They are on the same disk as the journal: if it fails, both are gone. A folder on "
                "a stick or on another disk would outlive it."
            )
            self._words.addWidget(NoteLine("info", same, Tone.GOLD))
        self.beside_button.setVisible(bool(folders.chosen))

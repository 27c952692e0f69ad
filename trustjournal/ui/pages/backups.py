"""The backups of the open journal: what there is, whether it is sound, and the way back to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStackedWidget
from sqlalchemy import Engine

from trustjournal.errors import JournalUnavailable, TrustJournalError
from trustjournal.i18n import _, ngettext
from trustjournal.settings import Settings
from trustjournal.store.backup_files import BackupFolders
from trustjournal.store.backup_reading import Comparison, compare, verify
from trustjournal.store.backups import Shrunk
from trustjournal.ui import theme
from trustjournal.ui.backup_keeper import backup_keeper
from trustjournal.ui.dialogs.choose_file import ask_folder
from trustjournal.ui.dialogs.restore_dialog import RestoreDialog
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.models.backup_rows import (
    Backup,
    BackupColumn,
    BackupsModel,
    State,
    column_words,
    read_backups,
)
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import Job, JournalSession
from trustjournal.ui.widgets.backup_place import BackupPlace
from trustjournal.ui.widgets.backup_words import copied, moment, number, size
from trustjournal.ui.widgets.buttons import primary, secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.data_table import DataTable
from trustjournal.ui.widgets.entrance import Entrance
from trustjournal.ui.widgets.job_bar import JobBar
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import EmptyState, announce
from trustjournal.ui.widgets.page import FillPage
from trustjournal.ui.widgets.table_columns import Column, TableColumns, memory_of

_ROW_HEIGHT = 40
_WIDTHS = {
    BackupColumn.WHEN: 150,
    BackupColumn.WHY: 142,
    BackupColumn.PEOPLE: 66,
    BackupColumn.TOUCHPOINTS: 100,
    BackupColumn.SIZE: 84,
    BackupColumn.STATE: 108,
}
_LEAST_HEIGHT = 330  # px of the table, below which the page scrolls


class BackupsPage(FillPage):
    """A row for each backup; Enter shows what going back to it would change."""

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        super().__init__(_("Backups"))
        self._session = session
        self._navigator = navigator
        self.keeper = backup_keeper(session, settings)
        self.model = BackupsModel()
        self.table = DataTable(_("Backups"), _ROW_HEIGHT)
        self.table.setModel(self.model)
        self.model.setParent(self.table)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.columns = TableColumns(self.table, _columns(), memory_of(settings.views, "backups"))
        self.make_button = primary(_("Make a backup"), "archive")
        self.restore_button = secondary(_("Go back to it…"), "rotate-ccw")
        self.view_button = secondary(_("Open read-only"), "book-open")
        self.verify_button = secondary(_("Verify now"), "circle-check")
        self.place = BackupPlace()
        self.progress = JobBar(words=copied)
        self.fault = PlainLabel("", TypeRole.SMALL, Tone.CLAY, wrap=True)
        self.empty = EmptyState(
            "archive", _("There is no backup of this journal yet."), _("Make a backup")
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._fit()
        theme.look.changed.connect(self._fit)
        self._fresh = Freshness(self, session, frozenset(), self.refresh)
        self.keeper.changed.connect(self._fresh.spoil)

    def refresh(self) -> None:
        """Look what backups there are."""
        folders, now = self.keeper.folders, self._session.now()
        read = partial(read_backups, folders, now, self.model.known())
        self.keeper.run(partial(_looked, folders, read), self._show, self._refuse)

    def _lay_out(self) -> None:
        self.add_bar(self.make_button, self.restore_button, self.view_button, self.verify_button)
        card = Card(flush=True)
        card.setAccessibleName(_("Backups"))
        card.body.setContentsMargins(8, 4, 8, 8)
        card.body.addWidget(self.table, 1)
        kept = _(
            "Each was read back before it was kept. All of two days stay, then the last of each of "
            "12 days, 10 weeks and 9 months."
        )
        note = PlainLabel(kept, TypeRole.CAPTION, Tone.MUTED, wrap=True)
        note.setContentsMargins(10, 4, 10, 4)
        card.body.addWidget(note)
        for shown in (card, self.empty):
            self._stack.addWidget(shown)
        self.body.setSpacing(12)
        for widget in (self.progress, self.fault):
            self.body.addWidget(widget)
        self.body.addWidget(self._stack, 1)
        self.add_below(self.place)
        self.fault.hide()
        self._entrance = Entrance(self, self.table)

    def _connect(self) -> None:
        self.make_button.clicked.connect(self._make)
        self.empty.asked.connect(self._make)
        self.restore_button.clicked.connect(self._restore)
        self.view_button.clicked.connect(self._view)
        self.verify_button.clicked.connect(self._verify)
        self.table.opened.connect(self._restore)
        self.table.typed.connect(self._typed)
        self.table.menu_wanted.connect(self._show_menu)
        self.place.choose_wanted.connect(self._choose)
        self.place.beside_wanted.connect(partial(self.keeper.choose, ""))

    def _fit(self) -> None:
        self._stack.setMinimumHeight(theme.px(_LEAST_HEIGHT))

    def _show(self, looked: "_Looked") -> None:
        backup = self._current()
        self.model.set_backups(looked.backups)
        paths = [one.file.path for one in looked.backups]
        if paths:
            self.table.selectRow(
                paths.index(backup.file.path) if backup and backup.file.path in paths else 0
            )
        self.place.show_place(
            looked.folders, is_away=looked.is_away, is_on_same_disk=looked.is_on_same_disk
        )
        self.head.set_lead(_summary(looked.backups))
        self._stack.setCurrentIndex(0 if paths else 1)
        for button in (self.make_button, self.restore_button, self.view_button, self.verify_button):
            button.setVisible(bool(paths))
        self._entrance.first = self.table if paths else self.empty.button or self.empty

    def _typed(self, letters: str) -> None:
        act = {"v": self._verify, "o": self._view}.get(letters[-1:].lower())
        if act is not None:
            act()

    def _current(self) -> Backup | None:
        row = self.table.currentIndex().row()
        return self.model.backup(row) if 0 <= row < self.model.rowCount() else None

    def _make(self) -> None:
        if not self.progress.is_busy():
            self._say("")
            self.progress.watch(self.keeper.back_up(self._made, self._refuse))

    def _made(self, path: object) -> None:
        self._navigator.say(_("Copied to {path}, and verified.").format(path=path))

    def _verify(self) -> None:
        backup = self._current()
        if backup is None or self.progress.is_busy():
            return
        self._say("")
        self.model.set_state(backup.file.path, State.READING)
        job = self.keeper.run(
            partial(_verified, backup.file.path),
            partial(self._told, backup),
            self._refuse,
        )
        self.progress.watch(job)
        job.ended.connect(partial(self.model.forget_reading, backup.file.path))

    def _told(self, backup: Backup, found: tuple[State, str]) -> None:
        when = moment(backup.file.made_at)
        state, why = found
        self.model.set_state(backup.file.path, state)
        if state is State.SOUND:
            self._navigator.say(_("The backup of {when} is sound.").format(when=when))
        elif state is State.DAMAGED:
            said = _("The backup of {when} is damaged ({why}). All others are as they were.")
            self._say(said.format(when=when, why=why))
        else:
            self._say(why)

    def _restore(self, _row: object = None) -> None:
        backup = self._current()
        if backup is None:
            return
        if backup.holding is None:
            self._ask(backup, None)
        else:
            work = partial(_compared, backup.file.path)
            self.keeper.run(work, partial(self._ask, backup), self._refuse)

    def _ask(self, backup: Backup, comparison: Comparison | None) -> None:
        dialog = RestoreDialog(backup, comparison, self._session.zone(), self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.restore_wanted.connect(self.keeper.spare)
        dialog.restore_wanted.connect(self._navigator.door.restore)
        dialog.view_wanted.connect(self._navigator.door.view)
        dialog.open()

    def _view(self) -> None:
        if backup := self._current():
            self._navigator.door.view(backup.file.path)

    def _choose(self) -> None:
        ask_folder(self, _("Where are backups to go?"), self._chosen)

    def _chosen(self, folder: Path) -> None:
        self.keeper.choose(str(folder))

    def _show_menu(self, place: QPoint) -> None:
        if self._current() is None:
            return
        menu = QMenu(self.table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Go back to it…\tEnter"), self._restore)
        menu.addAction(_("Open read-only\tO"), self._view)
        menu.addAction(_("Verify now\tV"), self._verify)
        menu.popup(place)

    def _refuse(self, error: TrustJournalError) -> None:
        if not isinstance(error, Shrunk):  # the banner asks about that
            self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was found, and what is to be known about the place."""

    backups: Sequence[Backup]
    folders: BackupFolders
    is_away: bool
    is_on_same_disk: bool


def _looked(
    folders: BackupFolders,
    read: Callable[[Engine, Job], Sequence[Backup]],
    engine: Engine,
    job: Job,
) -> _Looked:
    return _Looked(read(engine, job), folders, folders.is_away, folders.is_on_same_disk)


def _verified(backup: Path, engine: Engine, job: Job) -> tuple[State, str]:
    try:
        faults = verify(engine, backup, job.report)
    except JournalUnavailable as error:
        return State.UNREADABLE, str(error)
    return (State.DAMAGED, faults[0]) if faults else (State.SOUND, "")


def _compared(backup: Path, engine: Engine, _job: Job) -> Comparison:
    return compare(engine, backup)


def _summary(backups: Sequence[Backup]) -> str:
    if not backups:
        return ""
    said = ngettext(
        "{count} backup, {size} in all. The newest is of {when}.",
        "{count} backups, {size} in all. The newest is of {when}.",
        len(backups),
    )
    whole = size(sum(one.file.size for one in backups))
    newest = moment(backups[0].file.made_at)
    told = said.format(count=number(len(backups)), size=whole, when=newest)
    plain = sum(one.lacks_passphrase for one in backups)
    if not plain:
        return told
    open_to_all = ngettext(
        "{count} has no passphrase: whoever finds it can read it.",
        "{count} have no passphrase: whoever finds them can read them.",
        plain,
    )
    return f"{told} {open_to_all.format(count=number(plain))}"


def _columns() -> list[Column]:
    why = BackupColumn.WHY
    return [
        Column(column.name.lower(), column_words(column), _WIDTHS[column], fills=column is why)
        for column in BackupColumn
    ]

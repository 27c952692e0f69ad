"""The backups of a journal as rows: when and why they were made, what they hold, their state."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum, auto
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from sqlalchemy import Engine

from trustjournal.domain.backups import occasion_words
from trustjournal.errors import JournalUnavailable
from trustjournal.i18n import _
from trustjournal.store.backup_files import BackupFile, BackupFolders, backups_of
from trustjournal.store.backup_reading import Holding, look_into
from trustjournal.store.keys import key_of, looks_encrypted
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import Job
from trustjournal.ui.widgets.backup_words import number, short_moment, size
from trustjournal.ui.widgets.label import tooltip

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_AT_THE_END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_UNKNOWN = "\N{EN DASH}"


class BackupColumn(IntEnum):
    """The columns in their order."""

    WHEN = 0
    WHY = 1
    PEOPLE = 2
    TOUCHPOINTS = 3
    SIZE = 4
    STATE = 5


_NUMBERS = (BackupColumn.PEOPLE, BackupColumn.TOUCHPOINTS, BackupColumn.SIZE)


class State(StrEnum):
    """What is known of a backup's soundness: each was read back when it was made."""

    MADE = auto()
    READING = auto()
    SOUND = auto()
    DAMAGED = auto()
    UNREADABLE = auto()


def column_words(column: BackupColumn) -> str:
    """Return the head of a column."""
    return {
        BackupColumn.WHEN: _("Made"),
        BackupColumn.WHY: _("Why"),
        BackupColumn.PEOPLE: _("People"),
        BackupColumn.TOUCHPOINTS: _("Touchpoints"),
        BackupColumn.SIZE: _("Size"),
        BackupColumn.STATE: _("Verified"),
    }[column]


def state_words(state: State) -> str:
    """Return a state as the owner reads it."""
    return {
        State.MADE: _("when made"),
        State.READING: _("reading…"),
        State.SOUND: _("just now"),
        State.DAMAGED: _("damaged"),
        State.UNREADABLE: _("unreadable"),
    }[state]


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup and what it holds; None where it cannot be read, and then `why` says it.

    `lacks_passphrase` where the journal has one and this can be read without.
    """

    file: BackupFile
    holding: Holding | None
    why: str = ""
    lacks_passphrase: bool = False


def read_backups(
    folders: BackupFolders, now: datetime, known: Mapping[Path, Backup], engine: Engine, _job: Job
) -> list[Backup]:
    """Look into every backup that is not `known` yet, the newest first."""
    return [
        found
        if (found := known.get(file.path)) and found.file == file and found.holding
        else _looked_into(engine, file)
        for file in backups_of(folders, now.tzinfo)
    ]


def _looked_into(engine: Engine, file: BackupFile) -> Backup:
    try:
        holding = look_into(engine, file.path)
    except JournalUnavailable as error:
        return Backup(file, None, str(error))
    return Backup(file, holding, lacks_passphrase=_lacks_passphrase(engine, file.path))


def _lacks_passphrase(engine: Engine, path: Path) -> bool:
    with suppress(OSError):  # gone in the meantime
        return key_of(engine) is not None and not looks_encrypted(path)
    return False


class BackupsModel(QAbstractTableModel):
    """The rows, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._backups: Sequence[Backup] = ()
        self._states: dict[Path, State] = {}

    def set_backups(self, backups: Sequence[Backup]) -> None:
        """Show these backups."""
        self.beginResetModel()
        self._backups = backups
        self.endResetModel()

    def set_state(self, path: Path, state: State) -> None:
        """Say of one how it is."""
        self._states[path] = state
        for row, one in enumerate(self._backups):
            if one.file.path == path:
                index = self.index(row, BackupColumn.STATE)
                self.dataChanged.emit(index, index)

    def forget_reading(self, path: Path) -> None:
        """Say of one that is no longer being read, whether or not it was to the end, how it was."""
        if self._states.get(path) is State.READING:
            self._states.pop(path)

    def backup(self, row: int) -> Backup:
        """Return what a row shows."""
        return self._backups[row]

    def known(self) -> dict[Path, Backup]:
        """Return what has been read already, by path."""
        return {one.file.path: one for one in self._backups}

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._backups)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(BackupColumn)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not (index.isValid() and index.row() < len(self._backups)):
            return None
        one, column = self._backups[index.row()], BackupColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(one, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _NUMBERS:
            return _AT_THE_END
        if role == Qt.ItemDataRole.ToolTipRole:
            open_to_all = _("Whoever finds it can read it.") if one.lacks_passphrase else ""
            return tooltip("\n".join(filter(None, (str(one.file.path), one.why, open_to_all))))
        if role == Qt.ItemDataRole.ForegroundRole and column is BackupColumn.STATE:
            amiss = self._state(one) in (State.DAMAGED, State.UNREADABLE)
            return theme.colour(Tone.CLAY if amiss else Tone.MUTED)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column_words(BackupColumn(section))
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _NUMBERS:
            return _AT_THE_END
        return None

    def _state(self, one: Backup) -> State:
        usual = State.MADE if one.holding else State.UNREADABLE
        return self._states.get(one.file.path, usual)

    def _text(self, one: Backup, column: BackupColumn) -> str:
        held = one.holding
        return {
            BackupColumn.WHEN: short_moment(one.file.made_at),
            BackupColumn.WHY: _why(one),
            BackupColumn.PEOPLE: number(held.people) if held else _UNKNOWN,
            BackupColumn.TOUCHPOINTS: number(held.touchpoints) if held else _UNKNOWN,
            BackupColumn.SIZE: size(one.file.size),
            BackupColumn.STATE: state_words(self._state(one)),
        }[column]


def _why(one: Backup) -> str:
    why = occasion_words(one.file.occasion)
    return _("No passphrase. {why}").format(why=why) if one.lacks_passphrase else why

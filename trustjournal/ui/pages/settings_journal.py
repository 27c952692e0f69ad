"""The journal itself, among the settings: where it is, what it holds, copies, the sample book."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy import Engine

from trustjournal.domain.changes import Changeset
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _, ngettext
from trustjournal.settings import Settings
from trustjournal.store.backup import counts
from trustjournal.store.backup_files import BackupFolders, backups_of
from trustjournal.ui.backup_keeper import backup_keeper
from trustjournal.ui.dialogs.choose_file import ask_file, journal_files
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.sample_notice import has_sample, remove_sample, sample_gone
from trustjournal.ui.session import Job, JournalSession
from trustjournal.ui.widgets.backup_words import moment
from trustjournal.ui.widgets.buttons import secondary
from trustjournal.ui.widgets.card import Card, clear_layout
from trustjournal.ui.widgets.label import PlainLabel, hairline
from trustjournal.ui.widgets.rows import FactRow


@dataclass(frozen=True, slots=True)
class Contents:
    """What a journal holds: records by table name, its size in bytes, and whether it is sample.

    `backed_up_at` is when its newest backup was made, `is_away` whether the folder for them is.
    """

    counts: dict[str, int]
    size: int
    sample: bool
    backed_up_at: datetime | None
    is_away: bool


class JournalCard(Card):
    """Tells about the open journal and takes care of it."""

    def __init__(
        self,
        session: JournalSession,
        navigator: Navigator,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("This journal"), parent=parent)
        self._session = session
        self._navigator = navigator
        self._keeper = backup_keeper(session, settings)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(6)
        self.backup_button = secondary(_("Make a backup"), "download")
        self.backups_button = secondary(_("Backups…"), "history")
        self.open_button = secondary(_("Open another journal…"), "archive")
        self.sample_button = secondary(_("Remove the sample book"), "trash-2")
        self._sample = QWidget()
        column = QVBoxLayout(self._sample)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(hairline())
        told = _("The potter and her customers are invented. Your own entries stay.")
        column.addWidget(PlainLabel(told, TypeRole.BODY, Tone.MUTED, wrap=True))
        column.addWidget(self.sample_button)
        self._sample.hide()
        self.body.addLayout(self._facts)
        for widget in (*(self.backup_button, self.backups_button, self.open_button, self._sample),):
            self.add(widget)
        self.backup_button.clicked.connect(self._back_up)
        self.backups_button.clicked.connect(partial(navigator.open_page, "backups"))
        self._keeper.changed.connect(self.refresh)
        self.open_button.clicked.connect(self._choose)
        self.sample_button.clicked.connect(self._remove_sample)

    def refresh(self) -> None:
        """Look again at what the journal holds."""
        self._session.run(partial(_contents, self._keeper.folders, self._session.now()), self._show)

    def _show(self, contents: Contents) -> None:
        locale = QLocale()
        size = locale.formattedDataSize(contents.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        clear_layout(self._facts)
        self._facts.addWidget(FactRow("book-open", _("It holds"), _holds(contents.counts)))
        self._facts.addWidget(FactRow("archive", _("Where it is"), str(self._session.path)))
        self._facts.addWidget(FactRow("package", _("Size"), size))
        self._facts.addWidget(FactRow("history", _("Last backup"), _last_backup(contents)))
        self._sample.setVisible(contents.sample)

    def _back_up(self) -> None:
        self.backup_button.setEnabled(False)
        job = self._keeper.back_up(self._backed_up, self._say)
        job.ended.connect(self._may_back_up)

    def _say(self, error: TrustJournalError) -> None:
        self._navigator.say(str(error))

    def _backed_up(self, target: object) -> None:
        self._navigator.say(_("Copied to {path}, and verified.").format(path=target))

    def _may_back_up(self) -> None:
        self.backup_button.setEnabled(True)

    def _choose(self) -> None:
        folder = str(self._session.path.parent)
        title = _("Open another journal")
        ask_file(self, title, journal_files(), self._navigator.door.open, folder)

    def _remove_sample(self) -> None:
        self._session.act(remove_sample, self._removed)

    def _removed(self, _changeset: Changeset) -> None:
        self._navigator.tell(sample_gone())


def _contents(folders: BackupFolders, now: datetime, engine: Engine, _job: Job) -> Contents:
    path: Path = engine.get_execution_options()["path"]
    beside = path.with_name(path.name + "-wal")
    size = sum(one.stat().st_size for one in (path, beside) if one.exists())
    backups = backups_of(folders, now.tzinfo)
    with engine.connect() as connection:
        return Contents(
            counts=counts(engine),
            size=size,
            sample=has_sample(connection),
            backed_up_at=backups[0].made_at if backups else None,
            is_away=folders.is_away,
        )


def _last_backup(contents: Contents) -> str:
    said = moment(contents.backed_up_at) if contents.backed_up_at else _("None yet")
    away = _("The folder for backups is away; until it is back they are made beside the journal.")
    return f"{said}\n{away}" if contents.is_away else said


def _holds(found: dict[str, int]) -> str:
    number = QLocale().toString
    lines = (
        (ngettext("{count} person", "{count} people", found["customer"]), "customer"),
        (ngettext("{count} touchpoint", "{count} touchpoints", found["touchpoint"]), "touchpoint"),
        (ngettext("{count} promise", "{count} promises", found["promise"]), "promise"),
        (ngettext("{count} gesture", "{count} gestures", found["gesture"]), "gesture"),
        (ngettext("{count} check-in", "{count} check-ins", found["check_in"]), "check_in"),
    )
    return "\n".join(words.format(count=number(found[table])) for words, table in lines)

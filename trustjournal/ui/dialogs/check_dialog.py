"""Holds the open journal against itself when the owner asks, and mends what can be mended."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy import Engine

from trustjournal.domain.backups import Occasion
from trustjournal.domain.records import Customer, Touchpoint
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _, ngettext
from trustjournal.settings import Settings
from trustjournal.store.backup_files import BackupFolders
from trustjournal.store.backups import take
from trustjournal.store.checking import Checked, check_journal
from trustjournal.store.repairing import repair
from trustjournal.ui.backup_keeper import backup_keeper
from trustjournal.ui.dialogs.fitted_dialog import FittedDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import Job, JournalSession
from trustjournal.ui.widgets.buttons import primary, secondary
from trustjournal.ui.widgets.card import clear_layout
from trustjournal.ui.widgets.job_bar import JobBar
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.rows import NoteLine

_WRITTEN = frozenset({Customer, Touchpoint})
"""What pages show that a repair may have made right."""

Result = tuple[Checked, Sequence[str]]


class CheckDialog(FittedDialog):
    """Begins to check at once, beside what else goes on; tells what is amiss and the ways on."""

    def __init__(
        self,
        session: JournalSession,
        navigator: Navigator,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(_("Check the journal"), parent)
        self._session = session
        self._navigator = navigator
        self._keeper = backup_keeper(session, settings)
        self._checked = Checked()
        lead = _("Every page is read, and what the journal knows is held against your entries.")
        self.progress = JobBar(words=parts_done)
        self.progress.stopped.connect(self._stop)
        self._told = QVBoxLayout()
        self._told.setSpacing(8)
        self.body.addWidget(PlainLabel(lead, tone=Tone.MUTED, wrap=True))
        self.body.addWidget(self.progress)
        self.body.addLayout(self._told)
        self.repair_button = primary(_("Repair, after a backup"))
        self.salvage_button = secondary(_("Salvage what can be read"))
        self.backups_button = secondary(_("Restore a backup…"))
        self.again_button = secondary(_("Check again"))
        self.close_button = secondary(_("Close"))
        self._ways = (
            *(self.repair_button, self.again_button, self.backups_button, self.salvage_button),
        )
        self.add_buttons(*reversed(self._ways), self.close_button)
        self.repair_button.clicked.connect(self._repair)
        self.again_button.clicked.connect(self.begin)
        self.backups_button.clicked.connect(self._show_backups)
        self.salvage_button.clicked.connect(self._salvage)
        self.close_button.clicked.connect(self.reject)
        self.begin()

    def begin(self) -> None:
        """Check, once more where that was done before."""
        self._run(partial(_checked, self._session.now()))

    def done(self, result: int) -> None:
        self.progress.stop()
        super().done(result)

    def _run(self, work: "partial[Result]") -> None:
        self._say()
        self.progress.watch(self._keeper.run(work, self._show, self._refuse))
        self.close_button.setFocus()

    def _repair(self) -> None:
        now, folders = self._session.now(), self._keeper.folders
        self._run(partial(_repaired, self._checked, folders, now))

    def _show(self, result: Result) -> None:
        self._checked, done = result
        checked = self._checked
        lines = [NoteLine("circle-check", words) for words in done]
        lines += [NoteLine("circle-alert", words, Tone.CLAY) for words in _amiss(checked)]
        if checked.is_sound:
            lines.append(NoteLine("circle-check", _sound(checked)))
        elif not checked.is_damaged:
            words = _way_on(checked, read_only=self._session.read_only)
            lines.append(NoteLine("info", words, Tone.MUTED))
        mendable = not checked.is_damaged and any(one.is_mendable for one in checked.findings)
        self._say(*lines)
        self.repair_button.setVisible(mendable and not self._session.read_only)
        self.backups_button.setVisible(not checked.is_sound and not self.repair_button.isVisible())
        self.salvage_button.setVisible(checked.is_damaged)
        if done:
            self._session.changed.emit(_WRITTEN)
        first = next((one for one in self._ways if one.isVisibleTo(self)), self.close_button)
        first.setFocus()
        announce(self, next(_amiss(checked), _sound(checked)))

    def _refuse(self, error: TrustJournalError) -> None:
        self._say(NoteLine("circle-alert", str(error), Tone.CLAY))
        self.again_button.show()
        announce(self, str(error))

    def _stop(self) -> None:
        self._say(NoteLine("info", _("Stopped. Nothing was changed."), Tone.MUTED))
        self.again_button.show()

    def _say(self, *lines: NoteLine) -> None:
        """Show these lines alone, with no way on yet."""
        clear_layout(self._told)
        for line in lines:
            self._told.addWidget(line)
        for button in self._ways:
            button.hide()

    def _show_backups(self) -> None:
        self.accept()
        self._navigator.open_page("backups")

    def _salvage(self) -> None:
        self.accept()
        self._navigator.door.salvage()


def parts_done(done: int, total: int) -> str:
    """Say how many parts of the journal were looked at."""
    if not total:
        return _("Reading …")
    return _("{done} of {total} parts looked at").format(done=done, total=total)


def _checked(now: datetime, engine: Engine, job: Job) -> Result:
    return check_journal(engine, now, job.report), ()


def _repaired(
    checked: Checked, folders: BackupFolders, now: datetime, engine: Engine, job: Job
) -> Result:
    take(engine, folders, Occasion.HAND, now, confirmed=True)
    done = repair(engine, checked, now, partial(job.report, 0, 0))
    return check_journal(engine, now, job.report), done


def _amiss(checked: Checked) -> Iterator[str]:
    """Say what is amiss; of a damaged file SQLite finds the same in many places."""
    if not checked.is_damaged:
        yield from (one.sentence for one in checked.findings)
        return
    said = ngettext(
        "The file is damaged: {why}.",
        "The file is damaged in {count} places: {why}, and more.",
        len(checked.findings),
    )
    why = " ".join(checked.findings[0].sentence.split())
    yield said.format(count=len(checked.findings), why=why)


def _sound(checked: Checked) -> str:
    number = QLocale().toString
    return _("All is well: {people} people, {touchpoints} touchpoints.").format(
        people=number(checked.counts.get("customer", 0)),
        touchpoints=number(checked.counts.get("touchpoint", 0)),
    )


def _way_on(checked: Checked, *, read_only: bool) -> str:
    if read_only:
        return _("None of your entries is touched. Repair it where the journal can be written.")
    if all(one.is_mendable for one in checked.findings):
        return _("None of your entries is touched. All of this can be made anew from them.")
    return _("What cannot be made anew from your entries, a backup may still have.")

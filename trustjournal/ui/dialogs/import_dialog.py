"""Bringing files in, step by step: what it is, its columns, a dry run, and only then for good."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from trustjournal.i18n import _
from trustjournal.settings import Settings
from trustjournal.store.writer import Written
from trustjournal.transfer.import_plan import Plan
from trustjournal.ui.dialogs import import_work
from trustjournal.ui.dialogs.choose_file import ask_files, ask_folder, ask_place
from trustjournal.ui.dialogs.file_dialog import FileDialog
from trustjournal.ui.dialogs.import_file import ImportFile
from trustjournal.ui.dialogs.import_memory import ImportMemory
from trustjournal.ui.dialogs.import_panes import DropZone
from trustjournal.ui.dialogs.import_summary import SummaryPage
from trustjournal.ui.dialogs.import_words import done_words
from trustjournal.ui.dialogs.import_work import Brought, Elsewhere
from trustjournal.ui.dialogs.step import Step
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import quiet


class ImportDialog(FileDialog):
    """Takes files one after another. Nothing is written before Import is pressed.

    `brought` and `left_out` fire with the path of a file once that is decided; with Cancel the file
    at hand is left out, and those behind it are not spoken of.
    """

    several = True
    brought = Signal(object)
    left_out = Signal(object)

    def __init__(
        self,
        session: JournalSession,
        navigator: Navigator,
        settings: Settings,
        paths: Sequence[Path] = (),
        parent: QWidget | None = None,
    ) -> None:
        drop_zone = DropZone(_("Drop your files here"), "upload", _forms())
        super().__init__(_("Import"), drop_zone, session, navigator, parent)
        self.file = ImportFile(session, ImportMemory(settings), self)
        self.summary = SummaryPage()
        self.folder_button = quiet(_("A folder…"))
        self.skip_button = quiet(_("Skip this file"))
        for button in (self.folder_button, self.skip_button):
            button.setAutoDefault(False)
            self.drop_zone.buttons.addWidget(button)
        self.skip_button.hide()
        self._path: Path | None = None
        self._waiting: list[Path] = []
        self._plan: Plan | None = None
        self._told = ""
        self._connect()
        if paths:
            self.take_all(paths)

    def take_all(self, paths: Sequence[Path]) -> None:
        """Bring in some files, one after the other."""
        first, *self._waiting = paths
        self.take(first)

    def take(self, path: Path) -> None:
        """Look into a file."""
        self._path, self._plan = path, None
        self.stack.setCurrentWidget(self.drop_zone)
        self.drop_zone.say("")
        self.skip_button.hide()
        self.file.begin(path)

    def stop_work(self) -> None:
        """Stop what goes on, and show what was there before once it has."""
        if self.file.reading.cancel():
            self.come_back()
        else:
            self.work_pane.work(_("Stopping …"))

    def refuse(self, sentence: str) -> None:
        """Say what went wrong; a file that cannot be read does not hold up those behind it."""
        super().refuse(sentence)
        self.skip_button.setVisible(bool(self._waiting))

    def reject(self) -> None:
        shown = self.stack.currentWidget()
        if shown is self.summary:
            self._end()
            return
        if shown is not self.work_pane and self._path is not None:
            self.left_out.emit(self._path)
        super().reject()

    def _connect(self) -> None:
        file, summary = self.file, self.summary
        pages = (file.file_page, file.columns_page, file.review, summary)
        for page in pages:
            self.add_pane(page)
            page.cancelled.connect(self._leave_out)
        for page in (file.review, summary):
            page.report_wanted.connect(partial(self._ask_report, page))
        self.drop_zone.choose.clicked.connect(self._choose)
        self.folder_button.clicked.connect(self._choose_folder)
        self.work_pane.stopped.connect(self.cancel)
        self.skip_button.clicked.connect(self._leave_out)
        self.work_pane.agreed.connect(file.agree)
        file.asking.connect(self.work_pane.ask)
        file.showing.connect(self._show)
        file.working.connect(self.wait)
        file.elsewhere.connect(self._lead_elsewhere)
        file.brought.connect(self._finish)
        file.whole_brought.connect(self._finish_whole)
        file.file_page.went_back.connect(self._choose)
        file.reading.progressed.connect(self.work_pane.count)
        file.reading.ended.connect(self.come_back)
        file.reading.failed.connect(self.refused)
        summary.went_on.connect(self._next)
        summary.undo_wanted.connect(self._undo)

    def _choose(self) -> None:
        ask_files(self, _("Choose files to bring in"), _("All files (*)"), self.take_all)

    def _choose_folder(self) -> None:
        ask_folder(self, _("Choose a folder to bring in"), self.take)

    def _show(self, page: Step) -> None:
        page.cancel_button.setText(_("Skip this file") if self._waiting else _("Cancel"))
        self.show_step(page)

    def _finish(self, brought: Brought) -> None:
        self._plan = brought.plan
        self.session.announce(brought.written)
        self._told = done_words(brought.plan)
        self.summary.show_done(brought.plan, brought.written.label, len(self._waiting))
        self._show(self.summary)
        self.brought.emit(self._path)

    def _undo(self) -> None:
        self._told = ""
        self.summary.show_undoing()
        self.session.undo(self._undone)

    def _undone(self, _written: Written | None) -> None:
        self.summary.show_undone(len(self._waiting))
        self._show(self.summary)

    def _ask_report(self, page: Step) -> None:
        if self._path is not None:
            place = self._path.with_name(f"{self._path.stem}-{_('report')}.txt")
            save = partial(self._save_report, page, self._path.name)
            ask_place(self, _("Save the report"), _("Text (*.txt)"), save, place)

    def _save_report(self, page: Step, name: str, target: Path) -> None:
        plan = self._plan or (self.file.looked.plan if self.file.looked else None)
        if plan is not None:
            work = partial(import_work.write_report, plan, name, target)
            self.session.run(work, page.tell_saved, self.refused)

    def _lead_elsewhere(self, found: Elsewhere) -> None:
        """Open the import of reviews, or ask whether a whole journal is to come in."""
        if found.counts is None:
            from trustjournal.ui.dialogs.review_import import ReviewImportDialog

            self.stack.setCurrentWidget(self.drop_zone)
            dialog = ReviewImportDialog(self.session, self.navigator, self)
            dialog.finished.connect(self._next)
            dialog.open()
            dialog.look_into(found.path)
            return
        text = _(
            "This is a whole journal with {people} people and {touchpoints} touchpoints. "
            "It comes in as it is, history included, into a journal that is still empty."
        )
        number, counts = QLocale().toString, found.counts
        people, touchpoints = counts.get("customer", 0), counts.get("touchpoint", 0)
        asked = text.format(people=number(people), touchpoints=number(touchpoints))
        self.work_pane.ask(asked, _("Bring it in"))

    def _finish_whole(self, written: Written) -> None:
        self.session.announce(written)
        self.navigator.say(_("The whole journal is here now, with its history."))
        self.brought.emit(self._path)
        self._next()

    def _leave_out(self) -> None:
        if self._waiting:
            self.left_out.emit(self._path)
            self._next()
        else:
            self.reject()

    def _next(self) -> None:
        """Go on to the next file, or end."""
        if self._waiting:
            self.take_all(self._waiting)
        else:
            self._end()

    def _end(self) -> None:
        if self._told:
            self.navigator.tell(self._told)
        self.accept()


def _forms() -> tuple[tuple[str, str], ...]:
    return (
        ("users", _("Google, Outlook, vCard, LinkedIn, shops")),
        ("columns-3", _("Any table: people, contact logs, tickets")),
        ("mail", _("E-mail, WhatsApp, call logs, calendars")),
        ("package", _("Salesforce, Monica, Trust Journal itself")),
    )

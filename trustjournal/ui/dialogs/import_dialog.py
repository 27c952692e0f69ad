"""Bringing contacts in: a file is dropped or chosen, read, looked over, and only then kept."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from trustjournal.domain.changes import Changeset
from trustjournal.i18n import _
from trustjournal.transfer import Duplicates, Plan
from trustjournal.ui.dialogs import import_work
from trustjournal.ui.dialogs.file_dialog import FileDialog
from trustjournal.ui.dialogs.import_panes import DropZone
from trustjournal.ui.dialogs.import_preview import ImportPreview
from trustjournal.ui.dialogs.import_reading import FileReading
from trustjournal.ui.dialogs.import_work import Preview
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession


class ImportDialog(FileDialog):
    """Nothing is written before Import is pressed; Cancel leaves nothing at any time."""

    def __init__(
        self,
        session: JournalSession,
        navigator: Navigator,
        path: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Import contacts"), DropZone(), session, navigator, parent)
        self.preview = ImportPreview()
        self.reading = FileReading(session, self)
        self._read: Preview | None = None
        self.add_pane(self.preview)
        self._connect()
        if path:
            self.take(Path(path))

    def take(self, path: Path) -> None:
        """Look at a file: it is read at once, or after a question where it is large."""
        self._read = None
        self.wait(_("Looking at {name} …").format(name=path.name))
        self.reading.look(path)

    def stop_work(self) -> None:
        """Stop reading, and show what was read before if anything was."""
        self.reading.cancel()
        self._back()
        if self._read is not None:
            self.preview.show_preview(self._read)

    def refuse(self, sentence: str) -> None:
        """Say what went wrong where a file is chosen, or over what was read."""
        self._back()
        if self._read is None:
            self.drop_zone.say(sentence)
        else:
            self.preview.show_preview(self._read)
            self.preview.say(sentence)

    def _connect(self) -> None:
        self.drop_zone.choose.clicked.connect(self._choose)
        self.work_pane.agreed.connect(self._read_as)
        self.work_pane.stopped.connect(self.cancel)
        self.reading.questioned.connect(self.work_pane.ask)
        self.reading.progressed.connect(self.work_pane.count)
        self.reading.finished.connect(self._show)
        self.reading.failed.connect(self.refused)
        self.preview.encoding_chosen.connect(self._read_as)
        self.preview.duplicates_chosen.connect(self._replan)
        self.preview.import_wanted.connect(self._import)
        self.preview.other_wanted.connect(self._choose)
        self.preview.report_wanted.connect(self._save_report)
        self.preview.cancelled.connect(self.reject)

    def _back(self) -> None:
        self.stack.setCurrentWidget(self.drop_zone if self._read is None else self.preview)

    def _choose(self) -> None:
        self.choose(_("Choose an address book"), _("Address books (*.csv *.vcf *.vcard *.txt)"))

    def _read_as(self, encoding: str = "") -> None:
        self.wait(_("Reading {name} …").format(name=self.reading.path.name))
        self.reading.read(encoding or None)

    def _show(self, preview: Preview) -> None:
        self._read = preview
        self.drop_zone.say("")
        self.preview.show_preview(preview)
        self._back()

    def _replan(self, duplicates: Duplicates) -> None:
        self.reading.duplicates = duplicates
        if self._read is not None:
            plan = partial(import_work.plan, self._read.file, duplicates)
            self.session.read(plan, partial(self._replanned, duplicates), self.refused)

    def _replanned(self, duplicates: Duplicates, plan: Plan) -> None:
        if self._read is not None and duplicates is self.reading.duplicates:
            self._read = replace(self._read, plan=plan)
            self.preview.show_plan(plan)

    def _import(self) -> None:
        if self._read is not None:
            file, duplicates, stop = self._read.file, self.reading.duplicates, self.begin_import()
            decide = partial(import_work.decide, file, duplicates, stop)
            self.session.act(decide, self._imported, self.refused)

    def _imported(self, changeset: Changeset) -> None:
        self.navigator.tell(import_work.outcome(changeset))
        self.accept()

    def _save_report(self, target: Path) -> None:
        if self._read is not None:
            work = partial(import_work.write_problems, self._read, target)
            self.session.run(work, self.preview.tell_saved, self.refused)

"""Bringing reviews in: a file is dropped or chosen, its columns confirmed, looked over, kept."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget
from sqlalchemy import Engine

from trustjournal.domain.changes import Changeset
from trustjournal.exchange.review_csv import Sample
from trustjournal.i18n import _, ngettext
from trustjournal.ui.dialogs import import_work, review_import_work
from trustjournal.ui.dialogs.file_dialog import FileDialog
from trustjournal.ui.dialogs.import_panes import DropZone
from trustjournal.ui.dialogs.one_job import OneJob
from trustjournal.ui.dialogs.review_import_mapping import MappingPane
from trustjournal.ui.dialogs.review_import_preview import ReviewImportPreview
from trustjournal.ui.dialogs.review_import_work import ReviewPreview
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import Job, JournalSession


class ReviewImportDialog(FileDialog):
    """Nothing is written before Import is pressed; Cancel leaves nothing at any time."""

    def __init__(
        self, session: JournalSession, navigator: Navigator, parent: QWidget | None = None
    ) -> None:
        drop_zone = DropZone(_("Drop a file of reviews here"), "star", _forms())
        super().__init__(_("Import reviews"), drop_zone, session, navigator, parent)
        self.mapping = MappingPane()
        self.preview = ReviewImportPreview()
        self._sample: Sample | None = None
        self._read: ReviewPreview | None = None
        self._path = Path()
        self._work = OneJob(session, self)
        self.add_pane(self.mapping)
        self.add_pane(self.preview)
        self._connect()

    def take(self, path: Path) -> None:
        """Look into a file, of a large one only when the owner says so."""
        self._path = path
        what = _("Looking at {name} …").format(name=path.name)
        self._start(what, partial(import_work.weigh, path), self._weighed)

    def look_into(self, path: Path, encoding: str | None = None) -> None:
        """Look into a file without asking."""
        work = partial(review_import_work.look, path, encoding)
        self._start(_("Looking at {name} …").format(name=path.name), work, self._map)

    def stop_work(self) -> None:
        """Stop what goes on, and come back to where the owner was."""
        self._work.cancel()
        self.come_back()

    def _connect(self) -> None:
        self._work.progressed.connect(self._count)
        self._work.failed.connect(self.refused)
        self.drop_zone.choose.clicked.connect(self._choose)
        self.work_pane.stopped.connect(self.cancel)
        self.work_pane.agreed.connect(self._agree)
        self.mapping.went_on.connect(self._read_as)
        self.mapping.encoding_chosen.connect(self._look_again)
        self.mapping.went_back.connect(self._choose)
        self.preview.went_back.connect(partial(self.show_step, self.mapping))
        self.preview.went_on.connect(self._import)
        for step in (self.mapping, self.preview):
            step.cancelled.connect(self.reject)

    def _choose(self) -> None:
        self.choose(_("Choose a file of reviews"), _("Tables (*.csv *.tsv *.txt)"))

    def _look_again(self, encoding: str) -> None:
        if self._sample is not None:
            self.look_into(self._sample.path, encoding)

    def _read_as(self) -> None:
        if self._sample is not None:
            layout, today = self.mapping.layout_chosen(), self.session.today()
            work = partial(review_import_work.read, self._sample, layout, today)
            what = _("Reading {name} …").format(name=self._sample.path.name)
            self._start(what, work, self._show)

    def _start(
        self, what: str, work: Callable[[Engine, Job], Any], done: Callable[[Any], None]
    ) -> None:
        self.wait(what)
        self._work.start(work, done)

    def _count(self, done: int) -> None:
        text = ngettext("{count} review read", "{count} reviews read", done)
        self.work_pane.far.setText(text.format(count=QLocale().toString(done)))

    def _weighed(self, question: str) -> None:
        if question:
            self.work_pane.ask(question)
        else:
            self._agree()

    def _agree(self) -> None:
        self.look_into(self._path)

    def _map(self, sample: Sample) -> None:
        self._sample = sample
        self.drop_zone.say("")
        self.mapping.show_sample(sample)
        self.show_step(self.mapping)

    def _show(self, preview: ReviewPreview) -> None:
        self._read = preview
        self.preview.show_preview(preview)
        self.show_step(self.preview)

    def _import(self) -> None:
        if self._read is not None:
            file, today = self._read.file, self.session.today()
            decide = partial(review_import_work.decide, file, today, self.begin_import())
            self.session.act(decide, self._imported, self.refused)

    def _imported(self, changeset: Changeset) -> None:
        self.navigator.tell(review_import_work.outcome(changeset))
        self.accept()


def _forms() -> tuple[tuple[str, str], ...]:
    return (
        ("star", _("Reviews from Google, Trustpilot, Judge.me and others, saved as CSV")),
        ("file-text", _("Answers to a survey from Google Forms, Typeform or SurveyMonkey")),
        ("columns-3", _("Any table with a column of words or ratings")),
    )

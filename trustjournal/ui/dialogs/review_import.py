"""Bringing reviews in: a file is dropped or chosen, its columns confirmed, looked over, kept."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget
from sqlalchemy import Engine

from trustjournal.domain.changes import Changeset
from trustjournal.errors import Cancelled, TrustJournalError
from trustjournal.exchange.review_csv import Layout, Sample
from trustjournal.i18n import _, ngettext
from trustjournal.ui import theme
from trustjournal.ui.dialogs import review_import_work
from trustjournal.ui.dialogs.choose_file import ask_file
from trustjournal.ui.dialogs.import_panes import DropZone, WorkPane
from trustjournal.ui.dialogs.review_import_job import OneJob
from trustjournal.ui.dialogs.review_import_mapping import MappingPane
from trustjournal.ui.dialogs.review_import_preview import ReviewImportPreview
from trustjournal.ui.dialogs.review_import_work import ReviewPreview
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.session import Job, JournalSession
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.screen_room import screen_room

_SIZE = QSize(980, 720)


class ReviewImportDialog(QDialog):
    """Nothing is written before Import is pressed; Cancel leaves nothing at any time."""

    def __init__(
        self, session: JournalSession, navigator: Navigator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.navigator = navigator
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setWindowTitle(_("Import reviews"))
        self.drop_zone = DropZone(_("Drop a file of reviews here"), "star", _forms())
        self.work_pane = WorkPane()
        self.mapping = MappingPane()
        self.preview = ReviewImportPreview()
        self._sample: Sample | None = None
        self._read: ReviewPreview | None = None
        self._work = OneJob(session, self)
        self._stop: Event | None = None
        self._before: QWidget = self.drop_zone
        self._lay_out()
        self._connect()

    def take(self, path: Path, encoding: str | None = None) -> None:
        """Look into a file."""
        work = partial(review_import_work.look, path, encoding)
        self._start(_("Looking at {name} …").format(name=path.name), work, self._map)

    def reject(self) -> None:
        if self.stack.currentWidget() is self.work_pane:
            self._cancel()
        else:
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) and self.stack.currentWidget() is not self.work_pane:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.take(path)

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for pane in (self.drop_zone, self.work_pane, self.mapping, self.preview):
            self.stack.addWidget(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(_("Import reviews"), TypeRole.HEADING))
        column.addWidget(self.stack, 1)
        room = screen_room(self).size() - QSize(32, 64)
        self.resize((_SIZE * theme.look.scale).boundedTo(room))

    def _connect(self) -> None:
        self._work.progressed.connect(self._count)
        self._work.failed.connect(self._refused)
        self.drop_zone.choose.clicked.connect(self._choose)
        self.work_pane.stopped.connect(self._cancel)
        self.mapping.agreed.connect(self._read_as)
        self.mapping.encoding_chosen.connect(self._look_again)
        self.mapping.other_wanted.connect(self._choose)
        self.mapping.cancelled.connect(self.reject)
        self.preview.back_wanted.connect(partial(self.stack.setCurrentWidget, self.mapping))
        self.preview.import_wanted.connect(self._import)
        self.preview.cancelled.connect(self.reject)

    def _choose(self) -> None:
        files = _("Tables (*.csv *.tsv *.txt)") + ";;" + _("All files (*)")
        ask_file(self, _("Choose a file of reviews"), files, self.take)

    def _look_again(self, encoding: str) -> None:
        if self._sample is not None:
            self.take(self._sample.path, encoding)

    def _read_as(self, layout: Layout) -> None:
        if self._sample is not None:
            today = self.session.today()
            work = partial(review_import_work.read, self._sample, layout, today)
            what = _("Reading {name} …").format(name=self._sample.path.name)
            self._start(what, work, self._show)

    def _start(
        self, what: str, work: Callable[[Engine, Job], Any], done: Callable[[Any], None]
    ) -> None:
        self._wait(what)
        self._work.start(work, done)

    def _wait(self, what: str) -> None:
        shown = self.stack.currentWidget()
        if shown is not None and shown is not self.work_pane:
            self._before = shown
        self.work_pane.work(what)
        self.stack.setCurrentWidget(self.work_pane)

    def _count(self, done: int) -> None:
        text = ngettext("{count} review read", "{count} reviews read", done)
        self.work_pane.far.setText(text.format(count=QLocale().toString(done)))

    def _map(self, sample: Sample) -> None:
        self._sample = sample
        self.drop_zone.say("")
        self.stack.setCurrentWidget(self.mapping)
        self.mapping.show_sample(sample)

    def _show(self, preview: ReviewPreview) -> None:
        self._read = preview
        self.stack.setCurrentWidget(self.preview)
        self.preview.show_preview(preview)

    def _import(self) -> None:
        if self._read is None:
            return
        self._stop = Event()
        self._wait(_("Importing …"))
        file, today = self._read.file, self.session.today()
        decide = partial(review_import_work.decide, file, today, self._stop)
        self.session.act(decide, self._imported, self._refused)

    def _imported(self, changeset: Changeset) -> None:
        self.navigator.tell(review_import_work.outcome(changeset))
        self.accept()

    def _cancel(self) -> None:
        self._work.cancel()
        if self._stop is not None:
            self._stop.set()
        self.stack.setCurrentWidget(self._before)

    def _refused(self, error: TrustJournalError) -> None:
        if isinstance(error, Cancelled):
            return
        self.stack.setCurrentWidget(self._before)
        for pane in (self.drop_zone, self.mapping, self.preview):
            if pane is self._before:
                pane.say(str(error))


def _forms() -> tuple[tuple[str, str], ...]:
    return (
        ("star", _("Reviews from Google, Trustpilot, Judge.me and others, saved as CSV")),
        ("file-text", _("Answers to a survey from Google Forms, Typeform or SurveyMonkey")),
        ("columns-3", _("Any table with a column of words or ratings")),
    )


def _dropped(event: QDropEvent) -> Path | None:
    local = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return local[0] if len(local) == 1 and local[0].is_file() else None

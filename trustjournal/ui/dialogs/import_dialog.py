"""Bringing contacts in: a file is dropped or chosen, read, looked over, and only then kept."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from trustjournal.domain.changes import Changeset
from trustjournal.errors import Cancelled, TrustJournalError
from trustjournal.i18n import _
from trustjournal.transfer import Duplicates, Plan
from trustjournal.ui import theme
from trustjournal.ui.dialogs import import_work
from trustjournal.ui.dialogs.choose_file import ask_file
from trustjournal.ui.dialogs.import_panes import DropZone, WorkPane
from trustjournal.ui.dialogs.import_preview import ImportPreview
from trustjournal.ui.dialogs.import_reading import FileReading
from trustjournal.ui.dialogs.import_work import Preview
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.label import PlainLabel

_SIZE = QSize(980, 700)


class ImportDialog(QDialog):
    """Nothing is written before Import is pressed; Cancel leaves nothing at any time."""

    def __init__(
        self,
        session: JournalSession,
        navigator: Navigator,
        path: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.navigator = navigator
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setWindowTitle(_("Import contacts"))
        self.drop_zone = DropZone()
        self.work_pane = WorkPane()
        self.preview = ImportPreview()
        self.reading = FileReading(session, self)
        self._read: Preview | None = None
        self._stop: Event | None = None
        self._lay_out()
        self._connect()
        if path:
            self.take(Path(path))

    def take(self, path: Path) -> None:
        """Look at a file: it is read at once, or after a question where it is large."""
        self._read = None
        self._wait(_("Looking at {name} …").format(name=path.name))
        self.reading.look(path)

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
        for pane in (self.drop_zone, self.work_pane, self.preview):
            self.stack.addWidget(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(_("Import contacts"), TypeRole.HEADING))
        column.addWidget(self.stack, 1)
        room = self.screen().availableSize() - QSize(32, 64)
        self.resize((_SIZE * theme.look.scale).boundedTo(room))

    def _connect(self) -> None:
        self.drop_zone.choose.clicked.connect(self._choose)
        self.work_pane.agreed.connect(self._read_as)
        self.work_pane.stopped.connect(self._cancel)
        self.reading.questioned.connect(self.work_pane.ask)
        self.reading.progressed.connect(self.work_pane.count)
        self.reading.finished.connect(self._show)
        self.reading.failed.connect(self._fail)
        self.preview.encoding_chosen.connect(self._read_as)
        self.preview.duplicates_chosen.connect(self._replan)
        self.preview.import_wanted.connect(self._import)
        self.preview.other_wanted.connect(self._choose)
        self.preview.report_wanted.connect(self._save_report)
        self.preview.cancelled.connect(self.reject)

    def _wait(self, what: str) -> None:
        self.work_pane.work(what)
        self.stack.setCurrentWidget(self.work_pane)

    def _back(self) -> None:
        self.stack.setCurrentWidget(self.drop_zone if self._read is None else self.preview)

    def _choose(self) -> None:
        files = _("Address books (*.csv *.vcf *.vcard *.txt)") + ";;" + _("All files (*)")
        ask_file(self, _("Choose an address book"), files, self.take)

    def _read_as(self, encoding: str = "") -> None:
        self._wait(_("Reading {name} …").format(name=self.reading.path.name))
        self.reading.read(encoding or None)

    def _cancel(self) -> None:
        self.reading.cancel()
        if self._stop is not None:
            self._stop.set()
        self._back()
        if self._read is not None:
            self.preview.show_preview(self._read)

    def _show(self, preview: Preview) -> None:
        self._read = preview
        self.drop_zone.say("")
        self.preview.show_preview(preview)
        self._back()

    def _fail(self, sentence: str) -> None:
        self._back()
        if self._read is None:
            self.drop_zone.say(sentence)
        else:
            self.preview.show_preview(self._read)
            self.preview.say(sentence)

    def _replan(self, duplicates: Duplicates) -> None:
        self.reading.duplicates = duplicates
        if self._read is not None:
            plan = partial(import_work.plan, self._read.file, duplicates)
            self.session.read(plan, partial(self._replanned, duplicates), self._refused)

    def _replanned(self, duplicates: Duplicates, plan: Plan) -> None:
        if self._read is not None and duplicates is self.reading.duplicates:
            self._read = replace(self._read, plan=plan)
            self.preview.show_plan(plan)

    def _import(self) -> None:
        if self._read is None:
            return
        self._stop = Event()
        self._wait(_("Importing …"))
        decide = partial(import_work.decide, self._read.file, self.reading.duplicates, self._stop)
        self.session.act(decide, self._imported, self._refused)

    def _imported(self, changeset: Changeset) -> None:
        self.navigator.tell(import_work.outcome(changeset))
        self.accept()

    def _refused(self, error: TrustJournalError) -> None:
        if not isinstance(error, Cancelled):
            self._fail(str(error))

    def _save_report(self, target: Path) -> None:
        if self._read is not None:
            work = partial(import_work.write_problems, self._read, target)
            self.session.run(work, self.preview.tell_saved, self._refused)


def _dropped(event: QDropEvent) -> Path | None:
    local = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return local[0] if len(local) == 1 and local[0].is_file() else None

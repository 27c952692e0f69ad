"""Handing something out: what, which columns and days of it, in which form, and where to."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSize, QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from trustjournal.errors import InvalidEntry, TrustJournalError
from trustjournal.i18n import _, ngettext
from trustjournal.settings import Settings
from trustjournal.ui.dialogs.choose_file import ask_place
from trustjournal.ui.dialogs.export_choices import STORY, files
from trustjournal.ui.dialogs.export_page import ExportPage
from trustjournal.ui.dialogs.export_work import Order, hand_out
from trustjournal.ui.dialogs.form_page import MARGIN
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import primary, quiet
from trustjournal.ui.widgets.job_bar import JobBar
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.screen_room import screen_room


class ExportDialog(QDialog):
    """Asks, writes on the worker with progress and Stop, and tells how much went where."""

    def __init__(
        self,
        session: JournalSession,
        navigator: Navigator,
        settings: Settings,
        what: str,
        customer_id: UUID | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._navigator = navigator
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Export"))
        self.page = ExportPage(session, settings, what, customer_id)
        self.fault = PlainLabel("", TypeRole.BODY, Tone.CLAY, wrap=True)
        self.fault.hide()
        self.progress = JobBar()
        self.progress.stopped.connect(self._stopped)
        self.export_button = primary(_("Choose a place and export"))
        self.export_button.clicked.connect(self._ask_place)
        self.cancel_button = quiet(_("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out()
        self.page.installEventFilter(self)

    def export_to(self, path: Path) -> None:
        """Write what is chosen to `path`."""
        try:
            order = self.page.order()
        except InvalidEntry as error:
            self._say(str(error))
            return
        self.page.remember(path)
        self._say("")
        self.export_button.setEnabled(False)
        done = partial(self._done, order, path)
        work = partial(hand_out, order, path)
        self.progress.watch(self._session.run(work, done, self._refused))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.progress.is_busy():
            self.progress.stop()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._ask_place()
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.page.arrange(event.size().width())
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)
        self.page.what.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Rows come and go with what is chosen; the dialog is as high as they need.
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def reject(self) -> None:
        self.progress.stop()
        super().reject()

    def _lay_out(self) -> None:
        self._scroller = QScrollArea()
        self._scroller.setWidget(self.page)
        self._scroller.setWidgetResizable(True)
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QHBoxLayout()
        buttons.addWidget(PlainLabel(_("Ctrl+Enter exports."), TypeRole.SMALL, Tone.MUTED))
        buttons.addStretch(1)
        for button in (self.cancel_button, self.export_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        title = PlainLabel(self.windowTitle(), TypeRole.HEADING, wrap=True)
        title.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, MARGIN - 8, 0, MARGIN - 8)
        self._column.setSpacing(12)
        self._column.addWidget(title)
        self._column.addWidget(self._scroller, 1)
        ending = QVBoxLayout()
        ending.setContentsMargins(MARGIN, 0, MARGIN, 0)
        ending.setSpacing(12)
        ending.addWidget(self.fault)
        ending.addWidget(self.progress)
        ending.addLayout(buttons)
        self._column.addLayout(ending)

    def _fit(self) -> None:
        """Take the size at which nothing needs to scroll, if the screen allows it."""
        room = screen_room(self).size() - QSize(32, 64)
        width = min(max(self.page.wanted_width(), self.width()), room.width())
        self.page.arrange(width)
        empty = self._scroller.sizeHint().expandedTo(self._scroller.minimumSizeHint())
        rest = self._column.totalHeightForWidth(width) - empty.height()
        self.resize(width, min(self.page.wanted_height(width) + rest, room.height()))

    def _ask_place(self) -> None:
        try:
            order = self.page.order()
        except InvalidEntry as error:
            self._say(str(error))
            return
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = self.page.memory().get("folder") or QStandardPaths.writableLocation(documents)
        name = f"{order.what}-{self._session.today():%Y-%m-%d}.{order.form.ending}"
        ask_place(self, _("Export"), files(order.form), self.export_to, Path(folder) / name)

    def _done(self, order: Order, path: Path, count: int) -> None:
        if order.what == STORY:
            words = _("The story is now in {path}. Read it before you hand it on.")
        elif not order.form.is_table:
            words = ngettext(
                "{count} entry is now in {path}.", "{count} entries are now in {path}.", count
            )
        else:
            words = ngettext(
                "{count} row is now in {path}.", "{count} rows are now in {path}.", count
            )
        number = self.locale().toString(count)
        self._navigator.say(words.format(count=number, path=path))
        self.accept()

    def _refused(self, error: TrustJournalError) -> None:
        self.export_button.setEnabled(True)
        self._say(str(error))

    def _stopped(self) -> None:
        self.export_button.setEnabled(True)
        self._say(_("Stopped. No file was written."))

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        if sentence:
            announce(self.fault, sentence)

"""Asks before a person is erased for good: the one act that has no Undo has a question instead."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from sqlalchemy import Engine

from trustjournal.domain import erasing as words
from trustjournal.domain.erasing import Going
from trustjournal.errors import TrustJournalError
from trustjournal.forgetting import erase_person
from trustjournal.i18n import _
from trustjournal.store.erasing import Erased, going
from trustjournal.ui import theme
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.opened_files import opened_files
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import Job, JournalSession
from trustjournal.ui.widgets.buttons import quiet, secondary
from trustjournal.ui.widgets.job_bar import JobBar
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.rows import NoteLine
from trustjournal.ui.widgets.screen_room import screen_room
from trustjournal.ui.widgets.tick import LongDot

_WIDTH = 540
_MARGIN = 28


class EraseDialog(QDialog):
    """Says what goes for good and what stays; Enter alone erases nothing."""

    def __init__(
        self,
        found: Going,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._found = found
        self._session = session
        self._navigator = navigator
        self._busy = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Erase for good"))
        self.keep_shared = LongDot(_("Keep what was noted in touchpoints with others"))
        self.erase_shared = LongDot(words.choice(found))
        self.keep_shared.setChecked(True)
        self.fault = PlainLabel("", TypeRole.BODY, Tone.CLAY, wrap=True)
        self.fault.hide()
        self.progress = JobBar()
        self.progress.stopped.connect(self._stopped)
        self.erase_button = secondary(_("Erase for good"), "trash-2")
        self.cancel_button = quiet(_("Cancel"))
        self.erase_button.clicked.connect(self._erase)
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)
        self.cancel_button.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def reject(self) -> None:
        if self._busy:  # it may be too late to stop, and the pages have to hear of it then
            self.progress.stop()
        else:
            super().reject()

    def _lay_out(self) -> None:
        title = _("Erase {name} for good?").format(name=self._found.customer.name)
        heading = PlainLabel(title, TypeRole.HEADING, wrap=True)
        heading.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self._page = QWidget()
        lines = self._lines = QVBoxLayout(self._page)
        lines.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        lines.setSpacing(8)
        lines.addWidget(PlainLabel(self._once(), tone=Tone.MUTED, wrap=True))
        lines.addSpacing(8)
        lines.addWidget(PlainLabel(_("This goes"), TypeRole.STRONG))
        for line in words.goes(self._found):
            lines.addWidget(NoteLine("trash-2", line, Tone.CLAY))
        lines.addSpacing(8)
        lines.addWidget(PlainLabel(_("This stays"), TypeRole.STRONG))
        for line in words.stays(self._found):
            lines.addWidget(NoteLine("archive", line, Tone.MUTED))
        if words.choice(self._found):
            lines.addSpacing(8)
            for dot in (self.keep_shared, self.erase_shared):
                lines.addWidget(dot)
        lines.addStretch(1)
        self._page.installEventFilter(self)
        self._scroller = QScrollArea()
        self._scroller.setWidget(self._page)
        self._scroller.setWidgetResizable(True)
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 24, 0, 20)
        self._column.setSpacing(8)
        self._column.addWidget(heading)
        self._column.addWidget(self._scroller, 1)
        self._column.addSpacing(8)
        self._column.addLayout(self._foot())

    def _once(self) -> str:
        """Say that it is for good, and what it would be otherwise."""
        today, zone = self._session.today(), self._session.zone()
        if said := words.was_deleted(self._found, today, zone):
            return f"{said} {_('Once erased, nothing does.')}"
        return _("There is no Undo. To be able to bring them back, delete them instead.")

    def _foot(self) -> QVBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.cancel_button, self.erase_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        foot = QVBoxLayout()
        foot.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        foot.setSpacing(12)
        foot.addWidget(self.fault)
        foot.addWidget(self.progress)
        foot.addLayout(buttons)
        return foot

    def _fit(self) -> None:
        """Take the size at which nothing needs to scroll, if the screen allows it."""
        room = screen_room(self).size() - QSize(32, 64)
        width = min(theme.px(_WIDTH), room.width())
        empty = self._scroller.sizeHint().expandedTo(self._scroller.minimumSizeHint())
        rest = self._column.totalHeightForWidth(width) - empty.height()
        wanted = max(self._lines.heightForWidth(width), self._lines.minimumSize().height())
        self.resize(width, min(wanted + rest, room.height()))

    def _erase(self) -> None:
        self._say("")
        self._set_busy(True)
        keep = not self.erase_shared.isChecked()
        work = partial(_work, self._found.customer.id, keep)
        job = self._session.run(work, self._done, self._refused)
        job.ended.connect(self._ended)
        self.progress.watch(job)

    def _done(self, done: Erased) -> None:
        opened_files().close()
        self._session.announce(done.changeset)
        if self._found.deleted_at is None:  # their page may be the one that is open
            self._navigator.open_page("people")
        said = [words.erased(done.name)]
        if done.unpacked:
            said.append(words.unpacked(done.unpacked))
        self._navigator.say(" ".join(said))
        self.accept()

    def _refused(self, error: TrustJournalError) -> None:
        self._say(str(error))

    def _stopped(self) -> None:
        self._say(_("Stopping…"))

    def _ended(self) -> None:
        """Take up the question again, unless the answer follows: then it is all over."""
        self._set_busy(False)
        self._say(_("Nothing was erased."))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for widget in (self.keep_shared, self.erase_shared, self.erase_button):
            widget.setEnabled(not busy)

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        if sentence:
            self._fit()
            announce(self.fault, sentence)


def ask_to_erase(
    customer_id: UUID, session: JournalSession, navigator: Navigator, parent: QWidget | None
) -> None:
    """Read what is known of a person, then ask."""
    found = partial(going, customer_id=customer_id, now=session.now(), zone=session.zone())
    session.read(found, partial(_ask, session, navigator, parent))


def _ask(
    session: JournalSession, navigator: Navigator, parent: QWidget | None, found: Going
) -> None:
    EraseDialog(found, session, navigator, parent).open()


def _work(customer_id: UUID, keep_shared: bool, engine: Engine, job: Job) -> Erased:
    return erase_person(engine, customer_id, keep_shared=keep_shared, report=job.report)

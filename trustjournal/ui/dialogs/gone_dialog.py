"""Lists who was deleted and is still in the history, for one of them to be erased for good."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QListView, QStackedWidget, QWidget

from trustjournal.domain.erasing import Going, Gone
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _
from trustjournal.store.erasing import going
from trustjournal.store.gone import people_gone
from trustjournal.ui import theme
from trustjournal.ui.dialogs.erase_dialog import EraseDialog
from trustjournal.ui.dialogs.fitted_dialog import FittedDialog
from trustjournal.ui.models.gone_rows import GoneModel
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import quiet, secondary
from trustjournal.ui.widgets.find_row import FindRowDelegate
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.painted_list import PaintedList
from trustjournal.ui.widgets.search_box import SearchBox

_HEIGHT = 320  # px of the list
_MOVES = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}
_CHOICE = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class GoneDialog(FittedDialog):
    """Who left last stands first; letters narrow the list, arrows choose, Enter says what goes."""

    def __init__(self, session: JournalSession, navigator: Navigator, parent: QWidget) -> None:
        super().__init__(_("Erase somebody deleted earlier"), parent)
        self._session = session
        self._navigator = navigator
        self.model = GoneModel(session.today(), session.zone(), self)
        self.line = SearchBox(_("Filter by name"))
        self.list = PaintedList()
        self.nobody = PlainLabel(
            _("Nobody who was deleted was called so."), TypeRole.BODY, Tone.MUTED, wrap=True
        )
        self.nobody.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._shown = QStackedWidget()
        self._shown.addWidget(self.list)
        self._shown.addWidget(self.nobody)
        self.said = PlainLabel(_("Looking through the history …"), tone=Tone.MUTED, wrap=True)
        self.fault = PlainLabel("", TypeRole.BODY, Tone.CLAY, wrap=True)
        self.erase_button = secondary(_("Erase for good…"), "trash-2")
        self.close_button = quiet(_("Close"))
        self._lay_out()
        self.line.textChanged.connect(self._narrow)
        self.line.installEventFilter(self)
        self.list.activated.connect(self._choose)
        self.erase_button.clicked.connect(self._choose)
        self.close_button.clicked.connect(self.reject)
        session.read(people_gone, self._show, self._refuse)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.line
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
        ):
            if event.key() in _MOVES:
                QApplication.sendEvent(self.list, event)
                return True
            if event.key() in _CHOICE:
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(FindRowDelegate(self.list))
        self.list.setAccessibleName(_("People who were deleted"))
        self.list.setProperty("plain", "true")
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMinimumHeight(theme.px(_HEIGHT))
        self.body.addWidget(self.said)
        self.body.addWidget(self.line)
        self.body.addWidget(self._shown, 1)
        self.body.addWidget(self.fault)
        self.add_buttons(self.close_button, self.erase_button)
        for widget in (self.line, self._shown, self.fault, self.erase_button):
            widget.hide()

    def _show(self, people: Sequence[Gone]) -> None:
        self.model.set_people(people)
        if not people:
            self._say(_("Nobody who was deleted is left in the history."))
            self.close_button.setFocus()
            return
        self._say(
            _(
                "The history still knows them, so that Undo can bring them back. Whoever is erased "
                "is nowhere in the journal any more."
            )
        )
        for widget in (self.line, self._shown, self.erase_button):
            widget.show()
        self._begin()
        self.line.setFocus()

    def _narrow(self, text: str) -> None:
        self.model.narrow(text)
        self._begin()

    def _begin(self) -> None:
        found = bool(self.model.rows)
        self.list.setCurrentIndex(self.model.index(0, 0))
        self.erase_button.setEnabled(found)
        self._shown.setCurrentWidget(self.list if found else self.nobody)
        if not found:
            announce(self.nobody, self.nobody.text())

    def _choose(self, _index: object = None) -> None:
        row = self.list.currentIndex().row()
        if row < 0:
            return
        self.fault.hide()
        found = partial(
            going,
            customer_id=self.model.rows[row].id,
            now=self._session.now(),
            zone=self._session.zone(),
        )
        self._session.read(found, self._ask, self._refuse)

    def _ask(self, found: Going) -> None:
        if self.isVisible():  # it was closed, or answered twice, meanwhile
            self.accept()
            EraseDialog(found, self._session, self._navigator, self.parentWidget()).open()

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        announce(self.said, sentence)

    def _refuse(self, error: TrustJournalError) -> None:
        self.fault.setText(str(error))
        self.fault.show()
        announce(self.fault, str(error))

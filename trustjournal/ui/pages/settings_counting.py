"""How trust is counted, among the settings: what would change is shown before anything does."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import Preferences
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _
from trustjournal.services.preferences import LONGEST_HALF_LIFE, edit_preferences
from trustjournal.store import queries
from trustjournal.store.people import depth_settings
from trustjournal.store.previews import Shift, what_would_change
from trustjournal.ui.dialogs.fields import NumberField
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.settings_fields import Beside, WeightField
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import primary, quiet
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.form import FormRow, dress_spin
from trustjournal.ui.widgets.label import hairline
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.shift_list import ShiftList

_PAUSE_MS = 120  # a held arrow key turns the number faster than anyone reads
_ENTERING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CountingCard(Card):
    """The half-life of evidence and the weight of bad evidence.

    Another value shows at once whom it would move; it holds once the owner presses Enter or the
    button. Escape goes back to what holds.
    """

    def __init__(
        self, session: JournalSession, navigator: Navigator, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("How trust is counted"), parent=parent)
        self._session = session
        self._navigator = navigator
        self._kept: Preferences | None = None
        self._asked: Mapping[str, Any] | None = None  # what the preview on its way is of
        self.half_life = NumberField(LONGEST_HALF_LIFE, _("days"))
        self.bad_weight = WeightField(_("times"))
        self.shifts = ShiftList()
        self.keep_button = primary(_("Count it so"), "check", small=True)
        self.back_button = quiet(_("Leave it as it was"), small=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.keep_button.clicked.connect(self._keep)
        self.back_button.clicked.connect(self._go_back)
        self._lay_out()

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what holds, but leave what is being tried; whom it would move is counted anew."""
        trying = self._is_trying()
        self._kept = preferences
        if trying:
            self._try()
        else:
            self._go_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._press(event.key())
        return False

    def _press(self, key: int) -> bool:
        if key in _ENTERING:
            self._keep()
        elif key == Qt.Key.Key_Escape and self._is_trying():
            self._go_back()
        else:
            return False
        return True

    def _values(self) -> dict[str, Any]:
        return {
            "half_life_days": self.half_life.value(),
            "bad_weight": self.bad_weight.value(),
        }

    def _is_trying(self) -> bool:
        return self._kept is not None and self._values() != _values_of(self._kept)

    def _try(self) -> None:
        """Show whom the values would move, once the owner pauses."""
        self._rows[0].set_fault("")
        if not self._is_trying():
            self._pause.stop()
            self._below.hide()
            return
        if self._below.isHidden():
            self.shifts.show_waiting()
            self._below.show()
        self._pause.start()

    def _ask(self) -> None:
        if self._asked is None:  # one at a time: with a large journal each takes seconds
            self._asked = self._values()
            query = partial(_would_change, self._asked, self._session.now(), self._session.zone())
            self._session.read(query, self._show, self._refused)

    def _show(self, shifts: list[Shift]) -> None:
        asked, self._asked = self._asked, None
        if asked == self._values():
            self.shifts.show_shifts(shifts)
            announce(self.shifts, self.shifts.summary())
        elif self._is_trying():
            self._pause.start()

    def _keep(self) -> None:
        if self._is_trying():
            self._pause.stop()
            self._session.act(partial(_edit, self._values()), self._done, self._refused)

    def _go_back(self) -> None:
        if self._kept is not None:
            self.half_life.set_value(self._kept.half_life_days)
            self.bad_weight.set_value(self._kept.bad_weight)
        self._try()

    def _done(self, changeset: Changeset) -> None:
        after = changeset.changes[0].after
        if isinstance(after, Preferences):
            self._kept = after
            self._try()
        self._navigator.tell(_("Trust is counted so from now on."))

    def _refused(self, error: TrustJournalError) -> None:
        self._asked = None
        self._below.hide()
        self._rows[0].set_fault(str(error))
        announce(self, str(error))

    def _lay_out(self) -> None:
        fades = _("What happened fades: after this long it weighs half as much as on its day.")
        weighs = _("So many times as much as something good.")
        self._rows = (
            FormRow(_("Counts half after"), self.half_life, fades),
            FormRow(_("Something bad weighs"), self.bad_weight, weighs),
        )
        for field in (self.half_life, self.bad_weight):
            dress_spin(field.box)
            field.box.installEventFilter(self)
            field.edited.connect(self._try)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.keep_button)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(14)
        below.addWidget(hairline())
        below.addWidget(self.shifts)
        below.addLayout(buttons)
        self.body.setSpacing(16)
        self.body.addLayout(Beside(*self._rows))
        self.add(self._below)
        self._below.hide()


def _values_of(preferences: Preferences) -> dict[str, Any]:
    return {
        "half_life_days": preferences.half_life_days,
        "bad_weight": preferences.bad_weight,
    }


def _would_change(
    fields: Mapping[str, Any], now: datetime, zone: tzinfo, connection: Connection
) -> list[Shift]:
    """Return whose depth other parameters would move.

    Raises:
        InvalidEntry: a number is out of range.
    """
    before, after = queries.preferences(connection), _edit(fields, connection).changes[0].after
    if not isinstance(after, Preferences):
        raise TypeError("the settings are changed, not deleted")
    return what_would_change(
        connection, now, depth_settings(before), depth_settings(after), zone=zone
    )


def _edit(fields: Mapping[str, Any], connection: Connection) -> Changeset:
    return edit_preferences(queries.stored_preferences(connection), **fields)

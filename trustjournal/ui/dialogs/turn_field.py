"""The field for when it turned: the moments proposed, another one, or none."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from trustjournal.domain import words
from trustjournal.i18n import _
from trustjournal.ui.dialogs.fields import Field
from trustjournal.ui.models.loss_view import Moment
from trustjournal.ui.widgets.tick import TickDot, with_reason

Turned = tuple[date, UUID | None]
"""The day it turned, and the record it turned with, where it was one."""


class TurnField(Field):
    """Its value is the moment chosen, None where the owner does not know or does not say."""

    shape = Turned | None

    def __init__(
        self, moments: Sequence[Moment], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._moments: list[Moment | None] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.row.addLayout(self._column, 1)
        self.group = QButtonGroup(self)
        self.group.idClicked.connect(self._choose)
        for moment in moments:
            self._add(moment)
        self._add(None)
        self.group.buttons()[-1].setChecked(True)
        self.setFocusProxy(self.group.buttons()[0])

    def value(self) -> Turned | None:
        """Return the moment chosen."""
        moment = self._moments[self.group.checkedId()]
        return None if moment is None else (moment.on, moment.source_id)

    def set_value(self, value: Turned | None) -> None:
        """Choose a moment; one that is not among those proposed joins them by its day alone."""
        known = [None if one is None else (one.on, one.source_id) for one in self._moments]
        if value not in known and value is not None:
            day = words.sentence(words.on(value[0], self._today))
            self.offer(Moment(value[0], value[1], day))
            return
        self.group.button(known.index(value)).setChecked(True)
        self.edited.emit()

    def offer(self, moment: Moment) -> None:
        """Choose a moment that the owner found, which joins those proposed."""
        known = [one and (one.on, one.source_id) for one in self._moments]
        key = moment.on, moment.source_id
        if key not in known:
            self._add(moment)
            known.append(key)
        self.group.button(known.index(key)).setChecked(True)
        self.edited.emit()

    def setAccessibleName(self, name: str) -> None:
        # Every choice is called what it is; the question is that of all of them.
        QWidget.setAccessibleName(self, name)

    def _add(self, moment: Moment | None) -> None:
        text = _("I do not know") if moment is None else moment.text
        button = TickDot(text)
        self.group.addButton(button, len(self._moments))
        self._moments.append(moment)
        why = moment.why if moment is not None else ""
        self._column.addWidget(with_reason(button, why) if why else button)

    def _choose(self, _number: int) -> None:
        self.edited.emit()

"""What a captured line said besides the touchpoint itself: promises and tags, as chips to drop."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from trustjournal.domain import words
from trustjournal.domain.capture import PromiseDraft
from trustjournal.i18n import _
from trustjournal.ui.dialogs.fields import Field
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.chip import Chip
from trustjournal.ui.widgets.flow_layout import FlowLayout

Said = tuple[tuple[PromiseDraft, ...], tuple[str, ...]]


class SaidField(Field):
    """Holds promises and tags; each chip's cross takes it away."""

    shape = Said

    def __init__(self, session: JournalSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._said: Said = ((), ())
        box = QWidget()
        self._flow = FlowLayout(box)
        self.row.addWidget(box, 1)

    def is_empty(self) -> bool:
        """Return whether nothing is left."""
        return not any(self._said)

    def value(self) -> Said:
        """Return promises and tags."""
        return self._said

    def set_value(self, value: Said) -> None:
        """Show promises and tags."""
        self._said = value
        self._flow.clear()
        for promise in value[0]:
            self._add(self._words(promise), Tone.GOLD, promise)
        for tag in value[1]:
            self._add(f"#{tag}", Tone.MUTED, tag)
        self.updateGeometry()
        self.edited.emit()

    def _words(self, promise: PromiseDraft) -> str:
        if promise.due_on is None:
            return _("Promise: {text}").format(text=promise.text)
        due = words.when(promise.due_on, self._session.today())
        return _("Promise: {text}, due {day}").format(text=promise.text, day=due)

    def _add(self, text: str, tone: Tone, one: Any) -> None:
        chip = Chip(text, tone, removable=True)
        chip.removed.connect(partial(self._drop, one))
        self._flow.addWidget(chip)

    def _drop(self, one: Any) -> None:
        promises, tags = self._said
        self.set_value(
            (
                tuple(promise for promise in promises if promise != one),
                tuple(tag for tag in tags if tag != one),
            )
        )

"""The field for what a touchpoint was: every kind, in groups with a line between them."""

from PySide6.QtWidgets import QWidget

from trustjournal.domain.evidence_words import kind_word
from trustjournal.ui.dialogs.fields import ChoiceField
from trustjournal.ui.widgets.record_words import KIND_GROUPS

_LINE = object()


class KindField(ChoiceField):
    """A list that opens whole; the first letters of a word choose it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            [(kind, kind_word(kind)) for group in KIND_GROUPS for kind in group], parent
        )
        place = 0
        for group in KIND_GROUPS[:-1]:
            place += len(group)
            self.box.insertSeparator(place)
            self._values.insert(place, _LINE)
            place += 1
        self.box.setMaxVisibleItems(self.box.count())

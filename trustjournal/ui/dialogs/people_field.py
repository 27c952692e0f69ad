"""The field that names one or several people: typed, completed, and shown as chips."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.ui.dialogs.fields import Field
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.capture_saving import as_name
from trustjournal.ui.widgets.chip import Chip
from trustjournal.ui.widgets.entrance import put_in_order
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.known_names import known_names
from trustjournal.ui.widgets.name_popup import MOST, NamePopup


@dataclass(frozen=True, slots=True)
class Pick:
    """Somebody chosen; without an id somebody to be created under that name."""

    customer_id: UUID | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Picked:
    """What the field holds: who was chosen, and what is typed and not chosen yet."""

    people: tuple[Pick, ...] = ()
    text: str = ""

    @classmethod
    def of(cls, *customer_ids: UUID | None) -> "Picked":
        """Return these people chosen; None stands for nobody."""
        return cls(tuple(Pick(one) for one in customer_ids if one is not None))


class Suggesting(Protocol):
    """Knows names by id and what a beginning may mean; `changed` is a signal."""

    changed: Any

    def suggest(self, beginning: str) -> list[tuple[UUID, str]]:
        """Return what `beginning` may mean, as ids and names."""
        ...

    def name_of(self, customer_id: UUID) -> str:
        """Return a name, "" while it is not known."""
        ...


class NameLine(QLineEdit):
    """A line for a name; `emptied` fires when Backspace is pressed with nothing to delete."""

    entered = Signal()
    emptied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        else:
            super().keyPressEvent(event)


class PeopleField(Field):
    """Names people of the journal; with `single` one at most, with `creates` new ones too.

    `known` knows who there is to name, where that is not everyone.
    """

    shape = Picked

    def __init__(
        self,
        session: JournalSession,
        *,
        single: bool = False,
        creates: bool = False,
        known: Suggesting | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._known: Suggesting = known or known_names(session)
        self._single = single
        self._creates = creates
        self._people: tuple[Pick, ...] = ()
        self.line = NameLine()
        self.line.setPlaceholderText(_("Begin to type a name"))
        self.popup = NamePopup(self.line)
        chips = QWidget()
        chips.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._chips = FlowLayout(chips)
        self._chip_box = chips
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(chips)
        column.addWidget(self.line)
        self.row.addLayout(column, 1)
        self.line.textEdited.connect(self._suggest)
        self.line.textChanged.connect(self.edited)
        self.line.entered.connect(self._take_typed)
        self.line.emptied.connect(self._drop_last)
        self.popup.chosen.connect(self._add)
        self._known.changed.connect(self._show)
        self._show()

    def value(self) -> Picked:
        """Return who is chosen and what else is typed."""
        return Picked(self._people, self.line.text())

    def set_value(self, value: Picked) -> None:
        """Show people as chosen, and a text as typed."""
        self._people = value.people
        self.line.setText(value.text)
        self._show()
        self.edited.emit()

    def is_blank(self) -> bool:
        return not self._people

    def chips(self) -> list[Chip]:
        """Return the chips of those who are chosen, in order."""
        found = (self._chips.itemAt(place) for place in range(self._chips.count()))
        widgets = (item.widget() for item in found if item)
        return [chip for chip in widgets if isinstance(chip, Chip)]

    def everyone(self) -> tuple[Pick, ...]:
        """Return who is chosen, with whom the typed text names.

        Raises:
            InvalidEntry: the text names nobody, or several people.
        """
        text = self.line.text().strip()
        if text:
            found = self._known.suggest(text)
            if len(found) != 1:
                raise InvalidEntry(
                    _("Choose who you mean by “{name}” from the list.").format(name=text)
                )
            self._add(Pick(found[0][0]))
        return self._people

    def _suggest(self, text: str) -> None:
        chosen = {pick.customer_id for pick in self._people}
        found = self._known.suggest(text)
        offers = [(name, Pick(one)) for one, name in found if one not in chosen]
        if self._creates and text.strip():
            name = as_name(" ".join(text.split()))
            new = (_("Create {name}").format(name=name), Pick(None, name))
            offers = [*offers[: MOST - 1], new]
        self.popup.offer(offers)

    def _take_typed(self) -> None:
        found = self._known.suggest(self.line.text())
        if len(found) == 1:
            self._add(Pick(found[0][0]))
        else:
            self._suggest(self.line.text())

    def _add(self, pick: Pick) -> None:
        if self._single:
            self._people = (pick,)
        elif pick not in self._people:
            self._people = (*self._people, pick)
        self.line.clear()
        if self._single and self.line.hasFocus():
            # Left to Qt, it would go to the cross that takes the name away again.
            self.line.focusNextChild()
        self._show()
        self.edited.emit()
        if not self._single:
            self.line.setFocus()

    def _drop_last(self) -> None:
        if self._people:
            self._drop(self._people[-1])

    def _drop(self, pick: Pick) -> None:
        self._people = tuple(one for one in self._people if one != pick)
        self._show()
        self.edited.emit()
        self.line.setFocus()

    def _show(self) -> None:
        self._chips.clear()
        for pick in self._people:
            self._chips.addWidget(self._chip(pick))
        self._chip_box.setVisible(bool(self._people))
        crosses = [chip.cross for chip in self.chips() if chip.cross]
        put_in_order([self.line, *crosses])
        # The focus of a proxy out of sight would hold Tab where it is.
        complete = self._single and bool(self._people)
        self.setFocusProxy(crosses[0] if complete else self.line)
        self.line.setVisible(not complete)
        self.updateGeometry()

    def _chip(self, pick: Pick) -> Chip:
        if pick.customer_id is None:
            chip = Chip(_("{name}, new").format(name=pick.name), Tone.CLAY, removable=True)
        else:
            chip = Chip(self._known.name_of(pick.customer_id), Tone.ACCENT, removable=True)
        chip.removed.connect(partial(self._drop, pick))
        return chip


def ids_of(people: Iterable[Pick]) -> tuple[UUID, ...]:
    """Return the ids of those who are in the journal already."""
    return tuple(pick.customer_id for pick in people if pick.customer_id is not None)

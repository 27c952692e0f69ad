"""Things to do as a list or, where their page has columns, as a board; else why none is there."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui.models.plan_model import Column, Entry, PlanModel, Section
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import Button, quiet
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import EmptyState
from trustjournal.ui.widgets.plan_board import Place, PlanBoard, Takes
from trustjournal.ui.widgets.plan_list import Act, ActList, PlanList, hint_of


class PlanViews(QStackedWidget):
    """Shows the same entries as `list` or as `board`; `settled` fires after they changed.

    `missed` fires with the key of what was to be selected and is not there.

    `empty` stands there where there is nothing at all, `nothing` where nothing matches.
    """

    settled = Signal()
    typed = Signal(str)
    missed = Signal(object)  # UUID

    def __init__(self, name: str, empty: EmptyState, nothing: EmptyState) -> None:
        super().__init__()
        self.model = PlanModel(self)
        self.list = PlanList(self.model, name)
        self.board: PlanBoard | None = None
        self.keys = _keys_label()
        self.board_keys = _keys_label()
        self.button: Button | None = None
        self.empty, self.nothing = empty, nothing
        self._memory: dict[str, Any] = {}
        self._place: Place = _nowhere
        self._acts: Sequence[Act] = ()
        self._card = Card(flush=True)
        self._card.setAccessibleName(name)
        self._card.body.setContentsMargins(10, 0, 10, 12)
        self._card.body.addWidget(self.list, 1)
        self.keys.setContentsMargins(10, 4, 10, 0)
        self._card.body.addWidget(self.keys)
        for shown in (self._card, empty, nothing):
            self.addWidget(shown)
        self.list.typed.connect(self.typed)

    def set_acts(self, acts: Sequence[Act]) -> None:
        """Offer these acts by key, button and menu; the first is what a double click does."""
        self._acts = acts
        if self.board is not None:
            acts = (*acts, Act(key="V", words=_("board or list"), do=self._turn, alone=True))
            self.board.set_acts(acts)
        self.list.set_acts(acts)
        said = hint_of(acts)
        self.keys.setText(said)
        moves = _("Alt+Left or Alt+Right moves a card")
        self.board_keys.setText(f"{moves}  ·  {said}")

    def add_board(
        self, columns: Sequence[Column], place: Place, takes: Takes, memory: dict[str, Any]
    ) -> Button:
        """Have a board too; return the button that leads to it and back.

        `memory` is what the settings keep of the page: the board is shown where it was last time.
        """
        self.board = PlanBoard(columns, self.list.accessibleName(), takes)
        self.board.typed.connect(self.typed)
        self._place, self._memory = place, memory
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.board, 1)
        column.addWidget(self.board_keys)
        self.addWidget(pane)
        self.button = quiet(_("Board"), "columns-3")
        self.button.setCheckable(True)
        self.button.setChecked(bool(memory.get("board")))
        self.button.toggled.connect(self._remember)
        self.set_acts(self._acts)
        return self.button

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Show what was read, and stay on the row selected, or on the next where it has left."""
        self._change(partial(self.model.set_sections, sections))
        if self.board is not None:
            cards: dict[str, list[Entry]] = {}
            for entry in (entry for section in sections for entry in section.entries):
                cards.setdefault(self._place(entry), []).append(entry)
            self.board.set_cards(cards)
        self._arrange()

    def narrow(self, text: str, kind: str = "") -> None:
        """Show only entries that hold every word of `text`, accents aside, and are of `kind`."""
        self._change(partial(self.model.narrow, text, kind))
        if self.board is not None:
            self.board.narrow(text, kind)
        self._arrange()

    def select(self, key: UUID) -> None:
        """Select the entry of a key, and give it the focus unless the owner has gone elsewhere."""
        row = self.model.row_of(key)
        if row < 0:
            self.missed.emit(key)
            return
        self.list.select_row(row)
        if self.board is not None:
            self.board.select(key)
        holder = self.window().focusWidget() or self.window()
        if self.isAncestorOf(holder) or holder.isAncestorOf(self):
            self.current().setFocus(Qt.FocusReason.OtherFocusReason)

    def is_board(self) -> bool:
        """Tell whether the board is shown, or would be if there were anything to show."""
        return self.button is not None and self.button.isChecked()

    def current(self) -> ActList:
        """Return the list or the column whose rows the keys are for."""
        return self.board.list() if self.board is not None and self.is_board() else self.list

    def below_row(self) -> QPoint:
        """Return where on the screen a menu about the current row opens."""
        return self.current().below_row()

    def first(self) -> QWidget:
        """Return what the focus of the page goes to."""
        shown = self.currentWidget()
        if isinstance(shown, EmptyState):
            return shown.button or shown
        return self.current()

    def _turn(self, _entries: Sequence[Entry] = ()) -> None:
        if self.button is not None:
            self.button.toggle()
            self.current().setFocus()

    def _remember(self, on: bool) -> None:
        """Show the other view, on the entry that was selected in this one."""
        self._memory["board"] = on
        if self.board is None:
            return
        before = self.list if on else self.board.list()
        entries = before.entries()
        if entries and on:
            self.board.select(entries[0].key)
        elif entries:
            self.list.select_row(max(self.model.row_of(entries[0].key), 0))
        self._arrange()

    def _change(self, change: Callable[[], None]) -> None:
        rows = [index.row() for index in self.list.selectedIndexes()]
        row = min(rows, default=max(self.list.currentIndex().row(), 0))
        line = self.model.line_from(row)
        change()
        again = self.model.first_of(line)
        row = again if again >= 0 else self.model.nearest(row)
        if row >= 0:
            self.list.select_row(row)

    def _arrange(self) -> None:
        if not self.model.total():
            self.setCurrentWidget(self.empty)
        elif not self.model.rowCount():
            self.setCurrentWidget(self.nothing)
        else:
            self.setCurrentIndex(self.count() - 1 if self.is_board() else 0)
        self.settled.emit()


def _nowhere(_entry: Entry) -> str:
    return ""


def _keys_label() -> PlainLabel:
    return PlainLabel("", TypeRole.CAPTION, Tone.MUTED, wrap=True)

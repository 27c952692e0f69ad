"""The parts of a dry run where the owner decides: people known already, and people not known."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.domain.incoming import Who
from trustjournal.i18n import _, ngettext
from trustjournal.transfer.import_plan import (
    Candidate,
    Duplicates,
    Fate,
    Found,
    Stranger,
    Unmatched,
    who_words,
)
from trustjournal.ui import theme
from trustjournal.ui.dialogs.fields import KeysField
from trustjournal.ui.dialogs.people_field import PeopleField, Picked, ids_of
from trustjournal.ui.dialogs.step import roomy_table
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Button, secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.known_names import known_names
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rows_table import RowsTable

_FATE = 4
_LIKELY_SHOWN = 3
_BESIDE = 38  # px high, as the buttons beside it


class _Decisions(QWidget):
    """A choice for all, a table, and below it the buttons that decide on its selected rows."""

    decided = Signal()

    def __init__(
        self, words: str, choices: Sequence[tuple[Any, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.all = KeysField(choices)
        self.all.setAccessibleName(words)
        self.all.edited.connect(self._again)
        self.table: RowsTable | None = None
        self.buttons: dict[Any, Button] = {}
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(PlainLabel(words, TypeRole.STRONG))
        top.addWidget(self.all, 1)
        self._frame = Card(flush=True)
        self._told = PlainLabel("", TypeRole.SMALL, Tone.MUTED)
        self._told.setMinimumHeight(theme.px(_BESIDE))
        self._beside = QWidget()
        self.flow = FlowLayout(self._beside, gap=8)
        self.flow.addWidget(self._told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._frame, 1)
        column.addWidget(self._beside)

    def fill(self, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show rows; the last column says what happens."""
        self._frame.clear()
        self.table = roomy_table(name, heads, rows, _FATE)
        self.table.selectionModel().selectionChanged.connect(self.choosing)
        self._frame.add(self.table)
        self.setTabOrder(list(self.all.keys.values())[-1], self.table)
        self.choosing()

    def add_button(self, value: Any, words: str) -> None:
        """Offer to decide so on what is selected."""
        button = self.buttons[value] = secondary(words)
        button.setAutoDefault(False)
        button.clicked.connect(partial(self.decide, value))
        self.flow.addWidget(button)

    def decide(self, value: Any, _checked: bool = False) -> None:
        """Decide on the selected rows."""
        for row in self.chosen():
            self.put(row, value)
        self._again()

    def chosen(self) -> list[int]:
        """Return the rows selected."""
        return self.table.chosen_rows() if self.table is not None else []

    def put(self, row: int, value: Any) -> None:
        """Keep what was decided on a row."""
        raise NotImplementedError

    def fate(self, row: int) -> str:
        """Return what happens to a row in words."""
        raise NotImplementedError

    def _again(self) -> None:
        if self.table is not None:
            for row, cells in enumerate(self.table.rows):
                last = len(cells) - 1
                if (words := self.fate(row)) != self.table.text(row, last):
                    self.table.set_text(row, last, words)
        self.decided.emit()

    def choosing(self) -> None:
        """Show what can be done with the rows that are selected."""
        count = len(self.chosen())
        text = ngettext("{count} row selected:", "{count} rows selected:", count)
        nobody = _("Select rows to decide on them alone.")
        self._told.setText(text.format(count=count) if count else nobody)
        for place in range(1, self.flow.count()):
            item = self.flow.itemAt(place)
            widget = item.widget() if item else None
            if widget is not None:
                widget.setVisible(count > 0)


class KnownPane(_Decisions):
    """People of the file who look like somebody: left out, merged or added, all or one by one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        words = _duplicates()
        super().__init__(_("All of them"), words, parent)
        self.decisions: dict[int, Duplicates] = {}
        self._found: Sequence[Found] = ()
        for value, text in words:
            self.add_button(value, text)

    def show_found(self, found: Sequence[Found]) -> None:
        """Show who looks like whom."""
        if [one.row for one in found] == [one.row for one in self._found]:
            return
        self._found = found
        heads = (
            *(_("Row"), _("In the file"), _("Looks like")),
            *(_("Because of"), _("Merging adds"), _("What happens")),
        )
        rows = [
            (
                str(one.row),
                " ".join(one.incoming.name.split()),
                " ".join(one.existing.name.split()),
                one.reason.word,
                " · ".join(" ".join(line.split()) for line in one.adds) or _("nothing"),
                self.fate(row),
            )
            for row, one in enumerate(found)
        ]
        self.fill(_("People who look familiar"), heads, rows)

    def put(self, row: int, value: Duplicates) -> None:
        """Keep what was decided on a row."""
        self.decisions[self._found[row].row] = value

    def fate(self, row: int) -> str:
        """Return what happens to a row in words."""
        decided: Any = self.decisions.get(self._found[row].row, self.all.value())
        return dict(_outcomes())[decided]

    def begin(self) -> None:
        """Forget what was decided on another file."""
        self.decisions, self._found = {}, ()
        with QSignalBlocker(self):
            self.all.set_value(Duplicates.SKIP)


class StrangersPane(_Decisions):
    """People whom the file only speaks of: somebody of the journal, somebody new, or nobody."""

    def __init__(self, session: JournalSession, parent: QWidget | None = None) -> None:
        words = [(Stranger.IGNORE, _("Leave them out")), (Stranger.NEW, _("Add them as new"))]
        super().__init__(_("All of them"), words, parent)
        self.assigned: dict[Who, Fate] = {}
        self._known = known_names(session)
        self._unmatched: Sequence[Unmatched] = ()
        self.who = PeopleField(session, single=True)
        self.who.setAccessibleName(_("Who they are"))
        self.who.line.setPlaceholderText(_("Is … (begin to type a name)"))
        self.who.setMinimumWidth(220)
        self.who.edited.connect(self._assign)
        self.likely = secondary(_("Is whom it looks like"))
        self.likely.setAutoDefault(False)
        self.likely.clicked.connect(self._take_likely)
        self.flow.addWidget(self.who)
        self.flow.addWidget(self.likely)
        for value, text in ((Stranger.NEW, _("Add as new")), (Stranger.IGNORE, _("Leave out"))):
            self.add_button(value, text)

    def show_unmatched(self, unmatched: Sequence[Unmatched]) -> None:
        """Show whom nobody knows."""
        if [one.who for one in unmatched] == [one.who for one in self._unmatched]:
            return
        self._unmatched = unmatched
        heads = (
            *(_("Who"), _("How often"), _("First in row")),
            *(_("May be"), _("What happens")),
        )
        rows = [
            (
                " ".join(who_words(one.who).split()),
                str(one.count),
                str(one.rows[0]) if one.rows else "",
                ", ".join(_named(who) for who in one.likely[:_LIKELY_SHOWN]),
                self.fate(row),
            )
            for row, one in enumerate(unmatched)
        ]
        self.fill(_("People not known"), heads, rows)

    def choosing(self) -> None:
        """Offer whom the selected rows look like, where they look like anybody."""
        super().choosing()
        likely = any(self._unmatched[row].likely for row in self.chosen())
        self.likely.setVisible(likely)

    def put(self, row: int, value: Fate) -> None:
        """Keep what was decided on a row."""
        self.assigned[self._unmatched[row].who] = value

    def fate(self, row: int) -> str:
        """Return what happens to a row in words."""
        one = self._unmatched[row]
        fate = self.assigned.get(one.who, self.all.value())
        if isinstance(fate, UUID):
            names = {who.id: who.name for who in one.likely}
            name = names.get(fate) or self._known.name_of(fate)
            return _("Is {name}").format(name=" ".join(name.split()))
        return _("Added as new") if fate is Stranger.NEW else _("Left out")

    def begin(self, strangers: Stranger) -> None:
        """Forget what was decided on another file."""
        self.assigned, self._unmatched = {}, ()
        with QSignalBlocker(self):
            self.all.set_value(strangers)

    def _assign(self) -> None:
        ids = ids_of(self.who.value().people)
        if ids:
            self.who.set_value(Picked())
            self.decide(ids[0])

    def _take_likely(self) -> None:
        for row in self.chosen():
            likely = self._unmatched[row].likely
            if likely:
                self.put(row, likely[0].id)
        self._again()


def chosen_for(known: KnownPane, strangers: StrangersPane) -> Mapping[str, Any]:
    """Return what both panes say, as fields of `Choices`."""
    return {
        "duplicates": known.all.value(),
        "decided": dict(known.decisions),
        "assigned": dict(strangers.assigned),
        "strangers": strangers.all.value(),
    }


def _duplicates() -> list[tuple[Duplicates, str]]:
    return [
        (Duplicates.SKIP, _("Leave out")),
        (Duplicates.MERGE, _("Merge")),
        (Duplicates.NEW, _("Add as new")),
    ]


def _outcomes() -> list[tuple[Duplicates, str]]:
    return [
        (Duplicates.SKIP, _("Left out")),
        (Duplicates.MERGE, _("Merged")),
        (Duplicates.NEW, _("Added as new")),
    ]


def _named(one: Candidate) -> str:
    name = " ".join(one.name.split())
    return f"{name} ({one.company})" if one.company else name

"""What is behind one line of given and paid: each gift, each payment and each ask, to be opened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from decimal import Decimal
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from trustjournal.domain import words
from trustjournal.domain.choices import Side
from trustjournal.domain.evidence_words import kind_word
from trustjournal.domain.giving import value_of
from trustjournal.domain.giving_words import days_after
from trustjournal.domain.records import Gesture, Touchpoint
from trustjournal.i18n import _
from trustjournal.store.values import Behind, Value
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import primary, secondary
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.money_words import priced
from trustjournal.ui.widgets.record_words import gesture_kind_word
from trustjournal.ui.widgets.rows_table import RowsTable
from trustjournal.ui.widgets.touch_words import beginning

_WIDTH, _HEIGHT = 860, 520
_NOTE_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its record, its day, in words, and its amounts (None where it has none)."""

    record: Gesture | Touchpoint
    on: date
    words: str
    worth: Decimal | None = None
    cost: Decimal | None = None
    received: Decimal | None = None
    paid: Decimal | None = None


def events_of(behind: Behind, currency: str, zone: tzinfo) -> list[Event]:
    """Return everything behind a line, the newest first; `zone` is where days begin."""
    found = [*_gifts(behind), *_payments(behind, currency, zone), *_asks(behind)]
    return sorted(found, key=lambda one: one.on, reverse=True)


def _gifts(behind: Behind) -> Iterator[Event]:
    for one in behind.gestures:
        ours = one.by is Side.US
        kind = gesture_kind_word(one.kind) if ours else _("From them")
        yield Event(
            record=one,
            on=one.given_on or date.min,
            words=_("{kind}: {title}").format(kind=kind, title=one.title),
            worth=value_of(one) if ours else None,
            cost=one.cost,
            received=None if ours else one.worth,
        )


def _payments(behind: Behind, currency: str, zone: tzinfo) -> Iterator[Event]:
    for one, share in behind.paid:
        note = beginning(one.note, _NOTE_LETTERS)
        said = ": ".join(part for part in (kind_word(one.kind), note) if part)
        if len(one.customer_ids) > 1:
            whole = priced(one.amount or Decimal(), currency)
            said = _("{what} (their share of {whole})").format(what=said, whole=whole)
        yield Event(one, one.happened_at.astimezone(zone).date(), said, paid=share)


def _asks(behind: Behind) -> Iterator[Event]:
    for asked, touch in behind.asked:
        said = _("Asked for something, {after} “{title}”")
        after = days_after(asked.days_after)
        yield Event(touch, asked.on, said.format(after=after, title=asked.gift.title))


class ValueDialog(QDialog):
    """The events behind a line.

    `record_chosen` fires with the one to open, `person_chosen` with the id of whom to open.
    """

    record_chosen = Signal(object)  # Record
    person_chosen = Signal(object)  # UUID

    def __init__(
        self, value: Value, events: Sequence[Event], currency: str, today: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(value.name)
        self._events = events
        self._customer_id: UUID = value.id
        self.table = _filled(value.name, events, currency, today)
        self.open_button = primary(_("Open"))
        self.person_button = secondary(_("Open the person"))
        close = secondary(_("Close"))
        self.open_button.setEnabled(bool(events))
        foot = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        foot.addButton(close, roles.RejectRole)
        foot.addButton(self.person_button, roles.ActionRole)
        foot.addButton(self.open_button, roles.AcceptRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(value.name, TypeRole.HEADING, wrap=True))
        told = _("Everything given, received, paid and asked in this time.")
        column.addWidget(PlainLabel(told, TypeRole.BODY, Tone.MUTED, wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(foot)
        close.clicked.connect(self.reject)
        self.open_button.clicked.connect(self._open_current)
        self.person_button.clicked.connect(self._open_person)
        self.table.opened.connect(self._open)
        self.table.setFocus()
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))

    def _open_current(self) -> None:
        self._open(self.table.currentIndex().row())

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._events):
            self.accept()
            self.record_chosen.emit(self._events[row].record)

    def _open_person(self) -> None:
        self.accept()
        self.person_chosen.emit(self._customer_id)


def _filled(title: str, events: Sequence[Event], currency: str, today: date) -> RowsTable:
    """Return the table, without columns in which nothing stands."""
    amounts = (
        (_("Worth given"), [one.worth for one in events]),
        (_("Cost"), [one.cost for one in events]),
        (_("From them"), [one.received for one in events]),
        (_("Paid"), [one.paid for one in events]),
    )
    kept = [(head, column) for head, column in amounts if any(column)]
    rows = [
        (
            words.when(one.on, today),
            " ".join(one.words.split()),
            *(_written(column[place], currency) for _head, column in kept),
        )
        for place, one in enumerate(events)
    ]
    heads = [_("When"), _("What"), *(head for head, _column in kept)]
    table = RowsTable(title, heads, rows, filling=1, numbers=range(2, len(heads)))
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    if rows:
        table.selectRow(0)
    return table


def _written(amount: Decimal | None, currency: str) -> str:
    return priced(amount, currency) if amount else ""

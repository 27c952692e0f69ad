"""Given and paid: the value of what each customer was given, beside the price they paid."""

from decimal import Decimal
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget
from sqlalchemy import Connection

from trustjournal.domain.records import Customer, Gesture, Preferences, Record, Touchpoint
from trustjournal.i18n import _, ngettext
from trustjournal.settings import Settings
from trustjournal.store.values import Behind, Period, Value, Values, read_behind, read_values
from trustjournal.ui.dialogs.value_dialog import ValueDialog, events_of
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.models.value_model import (
    Line,
    ValueColumn,
    ValueModel,
    column_words,
    lines_of,
)
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import icon_button
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.choice_box import ChoiceBox
from trustjournal.ui.widgets.data_table import DataTable
from trustjournal.ui.widgets.entrance import Entrance
from trustjournal.ui.widgets.filter_box import FilterBox
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.money_words import priced
from trustjournal.ui.widgets.notices import EmptyState
from trustjournal.ui.widgets.page import FillPage
from trustjournal.ui.widgets.table_columns import Column, TableColumns, below, memory_of

_ROW_HEIGHT = 40
_WIDTHS = {
    ValueColumn.NAME: 180,
    ValueColumn.GESTURES: 96,
    ValueColumn.WORTH: 118,
    ValueColumn.COST: 118,
    ValueColumn.RECEIVED: 110,
    ValueColumn.PAID: 118,
    ValueColumn.ASKED: 158,
}


class ValuePage(FillPage):
    """A line for everyone who was given something, gave something or paid; Enter shows why."""

    shows = frozenset[type[Record]]({Gesture, Touchpoint, Customer, Preferences})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        super().__init__(_("Given and paid"))
        self._session = session
        self._navigator = navigator
        self._values: Values | None = None
        self._asked: Period | None = None
        self.model = ValueModel()
        self.table = DataTable(_("Given and paid"), _ROW_HEIGHT)
        self.table.setModel(self.model)
        self.model.setParent(self.table)
        self.columns = TableColumns(self.table, _columns(), memory_of(settings.views, "value"))
        self.columns.sort_by("paid", Qt.SortOrder.DescendingOrder)
        self.filter_box = FilterBox(_("Name or company"))
        year = session.today().year
        self.year_box = ChoiceBox(_("Time"), [(year, str(year)), (None, _("All years"))])
        self.year_box.set_value(year)
        self.columns_button = icon_button("columns-3", _("Columns and sorting"))
        self.note = PlainLabel("", TypeRole.CAPTION, Tone.MUTED, wrap=True)
        self.empty = EmptyState(
            "gift", _("Nothing was given or paid in this time."), _("Plan a gesture")
        )
        self.nothing = EmptyState("list-filter", _("Nobody here matches."), _("Clear filter"))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.freshness = Freshness(self, session, self.shows, self.refresh)

    def refresh(self) -> None:
        """Read what was given and paid in the time chosen."""
        self._asked = Period(self.year_box.value(), self._session.zone())
        self.read(self._session, partial(_read, self._asked), self._show)

    def _lay_out(self) -> None:
        self.head.set_tool(self.filter_box)
        self.add_bar(self.year_box, ending=(self.columns_button,))
        card = Card(flush=True)
        card.setAccessibleName(_("Given and paid"))
        card.body.setContentsMargins(8, 4, 8, 8)
        card.body.addWidget(self.table, 1)
        self.note.setContentsMargins(10, 4, 10, 4)
        card.body.addWidget(self.note)
        for shown in (card, self.empty, self.nothing):
            self._stack.addWidget(shown)
        self.body.addWidget(self._stack, 1)
        self._entrance = Entrance(self, self.table)

    def _connect(self) -> None:
        self.filter_box.textChanged.connect(self._narrow)
        self.filter_box.left.connect(self.table.setFocus)
        self.year_box.currentIndexChanged.connect(self.refresh)
        self.table.opened.connect(self._open)
        self.table.typed.connect(self._find)
        self.table.menu_wanted.connect(self._show_menu)
        self.columns_button.clicked.connect(self._show_columns)
        self.empty.asked.connect(self._plan)
        self.nothing.asked.connect(self.filter_box.clear)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filter_box.enter)

    def _show(self, found: tuple[Period, Values, list[Line]]) -> None:
        period, values, lines = found
        if period != self._asked:
            return
        self._values = values
        self.year_box.offer(_years(values, self._session.today().year))
        self._keep_place(partial(self.model.set_values, values, lines))
        self.head.set_lead(_totals(values, period) if values.values else "")
        self.note.setText(_note(values))

    def _narrow(self, text: str) -> None:
        self._keep_place(partial(self.model.narrow, text))

    def _keep_place(self, change: "partial[None]") -> None:
        """Stay on whoever was current, or on the first."""
        row = self.table.currentIndex().row()
        current = self.model.value(row).id if 0 <= row < self.model.rowCount() else None
        change()
        count = self.model.rowCount()
        rows = (row for row in range(count) if self.model.value(row).id == current)
        if count:
            self.table.selectRow(next(rows, 0))
        some = self._values is not None and bool(self._values.values)
        self._stack.setCurrentIndex(0 if count else 2 if some else 1)
        for tool in (self.columns_button, self.filter_box):
            tool.setVisible(some)
        state = self.nothing if some else self.empty
        self._entrance.first = self.table if count else state.button or state

    def _find(self, text: str) -> None:
        row = self.model.row_beginning(text)
        if row >= 0:
            self.table.selectRow(row)

    def _open(self, row: int) -> None:
        if self._asked is not None:
            value = self.model.value(row)
            query = partial(read_behind, customer_id=value.id, period=self._asked)
            self._session.read(query, partial(self._show_behind, value))

    def _show_behind(self, value: Value, behind: Behind) -> None:
        currency = self._values.currency if self._values else ""
        events = events_of(behind, currency, self._session.zone())
        dialog = ValueDialog(value, events, currency, self._session.today(), self.window())
        dialog.record_chosen.connect(self._navigator.edit)
        dialog.person_chosen.connect(self._navigator.open_person)
        dialog.open()

    def _show_menu(self, place: QPoint) -> None:
        row = self.table.currentIndex().row()
        if not 0 <= row < self.model.rowCount():
            return
        who = self.model.value(row).id
        menu = QMenu(self.table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("What is behind it\tEnter"), partial(self._open, row))
        menu.addAction(_("Open the person"), partial(self._navigator.open_person, who))
        menu.addAction(_("Plan a gesture"), partial(self._navigator.plan_gesture, who))
        menu.popup(place)

    def _show_columns(self) -> None:
        self.columns.menu().popup(below(self.columns_button))

    def _plan(self) -> None:
        self._navigator.plan_gesture()


def _read(period: Period, connection: Connection) -> tuple[Period, Values, list[Line]]:
    values = read_values(connection, period)
    return period, values, lines_of(values)


def _years(values: Values, this_year: int) -> list[tuple[int | None, str]]:
    years = sorted({this_year, *values.years}, reverse=True)
    return [*((year, str(year)) for year in years), (None, _("All years"))]


def _totals(values: Values, period: Period) -> str:
    """Say what all of it came to."""
    worth = sum((one.worth for one in values.values), Decimal())
    cost = sum((one.cost for one in values.values), Decimal())
    money = partial(priced, currency=values.currency)
    said = (
        _("In all you gave what is worth {worth}, at a cost of {cost}, beside {paid} paid.")
        if period.year is None
        else _("In {year} you gave what is worth {worth}, at a cost of {cost}, beside {paid} paid.")
    )
    return said.format(
        year=period.year, worth=money(worth), cost=money(cost), paid=money(values.paid)
    )


def _note(values: Values) -> str:
    """Say what was asked soon after gifts, and which gestures have no amount."""
    said = [
        ngettext(
            "Something was asked once within the {days} days after a gift.",
            "Something was asked {count} times within the {days} days after a gift.",
            values.too_soon,
        ).format(count=values.too_soon, days=values.no_ask_days)
        if values.too_soon
        else _("Nothing was asked within the {days} days after a gift.").format(
            days=values.no_ask_days
        )
    ]
    unvalued = sum(one.unvalued for one in values.values)
    if unvalued:
        said.append(
            ngettext(
                "{count} gesture has neither a worth nor a cost.",
                "{count} gestures have neither a worth nor a cost.",
                unvalued,
            ).format(count=unvalued)
        )
    return " ".join(said)


def _columns() -> list[Column]:
    name = ValueColumn.NAME
    return [
        Column(column.name.lower(), column_words(column), _WIDTHS[column], fills=column is name)
        for column in ValueColumn
    ]

"""The days of a calendar as cells, in words for whoever cannot see them."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from tests.samples import make_customer
from trustjournal.store.calendar import DayItem, ItemKind
from trustjournal.store.plans import Who
from trustjournal.ui.models.calendar_model import CalendarModel
from trustjournal.ui.models.calendar_view import Calendar, Shown, Span

TODAY = date(2026, 11, 22)


def item(
    kind: ItemKind = ItemKind.CHECK_IN, name: str = "Rosa", title: str = "", ago: int = 0
) -> DayItem:
    who = make_customer(name)
    return DayItem(
        kind=kind,
        on=TODAY,
        due_on=TODAY - timedelta(days=ago),
        who=Who(who.id, name, "", who.stage),
        title=title,
    )


def shown(*items: DayItem, span: Span = Span.MONTH) -> CalendarModel:
    model = CalendarModel()
    around = Shown.around(span, TODAY, 0)
    free = frozenset({TODAY})
    model.show(Calendar(around, TODAY, {TODAY: items} if items else {}, free, nobody=False))
    return model


def spoken(model: CalendarModel, day: date) -> str:
    return str(model.index_of(day).data(Qt.ItemDataRole.AccessibleTextRole))


def test_it_is_a_sound_model(qtmodeltester: Any) -> None:
    model = shown(item())
    qtmodeltester.check(model)
    assert (model.rowCount(), model.columnCount()) == (6, 7)


def test_a_narrow_week_has_a_row_for_each_day() -> None:
    model = shown(item(), span=Span.WEEK)
    assert (model.rowCount(), model.columnCount()) == (1, 7)
    model.set_columns(1)
    assert (model.rowCount(), model.columnCount()) == (7, 1)
    day = model.day(model.index(6, 0))
    assert day is not None
    assert (day.day, len(day.items)) == (TODAY, 1)


def test_a_day_says_what_it_is_and_what_stands_on_it() -> None:
    model = shown(
        item(ItemKind.PROMISE, "Ana", "send the photos", ago=2),
        item(ItemKind.CHECK_IN),
        item(ItemKind.DATE, "Bo", "birthday"),
    )
    assert spoken(model, TODAY) == (
        "Sunday, 22 November, today, free day. Ana, promise: send the photos, was due "
        "on 20 November. Rosa, check-in. Bo: birthday"
    )
    assert spoken(model, date(2026, 11, 23)) == "Monday, 23 November. nothing planned"


def test_of_a_full_day_the_rest_is_counted() -> None:
    model = shown(*[item(name=f"P{number}") for number in range(8)])
    assert spoken(model, TODAY).endswith("P4, check-in. and 3 more")


def test_days_of_another_month_and_past_ones_are_told_apart() -> None:
    model = shown()
    found = [model.day(model.index_of(date(2026, 12, 1))), model.day(model.index(0, 6))]
    assert [(one.beside, one.is_past) for one in found if one] == [(True, False), (False, True)]


def test_a_day_that_is_not_shown_has_no_cell() -> None:
    model = shown()
    assert not model.index_of(date(2027, 1, 1)).isValid()
    assert not CalendarModel().index_of(TODAY).isValid()
    assert model.day(QModelIndex()) is None


def test_the_columns_are_named_by_weekday() -> None:
    model = shown()
    horizontal, spoken_role = Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
    assert model.headerData(0, horizontal) == "Mon"
    assert model.headerData(6, horizontal, spoken_role) == "Sunday"

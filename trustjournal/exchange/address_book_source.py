"""Address books of Google and Outlook as streams of people; what their columns mean is known."""

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Protocol

from trustjournal.domain.incoming import Entry
from trustjournal.exchange import google_csv, outlook_csv
from trustjournal.exchange.contact_draft import ContactDraft
from trustjournal.exchange.google_csv import GoogleColumns
from trustjournal.exchange.outlook_csv import OutlookColumns
from trustjournal.exchange.sources import Form
from trustjournal.exchange.table_columns import NOTE, Samples
from trustjournal.exchange.table_contacts import two_ways
from trustjournal.exchange.table_source import Cells, Layout, Setting, table_form
from trustjournal.exchange.text_files import Problem
from trustjournal.i18n import _

_SURE = 100
# Columns that other programs have as well say nothing alone.
_ENOUGH = 3
_DAY = "day"
_DAYS = ("birthday", "anniversary")


class BookColumns(Protocol):
    """The columns of one address book, sorted once."""

    def draft(self, row: Mapping[str, str], /) -> ContactDraft:
        """Return what a row says."""
        ...


class BookRows:
    """Makes customers of the rows of an address book."""

    def __init__(self, setting: Setting, columns: type[GoogleColumns | OutlookColumns]) -> None:
        """Sort the columns once."""
        self._columns: BookColumns = columns(tuple(setting.columns))
        self._setting = setting
        self._tells_order = True

    def read(self, row: int, cells: Cells) -> Iterator[Entry | Problem]:
        """Yield the customer of a row, and what is amiss with it."""
        draft = self._columns.draft(cells)
        unsure = draft.settle(self._setting.order)
        if unsure and self._tells_order:
            self._tells_order = False
            yield two_ways(row, unsure)
        made = self._setting.identity_of_row(cells)
        customer = draft.customer(self._setting.reading.stage, made)
        for fault in draft.faults:
            yield Problem(row, fault)
        if customer is None:
            yield Problem(row, _("Nothing here could serve as a name; it was left out."))
        else:
            yield Entry(row=row, record=customer)

    def rest(self) -> Iterator[Problem]:
        """Say nothing more."""
        return iter(())


def _guess(samples: Samples) -> dict[str, str]:
    """Return which columns hold days, for learning their order."""
    return {column: _DAY if _is_day(column.casefold()) else NOTE for column in samples}


def _is_day(column: str) -> bool:
    return column in _DAYS or (column.startswith("event ") and column.endswith(" - value"))


def _layout(key: str, columns: type[GoogleColumns | OutlookColumns]) -> Layout:
    reader = partial(BookRows, columns=columns)
    return Layout(key, (), _guess, reader, days=frozenset({_DAY}), fixed=True)


def _google(header: Collection[str]) -> int:
    return _sure(google_csv.new_form_score(_folded(header)))


def _google_old(header: Collection[str]) -> int:
    return _sure(google_csv.old_form_score(_folded(header)))


def _outlook_com(header: Collection[str]) -> int:
    columns = _folded(header)
    return 0 if outlook_csv.is_classic(columns) else _sure(outlook_csv.score(columns))


def _outlook(header: Collection[str]) -> int:
    columns = _folded(header)
    return _sure(outlook_csv.score(columns)) if outlook_csv.is_classic(columns) else 0


def _folded(header: Collection[str]) -> list[str]:
    return [name.casefold() for name in header]


def _sure(score: int) -> int:
    return _SURE + score if score >= _ENOUGH else 0


FORMS: tuple[Form, ...] = (
    table_form("google", "Google Contacts", _layout("google", GoogleColumns), _google),
    table_form(
        "google-old",
        _("Google Contacts (older form)"),
        _layout("google-old", GoogleColumns),
        _google_old,
    ),
    table_form("outlook-com", "Outlook.com", _layout("outlook-com", OutlookColumns), _outlook_com),
    table_form("outlook", "Outlook", _layout("outlook", OutlookColumns), _outlook),
)

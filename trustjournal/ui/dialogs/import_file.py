"""The way of one file through the steps of an import, up to where it is written."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from trustjournal.i18n import _
from trustjournal.ui.dialogs.import_columns_page import ColumnsPage
from trustjournal.ui.dialogs.import_file_page import FilePage
from trustjournal.ui.dialogs.import_memory import ImportMemory
from trustjournal.ui.dialogs.import_reading import ImportReading
from trustjournal.ui.dialogs.import_review_page import ReviewPage
from trustjournal.ui.dialogs.import_work import Elsewhere, Looked, Opened, Wish
from trustjournal.ui.session import JournalSession


class ImportFile(QObject):
    """Leads through the steps; who shows them hears which, and what goes on meanwhile.

    `showing` fires with a `Step`, `working` with words, `asking` with what to `agree` to before a
    large file is read, `elsewhere` with an `Elsewhere` for what
    is brought in otherwise, `brought` with a `Brought` at the end and `whole_brought` with what was
    `Written` of a whole journal.
    """

    showing = Signal(object)
    working = Signal(str)
    asking = Signal(str)
    elsewhere = Signal(object)
    brought = Signal(object)
    whole_brought = Signal(object)

    def __init__(
        self, session: JournalSession, memory: ImportMemory, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._memory = memory
        self.reading = ImportReading(session, memory, self)
        self.file_page = FilePage()
        self.columns_page = ColumnsPage()
        self.review = ReviewPage(session)
        self.looked: Looked | None = None
        self._path = Path()
        self._is_large = False
        self._opened: Opened | None = None
        self._connect()

    def begin(self, path: Path) -> None:
        """Look into a file."""
        self._path = path
        self._opened = self.looked = None
        self.working.emit(_("Looking at {name} …").format(name=path.name))
        self.reading.weigh(path, self._weighed)

    def agree(self) -> None:
        """Read the large file that was asked about, else import the whole journal."""
        if self._is_large:
            self._look_into()
        else:
            self.working.emit(_("Importing …"))
            self.reading.bring_whole(self._path, self.whole_brought.emit)

    def _connect(self) -> None:
        self.file_page.wished.connect(self._read_otherwise)
        self.file_page.went_on.connect(self._leave_file)
        self.columns_page.went_on.connect(self._leave_columns)
        self.columns_page.went_back.connect(self._show_file)
        self.review.went_on.connect(self._import)
        self.review.went_back.connect(self._back)
        self.review.decided.connect(self._count_again)

    def _weighed(self, question: str) -> None:
        self._is_large = bool(question)
        if question:
            self.asking.emit(question)
        else:
            self._look_into()

    def _look_into(self) -> None:
        self._is_large = False
        self.working.emit(_("Looking at {name} …").format(name=self._path.name))
        self._open(Wish(path=self._path), self._show_file)

    def _open(self, wish: Wish, then: Callable[[Opened], None]) -> None:
        self.reading.open(wish, partial(self._arrived, then))

    def _arrived(self, then: Callable[[Opened], None], found: Opened | Elsewhere) -> None:
        if isinstance(found, Elsewhere):
            self.elsewhere.emit(found)
        else:
            self._opened = found
            then(found)

    def _show_file(self, opened: Opened | None = None) -> None:
        if found := opened or self._opened:
            self.file_page.show_opened(found)
            self.showing.emit(self.file_page)

    def _read_otherwise(self, wish: Wish) -> None:
        self._open(wish, self.file_page.show_opened)

    def _leave_file(self) -> None:
        wish = self.file_page.wish()
        if self._opened is None or wish is None:
            return
        if wish == self._opened.wish:
            self._go_on(self._opened)
        else:
            self._open(wish, self._go_on)

    def _go_on(self, opened: Opened) -> None:
        self.file_page.show_opened(opened)
        if opened.wish.mine is not None:
            self._memory.keep_mine(opened.form.key, opened.wish.mine)
        if opened.source.sheet is None:
            self._look(opened)
        else:
            self.columns_page.show_opened(opened)
            self.showing.emit(self.columns_page)

    def _leave_columns(self) -> None:
        if self._opened is None:
            return
        page = self.columns_page
        columns, asked = page.columns(), page.asks_order()
        self._memory.keep_columns(columns)
        self._memory.keep_form(tuple(columns), self._opened.form.key)
        order = page.order.value() if asked else None
        wish = replace(self._opened.wish, columns=columns, day_first=order)
        self._open(wish, partial(self._leave_columns_read, asked))

    def _leave_columns_read(self, asked: bool, opened: Opened) -> None:
        if opened.source.asks_day_order and not asked:
            self.columns_page.ask_order()
        else:
            self._look(opened)

    def _back(self) -> None:
        if self._opened is not None and self._opened.source.sheet is not None:
            self.showing.emit(self.columns_page)
        else:
            self._show_file()

    def _look(self, opened: Opened) -> None:
        self.review.begin_file(opened)
        self.working.emit(_("Reading {name} …").format(name=opened.wish.path.name))
        self.reading.look(opened, self.review.choices(opened.wish.stage), self._looked_over)

    def _looked_over(self, looked: Looked) -> None:
        self.looked = looked
        zone: Any = self._session.now().tzinfo
        self.review.show_looked(looked.plan, zone)
        self.showing.emit(self.review)

    def _count_again(self) -> None:
        if self._opened is not None:
            choices = self.review.choices(self._opened.wish.stage)
            self.review.again.setText(_("Counting again …"))
            self.reading.look(self._opened, choices, self._counted)

    def _counted(self, looked: Looked) -> None:
        self.looked = looked
        self.review.show_counts(looked.plan)

    def _import(self) -> None:
        if self._opened is not None and self.looked is not None:
            choices = self.review.choices(self._opened.wish.stage)
            self.working.emit(_("Importing …"))
            self.reading.bring(self._opened, choices, self.looked.rows, self.brought.emit)

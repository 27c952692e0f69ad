"""Handing a table out as CSV: what, which columns and days, in which form, and where to."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QLocale, QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy import Engine

from trustjournal import transfer
from trustjournal.errors import InvalidEntry, TrustJournalError
from trustjournal.i18n import _, ngettext
from trustjournal.settings import Settings
from trustjournal.store.tables import COLUMNS, Choice
from trustjournal.transfer import Form
from trustjournal.ui import theme
from trustjournal.ui.dialogs.choose_file import ask_place
from trustjournal.ui.dialogs.fields import ChoiceField, DayField, Field, KeysField
from trustjournal.ui.dialogs.form_page import MARGIN, FormPage
from trustjournal.ui.dialogs.people_field import PeopleField
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import Job, JournalSession
from trustjournal.ui.widgets.buttons import primary, quiet
from trustjournal.ui.widgets.job_bar import JobBar
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce


def _tables() -> list[tuple[str, str]]:
    return [
        ("touchpoints", _("The contact log")),
        ("people", _("People")),
        ("promises", _("Promises")),
        ("gestures", _("Gestures")),
        ("feedback", _("Feedback")),
    ]


def _forms() -> list[tuple[Form, str]]:
    return [
        (Form.SPREADSHEET, _("For spreadsheets")),
        (Form.EXACT, _("Exact copy for other programs")),
    ]


class ColumnsField(Field):
    """The columns of a table, to tick and to drag into another order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setProperty("framed", "true")
        self.list.setFixedHeight(theme.px(168))
        self.list.itemChanged.connect(self.edited)
        self.row.addWidget(self.list)
        self.setFocusProxy(self.list)

    def offer(self, names: tuple[str, ...], chosen: tuple[str, ...]) -> None:
        """Show the columns of another table, those `chosen` ticked and first; none means all."""
        wanted = [name for name in chosen if name in names] or list(names)
        self.list.clear()
        for name in (*wanted, *(name for name in names if name not in wanted)):
            item = QListWidgetItem(name.replace("_", " "))
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = name in wanted
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def value(self) -> tuple[str, ...]:
        """Return the columns that are ticked, in their order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )


class ExportDialog(QDialog):
    """Asks, writes on the worker with progress and Stop, and tells how many rows went where."""

    def __init__(
        self,
        session: JournalSession,
        navigator: Navigator,
        settings: Settings,
        what: str,
        customer_id: UUID | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._navigator = navigator
        self._settings = settings
        self._customer_id = customer_id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Export as CSV"))
        self.page = FormPage()
        self._fields()
        self.fault = PlainLabel("", TypeRole.BODY, Tone.CLAY, wrap=True)
        self.fault.hide()
        self.progress = JobBar()
        self.progress.stopped.connect(self._stopped)
        self.export_button = primary(_("Choose a place and export"))
        self.export_button.clicked.connect(self._ask_place)
        self.cancel_button = quiet(_("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out()
        self.what.edited.connect(self._offer_columns)
        self.what.set_value(what)
        self._offer_columns()

    def export_to(self, path: Path) -> None:
        """Write the table to `path`."""
        try:
            choice = self._choice()
        except InvalidEntry as error:
            self._say(str(error))
            return
        self._remember(path)
        self._say("")
        self.export_button.setEnabled(False)
        work = partial(_export, self.what.value(), path, self.form.value(), choice)
        done = partial(self._done, path)
        self.progress.watch(self._session.run(work, done, self._refused))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.progress.is_busy():
            self.progress.stop()
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        self.progress.stop()
        super().reject()

    def _fields(self) -> None:
        today = self._session.today()
        self.what = ChoiceField(_tables())
        self.columns = ColumnsField()
        self.person = PeopleField(self._session, single=True)
        self.since, self.until = DayField(today.replace(month=1, day=1)), DayField(today)
        self.form = KeysField(_forms())
        self.page.add("what", _("What to export"), self.what)
        self.page.add("columns", _("Columns (drag to reorder)"), self.columns)
        if self._customer_id is None:
            self.page.add("person", _("Only with"), self.person, _("Leave empty for everyone."))
        self.page.add_beside(
            self.page.make("since", _("From"), self.since),
            self.page.make("until", _("Until and including"), self.until),
        )
        hint = _(
            "For spreadsheets no cell can run as a formula. The exact copy keeps every character."
        )
        self.page.add("form", _("Form"), self.form, hint)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.export_button)
        title = PlainLabel(self.windowTitle(), TypeRole.HEADING)
        title.setContentsMargins(MARGIN, 0, MARGIN, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, MARGIN - 8, 0, MARGIN - 8)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(self.page, 1)
        ending = QVBoxLayout()
        ending.setContentsMargins(MARGIN, 0, MARGIN, 0)
        ending.setSpacing(12)
        ending.addWidget(self.fault)
        ending.addWidget(self.progress)
        ending.addLayout(buttons)
        column.addLayout(ending)
        self.resize(self.page.wanted_width(), self.sizeHint().height())

    def _offer_columns(self) -> None:
        what = self.what.value()
        remembered: dict[str, Any] = self._settings.views.get("export", {})
        self.columns.offer(COLUMNS[what], tuple(remembered.get(what, ())))
        self.since.setEnabled(what != "people")
        self.until.setEnabled(what != "people")

    def _choice(self) -> Choice:
        columns = self.columns.value()
        if not columns:
            raise InvalidEntry(_("Tick at least one column."))
        since, until = self.since.value(), self.until.value()
        if since and until and until < since:
            raise InvalidEntry(_("The last day lies before the first."))
        return Choice(
            columns=columns,
            since=since,
            until=until,
            customer_id=self._customer_id or self._person(),
            zone=self._session.zone(),
        )

    def _person(self) -> UUID | None:
        people = self.person.everyone()
        return people[0].customer_id if people else None

    def _ask_place(self) -> None:
        try:
            self._choice()
        except InvalidEntry as error:
            self._say(str(error))
            return
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        remembered: dict[str, Any] = self._settings.views.get("export", {})
        folder = remembered.get("folder") or QStandardPaths.writableLocation(documents)
        name = f"{self.what.value()}-{self._session.today():%Y-%m-%d}.csv"
        files = _("CSV tables (*.csv)")
        ask_place(self, _("Export as CSV"), files, self.export_to, Path(folder) / name)

    def _remember(self, path: Path) -> None:
        remembered: dict[str, Any] = dict(self._settings.views.get("export", {}))
        remembered["folder"] = str(path.parent)
        remembered[self.what.value()] = list(self.columns.value())
        self._settings.views["export"] = remembered

    def _done(self, path: Path, count: int) -> None:
        words = ngettext("{count} row is now in {path}.", "{count} rows are now in {path}.", count)
        number = self.locale().toString(count)
        self._navigator.say(words.format(count=number, path=path))
        self.accept()

    def _refused(self, error: TrustJournalError) -> None:
        self.export_button.setEnabled(True)
        self._say(str(error))

    def _stopped(self) -> None:
        self.export_button.setEnabled(True)
        self._say(_("Stopped. No file was written."))

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        if sentence:
            announce(self.fault, sentence)


def _export(what: str, path: Path, form: Form, choice: Choice, engine: Engine, job: Job) -> int:
    comma = QLocale().decimalPoint() == ","
    return transfer.export_table(
        engine, what, path, form=form, choice=choice, decimal_comma=comma, report=job.report
    )

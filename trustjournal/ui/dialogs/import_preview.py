"""What an import would do, before anything is written: the people, who looks familiar, problems."""

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from trustjournal.i18n import _, ngettext
from trustjournal.transfer import Duplicates, Found, Plan
from trustjournal.ui import theme
from trustjournal.ui.dialogs.choose_file import ask_place
from trustjournal.ui.dialogs.encodings import canonical, encodings
from trustjournal.ui.dialogs.fields import KeysField
from trustjournal.ui.dialogs.import_work import Preview, counts, nobody_new
from trustjournal.ui.models.import_model import FAMILIAR, ContactsModel, ProblemsModel
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import primary, quiet
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce

_WIDTHS = (180, 130, 140, 190, 90)
_ALL, _FAMILIAR, _PROBLEMS = range(3)


class ImportPreview(QWidget):
    """Shows a `Preview`; says by signal what the owner wants done with it."""

    encoding_chosen = Signal(str)
    duplicates_chosen = Signal(object)  # Duplicates
    import_wanted = Signal()
    other_wanted = Signal()
    report_wanted = Signal(object)  # Path to save it at
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: Preview | None = None
        self._familiar: dict[int, Found] = {}
        self.what = PlainLabel("", TypeRole.LEAD, Tone.MUTED, wrap=True)
        self.encoding = QComboBox()
        self.tabs = QTabBar()
        self.people = ContactsModel(self)
        self.problems = ProblemsModel(self)
        self.people_table = _table(self.people, _("People to come"))
        self.problems_table = _table(self.problems, _("Problems"))
        self.duplicates = KeysField(
            (
                (Duplicates.SKIP, _("Leave them out")),
                (Duplicates.MERGE, _("Merge them")),
                (Duplicates.NEW, _("Add them as new")),
            )
        )
        self.counts = PlainLabel("", TypeRole.STRONG, wrap=True)
        self.fault = PlainLabel("", TypeRole.BODY, Tone.CLAY, wrap=True)
        self.report_button = quiet(_("Save the report…"), "download", small=True)
        self.other_button = quiet(_("Another file…"))
        self.cancel_button = quiet(_("Cancel"))
        self.import_button = primary(_("Import"))
        self._lay_out()
        self._connect()

    def show_preview(self, preview: Preview) -> None:
        """Show a file that was just read."""
        self._preview = preview
        people = len(preview.file.contacts)
        text = ngettext(
            "{name}: {count} person from {form}", "{name}: {count} people from {form}", people
        )
        self.what.setText(
            text.format(
                name=preview.path.name,
                count=QLocale().toString(people),
                form=preview.file.form.value,
            )
        )
        self._show_encoding(preview.file.encoding)
        self.problems.show(preview.file.problems)
        self.say("")
        self.show_plan(preview.plan)
        self._show_tab(_PROBLEMS if not people and preview.file.problems else _ALL)
        self.import_button.setFocus()

    def show_plan(self, plan: Plan) -> None:
        """Show in numbers what would be done."""
        number = len(plan.changeset.changes)
        text = ngettext("Import {count} person", "Import {count} people", number)
        self.import_button.setText(text.format(count=QLocale().toString(number)))
        self.import_button.setEnabled(number > 0)
        self.counts.setText(counts(plan) if number else nobody_new())
        self._familiar = {found.row: found for found in plan.found}
        self._found_box.setVisible(bool(plan.found))
        text = ngettext(
            "{count} of them looks like somebody you have:",
            "{count} of them look like people you have:",
            len(plan.found),
        )
        self._found_words.setText(text.format(count=QLocale().toString(len(plan.found))))
        self._title_tabs()

    def tell_saved(self, target: Path) -> None:
        """Say where the report of problems is."""
        self.say(_("Saved as {path}.").format(path=target))
        self.fault.set_tone(Tone.MUTED)

    def say(self, sentence: str) -> None:
        """Say what went wrong, or with "" that nothing did."""
        self.fault.set_tone(Tone.CLAY)
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _lay_out(self) -> None:
        self.encoding.setAccessibleName(_("Read the letters as"))
        self.encoding.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.tabs.setAccessibleName(_("What to look at"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for _tab in (_ALL, _FAMILIAR, _PROBLEMS):
            self.tabs.addTab("")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.people_table)
        self.stack.addWidget(self.problems_table)
        self._found_words = PlainLabel("", wrap=True)
        self._found_box = QWidget()
        found = QVBoxLayout(self._found_box)
        found.setContentsMargins(0, 0, 0, 0)
        found.setSpacing(6)
        self.duplicates.setAccessibleName(_("What to do with people you have already"))
        found.addWidget(self._found_words)
        found.addWidget(self.duplicates)
        letters = PlainLabel(_("Letters look wrong? Read as"), TypeRole.SMALL, Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(_row(self.what, letters, self.encoding))
        column.addLayout(_row(self.tabs, self.report_button))
        framed = Card(flush=True)
        framed.add(self.stack)
        column.addWidget(framed, 1)
        column.addWidget(self._found_box)
        column.addWidget(self.fault)
        column.addLayout(
            _row(self.counts, self.other_button, self.cancel_button, self.import_button)
        )
        for button in (
            self.report_button,
            self.other_button,
            self.cancel_button,
            *self.duplicates.keys.values(),
        ):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        self.encoding.activated.connect(self._choose_encoding)
        self.duplicates.edited.connect(self._choose_duplicates)
        self.report_button.clicked.connect(self._ask_report)
        self.other_button.clicked.connect(self.other_wanted)
        self.cancel_button.clicked.connect(self.cancelled)
        self.import_button.clicked.connect(self.import_wanted)

    def _title_tabs(self) -> None:
        if self._preview is None:
            return
        file, number = self._preview.file, QLocale().toString
        titles = (
            (_ALL, _("People {count}"), len(file.contacts)),
            (_FAMILIAR, _("Look familiar {count}"), len(self._familiar)),
            (_PROBLEMS, _("Problems {count}"), len(file.problems)),
        )
        for tab, title, count in titles:
            self.tabs.setTabText(tab, title.format(count=number(count)))
            self.tabs.setTabVisible(tab, tab == _ALL or count > 0)

    def _show_tab(self, tab: int) -> None:
        self.tabs.setCurrentIndex(tab)
        self._turn(tab)

    def _turn(self, tab: int) -> None:
        if self._preview is None:
            return
        contacts = self._preview.file.contacts
        if tab == _FAMILIAR:
            contacts = [one for one in contacts if one.row in self._familiar]
        if tab != _PROBLEMS:
            self.people.show(contacts, self._familiar)
            self.people_table.setColumnHidden(FAMILIAR, not self._familiar)
        self.stack.setCurrentIndex(1 if tab == _PROBLEMS else 0)
        self.report_button.setVisible(tab == _PROBLEMS)

    def _show_encoding(self, encoding: str) -> None:
        name = canonical(encoding)
        known = encodings()
        if name not in {canonical(one) for one, _words in known}:
            known.insert(0, (encoding, encoding))
        self.encoding.clear()
        for one, words in known:
            self.encoding.addItem(words, one)
            if canonical(one) == name:
                self.encoding.setCurrentIndex(self.encoding.count() - 1)

    def _choose_encoding(self, _index: int) -> None:
        chosen = self.encoding.currentData()
        if self._preview and canonical(chosen) != canonical(self._preview.file.encoding):
            self.encoding_chosen.emit(chosen)

    def _choose_duplicates(self) -> None:
        self.duplicates_chosen.emit(self.duplicates.value())

    def _ask_report(self) -> None:
        if self._preview is not None:
            path = self._preview.path
            place = path.with_name(f"{path.stem}-{_('problems')}.txt")
            files = _("Text (*.txt)")
            ask_place(self, _("Save the report"), files, self.report_wanted.emit, place)


def _row(first: QWidget, *others: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(first, 1)
    for widget in others:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    return row


def _table(model: ContactsModel | ProblemsModel, name: str) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(theme.px(36))
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    header.setStretchLastSection(True)
    widths = _WIDTHS if isinstance(model, ContactsModel) else (80,)
    for column, width in enumerate(widths):
        header.resizeSection(column, theme.px(width))
    return table

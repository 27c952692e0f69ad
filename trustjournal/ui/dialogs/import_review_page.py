"""The last step before an import: what it would do, what to know of, and what to decide."""

from datetime import tzinfo
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

from trustjournal.domain.choices import Stage
from trustjournal.exchange.sources import Strangers
from trustjournal.i18n import _
from trustjournal.transfer.import_plan import Choices, Plan, Stranger
from trustjournal.ui.dialogs.import_decisions import KnownPane, StrangersPane, chosen_for
from trustjournal.ui.dialogs.import_words import (
    counts_lines,
    entry_rows,
    import_words,
)
from trustjournal.ui.dialogs.import_work import Opened
from trustjournal.ui.dialogs.step import Step, roomy_table
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import quiet
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rows_table import RowsTable

SAMPLES, KNOWN, STRANGERS, PROBLEMS = range(4)


class ReviewPage(Step):
    """Shows a `Plan`; `decided` fires when what is counted would change.

    There is no choice between the good rows and none beside Import and Cancel: those are it.
    """

    decided = Signal()
    report_wanted = Signal()

    def __init__(self, session: JournalSession, parent: QWidget | None = None) -> None:
        self.report_button = quiet(_("Save the report…"), "download")
        super().__init__(_("Import"), _("Back"), self.report_button, parent=parent)
        self.counts = PlainLabel("", TypeRole.STRONG, wrap=True)
        self.again = PlainLabel("", TypeRole.SMALL, Tone.MUTED)
        self._which: tuple[Path, str] | None = None
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("What to look at"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for _tab in range(4):
            self.tabs.addTab("")
        self.stack = QStackedWidget()
        self.known = KnownPane()
        self.strangers = StrangersPane(session)
        self._samples, self._problems = Card(flush=True), Card(flush=True)
        self.samples: RowsTable | None = None
        self.problems: RowsTable | None = None
        for pane in (self._samples, self.known, self.strangers, self._problems):
            self.stack.addWidget(pane)
        told = QHBoxLayout()
        told.setSpacing(12)
        told.addWidget(self.counts, 1)
        told.addWidget(self.again)
        self.body.addLayout(told)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.report_button.clicked.connect(self.report_wanted)
        for pane in (self.known, self.strangers):
            pane.decided.connect(self.decided)

    def begin_file(self, opened: Opened) -> None:
        """Forget what was decided on another file."""
        which = (opened.wish.path, opened.form.key)
        if which == self._which:
            return
        self._which = which
        added = opened.source.strangers is Strangers.ADDED
        self.known.begin()
        self.strangers.begin(Stranger.NEW if added else Stranger.IGNORE)
        told = _("{name}: this is what comes in. Nothing is written yet.")
        self.what.setText(told.format(name=opened.wish.path.name))
        self.tabs.setCurrentIndex(SAMPLES)

    def choices(self, stage: Stage) -> Choices:
        """Return what was decided; a new stranger comes to `stage`."""
        return Choices(stage=stage, **chosen_for(self.known, self.strangers))

    def show_looked(self, plan: Plan, zone: tzinfo) -> None:
        """Show what would be done with a file."""
        self._show_tables(plan, zone)
        self.known.show_found(plan.found)
        self.strangers.show_unmatched(plan.unmatched)
        self.show_counts(plan)
        titles = (
            (SAMPLES, _("First rows {count}"), len(plan.samples)),
            (KNOWN, _("Look familiar {count}"), plan.found_count),
            (STRANGERS, _("Not known {count}"), plan.unmatched_count),
            (PROBLEMS, _("Problems {count}"), plan.problem_count),
        )
        for tab, title, count in titles:
            self.tabs.setTabText(tab, title.format(count=QLocale().toString(count)))
            self.tabs.setTabVisible(tab, tab == SAMPLES or count > 0)
        if not plan.samples and plan.problems:
            self.tabs.setCurrentIndex(PROBLEMS)
        self.say("")

    def show_counts(self, plan: Plan) -> None:
        """Show in numbers what would be done as it is decided now."""
        self.again.setText("")
        brings = plan.brings
        self.next_button.setText(import_words(plan))
        self.next_button.setEnabled(brings > 0)
        lines = list(counts_lines(plan))
        if not brings:
            all_known = plan.total.known and not plan.total.left_out
            lines.insert(
                0,
                _("There is nothing to import: your journal has all of it already.")
                if all_known
                else _("Nothing comes in as the file is read and decided now."),
            )
        self.counts.setText("\n".join(lines))

    def _show_tables(self, plan: Plan, zone: tzinfo) -> None:
        rows = entry_rows(plan.samples, zone)
        self.samples = roomy_table(_("First rows"), rows.heads, rows.cells, rows.filling)
        number = QLocale().toString
        told = [(number(one.row), " ".join(one.text.split())) for one in plan.problems]
        heads = (_("Row"), _("What to know of it"))
        self.problems = roomy_table(_("Problems"), heads, told, 1)
        for card, table in ((self._samples, self.samples), (self._problems, self.problems)):
            card.clear()
            card.add(table)
            self.setTabOrder(self.tabs, table)
            table.opened.connect(self.next_button.click)

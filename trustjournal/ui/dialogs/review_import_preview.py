"""What an import of reviews would do, before anything is written: the reviews, whose, problems."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from trustjournal.i18n import _, ngettext
from trustjournal.ui.dialogs.review_import_work import ReviewPreview, counts, nothing_new
from trustjournal.ui.dialogs.step import Step
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rows_table import RowsTable

_SAID, _WRONG = 5, 1


class ReviewImportPreview(Step):
    """Shows a `ReviewPreview`; says by signal what the owner wants done with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Import"), _("Back to the columns"), parent=parent)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("What to look at"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for _tab in range(2):
            self.tabs.addTab("")
        self.stack = QStackedWidget()
        self.counts = PlainLabel("", TypeRole.STRONG, wrap=True)
        framed = Card(flush=True)
        framed.add(self.stack)
        for part in (self.tabs, framed, self.counts):
            self.body.addWidget(part, 1 if part is framed else 0)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)

    def show_preview(self, preview: ReviewPreview) -> None:
        """Show what a file would bring."""
        number, plan = QLocale().toString, preview.plan
        self._show_tables(preview)
        text = ngettext("Import {count} review", "Import {count} reviews", plan.added)
        self.next_button.setText(text.format(count=number(plan.added)))
        self.next_button.setEnabled(plan.added > 0)
        self.counts.setText(counts(plan) if plan.added else nothing_new())
        text = ngettext("{count} review was read.", "{count} reviews were read.", len(preview.rows))
        self.what.setText(text.format(count=number(len(preview.rows))))
        titles = (
            (_("Reviews {count}"), len(preview.rows)),
            (_("Problems {count}"), len(preview.problems)),
        )
        for tab, (title, count) in enumerate(titles):
            self.tabs.setTabText(tab, title.format(count=number(count)))
        self.tabs.setTabVisible(1, bool(preview.problems))
        self.tabs.setCurrentIndex(0 if preview.rows or not preview.problems else 1)
        self.say("")

    def _show_tables(self, preview: ReviewPreview) -> None:
        heads = (_("New"), _("Who"), _("Known"), _("When"), _("Rating"), _("What they said"))
        wrong = [(QLocale().toString(one.row), one.text) for one in preview.problems]
        tables = (
            RowsTable(_("Reviews to come"), heads, preview.rows, filling=_SAID),
            RowsTable(_("Problems"), (_("Row"), _("What is wrong")), wrong, filling=_WRONG),
        )
        while (old := self.stack.widget(0)) is not None:
            self.stack.removeWidget(old)
            old.deleteLater()
        for table in tables:
            self.stack.addWidget(table)

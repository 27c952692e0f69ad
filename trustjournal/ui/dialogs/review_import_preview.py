"""What an import of reviews would do, before anything is written: the reviews, whose, problems."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from trustjournal.i18n import _, ngettext
from trustjournal.ui.dialogs.review_import_work import ReviewPreview, counts, nothing_new
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import primary, quiet
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.rows_table import RowsTable

_SAID, _WRONG = 5, 1


class ReviewImportPreview(QWidget):
    """Shows a `ReviewPreview`; says by signal what the owner wants done with it."""

    import_wanted = Signal()
    back_wanted = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what = PlainLabel("", TypeRole.LEAD, Tone.MUTED, wrap=True)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("What to look at"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for _tab in range(2):
            self.tabs.addTab("")
        self.stack = QStackedWidget()
        self.counts = PlainLabel("", TypeRole.STRONG, wrap=True)
        self.fault = PlainLabel("", TypeRole.BODY, Tone.CLAY, wrap=True)
        self.back_button = quiet(_("Back to the columns"))
        self.cancel_button = quiet(_("Cancel"))
        self.import_button = primary(_("Import"))
        self._lay_out()
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.import_button.clicked.connect(self.import_wanted)
        self.back_button.clicked.connect(self.back_wanted)
        self.cancel_button.clicked.connect(self.cancelled)

    def show_preview(self, preview: ReviewPreview) -> None:
        """Show what a file would bring."""
        number, plan = QLocale().toString, preview.plan
        self._show_tables(preview)
        text = ngettext("Import {count} review", "Import {count} reviews", plan.added)
        self.import_button.setText(text.format(count=number(plan.added)))
        self.import_button.setEnabled(plan.added > 0)
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
        (self.import_button if plan.added else self.back_button).setFocus()

    def say(self, sentence: str) -> None:
        """Say what went wrong, or with "" that nothing did."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

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

    def _lay_out(self) -> None:
        framed = Card(flush=True)
        framed.add(self.stack)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in (self.back_button, self.cancel_button, self.import_button):
            button.setAutoDefault(button is self.import_button)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.what, self.tabs, framed, self.fault, self.counts):
            column.addWidget(part, 1 if part is framed else 0)
        column.addLayout(foot)

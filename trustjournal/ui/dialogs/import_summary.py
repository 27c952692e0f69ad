"""The end of an import: what came in, with Undo, a report to save, and the next file."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QWidget

from trustjournal.i18n import _, ngettext
from trustjournal.transfer.import_plan import Plan
from trustjournal.ui.dialogs.import_words import counts_lines, done_words
from trustjournal.ui.dialogs.step import Step
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import quiet
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rows import IconTile

_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class SummaryPage(Step):
    """Says what was done."""

    undo_wanted = Signal()
    report_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.undo_button = quiet(_("Undo"), "undo-2")
        self.report_button = quiet(_("Save the report…"), "download")
        buttons = self.undo_button, self.report_button
        super().__init__(_("Done"), "", *buttons, parent=parent)
        self.cancel_button.hide()
        self.told = PlainLabel("", TypeRole.CARD, wrap=True)
        self.counts = PlainLabel("", TypeRole.BODY, Tone.MUTED, wrap=True)
        self.body.addStretch(1)
        self.body.addWidget(IconTile("check", Tone.ACCENT, 56), 0, _MIDDLE)
        for label in (self.told, self.counts):
            label.setAlignment(_MIDDLE)
            self.body.addWidget(label)
        self.body.addStretch(2)
        self.undo_button.clicked.connect(self.undo_wanted)
        self.report_button.clicked.connect(self.report_wanted)

    def show_done(self, plan: Plan, name: str, more: int) -> None:
        """Show what an import of the file `name` did, and that `more` files wait."""
        number = QLocale().toString
        self.what.setText(name)
        self.told.setText(done_words(plan))
        lines = list(counts_lines(plan))
        if plan.problem_count:
            text = ngettext(
                "{count} problem is told in the report.",
                "{count} problems are told in the report.",
                plan.problem_count,
            )
            lines.append(text.format(count=number(plan.problem_count)))
        self.counts.setText("\n".join(lines))
        self.undo_button.setVisible(True)
        self.undo_button.setEnabled(True)
        self._show_next(more)

    def show_undoing(self) -> None:
        """Show that it is being taken back."""
        self.undo_button.setEnabled(False)
        self.say(_("Taking it back …"), Tone.MUTED)

    def show_undone(self, more: int) -> None:
        """Show that nothing of it is left."""
        self.told.setText(_("Undone: nothing of it is left in your journal."))
        self.counts.setText("")
        self.undo_button.setVisible(False)
        self._show_next(more)

    def _show_next(self, more: int) -> None:
        text = ngettext("Next file ({count} waits)", "Next file ({count} wait)", more)
        number = QLocale().toString(more)
        self.next_button.setText(text.format(count=number) if more else _("Done"))
        self.say("")

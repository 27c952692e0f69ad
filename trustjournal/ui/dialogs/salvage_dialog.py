"""What came out of a damaged journal: how much of each kind, and where the two files are."""

from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from trustjournal.i18n import _
from trustjournal.paths import write_private
from trustjournal.store.salvaged import Salvaged
from trustjournal.ui import theme
from trustjournal.ui.dialogs.choose_file import ask_place
from trustjournal.ui.dialogs.fitted_dialog import FittedDialog
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import primary, quiet
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.rows import FactRow, NoteLine
from trustjournal.ui.widgets.rows_table import RowsTable

_SHOWN, _EDGE = 7, 6


class SalvageDialog(FittedDialog):
    """To be read and closed; the report can be saved, for its owner alone."""

    def __init__(self, report: Salvaged, parent: QWidget) -> None:
        super().__init__(_("What was salvaged"), parent)
        self.report = report
        self.said = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self.said.hide()
        self.save_button = quiet(_("Save the report…"), "download")
        self.close_button = primary(_("Close"))
        self.body.addWidget(PlainLabel(report.in_short(), TypeRole.LEAD, Tone.MUTED, wrap=True))
        self.body.addWidget(self._table())
        for remark in report.remarks():
            self.body.addWidget(NoteLine("info", remark, Tone.GOLD))
        self.body.addWidget(FactRow("book-open", _("Your journal now"), str(report.journal)))
        kept = _("The damaged file, as it was")
        self.body.addWidget(FactRow("archive", kept, str(report.damaged)))
        self.body.addWidget(self.said)
        self.add_buttons(self.save_button, self.close_button)
        self.save_button.clicked.connect(self._ask_place)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        self.close_button.setFocus()
        announce(self, report.in_short())

    def _table(self) -> RowsTable:
        number = QLocale().toString
        heads = (_("In the journal"), _("Found"), _("Of"))
        rows = [
            (words, number(kept.found), number(kept.of)) for words, kept in self.report.by_words()
        ]
        table = RowsTable(self.windowTitle(), heads, rows, filling=0, numbers=(1, 2))
        head = table.horizontalHeader().sizeHint().height()
        height = head + table.rowHeight(0) * min(_SHOWN, len(rows))
        table.setFixedHeight(height + theme.px(_EDGE))
        return table

    def _ask_place(self) -> None:
        suggested = self.report.journal.with_name(f"{self.report.journal.stem}-salvaged.txt")
        ask_place(self, _("Save the report"), _("Text (*.txt)"), self._save, suggested)

    def _save(self, path: Path) -> None:
        text = "\n".join((self.report.in_short(), *self.report.in_words(), ""))
        try:
            write_private(path, text)
        except OSError as error:
            words = _("{path} could not be written: {why}.")
            self._say(words.format(path=path, why=error.strerror))
        else:
            self._say(_("Saved as {path}.").format(path=path))

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()
        announce(self, sentence)

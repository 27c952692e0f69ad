"""The recovery sheet of an encrypted journal: seen first, then printed or saved as a PDF."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy import Engine

from trustjournal.domain.letters import Form, Paper
from trustjournal.domain.passphrase import Protection
from trustjournal.errors import NotSaved, TrustJournalError
from trustjournal.i18n import _
from trustjournal.printing.recovery_sheet import RecoverySheet, print_on, save_pdf
from trustjournal.printing.sheet import sheet, usual_paper
from trustjournal.ui.dialogs.choose_file import ask_place
from trustjournal.ui.dialogs.fields import CheckField
from trustjournal.ui.dialogs.fitted_dialog import FittedDialog
from trustjournal.ui.dialogs.passphrase_dialog import passphrase_fits
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import Job, JournalSession
from trustjournal.ui.widgets.buttons import primary, quiet, secondary
from trustjournal.ui.widgets.form import FormRow
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.passphrase_field import PassphraseField, caps_label

Deed = Callable[[RecoverySheet], object]

_PICTURE = QSize(190, 269)
_PAUSE_MS = 250


class RecoveryDialog(FittedDialog):
    """Shows the sheet with lines to write on, or with the passphrase where the owner types it."""

    def __init__(self, session: JournalSession, parent: QWidget) -> None:
        super().__init__(_("A recovery sheet to print"), parent)
        self._session = session
        self._paper = usual_paper(Form.LETTER)
        self.printed = CheckField(_("Print the passphrase on it"))
        self.printed.setAccessibleName(_("Print the passphrase on it"))
        self.field = PassphraseField()
        self._row = FormRow(_("Your passphrase"), self.field)
        self.said = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self.picture = PlainLabel()
        self.print_button = primary(_("Print…"))
        self.save_button = secondary(_("Save as PDF…"), "download")
        self.close_button = quiet(_("Close"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self.printed.edited.connect(self._choose)
        self.field.edited.connect(self._pause.start)
        self._pause.timeout.connect(self._draw)
        self.print_button.clicked.connect(partial(self._with_sheet, self._ask_printer))
        self.save_button.clicked.connect(partial(self._with_sheet, self._ask_place))
        self.close_button.clicked.connect(self.accept)
        self._choose()
        self.print_button.setFocus()

    def _lay_out(self) -> None:
        told = _(
            "It says how your journal opens if all else fails, with room for the passphrase. Keep "
            "it where you keep your deeds, not beside the computer."
        )
        words = QVBoxLayout()
        words.setSpacing(12)
        words.addWidget(PlainLabel(told, TypeRole.BODY, wrap=True))
        words.addWidget(self.printed)
        words.addWidget(self._row)
        words.addWidget(caps_label(self.field))
        words.addWidget(self.said)
        words.addStretch(1)
        beside = QHBoxLayout()
        beside.setSpacing(24)
        beside.addLayout(words, 1)
        shown = QVBoxLayout()
        shown.addWidget(self.picture)
        shown.addStretch(1)
        beside.addLayout(shown)
        self.picture.setAccessibleName(_("How the sheet will look"))
        self.body.addLayout(beside)
        self.body.addStretch(1)
        self.add_buttons(self.close_button, self.save_button, self.print_button)

    def _choose(self) -> None:
        wanted = self.printed.value()
        self._row.setVisible(wanted)
        if wanted:
            self._say(_("Whoever finds the sheet can then read the journal."))
            self.field.setFocus()
        else:
            self.field.clear()
            self._say("")
        self._draw()

    def sheet_now(self) -> RecoverySheet:
        """Return the sheet with what is typed."""
        return RecoverySheet(self._session.path, self._session.today(), self.field.value())

    def _draw(self) -> None:
        self._row.set_fault("")
        page = sheet(Form.LETTER, self._paper)
        width = _PICTURE.width()  # a picture of paper: it grows with no text
        size = QSize(width, round(width * page.height / page.width))
        ratio = self.devicePixelRatioF()
        picture = QPixmap.fromImage(self.sheet_now().picture(self._paper, size * ratio))
        picture.setDevicePixelRatio(ratio)
        self.picture.setPixmap(picture)
        self.picture.setFixedSize(size)

    def _with_sheet(self, deed: Deed, _checked: bool = False) -> None:
        """Do something with the sheet, once what is to stand on it is right."""
        if not self.printed.value():
            deed(self.sheet_now())
        elif not self.field.value():
            self._refuse_passphrase(_("Write your passphrase first."))
        else:
            work = partial(passphrase_fits, Protection(old=self.field.value()))
            self._session.run(work, partial(self._judge, deed))

    def _judge(self, deed: Deed, fits: bool) -> None:
        if fits:
            deed(self.sheet_now())
        else:
            self._refuse_passphrase(_("That is not the passphrase of this journal."))

    def _ask_printer(self, recovery: RecoverySheet) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(recovery.title())
        printer.setCreator("Trust Journal")
        printer.setPageLayout(sheet(Form.LETTER, self._paper).layout)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(_("Print"))
        dialog.finished.connect(partial(self._print, recovery, printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _print(self, recovery: RecoverySheet, printer: QPrinter, result: int) -> None:
        if result != QDialog.DialogCode.Accepted:
            return
        printer.setFullPage(True)  # the margins are the sheet's own
        try:
            print_on(recovery, printer, self._paper)
        except NotSaved as error:
            self._say(str(error), Tone.CLAY)
        else:
            self._say(_("On its way to the printer."))

    def _ask_place(self, recovery: RecoverySheet) -> None:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents))
        place = folder / f"{self._session.path.stem}-recovery.pdf"
        save = partial(self.save, recovery)
        ask_place(self, _("Save as PDF"), _("Pages (*.pdf)"), save, place)

    def save(self, recovery: RecoverySheet, path: Path) -> None:
        """Write the sheet as a PDF, away from the window."""
        path = path if path.suffix else path.with_suffix(".pdf")
        work = partial(_written, recovery, self._paper, path)
        self._session.run(work, self._saved, self._refused)

    def _saved(self, path: Path) -> None:
        self._say(_("Saved as {path}.").format(path=path))

    def _refused(self, error: TrustJournalError) -> None:
        self._say(str(error), Tone.CLAY)

    def _refuse_passphrase(self, sentence: str) -> None:
        self._row.set_fault(sentence)
        self.field.setFocus()
        announce(self, sentence)

    def _say(self, sentence: str, tone: Tone = Tone.MUTED) -> None:
        self.said.set_tone(tone)
        self.said.setText(sentence)
        if sentence:
            announce(self, sentence)


def _written(recovery: RecoverySheet, paper: Paper, path: Path, _engine: Engine, _job: Job) -> Path:
    save_pdf(recovery, path, paper)
    return path

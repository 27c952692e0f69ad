"""Where the owner writes down a problem of the program, to hand on however they like."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.report import begin_report
from trustjournal.ui import theme
from trustjournal.ui.dialogs.report_pane import ReportPane
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import primary, quiet
from trustjournal.ui.widgets.label import PlainLabel


class ReportDialog(QDialog):
    """Shows the whole report before anything is written; the program itself sends nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Report a problem"))
        self.pane = ReportPane(begin_report(), primary(_("Save the report…"), "download"))
        self.pane.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.close_button = quiet(_("Close"))
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        self.resize(theme.px(620), theme.px(560))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.pane.text.setFocus()
        cursor = self.pane.text.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Down)  # below the first question
        self.pane.text.setTextCursor(cursor)

    def _lay_out(self) -> None:
        said = _(
            "Write what happened, as you would tell it. Nothing is sent: you save this and hand it "
            "on yourself. It holds none of your names and notes but those that you write here."
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.pane.copy_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.pane.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 26, 28, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.windowTitle(), TypeRole.HEADING, wrap=True))
        column.addWidget(PlainLabel(said, tone=Tone.MUTED, wrap=True))
        column.addWidget(self.pane, 1)
        column.addLayout(buttons)

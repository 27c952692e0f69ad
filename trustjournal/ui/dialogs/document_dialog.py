"""A document that comes with the program, to read and close."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCursor, QTextTable
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.widgets.buttons import secondary

_HEADINGS = {1: TypeRole.TITLE, 2: TypeRole.HEADING, 3: TypeRole.CARD}
_LINE_HEIGHT = 120
_AFTER = 8


class DocumentDialog(QDialog):
    """Shows one Markdown file of our own; text of the owner never comes here."""

    def __init__(self, title: str, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.text = QTextBrowser()
        self.text.setAccessibleName(title)
        self.text.setOpenLinks(False)
        self.text.setMarkdown(path.read_text("utf-8"))
        self.text.document().setDocumentMargin(theme.px(20))
        _dress(self.text)
        close = secondary(_("Close"))
        close.clicked.connect(self.accept)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(12)
        whole.addWidget(self.text, 1)
        whole.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(theme.px(760), theme.px(720))


def _dress(text: QTextBrowser) -> None:
    """Give headings the type of the program, lines room, and tables hairlines."""
    document = text.document()
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        cursor.setPosition(block.position())
        shape = QTextBlockFormat(block.blockFormat())
        level = shape.headingLevel()
        shape.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setBottomMargin(0 if cursor.currentTable() else theme.px(_AFTER))
        shape.setNonBreakableLines(False)
        shape.setTopMargin(theme.px(2 * _AFTER) if level else 0)
        cursor.setBlockFormat(shape)
        if level:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            letters = cursor.charFormat()
            letters.setFont(theme.font(_HEADINGS.get(level, TypeRole.STRONG)))
            cursor.mergeCharFormat(letters)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)
    text.moveCursor(QTextCursor.MoveOperation.Start)


def _dress_table(table: QTextTable) -> None:
    shape = table.format()
    shape.setBorder(1)
    shape.setBorderCollapse(True)
    shape.setBorderBrush(theme.colour("line"))
    shape.setCellPadding(theme.px(5))
    shape.setCellSpacing(0)
    table.setFormat(shape)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        letters = cell.format()
        letters.setFontWeight(QFont.Weight.DemiBold)
        cell.setFormat(letters)

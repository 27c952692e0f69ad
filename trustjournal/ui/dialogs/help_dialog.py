"""F1: the keys, the words of capture and search, what is evidence of trust, and the file form."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from trustjournal.domain.evidence_words import table_lines
from trustjournal.i18n import _
from trustjournal.paths import resource
from trustjournal.ui import theme
from trustjournal.ui.commands import Commands
from trustjournal.ui.dialogs.document_dialog import DocumentDialog
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import secondary
from trustjournal.ui.widgets.label import PlainLabel, tooltip

_LEFT = 220


def _grammar() -> list[tuple[str, str]]:
    return [
        ("ana, ben", _("who it was with: any part of a name, several with a comma")),
        ("call  met  mail  message", _("how: call, video, letter, post and more")),
        ("+  ++  -  --", _("how it felt")),
        ("!send the quote by fri", _("a promise, and when it is due")),
        ("yesterday  3 weeks ago  last tue 15:00", _("when it happened, if not now")),
        ("25 min", _("how long it took")),
        ("#wholesale", _("a tag for these people")),
        ("<", _("they began it")),
        ("?", _("they began it and want an answer")),
        ("/complaint", _("what kind of touchpoint it was")),
        (
            "/renewed  /more  /leap",
            _("a sign of trust; /lukewarm and /dragging of doubt"),
        ),
    ]


def _page_keys() -> list[tuple[str, str]]:
    return [
        (_("Today"), _("C called, N note, G gesture, S snooze, P promise kept, D gesture given")),
        ("", _("T and a digit: a sign of trust")),
        (_("A person"), _("N log, G gesture, I check-in, P promise kept, E edit")),
        ("", _("1 to 9 a sign of trust")),
        ("", _("U unease; R a step of putting it right is done, M another day, B right by a day")),
        ("", _("A answered, W say when the answer comes")),
        (_("A field for a day"), _("Words such as friday or in 2 weeks; arrows go by a day")),
        ("", _("Page Up and Page Down go by a week, Alt and Down opens a calendar")),
        (_("Tabs"), _("Ctrl+Page Up and Ctrl+Page Down turn them")),
        (_("Ledger"), _("Enter opens what moved the depth, Ctrl+C copies rows")),
        (_("A chart"), _("Arrows go from mark to mark, Enter opens one, the menu key saves it")),
        (_("Map and tree"), _("+ − 0 zoom, Ctrl and arrows move, F folds a branch of the tree")),
        ("", _("Ctrl+A on the map lists everyone in sight")),
    ]


def _searches() -> list[tuple[str, str]]:
    return [
        ("oak  “oak bowl”  -walnut", _("words, words just so, and without a word")),
        ("tag:vip  stage:lost  is:business", _("who they are; tag:vip,family is either of them")),
        ("depth:trusted  quiet>60  value>1000", _("how it stands with them")),
        ("from:2026-01  until:yesterday", _("when it was")),
        ("channel:phone  feeling:-  began:them", _("how it was")),
        ("“birthday cake”  OR  tag:cake", _("one of the two is enough")),
    ]


class HelpDialog(QDialog):
    """A sheet to read and close."""

    def __init__(self, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys and words"))
        sheet = QWidget()
        sheet.setObjectName("page")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        keys = [(commands.keys_of(c.key), c.text) for c in commands.known if c.keys]
        self._part(column, _("Keys"), keys)
        self._part(column, _("Keys on a page"), _page_keys())
        self._part(column, _("The capture line"), _grammar())
        self._part(column, _("Finding"), _searches())
        evidence = [(line.event, f"{line.question}  {line.quality}") for line in table_lines()]
        self._part(column, _("What counts as evidence of trust"), evidence)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(sheet)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(_("Keys and words"))
        form = secondary(_("A journal as a file…"))
        form.setToolTip(tooltip(_("How the whole journal is written, for any program to read")))
        form.clicked.connect(self._tell_form)
        close = secondary(_("Close"))
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(form)
        row.addStretch(1)
        row.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 16)
        whole.setSpacing(12)
        whole.addWidget(scroll, 1)
        row.setContentsMargins(16, 0, 16, 0)
        whole.addLayout(row)
        self.resize(theme.px(660), theme.px(680))

    def _tell_form(self) -> None:
        DocumentDialog(_("A journal as a file"), resource("help", "journal_lines.md"), self).open()

    def _part(self, column: QVBoxLayout, title: str, rows: list[tuple[str, str]]) -> None:
        column.addWidget(PlainLabel(title, TypeRole.CARD))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, theme.px(_LEFT))
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for row, (left, right) in enumerate(rows):
            grid.addWidget(
                PlainLabel(left, TypeRole.STRONG, wrap=True), row, 0, Qt.AlignmentFlag.AlignTop
            )
            grid.addWidget(PlainLabel(right, TypeRole.BODY, Tone.MUTED, wrap=True), row, 1)
        column.addLayout(grid)

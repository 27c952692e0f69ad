"""The ledger tab of a person: how it is counted, every line, and the sum at the foot."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.domain.choices import Question
from trustjournal.domain.evidence_words import question_word
from trustjournal.domain.ledger_words import counted
from trustjournal.domain.statement import Statement
from trustjournal.i18n import _
from trustjournal.ui.models.ledger import Ledger, signed, tenths
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import quiet
from trustjournal.ui.widgets.choice_box import ChoiceBox
from trustjournal.ui.widgets.entrance import put_in_order
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.ledger_table import LedgerTable

_FILTER = 16  # characters; the list itself shows every question whole


class LedgerPane(QWidget):
    """`opened` fires with the record of a line.

    `settings_wanted` fires where the owner would have it counted in another way,
    `question_chosen` where they want the lines of another `question`, or of all.
    """

    opened = Signal(object)
    settings_wanted = Signal()
    question_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counted = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self.change_button = quiet(_("Change"), "settings", small=True, flush=True)
        self.change_button.setAccessibleName(_("Change how trust is counted"))
        every = (None, _("All four questions"))
        self.filter = ChoiceBox(
            _("Lines of which question"), [every, *((one, question_word(one)) for one in Question)]
        )
        self.filter.setSizeAdjustPolicy(
            ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.filter.setMinimumContentsLength(_FILTER)
        self._table: LedgerTable | None = None
        self.sums = _Sums()
        self.told = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self.nothing = PlainLabel("", TypeRole.LEAD, Tone.MUTED, wrap=True)
        self.change_button.clicked.connect(self.settings_wanted)
        self.filter.currentIndexChanged.connect(self.question_chosen)
        self._lay_out()

    @property
    def table(self) -> LedgerTable:
        """The lines; made when they are first wanted, since a table takes its time."""
        if self._table is None:
            self._table = LedgerTable()
            self._table.chosen.connect(self.opened)
            self._column.insertWidget(self._column.indexOf(self.sums), self._table)
            put_in_order([self.filter, self._table])
        return self._table

    @property
    def question(self) -> Question | None:
        """The question whose lines are wanted."""
        return self.filter.value()

    def clear(self) -> None:
        """Show nothing of the person before, while the next one is being read."""
        self.filter.blockSignals(True)
        self.filter.set_value(None)
        self.filter.blockSignals(False)
        if self._table is not None:
            self._table.show_ledger(None)
            self._table.hide()
        for part in (self.sums, self.told, self.nothing):
            part.hide()

    def show_ledger(self, ledger: Ledger) -> None:
        """Show the ledger of a person."""
        self.counted.setText(counted(ledger.settings))
        found = ledger.statement
        known = any(line.source_id for line in found.lines)
        self.table.show_ledger(ledger)
        self.sums.show_statement(found)
        self.told.setText(_told(ledger))
        self.nothing.setText(_nothing(found))
        for part in (self.table, self.sums, self.told):
            part.setVisible(known)
        self.nothing.setVisible(not known)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.counted, 1)
        top.addWidget(self.change_button, 0, Qt.AlignmentFlag.AlignTop)
        chosen = QHBoxLayout()
        chosen.addWidget(self.filter)
        chosen.addStretch(1)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 4)
        column.setSpacing(10)
        column.addLayout(top)
        column.addLayout(chosen)
        for part in (self.nothing, self.sums, self.told):
            column.addWidget(part)
        self.clear()


class _Sums(QWidget):
    """Opening + jumps + fading = depth, each number above its caption."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self, gap=24)

    def show_statement(self, found: Statement) -> None:
        self._flow.clear()
        now = _("its share now") if found.question else _("depth now")
        for number, caption in (
            (tenths(found.opening), _("where a stranger begins")),
            (signed(found.jumps.tenths / 10), _("what happened")),
            (signed(found.fading.tenths / 10), _("fading")),
            (f"= {tenths(found.depth)}", now),
        ):
            self._flow.addWidget(_sum(number, caption))
        self.updateGeometry()


def _sum(number: str, caption: str) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(PlainLabel(number, TypeRole.HEADING))
    column.addWidget(PlainLabel(caption, TypeRole.SMALL, Tone.MUTED))
    held.setAccessibleName(f"{number} {caption}")
    return held


def _told(ledger: Ledger) -> str:
    exact = _(
        "The sum is exact: every point comes from a line. Figures are rounded to a tenth so that "
        "they add up; rest on one to see it in full."
    )
    question = ledger.statement.question
    if question is None:
        return exact
    share = _("This is the share of depth that “{question}” holds, at most {most} of 100.").format(
        question=question_word(question), most=round(100 * ledger.settings.weights[question])
    )
    return f"{share} {exact}"


def _nothing(found: Statement) -> str:
    if found.question is None:
        return _("Nothing has moved this trust yet. It stands where a stranger begins.")
    return _("Nothing has spoken to this question yet.")

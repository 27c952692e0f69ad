"""The four steps of a recovery in a column: what was done and when, what is next, what follows."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.domain import recovery as playbook
from trustjournal.domain import words
from trustjournal.domain.records import Recovery
from trustjournal.domain.recovery import Step
from trustjournal.i18n import _
from trustjournal.ui import icons, theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import Button, primary, quiet
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import PlainLabel, tooltip
from trustjournal.ui.widgets.touch_words import past_day

_TOP = Qt.AlignmentFlag.AlignTop
_BEFORE_THE_FIX = (Step.HEAR, Step.OWN_UP, Step.FIX)


class RecoverySteps(QWidget):
    """Signals carry the recovery first: `done` also the step, `taken_back` the one to open again.

    `move_wanted` and `fix_day_wanted` carry the button below which a day is to be chosen.
    """

    done = Signal(object, Step)
    taken_back = Signal(object, Step)
    move_wanted = Signal(object, Button)
    fix_day_wanted = Signal(object, Button)

    def __init__(self, recovery: Recovery, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recovery = recovery
        self.done_button = primary(_("Done"), "check", small=True)
        self.move_button = quiet(_("Another day"), "alarm-clock", small=True)
        self.fix_day_button = quiet(_fix_day(recovery, today), "calendar-days", small=True)
        self.back_button = quiet(_("Take back"), "undo-2", small=True)
        next_step = playbook.next_step(recovery)
        before = [step for step in Step if playbook.done_on(recovery, step)]
        self.rows: dict[Step, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for step in Step:
            foot = self._buttons(step, before) if step is next_step else None
            self.rows[step] = _StepRow(recovery, step, today, foot)
            column.addWidget(self.rows[step])

    def _buttons(self, step: Step, before: Sequence[Step]) -> QWidget:
        name = _("{step}: done").format(step=playbook.title(step))
        self.done_button.setAccessibleName(name)
        self.done_button.clicked.connect(partial(self._do, step))
        self.move_button.clicked.connect(self._ask_day)
        self.fix_day_button.clicked.connect(self._ask_fix_day)
        held = QWidget()
        flow = FlowLayout(held, gap=6)
        flow.addWidget(self.done_button)
        flow.addWidget(self.move_button)
        if step in _BEFORE_THE_FIX:
            flow.addWidget(self.fix_day_button)
        if before:
            named = _("Take back: {step}").format(step=playbook.title(before[-1]))
            self.back_button.setAccessibleName(named)
            self.back_button.setToolTip(tooltip(named))
            self.back_button.clicked.connect(partial(self._take_back, before[-1]))
            flow.addWidget(self.back_button)
        return held

    def _do(self, step: Step) -> None:
        self.done.emit(self._recovery, step)

    def _take_back(self, step: Step) -> None:
        self.taken_back.emit(self._recovery, step)

    def _ask_day(self) -> None:
        self.move_wanted.emit(self._recovery, self.move_button)

    def _ask_fix_day(self) -> None:
        self.fix_day_wanted.emit(self._recovery, self.fix_day_button)


class _StepRow(QWidget):
    """A numbered mark, the step and what it means, its day at the end, and buttons below."""

    def __init__(self, recovery: Recovery, step: Step, today: date, foot: QWidget | None) -> None:
        super().__init__()
        done_on, is_next = playbook.done_on(recovery, step), foot is not None
        day, late = _day(recovery, step, today)
        title = PlainLabel(
            playbook.title(step), TypeRole.STRONG, Tone.INK if is_next else Tone.MUTED, wrap=True
        )
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title, 1, _TOP)
        when = PlainLabel(day, TypeRole.SMALL, Tone.CLAY if late else Tone.MUTED)
        head.addWidget(when, 0, _TOP)
        said = QVBoxLayout()
        said.setSpacing(1)
        said.addLayout(head)
        if done_on is None:
            meaning = playbook.meaning(step)
            said.addWidget(PlainLabel(meaning, TypeRole.SMALL, Tone.MUTED, wrap=True))
        if foot is not None:
            said.addSpacing(6)
            said.addWidget(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(_StepMark(list(Step).index(step) + 1, is_next, done_on is not None), 0, _TOP)
        row.addLayout(said, 1)
        self.setAccessibleName(f"{playbook.title(step)}, {day}")


class _StepMark(QWidget):
    """A round mark: a check for what was done, the number of the step for what was not."""

    def __init__(self, number: int, is_next: bool, done: bool) -> None:
        super().__init__()
        self._number, self._is_next, self._done = number, is_next, done
        self._resize()
        theme.look.changed.connect(self._resize)

    def _resize(self) -> None:
        self.setFixedSize(theme.px(24), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled = "accent_soft" if self._done else "clay_soft" if self._is_next else "surface"
        edge = "line_strong" if not (self._done or self._is_next) else filled
        painter.setBrush(theme.colour(filled))
        painter.setPen(QPen(theme.colour(edge), 1))
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        if self._done:
            side = theme.px(14)
            box = QRect(0, 0, side, side)
            box.moveCenter(self.rect().center())
            icons.paint_icon(painter, box, "check", theme.tokens().accent)
            return
        painter.setFont(theme.font(TypeRole.LABEL))
        painter.setPen(theme.colour("clay" if self._is_next else "muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


def _day(recovery: Recovery, step: Step, today: date) -> tuple[str, bool]:
    """Say when a step was or is to be done, and whether that day has passed."""
    if (done_on := playbook.done_on(recovery, step)) is not None:
        return words.sentence(past_day(done_on, today)), False
    if step is not playbook.next_step(recovery):
        # Later days follow from the next one, which is today where it is late.
        day = max(playbook.planned_on(recovery, step), today)
        return words.sentence(words.when(day, today)), False
    due_on = playbook.due_on(recovery)
    if due_on < today:
        return _("Since {day}").format(day=words.when(due_on, today)), True
    return words.sentence(words.when(due_on, today)), False


def _fix_day(recovery: Recovery, today: date) -> str:
    if recovery.fix_by is None:
        return _("Name the day it will be right")
    return _("Right by {day}").format(day=words.when(recovery.fix_by, today))

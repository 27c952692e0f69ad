"""Whose depth would move, and how far, if trust were counted in another way."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from trustjournal.domain.depth_stage import shown, stage_of
from trustjournal.i18n import _, ngettext
from trustjournal.store.previews import Shift
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.card import clear_layout
from trustjournal.ui.widgets.label import PlainLabel

_MOST = 8
_MOST_TURNING = 6
_LEAST = 0.05  # points; nobody sees a smaller move


class ShiftList(QWidget):
    """Those whose stage would turn and those who would move most, and how many others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_shifts(self, shifts: Sequence[Shift]) -> None:
        """Show these, of which the first moves most."""
        moved = [one for one in shifts if abs(one.after - one.before) >= _LEAST]
        turning = [one for one in moved if _turns(one)]
        steady = [one for one in moved if not _turns(one) and shown(one.before) != shown(one.after)]
        named = turning[:_MOST_TURNING]
        named += steady[: _MOST - len(named)]
        self._say(_summary(len(moved), len(turning)), Tone.INK)
        if named:
            self._column.addWidget(_grid(named))
        known = {one.customer_id for one in named}
        rest = [one for one in moved if one.customer_id not in known]
        if rest:
            most = ceil(max(abs(one.after - one.before) for one in rest))
            others = ngettext(
                "{count} other by {points} or less.",
                "{count} others by {points} or less.",
                len(rest),
            )
            said = others.format(count=len(rest), points=_points(most))
            self._column.addWidget(PlainLabel(said, TypeRole.SMALL, Tone.MUTED, wrap=True))

    def show_waiting(self) -> None:
        """Say that it is being counted."""
        self._say(_("Counting what would change…"), Tone.MUTED)

    def summary(self) -> str:
        """Return the sentence that says how many would move."""
        return self._summary

    def _say(self, sentence: str, tone: Tone) -> None:
        clear_layout(self._column)
        self._summary = sentence
        self._column.addWidget(PlainLabel(sentence, TypeRole.STRONG, tone, wrap=True))


def _grid(shifts: Sequence[Shift]) -> QWidget:
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    for row, one in enumerate(shifts):
        before, after = stage_of(one.before).word, stage_of(one.after).word
        turned = _turns(one)
        grid.addWidget(PlainLabel(one.name, elide=True), row, 0)
        moved = _("{before} → {after}").format(before=shown(one.before), after=shown(one.after))
        number = PlainLabel(moved, TypeRole.STRONG)
        number.setAccessibleName(
            _("{name}: from {before} to {after}").format(
                name=one.name, before=shown(one.before), after=shown(one.after)
            )
        )
        grid.addWidget(number, row, 1, Qt.AlignmentFlag.AlignTrailing)
        words = _("{before} → {after}").format(before=before, after=after) if turned else after
        stage = PlainLabel(words, TypeRole.SMALL, Tone.GOLD if turned else Tone.MUTED)
        grid.addWidget(stage, row, 2)
    return held


def _turns(shift: Shift) -> bool:
    return stage_of(shift.before) is not stage_of(shift.after)


def _summary(moved: int, turning: int) -> str:
    if not moved:
        return _("Nobody's depth would move.")
    people = ngettext(
        "The depth of {count} person would move",
        "The depth of {count} people would move",
        moved,
    ).format(count=moved)
    if not turning:
        return _("{people}; everyone keeps their stage.").format(people=people)
    turn = ngettext("{count} of them to another stage", "{count} of them to another stage", turning)
    return f"{people}, {turn.format(count=turning)}."


def _points(count: int) -> str:
    return ngettext("{count} point", "{count} points", count).format(count=count)

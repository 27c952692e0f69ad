"""The card of the signs of trust: the nine with their keys, and whether they agree with depth."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.domain import signs
from trustjournal.domain.choices import Kind
from trustjournal.domain.records import Touchpoint
from trustjournal.domain.signs import LACKING, SIGNS, Verdict
from trustjournal.domain.signs_words import explain, sign_word
from trustjournal.i18n import _
from trustjournal.ui.models.person_view import PersonView
from trustjournal.ui.models.signs_view import SignsView
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.card import Card, clear_layout
from trustjournal.ui.widgets.key_cap import KeyCap
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.pressable import SIDE, Pressable
from trustjournal.ui.widgets.rows import NoteLine
from trustjournal.ui.widgets.touch_words import past_day

_LOOKS = {
    Verdict.FLATTERS: ("circle-alert", Tone.GOLD),
    Verdict.UNDERRATES: ("sprout", Tone.ACCENT),
    Verdict.AGREES: ("check", Tone.MUTED),
}


class SignsCard(Card):
    """Nine rows to press, grouped, each with the day on which the sign was last seen.

    They are there once `make_rows` was called. `sign_chosen` fires with the sign to log,
    `event_chosen` with the touchpoint to open.
    """

    sign_chosen = Signal(Kind)
    event_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Signs of trust"), parent=parent)
        self.customer_id: UUID | None = None
        self.rows: dict[Kind, SignRow] = {}
        self._verdict = QVBoxLayout()
        self.body.addLayout(self._verdict)
        self.body.setSpacing(2)
        self.body.setContentsMargins(0, 0, 0, 0)  # a row reaches out for its frame

    def show_person(self, customer_id: UUID) -> None:
        """Note signs of this person from now on; nothing of the one before shows any more."""
        if customer_id != self.customer_id:
            self.customer_id = customer_id
            self._show_check(None)
            for row in self.rows.values():
                row.show_latest(None, "")

    def show_signs(self, shown: SignsView) -> None:
        """Show what a person has shown, and what it says about their depth."""
        self.show_person(shown.view.story.customer.id)
        for sign, row in self.rows.items():
            touch, count = shown.latest.get(sign), shown.counts.get(sign, 0)
            row.show_latest(touch, _day(touch, count, shown.view) if touch else "")
        self._show_check(shown)

    def make_rows(self) -> None:
        """Make the nine rows, which takes longer than all the rest."""
        self.rows = {sign: SignRow(sign) for sign in SIGNS}
        groups = (
            (_("They trust you"), [one for one in SIGNS if one not in LACKING]),
            (_("They hesitate"), [one for one in SIGNS if one in LACKING]),
        )
        for number, (heading, kinds) in enumerate(groups):
            label = PlainLabel(heading, TypeRole.LABEL, Tone.MUTED)
            label.setContentsMargins(SIDE, 8 if number else 0, SIDE, 2)
            self.add(label)
            for kind in kinds:
                self.add(self.rows[kind])
                self.rows[kind].button.clicked.connect(partial(self._choose, kind))
                self.rows[kind].opened.connect(self.event_chosen)
        said = _("Press its digit to note a sign.")
        hint = PlainLabel(said, TypeRole.CAPTION, Tone.MUTED, wrap=True)
        hint.setContentsMargins(SIDE, 8, SIDE, 0)
        self.add(hint)

    def _show_check(self, shown: SignsView | None) -> None:
        clear_layout(self._verdict)
        if shown is not None and shown.check is not None:
            icon, tone = _LOOKS[shown.check.verdict]
            now = shown.view.now.astimezone(shown.view.zone)
            line = NoteLine(icon, explain(shown.check, now), tone)
            line.setContentsMargins(SIDE, 0, SIDE, 10)
            self._verdict.addWidget(line)

    def _choose(self, sign: Kind) -> None:
        self.sign_chosen.emit(sign)


class SignRow(QWidget):
    """A key and a sign to press; at the end the day it was last seen, which opens that event."""

    opened = Signal(object)

    def __init__(self, sign: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._latest: Touchpoint | None = None
        content = QWidget()
        words = QHBoxLayout(content)
        words.setContentsMargins(0, 3, 0, 3)
        words.setSpacing(9)
        words.addWidget(KeyCap(signs.key_of(sign)), 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(PlainLabel(sign_word(sign), wrap=True), 1)
        content.setAccessibleName(sign_word(sign))
        self.button = Pressable(content)
        self.button.setAccessibleDescription(
            _("Notes it now; its key is {key}").format(key=signs.key_of(sign))
        )
        self._day = PlainLabel("", TypeRole.SMALL, Tone.MUTED)
        self._day.setContentsMargins(0, 3, 0, 3)
        self.day = Pressable(self._day)
        self.day.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.button, 1)
        row.addWidget(self.day)
        self.show_latest(None, "")

    def show_latest(self, touch: Touchpoint | None, day: str) -> None:
        """Show when the sign was last seen in this year, and how often."""
        self._latest = touch
        self.day.setVisible(touch is not None)
        self._day.setText(day)
        name = _("Open it: {day}").format(day=day)
        self.day.setAccessibleName(name)
        self.day.setToolTip(name)

    def _open(self) -> None:
        if self._latest is not None:
            self.opened.emit(self._latest)


def _day(touch: Touchpoint, count: int, view: PersonView) -> str:
    day = past_day(touch.happened_at.astimezone(view.zone).date(), view.today)
    often = _("{count}×").format(count=count) if count > 1 else ""
    return _("{often}  {day}").format(often=often, day=day).strip()

"""The card of referrals: who sent a person, whom they sent, and whether to ask for more."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.domain.asking import Advice
from trustjournal.domain.records import Customer
from trustjournal.i18n import _, ngettext
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.avatar import Avatar
from trustjournal.ui.widgets.buttons import icon_button, quiet
from trustjournal.ui.widgets.card import Card, clear_layout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.pressable import SIDE, Pressable
from trustjournal.ui.widgets.rows import NoteLine
from trustjournal.ui.widgets.tab_order import tab_in_order

_SHOWN = 6


class Referrals(Card):
    """`opened` fires with the id of one of these people, `change_wanted` to say who sent them."""

    opened = Signal(object)
    change_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Referrals"), parent=parent)
        self._people = QVBoxLayout()
        self._people.setSpacing(2)
        self._advice = QVBoxLayout()
        self._advice.setContentsMargins(SIDE, 0, SIDE, 0)
        self.body.setContentsMargins(0, 0, 0, 0)  # a row reaches out for its frame
        self.body.setSpacing(12)
        self.body.addLayout(self._people)
        self.body.addLayout(self._advice)

    def show_people(self, sent: Sequence[Customer], sent_by: Customer | None) -> None:
        """Show who sent them and whom they sent; advice about the person before goes."""
        clear_layout(self._people)
        self._show_sender(sent_by)
        if sent:
            self._add_heading(_("They sent"))
            for customer in sent[:_SHOWN]:
                self._people.addWidget(self._person(customer))
        if len(sent) > _SHOWN:
            self._add_more(sent)
        tab_in_order(self)

    def show_advice(self, advice: Advice | None) -> None:
        """Say whether to ask them for a referral, and why; None while that is being read."""
        clear_layout(self._advice)
        if advice is not None:
            heading = PlainLabel(_("Asking them for a referral"), TypeRole.LABEL, Tone.MUTED)
            self._advice.addWidget(heading)
            tone = Tone.ACCENT if advice.ok else Tone.MUTED
            icon = "hand-heart" if advice.ok else "clock"
            self._advice.addWidget(NoteLine(icon, advice.why, tone))

    def _show_sender(self, sent_by: Customer | None) -> None:
        if sent_by is None:
            say = quiet(_("Say who sent them"), "user-plus", small=True, flush=True)
            say.clicked.connect(self.change_wanted)
            self._add_button(say)
            return
        change = icon_button("pen-line", _("Change who sent them"), small=True)
        change.clicked.connect(self.change_wanted)
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._person(sent_by), 1)
        row.addWidget(change, 0, Qt.AlignmentFlag.AlignVCenter)
        self._add_heading(_("Sent by"))
        self._people.addWidget(held)

    def _add_heading(self, words: str) -> None:
        label = PlainLabel(words, TypeRole.LABEL, Tone.MUTED)
        label.setContentsMargins(SIDE, 8 if self._people.count() else 0, SIDE, 2)
        self._people.addWidget(label)

    def _add_button(self, button: QWidget) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(SIDE, 0, SIDE, 0)
        row.addWidget(button)
        row.addStretch(1)
        self._people.addWidget(held)
        return held

    def _person(self, customer: Customer) -> Pressable:
        held = QWidget()
        held.setAccessibleName(customer.name)
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(10)
        sign = Avatar(customer.name, 28, customer_id=customer.id)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(PlainLabel(customer.name, elide=True), 1)
        person = Pressable(held)
        person.clicked.connect(partial(self._open, customer))
        return person

    def _add_more(self, sent: Sequence[Customer]) -> None:
        count = len(sent) - _SHOWN
        words = ngettext("Show {count} more", "Show {count} more", count).format(count=count)
        more = quiet(words, "chevron-down", small=True, flush=True)
        held = self._add_button(more)
        more.clicked.connect(partial(self._show_all, held, sent))

    def _show_all(self, more: QWidget, sent: Sequence[Customer]) -> None:
        place = self._people.indexOf(more)
        for offset, customer in enumerate(sent[_SHOWN:]):
            self._people.insertWidget(place + offset, self._person(customer))
        more.hide()

    def _open(self, customer: Customer) -> None:
        self.opened.emit(customer.id)

"""The card of who belongs together: where somebody belongs, and who belongs to them."""

from collections.abc import Sequence
from datetime import date, tzinfo
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from trustjournal.domain import words
from trustjournal.domain.choices import CustomerKind
from trustjournal.i18n import _, ngettext
from trustjournal.store.organising import Bond
from trustjournal.ui import icons
from trustjournal.ui.models.person_view import PersonView
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.avatar import Avatar
from trustjournal.ui.widgets.buttons import Button, icon_button, quiet
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.pressable import SIDE, Pressable
from trustjournal.ui.widgets.tab_order import tab_in_order

_SHOWN = 8


class MembershipCard(Card):
    """`opened` fires with the id of one of them, `role_wanted` and `leave_wanted` with a bond.

    `belong_wanted` asks where this one belongs, `bring_wanted` who belongs to them.
    """

    opened = Signal(object)
    role_wanted = Signal(object)
    leave_wanted = Signal(object)
    belong_wanted = Signal()
    bring_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Belongs together"), parent=parent)
        self.body.setContentsMargins(0, 0, 0, 0)  # a row reaches out for its frame
        self.body.setSpacing(2)
        self.rows: list[Pressable] = []
        self.menus: list[Button] = []
        self._whole = False
        self._view: PersonView | None = None

    def show_person(self, view: PersonView) -> None:
        """Show where somebody belongs and, of a group, its people."""
        if self._view is None or self._view.story.customer.id != view.story.customer.id:
            self._whole = False
        self._view = view
        self.clear()
        self.rows, self.menus = [], []
        is_several = view.story.customer.kind is not CustomerKind.PERSON
        if is_several:
            self._add_people(view)
        self._add_places(view)
        if view.belonging.people and not is_several:
            self._add_people(view)
        tab_in_order(self)

    def _add_places(self, view: PersonView) -> None:
        if view.belonging.of:
            self._add_heading(_("Belongs to"))
            self._add_bonds(view.belonging.of, view)
        self._add_button(_("Say where they belong"), self.belong_wanted)

    def _add_people(self, view: PersonView) -> None:
        people = view.belonging.people
        self._add_heading(_("People here"))
        if view.belonging.last_touch_at is not None and people:
            last_on = view.belonging.last_touch_at.astimezone(view.zone).date()
            said = _("Last in touch with any of them {ago}.")
            ago = words.ago((view.today - last_on).days)
            line = PlainLabel(said.format(ago=ago), TypeRole.SMALL, Tone.MUTED, wrap=True)
            line.setContentsMargins(SIDE, 0, SIDE, 4)
            self.add(line)
        shown = people if self._whole else people[:_SHOWN]
        self._add_bonds(shown, view)
        if len(shown) < len(people):
            count = len(people) - len(shown)
            more = ngettext("Show {count} more", "Show {count} more", count).format(count=count)
            self._add_button(more, None, "chevron-down").clicked.connect(self._show_all)
        self._add_button(_("Add people here"), self.bring_wanted)

    def _add_bonds(self, bonds: Sequence[Bond], view: PersonView) -> None:
        for bond in bonds:
            row = Pressable(_content(bond, view.today, view.zone))
            row.clicked.connect(partial(self._open, bond))
            name = _("More for {name}").format(name=bond.who.name)
            more = icon_button("ellipsis", name, small=True)
            more.clicked.connect(partial(self._offer, bond, more))
            held = QWidget()
            beside = QHBoxLayout(held)
            beside.setContentsMargins(0, 0, 0, 0)
            beside.setSpacing(0)
            beside.addWidget(row, 1)
            beside.addWidget(more, 0, Qt.AlignmentFlag.AlignVCenter)
            self.add(held)
            self.rows.append(row)
            self.menus.append(more)

    def _add_heading(self, text: str) -> None:
        label = PlainLabel(text, TypeRole.LABEL, Tone.MUTED)
        label.setContentsMargins(SIDE, 10 if self.body.count() else 0, SIDE, 2)
        self.add(label)

    def _add_button(self, text: str, asked: object, icon: str = "plus") -> Button:
        button = quiet(text, icon, small=True, flush=True)
        if asked is not None:
            button.clicked.connect(asked)
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(SIDE, 2, SIDE, 0)
        row.addWidget(button)
        row.addStretch(1)
        self.add(held)
        return button

    def _open(self, bond: Bond) -> None:
        self.opened.emit(bond.who.id)

    def _offer(self, bond: Bond, more: Button) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        wish = partial(self.role_wanted.emit, bond)
        menu.addAction(icons.icon("pen-line"), _("Say what they are there…"), wish)
        menu.addAction(icons.icon("x"), _("Take out"), partial(self.leave_wanted.emit, bond))
        menu.popup(more.mapToGlobal(QPoint(0, more.height() + 4)))

    def _show_all(self) -> None:
        self._whole = True
        if self._view is not None:
            self.show_person(self._view)


def _content(bond: Bond, today: date, zone: tzinfo) -> QWidget:
    who, last = bond.who, bond.last_touch_at
    ago = words.ago((today - last.astimezone(zone).date()).days) if last else _("not yet in touch")
    said = " · ".join(filter(None, (bond.membership.role, ago)))
    held = QWidget()
    held.setAccessibleName(f"{who.name}, {said}")
    names = QVBoxLayout()
    names.setSpacing(0)
    names.addWidget(PlainLabel(who.name, elide=True))
    names.addWidget(PlainLabel(said, TypeRole.SMALL, Tone.MUTED, elide=True))
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 4, 0, 4)
    row.setSpacing(10)
    row.addWidget(Avatar(who.name, 28, customer_id=who.id), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addLayout(names, 1)
    return held

"""The field that says which wish something belongs to: typed, suggested, shown as a chip."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from sqlalchemy import Connection

from trustjournal.domain.feedback import Likeness
from trustjournal.domain.feedback_words import short_title
from trustjournal.domain.finding import asked, fold, holds
from trustjournal.i18n import _
from trustjournal.services.feedback import Group
from trustjournal.store.feedback import all_asked, asked_again
from trustjournal.ui.dialogs.fields import Field
from trustjournal.ui.dialogs.people_field import NameLine
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import quiet
from trustjournal.ui.widgets.chip import Chip
from trustjournal.ui.widgets.entrance import put_in_order
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import tooltip
from trustjournal.ui.widgets.name_popup import MOST, NamePopup

_TITLE = 60


@dataclass(frozen=True, slots=True)
class WishPick:
    """A wish chosen, by its id and title; without an id the `text` is what a new one is called.

    The id may be that of one who asked alone: then both become a wish.
    """

    wish_id: UUID | None = None
    text: str = ""


class WishField(Field):
    """Chooses a wish, or names a new one; what it could be the same as is offered below.

    `left_out` are ids that are not offered. `suggest_for` takes the words that the offers follow.
    """

    shape = WishPick

    def __init__(
        self,
        session: JournalSession,
        *,
        left_out: Sequence[UUID] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pick = WishPick()
        self._titles: dict[UUID, str] = {}
        self._alike: Likeness[UUID] = Likeness[UUID].among({})
        self._words = ""
        self.line = NameLine()
        self.line.setPlaceholderText(_("Begin to type a wish"))
        self.popup = NamePopup(self.line)
        self.popup.rows.setAccessibleName(_("Wishes like this"))
        self._chip_box, self._offer_box = QWidget(), QWidget()
        for box in (self._chip_box, self._offer_box):
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._chips = FlowLayout(self._chip_box)
        self._offers = FlowLayout(self._offer_box, gap=4)
        column = QVBoxLayout()
        column.setSpacing(6)
        for part in (self._chip_box, self.line, self._offer_box):
            column.addWidget(part)
        self.row.addLayout(column, 1)
        self.line.textEdited.connect(self._search)
        self.line.textChanged.connect(self.edited)
        self.line.emptied.connect(self._drop)
        self.popup.chosen.connect(self._choose)
        self._show()
        session.read(partial(_known, frozenset(left_out)), self._learn)

    def value(self) -> WishPick:
        """Return what is chosen, or else what is typed."""
        return self._pick if self._pick.wish_id else WishPick(None, self.line.text())

    def set_value(self, value: WishPick) -> None:
        """Show a wish as chosen, or a text as typed."""
        self._pick = value if value.wish_id else WishPick()
        self.line.setText("" if value.wish_id else value.text)
        self._show()
        self.edited.emit()

    def suggest_for(self, words: str) -> None:
        """Offer what could be the same as `words`."""
        self._words = words
        self._show()

    def _learn(self, found: tuple[dict[UUID, str], Likeness[UUID]]) -> None:
        self._titles, self._alike = found
        self._show()

    def _search(self, text: str) -> None:
        wanted = asked(text)
        named = [key for key, title in self._titles.items() if holds(fold(title), wanted)]
        found = dict.fromkeys([*named, *self._alike.of(text, MOST)]) if wanted else {}
        offers = [(self._titles[key], WishPick(key, self._titles[key])) for key in found]
        if offers:
            name = " ".join(text.split())
            new = (_("A new wish: {name}").format(name=name), WishPick(None, name))
            offers = [*offers[: MOST - 1], new]
        self.popup.offer(offers)

    def _choose(self, pick: WishPick) -> None:
        self.set_value(pick)
        if self.line.hasFocus():
            self.line.focusNextChild()

    def _drop(self) -> None:
        if self._pick.wish_id:
            self.set_value(WishPick())
            self.line.setFocus()

    def _show(self) -> None:
        self._chips.clear()
        stops: list[QWidget] = [self.line]
        if self._pick.wish_id:
            title = self._pick.text or self._titles.get(self._pick.wish_id, "")
            chip = Chip(_short(title), Tone.ACCENT, removable=True)
            chip.removed.connect(self._drop)
            self._chips.addWidget(chip)
            stops += filter(None, [chip.cross])
        # The focus of a proxy out of sight would hold Tab where it is.
        self.setFocusProxy(stops[-1])
        chosen = self._pick.wish_id is not None
        self._chip_box.setVisible(chosen)
        self.line.setVisible(not chosen)
        self._offers.clear()
        alike = [] if chosen else self._alike.of(self._words)
        for key in alike:
            title = self._titles[key]
            offer = quiet(_("Same as: {wish}").format(wish=_short(title)), "link", small=True)
            offer.setToolTip(tooltip(title))
            offer.setAutoDefault(False)
            offer.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            offer.clicked.connect(partial(self._take, WishPick(key, title)))
            self._offers.addWidget(offer)
            stops.append(offer)
        put_in_order(stops)
        self._offer_box.setVisible(bool(alike))
        self.updateGeometry()

    def _take(self, pick: WishPick, _checked: bool = False) -> None:
        self.set_value(pick)


def _known(
    left_out: frozenset[UUID], connection: Connection
) -> tuple[dict[UUID, str], Likeness[UUID]]:
    """Return the titles of what can be chosen, and what finds among them; for the worker."""
    wanted = [one for one in all_asked(connection) if one.id not in left_out]
    titles = {one.id: short_title(one.title) for one in wanted}
    return titles, Likeness[UUID].among({one.id: one.words() for one in wanted})


def group_of(pick: WishPick, connection: Connection) -> Group | None:
    """Return what is chosen as it is now, None where nothing is.

    Raises:
        NotFound: it has left the journal.
    """
    if pick.wish_id is not None:
        (found,) = asked_again(connection, [pick.wish_id])
        return Group.of(found)
    return Group.called(pick.text) if pick.text.strip() else None


def _short(title: str) -> str:
    return title if len(title) <= _TITLE else title[:_TITLE].rstrip() + "…"

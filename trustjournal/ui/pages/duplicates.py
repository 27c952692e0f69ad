"""Who may be in the journal twice: pairs with why, side by side, to be merged or told apart."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.changes import Changeset
from trustjournal.domain.duplicates import Clue
from trustjournal.domain.organising import Apart, Membership
from trustjournal.domain.records import Customer, Record
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _
from trustjournal.services.merging import keep_apart, merge
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.store.duplicates import aparts_of, twins
from trustjournal.ui import theme
from trustjournal.ui.models.duplicate_pairs import (
    Comparison,
    PairEntry,
    compare,
    duplicates_content,
    in_order,
    same_number,
    without,
)
from trustjournal.ui.models.plan_model import Content, Entry
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.plan_page import PageWords, PlanPage, together
from trustjournal.ui.palette import GUTTER, SIDEBAR_WIDTH, WIDE_WINDOW
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.duplicate_panel import DuplicatePanel
from trustjournal.ui.widgets.plan_list import Act

_LEAST, _LEAST_BELOW = 210, 200
_BESIDE, _BELOW = (5, 4), (2, 3)  # how the pairs and the two side by side share the page


class DuplicatesPage(PlanPage):
    """The pairs as a list, and beside it the two of the one that is selected."""

    shows = frozenset[type[Record]]({Customer, Apart, Membership})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        said = PageWords(
            title=_("Duplicates"),
            icon="users",
            empty=_("Nobody seems to be in your journal twice."),
            new=_("Import contacts"),
            kinds=(("", _("All of them")), *((clue, words.sentence(clue.word)) for clue in Clue)),
            begins=False,
        )
        self._content: Content | None = None
        self._comparison: Comparison | None = None
        self._writing = False
        self.panel = DuplicatePanel()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        super().__init__(session, navigator, said, duplicates_content)
        self._lay_beside()
        self.set_acts(
            (
                Act(key="Enter", words=_("choose what is right"), do=self._choose),
                Act(key="M", words=_("same person: merge"), do=self._merge),
                Act(key="N", words=_("not the same"), do=self._part, many=True),
                Act(key="O", words=_("open"), do=self.open_person),
            )
        )
        self.list.selectionModel().selectionChanged.connect(self._compare)
        self.panel.merge_wanted.connect(self._merge_current)
        self.panel.apart_wanted.connect(self._part_current)

    def new(self) -> None:
        """Import contacts: what is in two lists comes together here."""
        self.navigator.import_files()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the keys that settle a pair work from the choices as well."""
        settle = {Qt.Key.Key_M.value: self._merge_current, Qt.Key.Key_N.value: self._part_current}
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        inside = self.panel.isAncestorOf(self.focusWidget() or self)
        if plain and inside and event.key() in settle:
            settle[event.key()]()
        elif inside and event.key() == Qt.Key.Key_Escape:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _lay_beside(self) -> None:
        """Put the two side by side beside the list that the page has laid out, or below it."""
        self._columns.setSpacing(GUTTER)
        self.body.removeWidget(self.views)
        for widget in (self.views, self.panel):
            # They share the page by their parts, whatever each would like to have.
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            self._columns.addWidget(widget)
        self.panel.hide()
        self.body.addLayout(self._columns)
        theme.look.changed.connect(self._arrange)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= theme.px(WIDE_WINDOW - SIDEBAR_WIDTH)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(beside if wide else below)
        for place, share in enumerate(_BESIDE if wide else _BELOW):
            self._columns.setStretch(place, share)
        self.views.setMinimumHeight(theme.px(_LEAST))
        self.panel.setMinimumHeight(theme.px(_LEAST if wide else _LEAST_BELOW))
        self.panel.set_title(_("Side by side") if wide else "")

    def _show(self, content: Content) -> None:
        self._content = content
        super()._show(content)
        self._compare()

    def _compare(self) -> None:
        """Read the two of the pair that is selected, or show nothing for none or several."""
        self.panel.say("")
        entry = self._selected()
        self.panel.setVisible(entry is not None)
        if entry is None:
            self._comparison = None
            return
        read = partial(compare, entry.customer_id, entry.other_id, self.session.now())
        self.session.read(read, self._take, self._refused)

    def _take(self, comparison: Comparison) -> None:
        if self._is_current(comparison) and comparison != self._comparison:
            self._comparison = comparison
            self.panel.show_comparison(comparison)

    def _selected(self) -> PairEntry | None:
        entries = self.list.entries()
        one = entries[0] if len(entries) == 1 else None
        return one if isinstance(one, PairEntry) else None

    def _is_current(self, comparison: Comparison | None) -> bool:
        """Tell whether the pair that is selected is the one compared."""
        one = self._selected()
        return bool(one and comparison and comparison.is_about(one.customer_id, one.other_id))

    def _choose(self, _entries: Sequence[Entry]) -> None:
        """Go to the first choice between the two, or to the button where there is none."""
        first = self.panel.compare.first() or self.panel.merge_button
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _merge(self, entries: Sequence[Entry]) -> None:
        """Make the two one, as the choices beside the list say."""
        entry = entries[0]
        if self._writing or not isinstance(entry, PairEntry):
            return
        self._writing = True
        shown = self._comparison
        if shown and shown.is_about(entry.customer_id, entry.other_id):
            ids = shown.keep.customer_id, shown.gone.customer_id
            decide = partial(_merged, *ids, self.panel.compare.chosen())
        else:
            two = entry.customer_id, entry.other_id
            decide = partial(_merged_as_they_are, *two, self.session.now())
        self.session.act(decide, partial(self._one, entry), self._refused)

    def _part(self, entries: Sequence[Entry]) -> None:
        """Say of each pair that they are two, under one Undo."""
        pairs = [entry for entry in entries if isinstance(entry, PairEntry)]
        if self._writing or not pairs:
            return
        self._writing = True
        ids = [(entry.customer_id, entry.other_id) for entry in pairs]
        self.session.act(partial(_parted, ids), partial(self._two, pairs), self._refused)

    def _merge_current(self) -> None:
        if entry := self._selected():
            self._merge([entry])

    def _part_current(self) -> None:
        if entry := self._selected():
            self._part([entry])

    def _one(self, entry: PairEntry, changeset: Changeset) -> None:
        gone = [one.record.id for one in changeset.changes if one.after is None]
        left = next(one for one in (entry.customer_id, entry.other_id) if one in gone)
        self._settle([(left, None)])
        said = _("{one} and {other} are one now.")
        self.navigator.tell(said.format(one=entry.person, other=entry.other))

    def _two(self, entries: Sequence[PairEntry], _changeset: Changeset) -> None:
        self._settle([(entry.customer_id, entry.other_id) for entry in entries])
        self.navigator.tell(_("Good to know: they are not the same."))

    def _settle(self, pairs: Collection[tuple[UUID, UUID | None]]) -> None:
        """Take what is settled off the page at once; the journal is read again meanwhile."""
        self._writing = False
        inside = self.panel.isAncestorOf(self.focusWidget() or self)
        content = self._content
        for one, other in pairs:
            content = content and without(content, one, and_also=other)
        if content is not None:
            self._show(content)
        if inside:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: TrustJournalError) -> None:
        self._writing = False
        self.panel.say(str(error))


def _merged(keep: UUID, gone: UUID, chosen: Collection[str], connection: Connection) -> Changeset:
    return merge(twins(connection, keep, gone), chosen, same_number(connection))


def _merged_as_they_are(one: UUID, other: UUID, now: datetime, connection: Connection) -> Changeset:
    found = twins(connection, *in_order(connection, one, other, now))
    return merge(found, same_number=same_number(connection))


def _parted(pairs: Sequence[tuple[UUID, UUID]], connection: Connection) -> Changeset:
    """Tell each pair apart.

    Raises:
        NotFound: one of them is no longer in the journal.
        InvalidEntry: it was said already.
    """
    people = partial(queries.customer_by_id, connection)
    return together(
        [
            keep_apart(people(one), people(other), aparts_of(connection, one, other))
            for one, other in pairs
        ]
    )

"""The story of one person in tabs: what happened, promises, gestures, needs, and the ledger."""

from collections.abc import Sequence
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from trustjournal.i18n import _, ngettext
from trustjournal.ui.models.entries import (
    Deed,
    Entry,
    gesture_entries,
    happened,
    promise_entries,
)
from trustjournal.ui.models.person_view import PersonView
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import quiet, secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.entrance import put_in_order
from trustjournal.ui.widgets.entry_list import EntryList
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.ledger_pane import LedgerPane
from trustjournal.ui.widgets.needs_pane import NeedsPane

_FIRST, _SHOWN = 10, 50
"""How many entries show at once, and how many as soon as the page stands."""


class Tab(IntEnum):
    """The tabs, in their order."""

    STORY = 0
    PROMISES = 1
    GESTURES = 2
    NEEDS = 3
    LEDGER = 4


class Pane(QWidget):
    """Entries under headings, and a sentence where there are none.

    Signals are those of `EntryList`; `wanted` is the button, which an `offering` pane always has
    and another only while it is empty. Its lists come with `make_lists`.
    """

    asked = Signal(Deed, object)
    words_saved = Signal(object, str)
    edit_began = Signal(object, object)
    wanted = Signal()

    def __init__(
        self,
        headings: Sequence[str],
        nothing: str,
        action: str,
        icon: str,
        *,
        offering: bool = True,
    ) -> None:
        super().__init__()
        self._offering = offering
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.lists: list[EntryList] = []
        self._headings: list[PlainLabel] = []
        self._sections = headings
        self._nothing = PlainLabel(nothing, TypeRole.LEAD, Tone.MUTED, wrap=True)
        self._nothing.setContentsMargins(4, 12, 4, 6)
        self.button = secondary(action, icon)
        self.button.clicked.connect(self.wanted)
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 4, 4, 4)
        foot.addWidget(self.button)
        foot.addStretch(1)
        self._column.addWidget(self._nothing)
        self._column.addLayout(foot)

    def make_lists(self, before: QWidget) -> None:
        """Make the lists unless they are there; Tab reaches them from what stands before."""
        if not self.lists:
            for heading in self._sections:
                self._add_section(heading)
            put_in_order([before, *self.lists])

    def show_sections(self, *sections: Sequence[Entry]) -> None:
        """Show the entries of each section, in the order of the headings."""
        for heading, entries_list, entries in zip(
            self._headings, self.lists, sections, strict=True
        ):
            entries_list.set_entries(entries)
            entries_list.setVisible(bool(entries))
            heading.setVisible(bool(entries) and bool(heading.text()))
        self._nothing.setVisible(not any(sections))
        self.button.setVisible(self._offering or not any(sections))

    def editing(self) -> EntryList | None:
        """Return the list whose words are being edited, or None."""
        return next((one for one in self.lists if one.editor is not None), None)

    def add_below(self, widget: QWidget) -> None:
        """Put `widget` right below the entries."""
        self._column.insertWidget(2 * len(self.lists), widget)

    def _add_section(self, heading: str) -> None:
        label = PlainLabel(heading, TypeRole.LABEL, Tone.MUTED)
        label.setContentsMargins(4, 10, 4, 0)
        entries = EntryList(heading or _("Story"))
        entries.asked.connect(self.asked)
        entries.words_saved.connect(self.words_saved)
        entries.edit_began.connect(self.edit_began)
        self._headings.append(label)
        self.lists.append(entries)
        place = 2 * (len(self.lists) - 1)
        self._column.insertWidget(place, label)
        self._column.insertWidget(place + 1, entries)


class PersonStory(Card):
    """The tabs. The story shows its latest entries until more are asked for.

    `ledger_wanted` fires when the ledger is in front and what it should show is not read yet.
    """

    ledger_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("Story, promises, gestures, needs and ledger"))
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(self.accessibleName())
        self.story = Pane(
            [""],
            _("Your story with them begins with the first line."),
            _("Log a touchpoint"),
            "pen-line",
            offering=False,
        )
        self.gestures = Pane(
            [_("Planned"), _("Ideas"), _("Given")],
            _("What would make them smile? Nothing is planned yet."),
            _("Plan a gesture"),
            "gift",
        )
        self.promises = Pane(
            [_("Open"), _("Ended")],
            _("You have promised nothing yet."),
            _("Make a promise"),
            "handshake",
        )
        self.more_button = quiet(_("Show more"), "chevron-down", small=True, flush=True)
        self.story.add_below(self.more_button)
        self.needs = NeedsPane()
        self.ledger = LedgerPane()
        self.panes = (self.story, self.promises, self.gestures)  # in the order of their tabs
        self._view: PersonView | None = None
        self._limit = _SHOWN
        self._stale: set[Tab] = set()
        self._lay_out()
        self.tabs.currentChanged.connect(self.show_tab)
        self.ledger.question_chosen.connect(self.ledger_wanted)
        self.more_button.clicked.connect(self._show_more)

    def show_person(self, view: PersonView) -> None:
        """Show the entries of a person, from the top where it is another one."""
        if self._view is None or view.story.customer.id != self._view.story.customer.id:
            self._limit = _FIRST
            self.ledger.clear()
            self.show_tab(Tab.STORY)
        self._view = view
        self._stale = set(Tab)
        self._fill()
        story = view.story
        counts = {Tab.PROMISES: len(story.promises), Tab.GESTURES: len(story.gestures)}
        for tab, word in _words().items():
            count = counts.get(tab, 0)
            self.tabs.setTabText(tab, f"{word}  {count}" if count else word)

    def show_rest(self) -> None:
        """Show as many entries as a page begins with."""
        if self._limit < _SHOWN:
            self._limit = _SHOWN
            self._stale.add(Tab.STORY)
            self._fill()

    def show_tab(self, tab: int) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex(tab)
        self._fill()  # first: what is made while its pane shows comes to be seen only later
        for number, pane in enumerate((*self.panes, self.needs, self.ledger)):
            pane.setVisible(number == tab)

    def lead_to(self, record_id: UUID) -> None:
        """Bring the entry of a record that the story tells of to the front, however old it is."""
        timeline = self._view.timeline if self._view else ()
        place = next((n for n, event in enumerate(timeline) if event.id == record_id), -1)
        if place >= self._limit:
            self._limit = place + 1
            self._stale.add(Tab.STORY)
        self.show_tab(Tab.STORY)
        for entries in self.story.lists:
            entries.lead_to(record_id)

    def editing(self) -> EntryList | None:
        """Return the list whose words are being edited, or None."""
        return next((found for pane in self.panes if (found := pane.editing())), None)

    def _fill(self) -> None:
        """Give the tab in front its entries; the others wait until they are shown."""
        tab = Tab(self.tabs.currentIndex())
        if self._view is None or tab not in self._stale:
            return
        self._stale.remove(tab)
        if tab < len(self.panes):
            self.panes[tab].make_lists(self.tabs)
        if tab is Tab.STORY:
            self._show_timeline(self._view)
        elif tab is Tab.PROMISES:
            self.promises.show_sections(*promise_entries(self._view))
        elif tab is Tab.GESTURES:
            self.gestures.show_sections(*gesture_entries(self._view))
        elif tab is Tab.NEEDS:
            self.needs.show_person(self._view)
        else:
            self.ledger_wanted.emit()

    def _show_timeline(self, view: PersonView) -> None:
        events = view.timeline
        self.story.show_sections([happened(event, view) for event in events[: self._limit]])
        rest = len(events) - self._limit
        self.more_button.setVisible(rest > 0)
        more = ngettext("Show more ({count} earlier)", "Show more ({count} earlier)", max(rest, 1))
        self.more_button.setText(more.format(count=rest))

    def _show_more(self) -> None:
        self._limit += _SHOWN
        self._stale.add(Tab.STORY)
        self._fill()

    def _lay_out(self) -> None:
        for word in _words().values():
            self.tabs.addTab(word)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addLayout(top)
        for pane in (*self.panes, self.needs, self.ledger):
            self.add_wide(pane)
            pane.setVisible(pane is self.story)


def _words() -> dict[Tab, str]:
    return {
        Tab.STORY: _("Story"),
        Tab.PROMISES: _("Promises"),
        Tab.GESTURES: _("Gestures"),
        Tab.NEEDS: _("Needs and fairness"),
        Tab.LEDGER: _("Ledger"),
    }

"""Gone quiet: who has been silent for longer than is usual for them, and whom to call first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from trustjournal.domain.capture import Draft
from trustjournal.domain.choices import Channel
from trustjournal.domain.records import (
    Customer,
    Record,
    TagRule,
    Touchpoint,
)
from trustjournal.domain.rhythm import Flag
from trustjournal.domain.rhythm_words import flagged
from trustjournal.i18n import _
from trustjournal.settings import Settings
from trustjournal.ui import theme
from trustjournal.ui.dialogs.longest_gap_dialog import LimitAsking
from trustjournal.ui.dialogs.rules_dialog import RulesAsking
from trustjournal.ui.models.plan_model import Content, Entry
from trustjournal.ui.models.quiet_entries import QuietContent, quiet_content
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.one_touch import begin_line, log_touch
from trustjournal.ui.pages.plan_page import PageWords, PlanPage
from trustjournal.ui.palette import GUTTER, RAIL_WIDTH, SIDEBAR_WIDTH, WIDE_WINDOW
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Weight
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.plan_list import Act
from trustjournal.ui.widgets.rhythm_strip import RhythmStrip

_IN_TOUCH = _("Everyone is in touch as usual. Enjoy it.")
_NOBODY = _("Whoever goes quiet shows here. It begins with the first person you know.")
_LIMIT = _("Set a longest silence")
_TOO_EARLY = _(
    "It is too early to know anyone's rhythm: it shows once people have come back to you a few "
    "times. Until then you can say yourself how long is too long."
)
_LEAST = 120
_ROOM = 620  # px at 100 % text: in a lower window the rhythm leaves the little there is to the list
_LIST, _BELOW = 5, 4  # how the list and the rhythm under it share the height


class QuietPage(PlanPage):
    """The quiet ones as a list, and beside it the rhythm of the one who is selected."""

    shows = frozenset[type[Record]]({Customer, Touchpoint, TagRule})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        said = PageWords(
            title=_("Gone quiet"),
            icon="leaf",
            empty=_IN_TOUCH,
            new=_LIMIT,
            kinds=(
                ("", _("All of them")),
                *((flag, flagged(flag)) for flag in Flag if flag is not Flag.NONE),
            ),
        )
        self._content: QuietContent | None = None
        self.strip = RhythmStrip()
        self.person = Card(" ")
        self._pictured = False
        super().__init__(session, navigator, said, quiet_content)
        self._limits = LimitAsking(session, navigator, self)
        self._rules = RulesAsking(session, navigator, self)
        self._panel = QScrollArea()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_beside()
        self.set_acts(self._acts())
        self.list.selectionModel().selectionChanged.connect(self._picture)
        self.strip.limit_wanted.connect(self._limit_current)

    def new(self) -> None:
        """Ask for how long people of a tag or stage may be silent, or for the first person."""
        if self._content is not None and self._content.nobody:
            self.navigator.add_person("")
        else:
            self._rules.ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _acts(self) -> tuple[Act, ...]:
        return (
            Act(key="Enter", words=_("open"), do=self.open_person, more_keys=("O",)),
            Act(key="M", words=_("longest silence"), do=self._limit),
            Act(key="R", words=_("by tag and stage"), do=self._rule, alone=True),
            Act(key="P", words=_("plan a check-in"), do=self._plan, button=Weight.SECONDARY),
            Act(key="G", words=_("gesture"), do=self._give),
            Act(key="N", words=_("note"), do=self._note),
            Act(key="C", words=_("called"), do=self._call, button=Weight.PRIMARY),
        )

    def _lay_beside(self) -> None:
        """Put the rhythm beside the list that the page has laid out, or below it."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.person)
        column.addStretch(1)
        self.person.add(self.strip)
        self._panel.setWidget(inside)
        self._panel.setWidgetResizable(True)
        self._panel.setFrameShape(QScrollArea.Shape.NoFrame)
        self._panel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.setObjectName("page")
        self._columns.setSpacing(GUTTER)
        while (item := self.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                self._columns.addWidget(widget, _LIST)
        self._columns.addWidget(self._panel)
        for row in range(self._columns.count()):
            if (item := self._columns.itemAt(row)) is not None and (widget := item.widget()):
                # They share a low window by their parts, whatever each would like to have.
                widget.setMinimumHeight(theme.px(_LEAST))
                widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.body.addLayout(self._columns)
        theme.look.changed.connect(self._arrange)
        self._arrange()

    def _arrange(self) -> None:
        wide = _is_wide(self)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(beside if wide else below)
        rail = theme.px(RAIL_WIDTH)
        self._panel.setMinimumWidth(rail if wide else 0)
        self._panel.setMaximumWidth(rail if wide else 16777215)
        self._columns.setStretch(1, 0 if wide else _BELOW)
        self._show_panel()

    def _show(self, content: Content) -> None:
        self._content = content if isinstance(content, QuietContent) else None
        if self._content is not None:
            self._explain(self._content)
        super()._show(content)
        self._picture()

    def _explain(self, content: QuietContent) -> None:
        """Say why nobody may be here."""
        known = _TOO_EARLY if content.too_early else _IN_TOUCH
        self.empty.set_sentence(_NOBODY if content.nobody else known)
        if self.empty.button is not None:
            self.empty.button.setText(_("Add a person") if content.nobody else _LIMIT)

    def _picture(self) -> None:
        """Show the rhythm of the one who is selected, or nothing for none or several."""
        entries = self.list.entries()
        shown = self._content and len(entries) == 1 and entries[0].customer_id
        picture = self._content.picture_of(shown) if self._content and shown else None
        self._pictured = picture is not None
        self._show_panel()
        if picture is not None:
            self.person.set_title(picture.name)
            self.strip.show_rhythm(picture)

    def _show_panel(self) -> None:
        room = _is_wide(self) or self.height() >= theme.px(_ROOM)
        self._panel.setVisible(self._pictured and room)

    def _limit(self, entries: Sequence[Entry]) -> None:
        self._limits.ask(entries[0].customer_id)

    def _rule(self, _entries: Sequence[Entry]) -> None:
        self._rules.ask()

    def _limit_current(self) -> None:
        if entries := self.list.entries():
            self._limit(entries)

    def _plan(self, entries: Sequence[Entry]) -> None:
        self.navigator.plan_check_in(entries[0].customer_id)

    def _give(self, entries: Sequence[Entry]) -> None:
        self.navigator.plan_gesture(entries[0].customer_id)

    def _note(self, entries: Sequence[Entry]) -> None:
        one = entries[0]
        begin_line(one.customer_id, one.person, self.session, self.navigator)

    def _call(self, entries: Sequence[Entry]) -> None:
        draft = Draft(customer_ids=(entries[0].customer_id,), channel=Channel.PHONE)
        log_touch(draft, self.session, self.navigator)


def _is_wide(page: QWidget) -> bool:
    return page.width() >= theme.px(WIDE_WINDOW - SIDEBAR_WIDTH)

"""The trust cycle: who came through whom, what hangs on each, and whether to grow slowly."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from sqlalchemy import Connection

from trustjournal.charts import cycle_picture
from trustjournal.charts.cycle_picture import CyclePicture
from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import (
    Answer,
    Customer,
    Gesture,
    Preferences,
    Promise,
    Record,
    Touchpoint,
)
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _, ngettext
from trustjournal.services.referrals import refer
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.store.cycles import senders
from trustjournal.ui import icons, theme
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.models.cycle_view import CycleView, TreeChart, read_cycle
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.chart_legend import ChartLegend
from trustjournal.ui.widgets.chart_studio import studio
from trustjournal.ui.widgets.cycle_cards import CohortsCard, LightCard, StakeCard
from trustjournal.ui.widgets.entrance import Entrance
from trustjournal.ui.widgets.filter_box import FilterBox
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import EmptyState
from trustjournal.ui.widgets.page import ScrollPage
from trustjournal.ui.widgets.view_canvas import ViewCanvas
from trustjournal.ui.widgets.zoom_buttons import ZoomButtons

_LEAST, _PART = 420, 0.72
"""How high the tree is: px at 100 % text, or a part of the window where that is more."""


class CyclePage(ScrollPage):
    """The referral tree with what is at stake below it, and beside it the light and the cohorts.

    Dragging a mark onto another says who sent them, onto the ground that nobody did. F folds the
    branch of the mark that stands out, and unfolds it again.
    """

    shows = frozenset[type[Record]]({Customer, Touchpoint, Promise, Gesture, Answer, Preferences})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        super().__init__(_("Trust cycle"))
        self._session = session
        self._navigator = navigator
        self._view: CycleView | None = None
        self._picture: CyclePicture | None = None
        self._found: tuple[UUID, ...] = ()
        self.canvas = ViewCanvas()
        self.canvas.carries_marks = True
        self.canvas.wheel_scrolls = True
        self.legend = ChartLegend(cycle_picture.size_words())
        self.light, self.cohorts, self.stake = LightCard(), CohortsCard(), StakeCard()
        self.filter_box = FilterBox(_("Find in the tree"))
        self.fold_button = secondary(_("Fold all branches"))
        self.alone_button = secondary(_("Hide those alone"))
        self.zoom_buttons = ZoomButtons(self.canvas)
        self.fold = self.canvas.menu.addAction(icons.icon("git-branch"), "", self._turn_current)
        self.empty = EmptyState(
            "git-branch", _("The tree begins with the first person you know."), _("Add a person")
        )
        self._tree = Card(flush=True)
        self._lay_out()
        self._connect()
        self.freshness = Freshness(self, session, self.shows, self.refresh)

    def refresh(self) -> None:
        """Read everyone anew; what is in sight and folded stays."""
        now, zone = self._session.now(), self._session.zone()
        self.read(self._session, partial(read_cycle, now=now, zone=zone), self._take)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tree()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_F and plain and self.canvas.current is not None:
            self._turn_current()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.head.set_tool(self.filter_box)
        self.add_bar(self.fold_button, self.alone_button, ending=(self.zoom_buttons,))
        self._tree.setAccessibleName(cycle_picture.title())
        self._tree.body.setContentsMargins(20, 16, 20, 12)
        keys = _("Ctrl and the wheel zoom  ·  Enter opens somebody  ·  F folds their branch")
        self._tree.add(self.legend)
        self._tree.body.addWidget(self.canvas, 1)
        self._tree.add(PlainLabel(keys, TypeRole.CAPTION, Tone.MUTED, wrap=True))
        for card in (self._tree, self.stake, self.empty):
            self.add_main(card)
        for card in (self.light, self.cohorts):
            self.add_rail(card)
        self.empty.hide()
        Entrance(self, self.canvas)

    def _connect(self) -> None:
        canvas = self.canvas
        self.filter_box.textChanged.connect(self._search)
        self.filter_box.left.connect(self._go_to_found)
        self.fold_button.clicked.connect(self._turn_all)
        self.alone_button.clicked.connect(self._turn_alone)
        canvas.mark_chosen.connect(self._navigator.open_person)
        canvas.mark_dropped.connect(self._refer)
        canvas.drawn.connect(self.legend.show_drawing)
        canvas.menu.aboutToShow.connect(self._name_fold)
        self.stake.chosen.connect(self._navigator.open_person)
        self.stake.pointed.connect(canvas.point_at)
        for told in (canvas.told, self.light.told, self.cohorts.told):
            told.connect(self._navigator.say)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filter_box.enter)
        self.empty.asked.connect(self._navigator.add_person)
        theme.look.changed.connect(self._fit_tree)

    def _take(self, view: CycleView) -> None:
        before = self._picture.shape if self._picture else None
        members = view.book.members
        self._view, self._picture = view, view.picture
        if before is not None:
            folded = view.picture.fold(before.collapsed & members.keys())
            self._picture = folded.show_alone(before.with_alone)
        for card in (self.light, self.cohorts, self.stake):
            card.show_view(view)
        self.empty.setVisible(not members)
        self.show_rail(bool(members))
        for widget in (self._tree, self.zoom_buttons, self.filter_box):
            widget.setVisible(bool(members))
        senders = self._picture.shape.senders
        self.fold_button.setVisible(bool(senders))
        self.alone_button.setVisible(bool(senders))
        self._search()

    def _search(self) -> None:
        """Look on the charts' thread for whom the search finds, and draw them standing out."""
        if self._view is not None and self._picture is not None:
            look = partial(self._view.tree, self._picture, self.filter_box.text())
            searching = bool(self.filter_box.text().strip())
            studio().submit(look, partial(self._show, searching), self.canvas.menu.refuse)

    def _show(self, searching: bool, chart: TreeChart) -> None:
        self._found = chart.found
        self.canvas.renew_chart(chart)
        shape = chart.picture.shape
        folded = bool(shape.collapsed)
        self.fold_button.setText(_("Unfold all branches") if folded else _("Fold all branches"))
        hidden = not shape.with_alone
        self.alone_button.setText(_("Show those alone") if hidden else _("Hide those alone"))
        if searching:
            said = ngettext("{count} person found.", "{count} people found.", len(chart.found))
            self.head.set_lead(said.format(count=self.locale().toString(len(chart.found))))
        else:
            self.head.set_lead(_lead(chart.view))

    def _go_to_found(self) -> None:
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        # Behind what is still being looked for.
        studio().submit(_nothing, self._point_at_found, self.canvas.menu.refuse)

    def _point_at_found(self, _nothing: None) -> None:
        if self._found:
            self.canvas.point_at(self._found[0])

    def _turn_all(self) -> None:
        """Fold every branch of who was sent by nobody, or unfold all."""
        if self._view is not None and self._picture is not None:
            folded = self._picture.shape.collapsed
            self._picture = self._picture.fold(() if folded else self._view.roots)
            self._search()

    def _turn_alone(self) -> None:
        if self._picture is not None:
            self._picture = self._picture.show_alone(not self._picture.shape.with_alone)
            self._search()

    def _turn_current(self) -> None:
        mark = self.canvas.current
        if self._picture is not None and mark is not None and self._has_branch(mark.mark):
            self._picture = self._picture.turn(mark.mark)
            self._search()

    def _name_fold(self) -> None:
        mark = self.canvas.current
        self.fold.setVisible(mark is not None and self._has_branch(mark.mark))
        if mark is not None and self._picture is not None:
            folded = mark.mark in self._picture.shape.collapsed
            self.fold.setText(_("Unfold this branch\tF") if folded else _("Fold this branch\tF"))

    def _has_branch(self, customer_id: UUID) -> bool:
        return self._picture is not None and customer_id in self._picture.shape.senders

    def _refer(self, customer_id: UUID, sender_id: UUID | None) -> None:
        self._session.act(partial(_say_who_sent, customer_id, sender_id), self._done, self._refuse)

    def _done(self, changeset: Changeset) -> None:
        self._navigator.tell(_("{label}.").format(label=changeset.label))

    def _refuse(self, error: TrustJournalError) -> None:
        self._navigator.say(str(error))

    def _fit_tree(self) -> None:
        self._tree.setFixedHeight(max(theme.px(_LEAST), round(_PART * self.height())))


def _lead(view: CycleView) -> str:
    if not view.book.members:
        return ""
    if not view.sent:
        return _("Nobody was sent yet. Drag somebody onto the person who sent them.")
    return ngettext(
        "{count} person was sent by others. Drag somebody onto the person who sent them.",
        "{count} people were sent by others. Drag somebody onto the person who sent them.",
        view.sent,
    ).format(count=view.sent)


def _nothing() -> None:
    """Nothing is done; its answer comes after those that were asked for before."""


def _say_who_sent(customer_id: UUID, sender_id: UUID | None, connection: Connection) -> Changeset:
    who = queries.customer_by_id(connection, customer_id)
    if sender_id is None:
        return refer(who, None, ())
    sender = queries.customer_by_id(connection, sender_id)
    return refer(who, sender, senders(connection, sender_id))

"""The map of relationships: everyone between a deep trust and a long silence."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QComboBox, QStackedWidget, QWidget

from trustjournal.domain.choices import Stage
from trustjournal.domain.records import (
    Answer,
    Customer,
    Gesture,
    Preferences,
    Promise,
    Record,
    TagRule,
    Touchpoint,
)
from trustjournal.i18n import _, ngettext
from trustjournal.settings import Settings
from trustjournal.ui import theme
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.models.map_view import MapChart, MapFilter, MapView, read_map
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.area_card import AreaCard
from trustjournal.ui.widgets.buttons import secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.chart_legend import ChartLegend
from trustjournal.ui.widgets.chart_studio import studio
from trustjournal.ui.widgets.choice_box import ChoiceBox
from trustjournal.ui.widgets.entrance import Entrance
from trustjournal.ui.widgets.filter_box import FilterBox
from trustjournal.ui.widgets.notices import EmptyState
from trustjournal.ui.widgets.page import FillPage
from trustjournal.ui.widgets.record_words import customer_stage_word
from trustjournal.ui.widgets.view_canvas import ViewCanvas
from trustjournal.ui.widgets.zoom_buttons import ZoomButtons

_TAG_LETTERS, _WIDE = 12, 860


class MapPage(FillPage):
    """The map under its filter, and the people of an area beside it."""

    shows = frozenset[type[Record]](
        {Customer, Touchpoint, Promise, Gesture, Answer, TagRule, Preferences}
    )

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        super().__init__(_("Relationships"))
        self._session = session
        self._navigator = navigator
        self._view: MapView | None = None
        self._picked: Sequence[UUID] = ()
        self.canvas = ViewCanvas()
        self.legend = ChartLegend(_("The larger, the more they are worth in a year"))
        self.area = AreaCard()
        self.filter_box = FilterBox(_("Find on the map"))
        stages = [(stage, customer_stage_word(stage)) for stage in Stage]
        self.stage_box = ChoiceBox(_("Stage"), [(None, _("Any stage")), *stages])
        self.tag_box = ChoiceBox(_("Tag"), [("", _("Any tag"))])
        self.area_button = secondary(_("Select an area"))
        self.zoom_buttons = ZoomButtons(self.canvas)
        self.empty = EmptyState(
            "map-pin", _("The map begins with the first person you know."), _("Add a person")
        )
        self.nothing = EmptyState("list-filter", _("Nobody here matches."), _("Clear filter"))
        self._stack = QStackedWidget()
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()
        self.freshness = Freshness(self, session, self.shows, self.refresh)

    def refresh(self) -> None:
        """Read everyone anew; what is in sight and selected stays."""
        now, zone = self._session.now(), self._session.zone()
        self.read(self._session, partial(read_map, now=now, zone=zone), self._take)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        self.head.set_tool(self.filter_box)
        short = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.tag_box.setSizeAdjustPolicy(short)
        self.tag_box.setMinimumContentsLength(_TAG_LETTERS)
        self.area_button.setCheckable(True)
        ending = (self.zoom_buttons,)
        self.add_bar(self.stage_box, self.tag_box, self.area_button, ending=ending)
        card = Card(flush=True)
        card.setAccessibleName(_("Map of relationships"))
        card.body.setContentsMargins(18, 16, 18, 6)
        card.add(self.legend)
        card.body.addWidget(self.canvas, 1)
        whole = QWidget()
        whole.setLayout(self._beside)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(16)
        self._beside.addWidget(card, 3)
        self._beside.addWidget(self.area, 1)
        self.area.hide()
        for shown in (whole, self.empty, self.nothing):
            self._stack.addWidget(shown)
        self.body.addWidget(self._stack, 1)
        Entrance(self, self.canvas)

    def _connect(self) -> None:
        self.filter_box.textChanged.connect(self._narrow)
        self.filter_box.left.connect(self._go_to_found)
        self.stage_box.currentIndexChanged.connect(self._narrow)
        self.tag_box.currentIndexChanged.connect(self._narrow)
        self.area_button.toggled.connect(self.canvas.set_selecting)
        self.canvas.selecting_changed.connect(self._show_selecting)
        self.canvas.area_selected.connect(self._select)
        self.canvas.mark_chosen.connect(self._navigator.open_person)
        self.canvas.told.connect(self._navigator.say)
        self.canvas.drawn.connect(self.legend.show_drawing)
        self.area.closed.connect(self._drop_area)
        self.area.chosen.connect(self._navigator.open_person)
        self.area.pointed.connect(self.canvas.point_at)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filter_box.enter)
        self.empty.asked.connect(self._navigator.add_person)
        self.nothing.asked.connect(self._show_everyone)
        theme.look.changed.connect(self._arrange)

    def _take(self, view: MapView) -> None:
        self._view = view
        self.tag_box.offer([("", _("Any tag")), *((tag, tag) for tag in view.tags)])
        self._narrow()

    def _narrow(self) -> None:
        """Look on the charts' thread for whom the owner wants to see, and show them."""
        if self._view is not None:
            wanted = MapFilter(self.filter_box.text(), self.stage_box.value(), self.tag_box.value())
            look = partial(self._view.chart, wanted, self._picked)
            studio().submit(look, partial(self._show, wanted), self.canvas.menu.refuse)

    def _show(self, wanted: MapFilter, chart: MapChart) -> None:
        """Show the map; the first time all of it, then what was in sight."""
        everyone, shown = len(chart.people), len(chart.picture.places)
        self._stack.setCurrentIndex(0 if shown else 2 if everyone else 1)
        self.canvas.renew_chart(chart)
        if self._picked:
            self.area.show_places(chart.picked, chart.currency)
        self._say(everyone, shown, len(chart.found), wanted.text)
        choices = self.filter_box, self.stage_box, self.tag_box
        for tool in (*choices, self.area_button, self.zoom_buttons):
            tool.setVisible(everyone > 0)

    def _say(self, everyone: int, shown: int, found: int, text: str) -> None:
        if not everyone:
            self.head.set_lead("")
        elif text.strip():
            said = ngettext("{count} person found.", "{count} people found.", found)
            self.head.set_lead(said.format(count=self.locale().toString(found)))
        else:
            said = ngettext(
                "{count} person. Higher is deeper trust; further right is a longer silence.",
                "{count} people. Higher is deeper trust; further right is a longer silence.",
                shown,
            )
            self.head.set_lead(said.format(count=self.locale().toString(shown)))

    def _select(self, customer_ids: Sequence[UUID]) -> None:
        self._picked = customer_ids
        self.area.setVisible(bool(customer_ids))
        if customer_ids:
            self.area.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._narrow()

    def _show_selecting(self, on: bool) -> None:
        self.area_button.setChecked(on)
        self.area_button.setText(_("Drag around people…") if on else _("Select an area"))

    def _drop_area(self) -> None:
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self._select(())

    def _go_to_found(self) -> None:
        chart = self.canvas.menu.chart
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        found = getattr(chart, "found", ())
        if found:
            self.canvas.point_at(found[0].customer_id)

    def _show_everyone(self) -> None:
        self.filter_box.clear()
        self.stage_box.setCurrentIndex(0)
        self.tag_box.setCurrentIndex(0)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        wide = self.width() >= theme.px(_WIDE)
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(beside if wide else under)

"""Settings: who the owner is, how the program looks, how trust is counted, and the journal.

Nothing here waits for a Save button.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, QObject, QPoint, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Gesture,
    Preferences,
    Promise,
    Record,
    Touchpoint,
)
from trustjournal.i18n import _
from trustjournal.services.preferences import LONGEST_CADENCE, LONGEST_NO_ASK
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui import theme
from trustjournal.ui.dialogs.fields import KeysField, LineField, NumberField
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.settings_calendar import CalendarCard
from trustjournal.ui.pages.settings_counting import CountingCard
from trustjournal.ui.pages.settings_custom import CustomFieldsCard
from trustjournal.ui.pages.settings_day import DayCard
from trustjournal.ui.pages.settings_fields import Beside, PreferenceFields
from trustjournal.ui.pages.settings_folder import FolderCard
from trustjournal.ui.pages.settings_gifts import GiftsCard
from trustjournal.ui.pages.settings_journal import JournalCard
from trustjournal.ui.pages.settings_safety import ForgettingCard, SafetyCard
from trustjournal.ui.palette import GUTTER, Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.theme import Scheme
from trustjournal.ui.watched_folder import watched_folder
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.entrance import Entrance
from trustjournal.ui.widgets.evidence_table import EvidenceTable
from trustjournal.ui.widgets.form import FormRow
from trustjournal.ui.widgets.kept_in_sight import KeptInSight
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.page import ScrollPage
from trustjournal.ui.widgets.tab_order import first_stop

_SIZES = (100, 110, 125, 150, 175, 200)


class SettingsPage(ScrollPage):
    """Every setting as a field that is kept as soon as the owner leaves it.

    How trust is counted waits for Enter: it moves the depth of everyone.
    """

    shows = frozenset[type[Record]]({Preferences, Customer, Touchpoint, CheckIn, Gesture, Promise})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        super().__init__(
            _("Settings"),
            _("Every change is kept at once; how trust is counted, once you have seen what moves."),
        )
        self.session = session
        self.settings = settings
        self.fields = PreferenceFields(session, self)
        self.owner = LineField()
        self.business = LineField()
        self.currency = LineField(
            QLocale().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
        )
        self.cadence = NumberField(LONGEST_CADENCE, _("days"))
        self.no_ask = NumberField(LONGEST_NO_ASK, _("days"))
        self.day = DayCard(session, settings, self.fields)
        self.gifts = GiftsCard(self.fields)
        self.counting = CountingCard(session, navigator)
        self.custom = CustomFieldsCard(session, navigator)
        self.scheme = KeysField(_schemes())
        self.text_size = KeysField([(size, f"{size} %") for size in _SIZES])
        self.journal = JournalCard(session, navigator, settings)
        self.parts = self._lay_out(navigator)
        self._sought: Card = self.counting
        self._in_sight = KeptInSight(self, self._reveal)
        Entrance(self, self.owner)
        theme.look.changed.connect(self._place)
        self.freshness = Freshness(self, session, self.shows, self.refresh)

    def refresh(self) -> None:
        """Read the preferences and look at the journal again."""
        self.read(self.session, queries.preferences, self._show)
        self.journal.refresh()

    def lead_to_part(self, key: str) -> None:
        """Bring one of the `parts` into sight, with the focus on the first thing to set in it."""
        self._sought = self.parts[key]
        first_stop(self._sought).setFocus(Qt.FocusReason.OtherFocusReason)
        self._in_sight.begin()

    def _reveal(self) -> None:
        self.ensureWidgetVisible(self._sought, 0, GUTTER)
        # Of a card higher than the page that shows its middle.
        top = self._sought.mapTo(self.viewport(), QPoint()).y()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + min(top - GUTTER, 0))

    def _lay_out(self, navigator: Navigator) -> dict[str, Card]:
        """Put the cards on the page, and return them with the keys that the palette has."""
        session, settings = self.session, self.settings
        main = {
            "you": self._you(),
            "day": self.day,
            "gifts": self.gifts,
            "custom": self.custom,
            "look": self._look(),
            "counting": self.counting,
            "evidence": self._evidence(),
        }
        rail = {
            "journal": self.journal,
            "safety": SafetyCard(session, navigator, settings),
            "forgetting": ForgettingCard(session, navigator),
            "calendar": CalendarCard(session, navigator, settings),
            "folder": FolderCard(watched_folder(session, settings)),
        }
        for card in main.values():
            self.add_main(card)
        for card in rail.values():
            self.add_rail(card)
        return main | rail

    def _show(self, preferences: Preferences) -> None:
        self.fields.show(preferences)
        self.gifts.show_currency(preferences.currency)
        self.counting.show_preferences(preferences)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        Beside.arrange(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        self.fields.keep()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A window that closes takes the journal with it before any field loses the focus.
        if event.type() is QEvent.Type.Close and watched is self.window() and self.isVisible():
            self.fields.keep()
        return super().eventFilter(watched, event)

    def _you(self) -> Card:
        card = Card(_("You and your business"))
        card.body.setSpacing(16)
        add = self.fields.add
        card.body.addLayout(
            Beside(
                add("owner", _("Your name"), self.owner),
                add("business", _("Your business"), self.business),
            )
        )
        card.body.addLayout(
            Beside(
                add("currency", _("Currency"), self.currency, _("Stands beside every amount.")),
                add(
                    "default_cadence_days",
                    _("Days between check-ins"),
                    self.cadence,
                    _("Suggested when you plan a new one."),
                ),
            )
        )
        card.body.addLayout(
            Beside(
                add(
                    "no_ask_days",
                    _("Days without asking after a gift"),
                    self.no_ask,
                    _("A gift is not a trade: until then nobody is asked for a referral."),
                ),
                QWidget(),
            )
        )
        return card

    def _look(self) -> Card:
        self.scheme.set_value(Scheme(self.settings.scheme))
        wanted = self.settings.text_scale * 100
        self.text_size.set_value(min(_SIZES, key=lambda size: abs(size - wanted)))
        self.scheme.edited.connect(self._dress)
        self.text_size.edited.connect(self._dress)
        card = Card(_("Appearance"))
        card.body.setSpacing(16)
        card.add(FormRow(_("Colours"), self.scheme))
        card.add(FormRow(_("Text size"), self.text_size))
        return card

    def _evidence(self) -> Card:
        card = Card(_("What counts as evidence of trust"))
        told = _(
            "Depth comes from this table and nothing else. A sign of +1 builds trust, −1 "
            "breaks it; how a touch felt goes from −1 to +1."
        )
        card.add(PlainLabel(told, TypeRole.BODY, Tone.MUTED, wrap=True))
        card.add(EvidenceTable())
        return card

    def _dress(self) -> None:
        self.settings.scheme = self.scheme.value().value
        self.settings.text_scale = self.text_size.value() / 100
        self.settings.save()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, self.scheme.value(), self.settings.text_scale)


def _schemes() -> Sequence[tuple[Scheme, str]]:
    return (
        (Scheme.SYSTEM, _("As the computer")),
        (Scheme.LIGHT, _("Light")),
        (Scheme.DARK, _("Dark")),
    )

"""Settings: who the owner is, how the program looks, how trust is counted, and the journal.

Nothing here waits for a Save button.
"""

from PySide6.QtCore import QEvent, QLocale, QObject
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout

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
from trustjournal.services.preferences import LONGEST_CADENCE, LONGEST_HALF_LIFE
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui import theme
from trustjournal.ui.dialogs.fields import KeysField, LineField, NumberField
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.settings_fields import PreferenceFields, WeightField
from trustjournal.ui.pages.settings_journal import JournalCard
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.evidence_table import EvidenceTable
from trustjournal.ui.widgets.form import FormRow
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.page import ScrollPage

_SIZES = (100, 110, 125, 150, 175, 200)


class SettingsPage(ScrollPage):
    """Every setting as a field that is kept as soon as the owner leaves it."""

    shows = frozenset[type[Record]]({Preferences, Customer, Touchpoint, CheckIn, Gesture, Promise})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        super().__init__(_("Settings"), _("Every change is kept at once."))
        self.session = session
        self.settings = settings
        self.fields = PreferenceFields(session, self)
        self.owner = LineField()
        self.business = LineField()
        self.currency = LineField(
            QLocale().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
        )
        self.cadence = NumberField(LONGEST_CADENCE, _("days"))
        self.half_life = NumberField(LONGEST_HALF_LIFE, _("days"))
        self.bad_weight = WeightField(_("times"))
        self.scheme = KeysField(
            (
                (Scheme.SYSTEM, _("As the computer")),
                (Scheme.LIGHT, _("Light")),
                (Scheme.DARK, _("Dark")),
            )
        )
        self.text_size = KeysField([(size, f"{size} %") for size in _SIZES])
        self.journal = JournalCard(session, navigator)
        for card in (self._you(), self._look(), self._trust(), self._evidence()):
            self.add_main(card)
        self.add_rail(self.journal)
        self.setFocusProxy(self.owner)
        self.freshness = Freshness(self, session, self.shows, self.refresh)

    def refresh(self) -> None:
        """Read the preferences and look at the journal again."""
        self.session.read(queries.preferences, self.fields.show)
        self.journal.refresh()

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
            _beside(
                add("owner", _("Your name"), self.owner),
                add("business", _("Your business"), self.business),
            )
        )
        card.body.addLayout(
            _beside(
                add("currency", _("Currency"), self.currency, _("Stands beside every amount.")),
                add(
                    "default_cadence_days",
                    _("Days between check-ins"),
                    self.cadence,
                    _("Suggested when you plan a new one."),
                ),
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

    def _trust(self) -> Card:
        card = Card(_("How trust is counted"))
        card.body.setSpacing(16)
        add = self.fields.add
        fades = _("After this long, what happened counts half as much as on its day.")
        weighs = _("So many times a bad experience weighs against a good one.")
        card.body.addLayout(
            _beside(
                add("half_life_days", _("Half-life of evidence"), self.half_life, fades),
                add("bad_weight", _("Weight of bad evidence"), self.bad_weight, weighs),
            )
        )
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


def _beside(*rows: FormRow) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(16)
    for row in rows:
        line.addWidget(row, 1)
    return line

"""The owner's day, among the settings: business hours, free days, capacity, and when to be told."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal import free_days
from trustjournal.domain import words
from trustjournal.i18n import _
from trustjournal.services.preferences import LONGEST_ANSWER, MOST_CHECK_INS
from trustjournal.settings import Settings
from trustjournal.ui.dialogs.fields import CheckField, KeysField, NumberField
from trustjournal.ui.pages.settings_day_fields import PlaceField, TimeField, WorkdaysField
from trustjournal.ui.pages.settings_fields import Beside, PreferenceFields
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.form import FormRow
from trustjournal.ui.widgets.label import PlainLabel, hairline

Choices = Sequence[tuple[str, str]]


class DayCard(Card):
    """What of the day belongs to the business, kept in the journal, and what to this computer."""

    def __init__(
        self, session: JournalSession, settings: Settings, fields: PreferenceFields
    ) -> None:
        super().__init__(_("Your day"))
        self._session = session
        self._settings = settings
        self.opens = TimeField()
        self.closes = TimeField()
        self.workdays = WorkdaysField()
        self.country = PlaceField(_("No country: no public holidays"))
        self.region = PlaceField(_("The whole country"))
        self.answer = NumberField(LONGEST_ANSWER, _("business hours"))
        self.answer.box.setSpecialValueText(_("The same business day"))
        self.capacity = NumberField(MOST_CHECK_INS, _("people"))
        self.first = KeysField(
            (
                (0.0, _("Everyone alike")),
                (0.5, _("Balanced")),
                (1.0, _("The biggest first")),
            )
        )
        self.times = {
            "morning": TimeField(),
            "evening": TimeField(),
            "quiet_from": TimeField(),
            "quiet_until": TimeField(),
        }
        told = _("Tell me when they begin")
        self.notify = CheckField(told)
        self.notify.setAccessibleName(told)
        self.body.setSpacing(16)
        self._lay_out_business(fields)
        self._lay_out_computer()
        self.country.chosen.connect(self._forget_region)
        self.country.edited.connect(self._read_country)
        self.region.edited.connect(self._read_country)
        self._show_country("", "", ((), None))
        self._session.read(_countries, self.country.offer)

    def _lay_out_business(self, fields: PreferenceFields) -> None:
        add = fields.add
        self._beside(
            add("opens_at", _("You open at"), self.opens),
            add("closes_at", _("You close at"), self.closes),
        )
        self.add(add("workdays", _("Days you work"), self.workdays))
        self._country_row = add("country", _("Country"), self.country)
        self._region_row = add("region", _("Region"), self.region)
        self._beside(self._country_row, self._region_row)
        self._holiday = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self.add(self._holiday)
        self._beside(
            add(
                "answer_hours",
                _("Answer whoever asks within"),
                self.answer,
                _("Whoever waits longer than that is told to you as late."),
            ),
            add(
                "check_ins_a_day",
                _("Check-ins in a day"),
                self.capacity,
                _("What does not fit rolls forward. What you owe is never held back."),
            ),
        )
        self.add(
            add(
                "value_exponent",
                _("When a day is short, first comes"),
                self.first,
                _("How much it counts what somebody is worth in a year."),
            )
        )

    def _lay_out_computer(self) -> None:
        self.add(hairline())
        self.add(PlainLabel(_("On this computer"), TypeRole.NAME))
        times = self.times
        self._beside(
            FormRow(_("Your morning begins at"), times["morning"]),
            FormRow(_("Your evening begins at"), times["evening"]),
        )
        self.add(self.notify)
        self._beside(
            FormRow(_("Be quiet from"), times["quiet_from"]),
            FormRow(_("Until"), times["quiet_until"]),
        )
        for name, field in times.items():
            field.set_value(self._settings.clock(name))
            field.edited.connect(partial(self._keep, name))
        self.notify.set_value(self._settings.notify)
        self.notify.edited.connect(self._keep_notify)

    def _beside(self, *rows: QWidget) -> None:
        self.body.addLayout(Beside(*rows))

    def _keep(self, name: str) -> None:
        setattr(self._settings, name, f"{self.times[name].value():%H:%M}")
        self._settings.save()

    def _keep_notify(self) -> None:
        self._settings.notify = self.notify.value()
        self._settings.save()

    def _forget_region(self) -> None:
        self.region.set_value("")

    def _read_country(self) -> None:
        where = self.country.value(), self.region.value()
        query = partial(_country, *where, self._session.today())
        self._session.read(query, partial(self._show_country, *where))

    def _show_country(self, country: str, region: str, found: tuple[Choices, date | None]) -> None:
        if (country, region) != (self.country.value(), self.region.value()):
            return
        regions, holiday = found
        self.region.offer(regions)
        self._region_row.setVisible(bool(regions))
        self._holiday.setVisible(holiday is not None)
        if holiday is not None:
            day = words.on(holiday, self._session.today())
            text = _("Public holidays are free. The next one is {day}.")
            self._holiday.setText(text.format(day=day))


def _countries(_connection: Connection) -> Choices:
    """Return the countries whose holidays are known, by their names in the owner's language."""
    territories = {code: QLocale.codeToTerritory(code) for code in free_days.countries()}
    named = [
        (code, QLocale.territoryToString(territory))
        for code, territory in territories.items()
        if territory is not QLocale.Country.AnyTerritory
    ]
    return sorted(named, key=lambda one: one[1])


def _country(
    country: str, region: str, today: date, _connection: Connection
) -> tuple[Choices, date | None]:
    """Return the regions of a country, and the next public holiday there."""
    found = free_days.free_days(country, region, (today.year, today.year + 1))
    ahead = min((day for day in found if day >= today), default=None)
    return tuple(free_days.regions(country).items()), ahead

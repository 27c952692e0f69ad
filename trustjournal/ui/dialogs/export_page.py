"""What an export is to be: the thing, its form, columns, days and person, and choices kept."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.settings import Settings
from trustjournal.store.tables import COLUMNS, DATED, Choice, columns_of
from trustjournal.ui.dialogs.day_field import DayField
from trustjournal.ui.dialogs.export_choices import (
    CALENDAR,
    JOURNAL,
    STORY,
    FileForm,
    about,
    things,
)
from trustjournal.ui.dialogs.export_fields import ColumnsField, FormsField, ProfilesField
from trustjournal.ui.dialogs.export_work import Order
from trustjournal.ui.dialogs.fields import CheckField, ChoiceField
from trustjournal.ui.dialogs.form_page import FormPage
from trustjournal.ui.dialogs.people_field import PeopleField, Picked
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce

_EVERYONE = _("Only with (everyone if empty)")
_FOR_NOBODY = frozenset({CALENDAR, JOURNAL, "letters", "evenings"})


class ExportPage(FormPage):
    """The fields of an export; only those show that have a say in what is chosen."""

    def __init__(
        self,
        session: JournalSession,
        settings: Settings,
        what: str,
        customer_id: UUID | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._known = dict(COLUMNS)
        self._fields()
        self._wire()
        self._list_profiles("")
        self.what.set_value(what)
        self.person.set_value(Picked.of(customer_id))
        self.offer()
        session.read(partial(columns_of, what="people"), self._know_columns)

    def offer(self) -> None:
        """Show the columns and forms of what is to be exported."""
        what = self.what.value()
        self.form.offer(what)
        if what in self._known:
            self.columns.offer(self._known[what], tuple(self.memory().get(what, ())))
        self._arrange()

    def order(self) -> Order:
        """Return what is chosen.

        Raises:
            InvalidEntry: it does not go together, or something is missing.
        """
        self.check()
        what, form, now = self.what.value(), self.form.value(), self._session.now()
        columns = self.columns.value() if form.is_table else ()
        if form.is_table and not columns:
            raise InvalidEntry(_("Tick at least one column."))
        has_days = form.is_table and what in DATED
        since, until = (self.since.value(), self.until.value()) if has_days else (None, None)
        if since and until and until < since:
            raise InvalidEntry(_("The last day lies before the first."))
        who = self._person()
        if what == STORY and who is None:
            raise InvalidEntry(_("Say whose story it is."))
        choice = Choice(
            columns=columns,
            since=since,
            until=until,
            customer_id=who,
            zone=self._session.zone(),
            now=now,
        )
        return Order(what, form, choice, now, with_words=self.own_words.value())

    def remember(self, path: Path) -> None:
        """Keep the folder and the columns for the next time."""
        self.memory()["folder"] = str(path.parent)
        if self.form.value().is_table:
            self.memory()[self.what.value()] = list(self.columns.value())

    def memory(self) -> dict[str, Any]:
        """Return what is kept of exports on this computer."""
        return self._settings.views.setdefault("export", {})

    def _fields(self) -> None:
        today = self._session.today()
        self.profiles = ProfilesField()
        self.what = ChoiceField(things())
        self.form = FormsField()
        self.columns = ColumnsField()
        self.person = PeopleField(self._session, single=True)
        self.since = DayField(today.replace(month=1, day=1), today=today, past=True)
        self.until = DayField(today, past=True)
        self.own_words = CheckField(_("With your own words in it"))
        self.about = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        add = self.add
        add("what", _("What to export"), self.what)
        add("form", _("Form"), self.form)
        self.add_wide(self.about)
        add("words", _("Words"), self.own_words)
        moves = _("Space ticks one, dragging or Alt with an arrow moves it.")
        add("columns", _("Columns"), self.columns, moves)
        add("person", _EVERYONE, self.person)
        self.add_beside(
            self.make("since", _("From"), self.since),
            self.make("until", _("Until and including"), self.until),
        )
        add("profile", _("Kept choices"), self.profiles)

    def _wire(self) -> None:
        self.what.edited.connect(self.offer)
        self.form.edited.connect(self._arrange)
        self.profiles.chosen.connect(self._use_profile)
        self.profiles.kept.connect(self._keep_profile)
        self.profiles.dropped.connect(self._drop_profile)

    def _arrange(self) -> None:
        """Show the rows that have a say in this form, and no others."""
        what, form, rows = self.what.value(), self.form.value(), self.rows
        rows["columns"].setVisible(form.is_table)
        rows["words"].setVisible(what == CALENDAR)
        rows["person"].setVisible(what not in _FOR_NOBODY)
        rows["person"].set_label(_("Whose story") if what == STORY else _EVERYONE)
        for name in ("since", "until"):
            rows[name].setVisible(form.is_table and what in DATED)
        self.about.setText(about(form))

    def _know_columns(self, columns: tuple[str, ...]) -> None:
        """Hear of the owner's own fields."""
        if columns != self._known["people"]:
            self._known["people"] = columns
            if self.what.value() == "people":
                self.offer()

    def _person(self) -> UUID | None:
        people = self.person.everyone() if self.rows["person"].isVisibleTo(self) else ()
        return people[0].customer_id if people else None

    def _profiles(self) -> dict[str, Any]:
        return self.memory().setdefault("profiles", {})

    def _use_profile(self, name: str) -> None:
        found: Any = self._profiles().get(name)
        try:
            what, form = found["what"], FileForm(found["form"])
            columns = tuple(str(column) for column in found["columns"])
        except (LookupError, TypeError, ValueError):
            return  # the settings are a file that anybody may have changed
        if what not in [one for one, _words in things()]:
            return
        self.what.set_value(what)
        self.form.set_value(form)
        if what in self._known:
            self.columns.offer(self._known[what], columns)
        self.form.offer(what)

    def _keep_profile(self, name: str) -> None:
        self._profiles()[name] = {
            "what": self.what.value(),
            "form": self.form.value().value,
            "columns": list(self.columns.value()),
        }
        self._list_profiles(name)
        announce(self, _("These choices are kept as “{name}”.").format(name=name))

    def _drop_profile(self, name: str) -> None:
        self._profiles().pop(name, None)
        self._list_profiles("")
        self.profiles.setFocus()

    def _list_profiles(self, current: str) -> None:
        self.profiles.offer(sorted(self._profiles(), key=str.casefold), current)

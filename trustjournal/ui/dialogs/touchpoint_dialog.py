"""The full form of a touchpoint: everything the capture line can say, and what it cannot."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain import evidence, words
from trustjournal.domain.capture import Draft
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import (
    Began,
    Channel,
    Kind,
    Question,
)
from trustjournal.domain.contact_words import began_word, channel_word
from trustjournal.domain.evidence_words import question_word
from trustjournal.domain.records import Touchpoint
from trustjournal.domain.zones import zone_of
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services.customers import new_customer
from trustjournal.services.touchpoints import edit_touchpoint, log_touchpoint
from trustjournal.store import queries
from trustjournal.store.recoveries import open_recoveries_of, recoveries_around
from trustjournal.ui.dialogs.day_field import DayField
from trustjournal.ui.dialogs.fields import (
    ChoiceField,
    ClockField,
    KeysField,
    MoneyField,
    NoteField,
    NumberField,
    money,
    money_text,
)
from trustjournal.ui.dialogs.files_field import Chosen, FilesField, with_chosen
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog, currency
from trustjournal.ui.dialogs.kind_field import KindField
from trustjournal.ui.dialogs.people_field import PeopleField, Pick, Picked, ids_of
from trustjournal.ui.dialogs.said_field import SaidField
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.capture_saving import as_name
from trustjournal.ui.widgets.record_words import (
    feeling_sign,
    feeling_word,
)

_DAY_MINUTES = 24 * 60
_INSTANTS = ("answered", "resolved")
_PAID_FOR = frozenset(
    {Kind.ORDER, Kind.DELIVERY, Kind.RENEWAL, Kind.RENEWAL_LATE, Kind.EXPANSION, Kind.LEAP_OF_FAITH}
)
"""What is paid for, as a rule; an amount that is there shows with any kind."""
_BEYOND_A_LINE = ("question", "answered_at", "resolved_at", "amount", "answer_due_on")


class TouchpointDialog(FormDialog):
    """A new touchpoint from a draft, or one to change.

    Times are those of the zone where it happened; a new one happens where the owner is.
    """

    def __init__(
        self,
        given: Touchpoint | Draft,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        self._touchpoint = given if isinstance(given, Touchpoint) else None
        self._draft = given if isinstance(given, Draft) else Draft()
        title = _("Touchpoint") if self._touchpoint else _("Log a touchpoint")
        about = (given.id, given.revision) if isinstance(given, Touchpoint) else given
        super().__init__(title, about, session, navigator, parent)
        self._zone = zone_of(given.zone) if isinstance(given, Touchpoint) else session.zone()
        self._now = session.now()
        self._add_who_and_when()
        self._add_what()
        self._add_instants()
        for name in ("began", "kind"):
            self.fields[name].edited.connect(self._fit_to_kind)
        self.begin(self._values())
        self._fit_to_kind()

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for.

        Raises:
            InvalidEntry: a name is not in the journal, or nobody is named.
        """
        people = self._people.everyone()
        if not people:
            raise InvalidEntry(_("Say who this was with."))
        fields = self._fields(values, people)
        now = self._now = self.session.now()
        kept = partial(with_chosen, values["files"], now.date())
        if self._touchpoint is not None:
            edited = partial(_edited, self._touchpoint, fields, now)
            return lambda connection: kept(edited(connection), connection)
        draft = _draft_of(fields, values["said"])
        names = [pick.name for pick in people if pick.customer_id is None]
        more = {name: fields[name] for name in _BEYOND_A_LINE}
        zone = self._zone.key
        logged = partial(_logged, draft, names, more, now=now, zone=zone)
        return lambda connection: kept(logged(connection), connection)

    def done_sentence(self) -> str:
        """Say with whom it was logged, or that it was changed."""
        if self._touchpoint is not None:
            return _("The touchpoint is changed.")
        names = [chip.text() for chip in self._people.chips()]
        return _("Logged with {people}").format(people=words.people(names))

    def _add_who_and_when(self) -> None:
        creates = self._touchpoint is None
        self._people = PeopleField(self.session, creates=creates)
        self.page.add("people", _("With"), self._people)
        today = self._now.astimezone(self._zone).date()
        self.page.add_beside(
            self.page.make("day", _("Day"), DayField(today, past=True, optional=False)),
            self.page.make("clock", _("Time"), ClockField()),
            self.page.make(
                "duration",
                _("How long"),
                NumberField(_DAY_MINUTES, _("min"), _("Not noted"), step=5),
            ),
        )

    def _add_what(self) -> None:
        channels = [(channel, channel_word(channel)) for channel in Channel]
        self.page.add_beside(
            self.page.make("channel", _("How"), ChoiceField(channels)),
            self.page.make("kind", _("What it was"), KindField()),
        )
        self.page.add("began", _("Who began"), KeysField([(b, began_word(b)) for b in Began]))
        felt = [(n, f"{feeling_sign(n)}  {feeling_word(n)}") for n in range(-2, 3)]
        self.page.add("feeling", _("How it felt"), KeysField(felt, optional=True))
        self._said = SaidField(self.session)
        self.page.add("said", _("Also"), self._said)
        self.page.add("note", _("Note"), NoteField(4))
        known = self._touchpoint and self._touchpoint.id
        self.page.add("files", _("Files"), FilesField(known, self.session, self.navigator))
        questions = [(one, question_word(one)) for one in Question]
        self._question = ChoiceField([(None, ""), *questions])
        self.page.add("question", _("Which question it speaks to"), self._question)
        paid = MoneyField()
        self.page.add("amount", _("What they paid"), paid)
        self.session.read(currency, paid.set_currency)

    def _add_instants(self) -> None:
        today = self._now.astimezone(self._zone).date()
        self.page.add("answer_due_on", _("They expect the answer by"), DayField(today))
        for name, label in (("answered", _("Answered")), ("resolved", _("Put right"))):
            self.page.add_beside(
                self.page.make(f"{name}_on", label, DayField(today, past=True)),
                self.page.make(f"{name}_clock", _("Time"), ClockField()),
            )
            self.fields[f"{name}_on"].edited.connect(self._fit_to_kind)

    def _fit_to_kind(self) -> None:
        kind, began = self.fields["kind"].value(), self.fields["began"].value()
        for name, shown in _applies(began, kind).items():
            self.rows[f"{name}_on"].setVisible(shown)
            has_day = self.fields[f"{name}_on"].value() is not None
            self.rows[f"{name}_clock"].setVisible(shown and has_day)
        answered = self.fields["answered_on"].value() is not None
        self.rows["answer_due_on"].setVisible(_wants_answer(began, kind) and not answered)
        paid = kind in _PAID_FOR or not self.fields["amount"].is_blank()
        self.rows["amount"].setVisible(paid)
        self.fields["amount"].setEnabled(paid)  # else it would take the focus unseen
        self.rows["said"].setVisible(not self._said.is_empty())
        rule = evidence.TABLE.get(kind)
        usual = question_word(rule.question) if rule else _("what it was about")
        self._question.rename(None, _("As usual: {question}").format(question=usual))
        self.rows["question"].setVisible(kind is not Kind.MISSED_CALL)

    def _fields(self, values: dict[str, Any], people: tuple[Pick, ...]) -> dict[str, Any]:
        """Return the fields of the touchpoint; what does not apply is None.

        Raises:
            InvalidEntry: the amount is no number.
        """
        began, kind = values["began"], values["kind"]
        applies = _applies(began, kind)
        same = ("channel", "began", "kind", "feeling", "question", "note")
        instants = {
            f"{name}_at": self._instant(f"{name}_at", values[f"{name}_on"], values[f"{name}_clock"])
            if applies[name]
            else None
            for name in _INSTANTS
        }
        return {name: values[name] for name in same} | {
            "customer_ids": ids_of(people),
            "happened_at": self._instant("happened_at", values["day"], values["clock"]),
            "duration_minutes": values["duration"],
            "amount": money(values["amount"]),
            "answer_due_on": values["answer_due_on"] if _wants_answer(began, kind) else None,
            **instants,
        }

    def _instant(self, name: str, day: date | None, clock: tuple[int, int]) -> datetime | None:
        """Return an instant of the touchpoint's zone, to the second where it was not edited."""
        if day is None:
            return None
        before: datetime | None = getattr(self._touchpoint or self._draft, name, None)
        before = (before or self._now).astimezone(self._zone)
        if (before.date(), (before.hour, before.minute)) == (day, clock):
            return before
        return datetime(day.year, day.month, day.day, *clock, tzinfo=self._zone)

    def _values(self) -> dict[str, Any]:
        known = self._touchpoint
        source: Any = known or self._draft
        began, channel, kind = source.began, source.channel, source.kind
        return {
            "people": Picked(
                (
                    *(Pick(one) for one in source.customer_ids),
                    *(Pick(None, as_name(name)) for name in self._draft.unknown),
                ),
                self._draft.ambiguous[0].text if self._draft.ambiguous else "",
            ),
            **self._moment("day", "clock", source.happened_at or self._now),
            "duration": source.duration_minutes,
            "channel": channel or Channel.OTHER,
            "began": began or Began.US,
            "kind": kind or Kind.CONVERSATION,
            "feeling": source.feeling,
            "note": source.note,
            "files": Chosen(),
            "said": (self._draft.promises, self._draft.tags),
            "question": known.question if known else None,
            "amount": money_text(known.amount if known else None),
            "answer_due_on": known.answer_due_on if known else None,
            **self._moment("answered_on", "answered_clock", known and known.answered_at),
            **self._moment("resolved_on", "resolved_clock", known and known.resolved_at),
        }

    def _moment(self, day: str, clock: str, instant: datetime | None) -> dict[str, Any]:
        local = (instant or self._now).astimezone(self._zone)
        return {day: local.date() if instant else None, clock: (local.hour, local.minute)}


def _applies(began: Began, kind: Kind) -> dict[str, bool]:
    """Return which of the later instants such a touchpoint may have."""
    return {"answered": began is Began.THEM, "resolved": kind is Kind.COMPLAINT}


def _wants_answer(began: Began, kind: Kind) -> bool:
    return began is Began.THEM and kind is Kind.ENQUIRY


def _draft_of(fields: dict[str, Any], said: Any) -> Draft:
    promises, tags = said
    names = ("customer_ids", "channel", "began", "kind", "feeling", "duration_minutes", "note")
    known = {name: fields[name] for name in names}
    return Draft(happened_at=fields["happened_at"], promises=promises, tags=tags, **known)


def _edited(
    touchpoint: Touchpoint, fields: dict[str, Any], now: datetime, connection: Connection
) -> Changeset:
    who = fields["customer_ids"]
    return edit_touchpoint(
        touchpoint,
        now=now,
        check_ins=queries.check_ins_of(connection, who),
        recoveries=recoveries_around(connection, touchpoint.id, who),
        **fields,
    )


def _logged(
    draft: Draft,
    names: list[str],
    more: dict[str, Any],
    connection: Connection,
    *,
    now: datetime,
    zone: str,
) -> Changeset:
    """Log a draft, its touchpoint with `more` that no line can say."""
    return log_touchpoint(
        replace(draft, unknown=tuple(names)),
        customers=queries.customers_by_id(connection, draft.customer_ids),
        check_ins=queries.check_ins_of(connection, draft.customer_ids),
        now=now,
        zone=zone,
        new_people=[new_customer(name) for name in names],
        recoveries=open_recoveries_of(connection, draft.customer_ids),
        more=more,
    )

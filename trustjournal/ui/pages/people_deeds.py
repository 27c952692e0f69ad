"""What can be done with people in the list; each deed is decided on records as they are by then."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, tzinfo
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Stage
from trustjournal.domain.records import Customer
from trustjournal.errors import InvalidEntry
from trustjournal.forgetting import delete_people
from trustjournal.i18n import _
from trustjournal.services import check_ins, customers
from trustjournal.services.custom_fields import set_value
from trustjournal.services.organising import drop_cadence, set_cadence, take_out
from trustjournal.store import organising, queries
from trustjournal.store.plans import still_here
from trustjournal.ui.dialogs.fields import money
from trustjournal.ui.models.people_lines import PeopleColumn, PersonLine
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession, Refused
from trustjournal.ui.stages import look_back, stage_changed

Done = Callable[[Changeset], None]


class PeopleDeeds(QObject):
    """Writes what the list asks for and tells it with Undo."""

    def __init__(self, session: JournalSession, navigator: Navigator, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._navigator = navigator

    def edit_cell(
        self, line: PersonLine, column: int, value: Any, done: Done, refused: Refused
    ) -> None:
        """Give one field of a person another value; `refused` hears why that cannot be."""
        decide = partial(_edit, line, PeopleColumn(column), value, self._session.today())
        if column == PeopleColumn.STAGE:
            done = partial(self._moved, [line.customer.id], value, done)
        self._session.act(decide, done, refused)

    def set_stage(self, ids: Sequence[UUID], stage: Stage) -> None:
        """Say how far the business with them has come."""
        today = self._session.today()
        decide = partial(stage_changed, ids, stage, today)
        self._session.act(decide, partial(self._moved, ids, stage, self.tell))

    def add_tag(self, ids: Sequence[UUID], tag: str) -> None:
        """Tag each of them."""
        self._change(ids, lambda found: customers.add_tag(found, tag))

    def remove_tag(self, ids: Sequence[UUID], tag: str) -> None:
        """Take a tag off each of them."""
        self._change(ids, lambda found: customers.remove_tag(found, tag))

    def set_close_to_heart(self, ids: Sequence[UUID], close: bool) -> None:
        """Keep them in the sidebar, or no longer."""
        self._change(ids, partial(_hold, close))

    def set_cadence(self, ids: Sequence[UUID], every_days: int) -> None:
        """Be in touch with each of them every so many days, from their last touch on."""
        now, zone = self._session.now(), self._session.zone()
        decide = partial(_set_cadence, ids, every_days, now, zone)
        self._session.act(decide, self.tell)

    def drop_cadence(self, ids: Sequence[UUID]) -> None:
        """Stop the check-ins that were set for each of them alone."""
        self._session.act(partial(_drop_cadence, ids), self.tell)

    def take_out(self, ids: Sequence[UUID], group_id: UUID) -> None:
        """Let them no longer belong to a group."""
        self._session.act(partial(_take_out, ids, group_id), self.tell)

    def fill_in(self, ids: Sequence[UUID], field_id: UUID, text: str) -> None:
        """Say the same of each of them in a field of the owner's own."""
        self._session.act(partial(_fill_in, ids, field_id, text), self.tell)

    def delete(self, ids: Sequence[UUID]) -> None:
        """Take people away with all that is theirs alone."""
        self._session.act(partial(_delete, ids), self.tell)

    def tell(self, changeset: Changeset) -> None:
        """Say what was done, with Undo beside it."""
        self._navigator.tell(changeset.label)

    def _moved(self, ids: Sequence[UUID], stage: Stage, done: Done, changeset: Changeset) -> None:
        done(changeset)
        look_back(self._navigator, ids, stage)

    def _change(self, ids: Sequence[UUID], service: Callable[[list[Customer]], Changeset]) -> None:
        def decide(connection: Connection) -> Changeset:
            return service(still_here(connection, Customer, ids))

        self._session.act(decide, self.tell)


def _edit(
    line: PersonLine, column: PeopleColumn, value: Any, today: date, connection: Connection
) -> Changeset:
    who = queries.customer_by_id(connection, line.customer.id)
    match column:
        case PeopleColumn.NAME:
            return customers.edit_customer(who, name=value)
        case PeopleColumn.TAGS:
            return customers.edit_customer(who, tags=tuple(value.split(",")))
        case PeopleColumn.STAGE:
            return stage_changed([who.id], value, today, connection)
        case PeopleColumn.VALUE:
            return customers.edit_customer(who, yearly_value=money(value))
        case _:
            return _plan(connection, who, value, today)


def _plan(connection: Connection, who: Customer, due_on: date | str, today: date) -> Changeset:
    if isinstance(due_on, str):
        said = _("“{text}” is no day. Write one such as friday or in 2 weeks.")
        raise InvalidEntry(said.format(text=due_on.strip()))
    existing = queries.check_ins_of(connection, [who.id]).get(who.id)
    return check_ins.plan_check_in(
        who,
        existing,
        every_days=existing.every_days if existing else None,
        due_on=due_on,
        about=existing.about if existing else "",
        today=today,
    )


def _hold(close: bool, people: Sequence[Customer]) -> Changeset:
    template = _("Keep {people} close to heart") if close else _("Let go of {people}")
    moved = [one for one in people if one.close_to_heart is not close]
    edits = [customers.edit_customer(one, close_to_heart=close) for one in moved]
    names = words.people([one.name for one in moved or people])
    changes: tuple[Change, ...] = tuple(change for edit in edits for change in edit.changes)
    return Changeset(template.format(people=names), changes)


def _set_cadence(
    ids: Sequence[UUID], every_days: int, now: datetime, zone: tzinfo, connection: Connection
) -> Changeset:
    people = still_here(connection, Customer, ids)
    last = organising.last_touches_of(connection, ids, now)
    last_on = {who: at.astimezone(zone).date() for who, at in last.items()}
    existing = queries.check_ins_of(connection, ids)
    return set_cadence(people, existing, last_on, every_days, now.date())


def _drop_cadence(ids: Sequence[UUID], connection: Connection) -> Changeset:
    people = still_here(connection, Customer, ids)
    return drop_cadence(people, queries.check_ins_of(connection, ids))


def _take_out(ids: Sequence[UUID], group_id: UUID, connection: Connection) -> Changeset:
    group = queries.customer_by_id(connection, group_id)
    people = still_here(connection, Customer, ids)
    return take_out(people, group, organising.members_of(connection, [group_id]))


def _fill_in(ids: Sequence[UUID], field_id: UUID, text: str, connection: Connection) -> Changeset:
    field = organising.field_by_id(connection, field_id)
    return set_value(still_here(connection, Customer, ids), field, text)


def _delete(ids: Sequence[UUID], connection: Connection) -> Changeset:
    return delete_people(connection, still_here(connection, Customer, ids))

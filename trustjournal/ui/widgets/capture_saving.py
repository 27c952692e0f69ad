"""Logging one captured line on the worker, and the sentence that says what it did."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.capture import Draft
from trustjournal.domain.changes import Changeset
from trustjournal.domain.depth_stage import shown
from trustjournal.domain.records import Customer
from trustjournal.i18n import _
from trustjournal.services.customers import new_customer
from trustjournal.services.touchpoints import log_touchpoint
from trustjournal.store import queries
from trustjournal.store.people import depths_as_set
from trustjournal.store.recoveries import open_recoveries_of


@dataclass(slots=True)
class LineToLog:
    """A line on its way into the journal; both methods run on the worker, `decide` first.

    `created` are the unknown names that the owner agreed to add.
    """

    draft: Draft
    created: tuple[str, ...]
    now: datetime
    zone: ZoneInfo
    _names: list[str] = field(default_factory=list[str])
    _before: int = 0

    def decide(self, connection: Connection) -> Changeset:
        """Return what is to be written.

        Raises:
            InvalidEntry, NotFound: the line cannot be logged as it stands.
        """
        known = queries.customers_by_id(connection, self.draft.customer_ids)
        people = [new_customer(name) for name in self.created]
        changeset = log_touchpoint(
            self.draft,
            customers=known,
            check_ins=queries.check_ins_of(connection, self.draft.customer_ids),
            now=self.now,
            zone=self.zone.key,
            new_people=people,
            recoveries=open_recoveries_of(connection, self.draft.customer_ids),
        )
        named: list[Customer] = [*(known[one] for one in self.draft.customer_ids), *people]
        self._names = [customer.name for customer in named]
        if self._alone is not None:
            self._before = depth_of(connection, self._alone, self.now, self.zone)
        return changeset

    def sentence(self, connection: Connection) -> str:
        """Say what was logged, and for one person what it did to their depth."""
        logged = _("Logged with {people}").format(people=words.people(self._names))
        if self._alone is None:
            return logged
        after = depth_of(connection, self._alone, self.now, self.zone)
        return f"{logged}. {depth_moved(self._before, after)}"

    @property
    def _alone(self) -> UUID | None:
        """The one person of the journal this was with, if it was one."""
        alone = len(self.draft.customer_ids) == 1 and not self.created
        return self.draft.customer_ids[0] if alone else None


def depth_of(connection: Connection, customer_id: UUID, now: datetime, zone: ZoneInfo) -> int:
    """Return the depth of a customer as it is shown."""
    return shown(depths_as_set(connection, now, zone, [customer_id]).of(customer_id))


def depth_moved(before: int, after: int) -> str:
    """Say what something did to the depth of a customer."""
    if after == before:
        return _("Depth stays at {depth}").format(depth=after)
    return _("Depth {before} to {after}").format(before=before, after=after)


def as_name(typed: str) -> str:
    """Return the name that somebody new would get: "petra" becomes Petra."""
    return new_customer(typed).name


def settle(draft: Draft, picked: dict[tuple[UUID, ...], UUID]) -> Draft:
    """Return the draft with the ambiguities that the owner settled by hand.

    Needed where two people share name and company, so that no text tells them apart.
    """
    meant = [picked[one.customer_ids] for one in draft.ambiguous if one.customer_ids in picked]
    if not meant:
        return draft
    return replace(
        draft,
        customer_ids=tuple(dict.fromkeys((*draft.customer_ids, *meant))),
        ambiguous=tuple(one for one in draft.ambiguous if one.customer_ids not in picked),
    )

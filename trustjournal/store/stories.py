"""Reading all that is held about one person, for their whole story in words."""

from datetime import datetime, tzinfo
from uuid import UUID

from sqlalchemy import Connection, or_

from trustjournal.domain.organising import Apart, CustomField, Membership
from trustjournal.domain.records import Customer
from trustjournal.domain.story_words import Held
from trustjournal.store import queries
from trustjournal.store.attachments import files_of, photos_of
from trustjournal.store.organising_tables import apart, membership
from trustjournal.store.people import depths_as_set, story
from trustjournal.store.rows import chosen, fetch


def read_held(connection: Connection, customer_id: UUID, now: datetime, zone: tzinfo) -> Held:
    """Return all of it as of the aware instant `now`; `zone` is where the owner's days begin.

    Raises:
        NotFound: they are not, or no longer, in the journal.
    """
    found = story(connection, customer_id)
    who, preferences = found.customer, found.preferences
    belongs = _memberships(connection, customer_id)
    twins = _apart_from(connection, customer_id)
    members = [one for each in belongs for one in (each.customer_id, each.of_id)]
    others = queries.customers_by_id(connection, [*members, *twins])
    names = {one.id: one.name for one in (*others.values(), *found.companions.values())}
    return Held(
        customer=who,
        as_of=now.astimezone(zone),
        depth=depths_as_set(connection, now, zone, [customer_id]).of(customer_id),
        currency=preferences.currency,
        business=preferences.business,
        names={which: name for which, name in names.items() if which != customer_id},
        custom=custom_values(who, custom_fields(connection)),
        belongs_to=[(names[one.of_id], one.role) for one in belongs if one.of_id != customer_id],
        people_here=[
            (names[one.customer_id], one.role) for one in belongs if one.of_id == customer_id
        ],
        sent=[one.name for one in found.referred],
        apart=[names[one] for one in twins],
        check_in=found.check_in,
        touchpoints=found.touchpoints,
        promises=found.promises,
        gestures=found.gestures,
        answers=found.answers,
        feedback=found.feedback,
        wishes=found.wishes,
        recoveries=found.recoveries,
        reviews=found.reviews,
        attachments=[*files_of(connection, customer_id), *photos_of(connection, [customer_id])],
    )


def custom_fields(connection: Connection) -> dict[UUID, CustomField]:
    """Return the owner's own fields by id, in their order."""
    fields = fetch(connection, CustomField, chosen(CustomField))
    return {one.id: one for one in sorted(fields, key=lambda one: (one.place, one.id))}


def custom_values(who: Customer, fields: dict[UUID, CustomField]) -> list[tuple[str, str]]:
    """Return the titles and values of somebody's own fields, in the order of the fields."""
    values = {one.field_id: one.value for one in who.custom}
    return [(one.title, values[which]) for which, one in fields.items() if values.get(which)]


def _memberships(connection: Connection, customer_id: UUID) -> list[Membership]:
    either = or_(membership.c.customer_id == customer_id, membership.c.of_id == customer_id)
    return fetch(connection, Membership, chosen(Membership).where(either).order_by(membership.c.id))


def _apart_from(connection: Connection, customer_id: UUID) -> list[UUID]:
    either = or_(apart.c.one_id == customer_id, apart.c.other_id == customer_id)
    found = fetch(connection, Apart, chosen(Apart).where(either).order_by(apart.c.id))
    return [one.other_id if one.one_id == customer_id else one.one_id for one in found]

"""Which files are kept with whom; what they hold is read by `store.contents`."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, func, or_, select

from trustjournal.domain.organising import Attachment
from trustjournal.store.organising_tables import attachment
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import presence

_NEWEST = (attachment.c.added_on.desc(), attachment.c.id.desc())


def files_of(connection: Connection, customer_id: UUID) -> list[Attachment]:
    """Return the files kept with a customer and with every touchpoint they share, newest first.

    Their photo is not among them.
    """
    present = select(presence.c.touchpoint_id).where(
        presence.c.touchpoint_id == attachment.c.touchpoint_id,
        presence.c.customer_id == customer_id,
    )
    shared = attachment.c.touchpoint_id.is_not(None) & present.exists()
    theirs = or_(attachment.c.customer_id == customer_id, shared)
    query = chosen(Attachment).where(theirs, attachment.c.is_photo.is_(False))
    return fetch(connection, Attachment, query.order_by(*_NEWEST))


def files_with(connection: Connection, touchpoint_id: UUID) -> list[Attachment]:
    """Return the files kept with a touchpoint, newest first."""
    query = chosen(Attachment).where(attachment.c.touchpoint_id == touchpoint_id)
    return fetch(connection, Attachment, query.order_by(*_NEWEST))


def photos_of(connection: Connection, customer_ids: Iterable[UUID]) -> list[Attachment]:
    """Return the photos of some customers."""
    query = chosen(Attachment).where(
        attachment.c.customer_id.in_(tuple(customer_ids)), attachment.c.is_photo.is_(True)
    )
    return fetch(connection, Attachment, query.order_by(*_NEWEST))


def photo_digests(connection: Connection) -> dict[UUID, str]:
    """Return who has a photo, and under which digest it is kept."""
    query = select(attachment.c.customer_id, attachment.c.digest)
    query = query.where(attachment.c.is_photo.is_(True)).order_by(attachment.c.id)
    return dict(connection.execute(query).all())


def bytes_kept(connection: Connection) -> int:
    """Return how many bytes the files of the journal have, each counted once."""
    once = select(attachment.c.digest, attachment.c.size).distinct().subquery()
    return connection.execute(select(func.coalesce(func.sum(once.c.size), 0))).scalar_one()

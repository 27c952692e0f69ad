"""The bytes of attachments, each kept once under the SHA-256 of what it holds."""

from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from trustjournal.errors import NotFound
from trustjournal.i18n import _
from trustjournal.store.organising_tables import content

_KEEP = insert(content)


def digest_of(found: bytes) -> str:
    """Return the name that content is kept under: its SHA-256 in hexadecimal."""
    return sha256(found).hexdigest()


def read(connection: Connection, digest: str) -> bytes:
    """Return what an attachment holds.

    Raises:
        NotFound: the journal does not have it.
    """
    query = select(content.c.bytes).where(content.c.digest == digest)
    found = connection.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFound(_("What this file held is missing from the journal."))
    return found


def keep(connection: Connection, contents: Mapping[str, bytes]) -> None:
    """Add what is not there yet, in the transaction of the attachments; for the writer alone."""
    if not contents:
        return
    query = select(content.c.digest).where(content.c.digest.in_(contents))
    known = set(connection.execute(query).scalars())
    rows = [{"digest": which, "bytes": held} for which, held in contents.items()]
    if new := [row for row in rows if row["digest"] not in known]:
        connection.execute(_KEEP, new)

"""What it brings with it that somebody comes to another stage: won back, or a loss to look at."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Stage
from trustjournal.domain.records import Customer
from trustjournal.services.reviews import change_stage
from trustjournal.store import queries
from trustjournal.store.plans import still_here
from trustjournal.ui.navigator import Navigator


def stage_changed(
    ids: Sequence[UUID], stage: Stage, today: date, connection: Connection
) -> Changeset:
    """Return what moves these people to a stage; it runs on the worker.

    Raises:
        NotFound: none of them is left.
        InvalidEntry: all of them are there already.
    """
    people = still_here(connection, Customer, ids)
    return change_stage(people, stage, today, queries.reviews_of(connection, ids))


def look_back(navigator: Navigator, ids: Sequence[UUID], stage: Stage) -> None:
    """Open the look back at the one person who was lost just now; several wait on their page."""
    if stage is Stage.LOST and len(ids) == 1:
        navigator.review_loss(ids[0])

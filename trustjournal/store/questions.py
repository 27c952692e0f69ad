"""The four questions of everyone, from the journal."""

from datetime import datetime, tzinfo

from sqlalchemy import Connection

from trustjournal.domain.depth import Settings
from trustjournal.domain.question_profiles import Profile, profile
from trustjournal.store import queries
from trustjournal.store.depths import question_sums
from trustjournal.store.people import depth_settings


def profiles(connection: Connection, now: datetime, zone: tzinfo) -> tuple[list[Profile], Settings]:
    """Return the profile of everyone, by name, and the parameters they were read with."""
    settings = depth_settings(queries.preferences(connection))
    sums = question_sums(connection, now, settings, zone=zone)
    everyone = queries.customers(connection)
    return [profile(who, sums.get(who.id, {}), settings) for who in everyone], settings

"""The signs of trust of one person as their card shows them, gathered away from the window."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from trustjournal.domain import signs
from trustjournal.domain.choices import Kind
from trustjournal.domain.records import Touchpoint
from trustjournal.domain.signs import Check
from trustjournal.store.people import depth_settings
from trustjournal.ui.models.person_view import PersonView


@dataclass(frozen=True, slots=True)
class SignsView:
    """The latest of each sign in this year, how often it was seen, and what they say of depth."""

    view: PersonView
    latest: Mapping[Kind, Touchpoint]
    counts: Mapping[Kind, int]
    check: Check | None


def view_signs(view: PersonView, _connection: Connection) -> SignsView:
    """Return `signs_of` on the worker: thousands of events take their time."""
    return signs_of(view)


def signs_of(view: PersonView) -> SignsView:
    """Return the signs of a person who was read."""
    touchpoints = view.story.touchpoints
    since = view.now - signs.RECENT
    latest: dict[Kind, Touchpoint] = {}
    for touch in signs.seen(touchpoints, since, view.now):
        latest.setdefault(touch.kind, touch)
    settings = depth_settings(view.story.preferences)
    return SignsView(
        view=view,
        latest=latest,
        counts=signs.of(touchpoints, since, view.now),
        check=signs.check(touchpoints, view.story.evidence(view.zone), view.now, settings),
    )

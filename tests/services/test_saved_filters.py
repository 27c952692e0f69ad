"""Searches kept in the sidebar."""

import pytest

from tests.samples import make_saved_filter
from trustjournal.domain.changes import Changeset
from trustjournal.domain.organising import SavedFilter
from trustjournal.errors import InvalidEntry
from trustjournal.services.saved_filters import (
    delete_filter,
    edit_filter,
    move_filter,
    save_filter,
)

VIPS, QUIET = make_saved_filter("VIPs", place=0), make_saved_filter("Quiet", place=4)


def made(changeset: Changeset) -> SavedFilter:
    (change,) = changeset.changes
    assert isinstance(change.after, SavedFilter)
    return change.after


def test_a_new_filter_is_tidied_and_stands_last() -> None:
    kept = made(save_filter(" Close \n ones ", " tag:vip  rosa ", [VIPS, QUIET]))
    assert (kept.title, kept.query, kept.place) == ("Close ones", "tag:vip rosa", 5)


@pytest.mark.parametrize(
    ("title", "query"), [("", "tag:vip"), ("vips", "tag:vip"), ("Mine", " "), ("x" * 61, "a")]
)
def test_a_filter_needs_a_title_of_its_own_and_something_to_look_for(
    title: str, query: str
) -> None:
    with pytest.raises(InvalidEntry):
        save_filter(title, query, [VIPS])


def test_a_filter_is_renamed_to_its_own_name_in_another_spelling() -> None:
    kept = made(edit_filter(VIPS, [VIPS, QUIET], title="vips", query="tag:vip"))
    assert (kept.title, kept.place) == ("vips", 0)
    with pytest.raises(InvalidEntry, match="Another"):
        edit_filter(VIPS, [VIPS, QUIET], title="quiet", query="tag:vip")


def test_filters_change_places() -> None:
    changeset = move_filter([VIPS, QUIET], QUIET.id, -1)
    after = [change.after for change in changeset.changes]
    places = {one.title: one.place for one in after if isinstance(one, SavedFilter)}
    assert places == {"Quiet": 0, "VIPs": 1}


def test_a_deleted_filter_is_gone() -> None:
    (change,) = delete_filter(VIPS).changes
    assert (change.before, change.after) == (VIPS, None)

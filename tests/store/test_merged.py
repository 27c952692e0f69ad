"""A merge is told from the deletions and Undos that look like one."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from tests.samples import make_customer, make_touchpoint
from trustjournal.domain.changes import Change, new_revision
from trustjournal.domain.records import Customer
from trustjournal.store import traces
from trustjournal.store.merged import likeness, merged

ROSA, TWIN, CHO = make_customer("Rosa"), make_customer("R."), make_customer("Cho")
CAME = make_touchpoint(TWIN.id)
UNKNOWN = dict[UUID, int]().get


def _step(*changes: Change) -> list[traces.Trace]:
    return traces.decode(traces.of(changes))


def _after(**fields: Any) -> Customer:
    return replace(ROSA, revision=new_revision(), **fields)


MERGE = _step(
    Change(ROSA, _after(note="both")),
    Change.update(CAME, customer_ids=(ROSA.id,)),
    Change.delete(TWIN),
)


def test_a_merge_says_who_stayed_and_who_became_a_part_of_them() -> None:
    assert merged("do", MERGE, UNKNOWN) == (ROSA.id, TWIN.id)
    assert merged("redo", MERGE, UNKNOWN) == (ROSA.id, TWIN.id)


def test_an_import_that_was_undone_is_no_merge() -> None:
    assert merged("undo", MERGE, UNKNOWN) is None


@pytest.mark.parametrize(
    "step",
    [
        _step(Change.delete(TWIN)),
        _step(Change.create(ROSA), Change.delete(TWIN)),
        _step(Change.delete(ROSA), Change.delete(TWIN)),
        _step(Change(ROSA, _after(note="x")), Change.delete(CHO), Change.delete(TWIN)),
        _step(Change(ROSA, _after(note="x")), Change.delete(CAME)),
    ],
    ids=["alone", "added", "both", "several", "touchpoint"],
)
def test_whoever_is_deleted_beside_others_is_not_merged(step: list[traces.Trace]) -> None:
    assert merged("do", step, UNKNOWN) is None


@pytest.mark.parametrize(("note", "is_merge"), [("", False), ("both", True)])
def test_who_sent_her_and_was_deleted_is_a_part_of_her_only_where_more_changed(
    note: str, is_merge: bool
) -> None:
    sent = replace(ROSA, referred_by=TWIN.id)
    after = _after(note=note)
    step = _step(Change(sent, after), Change.delete(TWIN))
    found = merged("do", step, {ROSA.id: likeness(after)}.get)
    assert (found is not None) is is_merge

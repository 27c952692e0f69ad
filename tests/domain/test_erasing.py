"""What goes and what stays with somebody who is erased, in words."""

from datetime import UTC, timedelta
from typing import Any

import pytest

from tests.samples import NOON, TODAY, make_customer, make_evening
from trustjournal.domain import erasing, words
from trustjournal.domain.erasing import MOST, Going


def _going(**counts: Any) -> Going:
    names = ("alone", "shared", "promises", "gestures", "feedback", "files", "shared_files")
    values: dict[str, Any] = dict.fromkeys((*names, "drafts"), 0)
    values |= {"customer": make_customer("Rosa"), "mentions": ()}
    return Going(**(values | counts))


def test_only_what_there_is_is_counted() -> None:
    assert len(list(erasing.goes(_going()))) == 2
    counted = list(erasing.goes(_going(alone=2, promises=1, drafts=1)))[1]
    assert counted == "2 touchpoints, 1 promise, 1 unsaved draft."


def test_what_is_outside_of_the_journal_is_always_said() -> None:
    assert [line.split()[0] for line in erasing.stays(_going())] == ["Backups", "What"]


@pytest.mark.parametrize(("count", "said"), [(1, "1 other place,"), (MOST, f"{MOST}+ other")])
def test_where_else_the_name_stands_is_counted_as_far_as_that_is_known(
    count: int, said: str
) -> None:
    told = list(erasing.stays(_going(mentions=(make_evening(),) * count)))
    assert said in told[0]


def test_there_is_a_choice_only_where_something_was_shared() -> None:
    assert erasing.choice(_going()) == ""
    assert "kept" not in erasing.choice(_going(shared=1))
    assert "kept" in erasing.choice(_going(shared=1, shared_files=1))


def test_of_who_was_deleted_it_is_told_when() -> None:
    ago = NOON - timedelta(days=400)
    assert erasing.deleted(ago, TODAY, UTC) == f"deleted {words.on(ago.date(), TODAY)}"
    said = erasing.was_deleted(_going(deleted_at=NOON), TODAY, UTC)
    assert said.startswith("Rosa was deleted today.")
    assert erasing.was_deleted(_going(), TODAY, UTC) == ""
    assert next(erasing.goes(_going(deleted_at=NOON))).startswith("What was on their page")

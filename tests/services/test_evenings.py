"""The pages of the owner's own journal."""

from datetime import timedelta

import pytest

from tests.samples import NOON, TODAY, make_evening
from tests.services.applying import there_and_back
from trustjournal.domain.records import Evening
from trustjournal.errors import InvalidEntry
from trustjournal.services.evenings import close_day, write_evening


def written(existing: Evening | None, text: str) -> Evening | None:
    changeset = write_evening(existing, TODAY, text, today=TODAY)
    found = there_and_back(changeset, *([existing] if existing else []))
    (page,) = found.values() or (None,)
    assert page is None or isinstance(page, Evening)
    return page


def test_the_first_words_make_the_page_and_later_ones_change_it() -> None:
    page = written(None, "  A good day.\n")
    assert page is not None
    assert (page.on, page.text, page.finished_at) == (TODAY, "A good day.", None)
    later = written(page, "A very good day.")
    assert later is not None
    assert (later.id, later.text) == (page.id, "A very good day.")


def test_a_page_without_words_goes_unless_its_day_was_closed() -> None:
    assert written(make_evening(), "  ") is None
    closed = written(make_evening(finished_at=NOON), "")
    assert closed is not None
    assert (closed.text, closed.finished_at) == ("", NOON)
    with pytest.raises(InvalidEntry, match="Write a line"):
        write_evening(None, TODAY, " ", today=TODAY)


def test_a_day_ahead_has_no_page_yet() -> None:
    with pytest.raises(InvalidEntry, match="still ahead"):
        write_evening(None, TODAY + timedelta(days=1), "Soon", today=TODAY)


def test_closing_the_day_keeps_its_words_and_needs_none() -> None:
    (page,) = there_and_back(close_day(None, NOON, "")).values()
    assert isinstance(page, Evening)
    assert (page.on, page.text, page.finished_at) == (TODAY, "", NOON)
    (again,) = there_and_back(close_day(page, NOON, "Late thoughts"), page).values()
    assert isinstance(again, Evening)
    assert (again.id, again.text) == (page.id, "Late thoughts")

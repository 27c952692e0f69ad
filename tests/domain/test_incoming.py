"""Tests of incoming records: the same row of the same source has the same id, another another."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.incoming import Ids, imported_id

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_ids_are_alike_exactly_where_the_keys_are(one: list[str], other: list[str]) -> None:
    assert (imported_id("mail", *one) == imported_id("mail", *other)) is (one == other)


def test_ids_are_of_their_own_version_and_tell_sources_apart() -> None:
    found = imported_id("mail", "<1@example.org>", at=AT)
    assert (found.version, found.variant) == (8, "specified in RFC 4122")
    assert found != imported_id("calls", "<1@example.org>", at=AT)


def test_ids_sort_by_their_instant() -> None:
    later = datetime(2026, 11, 21, tzinfo=UTC)
    before_1970 = datetime(1969, 1, 1, tzinfo=UTC)
    assert imported_id("mail", "b", at=AT) < imported_id("mail", "a", at=later)
    assert imported_id("mail", "a", at=before_1970) == imported_id("mail", "a", at=before_1970)


def test_of_rows_alike_each_has_its_own_id_and_the_same_when_read_again() -> None:
    first, second = Ids("log"), Ids("log")
    rows = [("Rosa", "call"), ("Rosa", "call"), ("Ben", "call")]
    found = [first.identity_of_row(*row)["id"] for row in rows]
    assert len(set(found)) == 3
    assert [second.identity_of_row(*row)["id"] for row in rows] == found

"""Who belongs to whom, through any number of steps."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from trustjournal.domain.belonging import last_of_all, reached

STEPS = st.dictionaries(st.integers(0, 6), st.lists(st.integers(0, 6), max_size=4))


@settings(max_examples=60)
@given(STEPS, st.integers(0, 6))
def test_a_walk_ends_and_holds_every_step_from_within(
    steps: dict[int, list[int]], start: int
) -> None:
    found = reached(steps, start)
    assert set(steps.get(start, ())) <= found
    assert all(set(steps.get(one, ())) <= found for one in found)


def test_a_group_was_in_touch_when_anybody_of_it_was() -> None:
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)
    members = {"club": ["family"], "family": ["ana", "ben"], "empty": []}
    last = {"ana": early, "ben": late, "club": early}
    assert last_of_all(members, last) == {"club": late, "family": late}

"""Where the things of a day find room in its cell."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from trustjournal.ui.widgets.calendar_cells import head_height, least_height, places


@given(
    high=st.integers(10, 700),
    count=st.integers(0, 60),
    picked=st.integers(-1, 59),
    roomy=st.booleans(),
)
def test_each_has_room_or_is_counted_and_the_picked_one_is_seen(
    qapp: QApplication, high: int, count: int, picked: int, roomy: bool
) -> None:
    cell = QRect(40, 100, 120, high)
    found = places(cell, count, picked, roomy=roomy)
    assert len(found.boxes) + found.rest == count
    assert (found.more is None) is (found.rest == 0)
    assert 0 <= found.first <= count - len(found.boxes)
    assert all(cell.contains(box) and box.top() >= 100 + head_height() for box in found.boxes)
    for upper, lower in zip(found.boxes, found.boxes[1:], strict=False):
        assert upper.bottom() < lower.top()
    if found.boxes and 0 <= picked < count:
        assert found.first <= picked < found.first + len(found.boxes)


@given(count=st.integers(1, 20), roomy=st.booleans())
def test_what_is_asked_for_has_room(qapp: QApplication, count: int, roomy: bool) -> None:
    cell = QRect(0, 0, 120, least_height(count, roomy=roomy))
    assert len(places(cell, count, -1, roomy=roomy).boxes) == count

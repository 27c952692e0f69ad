"""Why somebody trusts, told by the program: from key press to disk to pixel."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.journeys.conftest import CTRL, Owner

VIEWS = ("people", "map", "quiet", "cycle", "insights", "questions")


def go(owner: Owner, command: str) -> None:
    """Go somewhere by the palette."""
    owner.press(Qt.Key.Key_K, CTRL)
    owner.write(command)
    owner.settle()
    owner.press(Qt.Key.Key_Return)
    owner.settle()


def test_tab_goes_round_every_view_and_leaves_nothing_out(maya: Owner) -> None:
    for key in VIEWS:
        assert maya.window.desk is not None
        maya.window.show_page(key)
        maya.settle()
        reached: list[QWidget] = []
        while maya.focus() not in reached:
            reached.append(maya.focus())
            maya.press(Qt.Key.Key_Tab)
        assert len(reached) > 5
        left_out = {_called(one) for one in _to_reach(maya.window)} - set(map(_called, reached))
        assert not left_out, key


def _to_reach(window: QWidget) -> list[QWidget]:
    """Return all that Tab should reach: of buttons that exclude each other one stands for all."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not (isinstance(one, QAbstractButton) and one.group() and one.group().exclusive())
    ]


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()}"

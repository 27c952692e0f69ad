"""Tab goes through a part of the page as it is laid out, also where rows came into it later."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_in_order(part: QWidget) -> None:
    """Let Tab reach what is in `part` one after the other, from where `part` itself stands.

    Without it, what is made later comes after everything else on the page.
    """
    inside = list(_focusable(part))
    before = _tab_stop_before(part)
    for one in inside:
        QWidget.setTabOrder(before, one)
        before = one


def first_stop(part: QWidget) -> QWidget:
    """Return what Tab comes to first in `part`, or `part` itself where it comes to nothing."""
    stops = (one for one in _focusable(part) if one.isEnabled() and one.isVisibleTo(part))
    return next(stops, part)


def _tab_stop_before(part: QWidget) -> QWidget:
    """Return what Tab leaves to come into `part`; what takes no focus can have no successor."""
    before = part.previousInFocusChain()
    while before is not None and before is not part:
        if _takes_tab(before) and not part.isAncestorOf(before):
            return before
        before = before.previousInFocusChain()
    return part


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _hands_on(widget: QWidget) -> bool:
    proxy = widget.focusProxy()
    inside = proxy is not None and widget.isAncestorOf(proxy)
    return inside and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _focusable(part: QWidget) -> Iterator[QWidget]:
    inside = part.widget() if isinstance(part, QScrollArea) else part
    layout = inside.layout() if inside is not None else None
    for widget in _widgets(layout) if layout is not None else ():
        if _hands_on(widget):
            yield widget  # with all that is in it: apart they would lead Tab in a circle
            continue
        if _takes_tab(widget):
            yield widget
        yield from _focusable(widget)


def _widgets(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget = item.widget() if item is not None else None
        inner = item.layout() if item is not None else None
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _widgets(inner)

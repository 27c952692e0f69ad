"""What an owner does with each page, for benchmarks that watch the window meanwhile."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.screens import deliver_deleted, wait_until
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.records import Touchpoint
from trustjournal.store import queries
from trustjournal.store.schema import presence
from trustjournal.ui.session import JournalSession
from trustjournal.ui.starting import Starting
from trustjournal.ui.widgets.chart_studio import studio
from trustjournal.ui.widgets.person_story import Tab

Deed = tuple[str, Callable[[], object]]

_FRAMES, _FRAME_MS = 30, 16
_PLAIN = Qt.KeyboardModifier.NoModifier
_TYPED = "ana br"


class Owner:
    """Goes through the open window with keys and mouse, and logs touchpoints."""

    def __init__(self, starting: Starting) -> None:
        assert starting.session is not None
        assert starting.window.desk is not None
        self._window, self._desk = starting.window, starting.window.desk
        self._session = starting.session
        self._busiest = busiest(self._session)

    def leave(self, key: str) -> None:
        """Go from a page to another one."""
        self._desk.show("promises" if key == "today" else "today")

    def go(self, key: str) -> None:
        """Open a page; that of a person shows the busiest."""
        self._desk.show(key, self._busiest if key == "person" else None)

    def log(self) -> None:
        """Write one more touchpoint with the busiest person."""
        made = Touchpoint(
            **identity(),
            happened_at=self._session.now(),
            zone="UTC",
            customer_ids=(self._busiest,),
            feeling=1,
            note="one more",
        )
        self._session.commit(Changeset("Log", (Change.create(made),)))

    def deeds(self, key: str) -> Iterator[Deed]:
        """Yield what there is to do on a page, each deed to be done before the next."""
        page: Any = self._window.slots[key].page
        if hasattr(page, "filter_box"):
            yield "searched", partial(type_slowly, page.filter_box, _TYPED)
            yield "search cleared", page.filter_box.clear
        table = getattr(page, "table", None)
        if table is not None:
            yield "scrolled", partial(_scroll, table)
            yield "sorted", partial(_sort, table)
        views = getattr(page, "views", None)
        if views is not None:
            yield from _on_views(views)
        yield from getattr(self, f"_on_{key.replace('-', '_')}", _nothing)(page)
        for number, menu in enumerate(_charts(page)):
            yield f"chart {number + 1} as a table", menu.show_table
            yield f"chart {number + 1} closed", self.close_dialogs

    def close_dialogs(self) -> None:
        """Close what stands above the window."""
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.close()
        deliver_deleted()
        self._window.activateWindow()

    def _on_today(self, _page: Any) -> Iterator[Deed]:
        yield "find opened", self._desk.find
        yield "capture opened", partial(self._desk.navigator.capture, "ana called #x")

    def _on_map(self, page: Any) -> Iterator[Deed]:
        yield "zoomed", partial(frame_by_frame, partial(turn_wheel, page.canvas))
        yield "moved", partial(frame_by_frame, partial(pull, page.canvas))
        yield "shown whole", page.canvas.show_all
        yield "all selected", page.canvas.select_in_sight
        yield "pointed at", partial(frame_by_frame, partial(hover, page.canvas))
        yield "selection dropped", partial(page.area.closed.emit)

    def _on_cycle(self, page: Any) -> Iterator[Deed]:
        yield "zoomed", partial(frame_by_frame, partial(turn_wheel, page.canvas))
        yield "moved", partial(frame_by_frame, partial(pull, page.canvas))
        yield "shown whole", page.canvas.show_all
        yield "folded", page.fold_button.click
        yield "unfolded", page.fold_button.click

    def _on_questions(self, page: Any) -> Iterator[Deed]:
        yield "scrolled", partial(frame_by_frame, partial(turn_wheel, page.panels.canvas))
        yield "another order", partial(page.order_box.setCurrentIndex, 1)
        yield "the first order", partial(page.order_box.setCurrentIndex, 0)

    def _on_quiet(self, page: Any) -> Iterator[Deed]:
        yield "walked down", partial(press_slowly, page.list, Qt.Key.Key_Down)

    def _on_settings(self, page: Any) -> Iterator[Deed]:
        yield "another weight", partial(page.counting.bad_weight.box.setValue, 3)
        yield "another half-life", partial(page.counting.half_life.box.setValue, 200)
        yield "left as it was", page.counting.back_button.click

    def _on_calendar(self, page: Any) -> Iterator[Deed]:
        yield "something carried on", partial(_carry, page.grid)
        yield "a month on", partial(QTest.keyClick, page.grid, Qt.Key.Key_PageDown)
        yield "this month", partial(QTest.keyClick, page.grid, Qt.Key.Key_T)
        yield "as a week", partial(QTest.keyClick, page.grid, Qt.Key.Key_W)
        yield "as a month", partial(QTest.keyClick, page.grid, Qt.Key.Key_M)

    def _on_evening(self, page: Any) -> Iterator[Deed]:
        boxes = [*page.touched.boxes.values()]
        if boxes:
            yield "ticked", boxes[0].click
        yield "searched", partial(type_slowly, page.earlier.search_box, _TYPED[:3])
        yield "search cleared", page.earlier.search_box.clear

    def _on_feedback(self, page: Any) -> Iterator[Deed]:
        yield "opened", partial(QTest.keyClick, page.views.current(), Qt.Key.Key_Return)
        yield "closed", self.close_dialogs

    def _on_ratings(self, page: Any) -> Iterator[Deed]:
        yield "another span", partial(page.span_box.setCurrentIndex, 1)
        yield "the first span", partial(page.span_box.setCurrentIndex, 0)

    def _on_person(self, page: Any) -> Iterator[Deed]:
        for tab in (*Tab, Tab.STORY):
            yield f"tab {tab.name.lower()}", partial(page.sheet.story.show_tab, tab)
        yield "unease asked for", partial(self._desk.navigator.flag_unease, self._busiest)
        yield "unease left", self.close_dialogs


def _nothing(_page: Any) -> Iterator[Deed]:
    yield from ()


def _on_views(views: Any) -> Iterator[Deed]:
    """Yield what there is to do with a list of things to do, and with its board."""
    if views.button is not None:
        yield "list or board", views.button.toggle
        yield "board or list", views.button.toggle
        if not views.is_board():
            views.button.toggle()
        yield "a card pushed", partial(_push, views)
    yield "walked down", lambda: press_slowly(views.current(), Qt.Key.Key_Down)


def _push(views: Any) -> None:
    """Move the first card of the board to the next column that takes it."""
    cards = views.current()
    cards.select_row(0)
    QTest.keyClick(cards, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)


def _carry(grid: Any) -> None:
    """Carry the first thing of the day to the next one, and let go."""
    grid.pick(0)
    QTest.keyPress(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyRelease(grid, Qt.Key.Key_Shift)


def _charts(page: QWidget) -> list[Any]:
    """Return the menus of the charts of a page that have something to show."""
    from trustjournal.ui.widgets.chart_menu import ChartMenu

    return [one for one in page.findChildren(ChartMenu) if one.chart is not None]


def settle(session: JournalSession) -> None:
    """Wait until neither the journal nor the charts have anything to do."""
    for _round in range(4):
        read: list[object] = []
        session.read(queries.preferences, read.append)
        wait_until(partial(bool, read))
        drawn: list[object] = []
        studio().submit(lambda: True, drawn.append, drawn.append)
        wait_until(partial(bool, drawn))


def busiest(session: JournalSession) -> UUID:
    """Return whom the owner saw most often."""
    from sqlalchemy import func, select

    who = presence.c.customer_id
    query = select(who).group_by(who).order_by(func.count().desc()).limit(1)
    with session.engine.connect() as connection:
        return connection.execute(query).scalar_one()


def frame_by_frame(step: Callable[[int], object]) -> None:
    """Take a step at each frame of a screen."""
    for number in range(_FRAMES):
        step(number)
        pause(_FRAME_MS)


def pause(milliseconds: int) -> None:
    """Let the window run for so long."""
    wait = QEventLoop()
    QTimer.singleShot(milliseconds, wait.quit)
    wait.exec()


def turn_wheel(canvas: QWidget, number: int) -> None:
    """Zoom in, or scroll down, for the first half of the frames and back for most of the rest."""
    at = QPointF(canvas.rect().center())
    notch = QPoint(0, 40 if number < _FRAMES / 2 else -30)
    everywhere, still = QPointF(canvas.mapToGlobal(at)), Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        at, everywhere, QPoint(), notch, Qt.MouseButton.NoButton, _PLAIN, still, False
    )
    QApplication.sendEvent(canvas, event)


def pull(canvas: QWidget, number: int) -> None:
    """Press at the first frame, move at each, let go at the last."""
    left = Qt.MouseButton.LeftButton
    place = canvas.rect().center() + QPoint(4 * number, 2 * number)
    if number == 0:
        QTest.mousePress(canvas, left, _PLAIN, place)
    QTest.mouseMove(canvas, place)
    if number == _FRAMES - 1:
        QTest.mouseRelease(canvas, left, _PLAIN, place)


def hover(canvas: QWidget, number: int) -> None:
    """Lead the mouse across a chart."""
    QTest.mouseMove(canvas, QPoint(150 + 7 * number, 300 + number))


def type_slowly(field: QWidget, text: str) -> None:
    """Type a text, a letter every tenth of a second."""
    for letter in text:
        QTest.keyClicks(field, letter)
        pause(100)


def press_slowly(widget: QWidget, key: Qt.Key) -> None:
    """Press a key ten times."""
    for _time in range(10):
        QTest.keyClick(widget, key)
        pause(_FRAME_MS)


def _scroll(table: Any) -> None:
    """Go through a table by its scroll bar."""
    bar = table.verticalScrollBar()
    frame_by_frame(lambda number: bar.setValue(bar.maximum() * (number + 1) // _FRAMES))


def _sort(table: Any) -> None:
    """Sort a table by another column and by the first one again."""
    for column in (1, 0):
        table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
        pause(100)

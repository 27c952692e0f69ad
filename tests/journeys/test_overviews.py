"""Everyone at one look: map, quiet, trust cycle, insights, four questions; each leads to a person.

Common acts in keys: to the map from anywhere 5 (Ctrl+K, "map", Enter) and one more to open whoever
stands out on it; a call to the first of those gone quiet 1; a chart as its table 5 from its button
(Enter, three arrows, Enter); whoever moved most 1 Tab from the chart of depth.
"""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QMenu, QSpinBox, QTabBar

from tests.journeys.conftest import ALT, CTRL, NONE, Owner
from tests.ui.owner import choose
from trustjournal.domain.choices import Channel
from trustjournal.domain.records import (
    Customer,
    Gesture,
    TagRule,
    Touchpoint,
)
from trustjournal.settings import Settings
from trustjournal.ui.pages.person import PersonPage
from trustjournal.ui.widgets.area_card import AreaCard
from trustjournal.ui.widgets.chart_table import ChartTable
from trustjournal.ui.widgets.figure_canvas import FigureCanvas
from trustjournal.ui.widgets.panels_view import PanelsCanvas
from trustjournal.ui.widgets.person_list import PersonList
from trustjournal.ui.widgets.person_referrals import Referrals
from trustjournal.ui.widgets.plan_list import PlanList
from trustjournal.ui.widgets.pressable import Pressable
from trustjournal.ui.widgets.view_canvas import ViewCanvas


def drawn(owner: Owner) -> ViewCanvas:
    """Return the large chart of the page, once it is drawn."""
    canvas = owner.find(ViewCanvas)
    owner.qtbot.waitUntil(lambda: canvas.drawing is not None)
    return canvas


def shown_person(owner: Owner) -> str:
    """Return whose page is open, once it is read."""
    owner.waits_to_read("Good to know")
    page = owner.window.slots["person"].page
    assert isinstance(page, PersonPage)
    assert owner.window.shell.page_key() == "person"
    return page.sheet.head.title.text()


def name_of(owner: Owner, customer_id: UUID) -> str:
    (found,) = (who.name for who in owner.disk(Customer) if who.id == customer_id)
    return found


def test_arrows_travel_on_the_map_and_enter_opens_whoever_stands_out(maya: Owner) -> None:
    maya.press(Qt.Key.Key_2, CTRL)
    maya.settle()
    maya.tab_to(QTabBar, "People")
    maya.press(Qt.Key.Key_Right)
    maya.settle()
    assert maya.window.shell.page_key() == "map"
    canvas = drawn(maya)
    assert maya.focus() is canvas
    plain = maya.pixels(canvas)
    met: list[UUID] = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Left):
        maya.press(key)
        met.append(canvas.current.mark)
    assert len(set(met)) > 2
    assert maya.pixels(canvas) != plain
    maya.press(Qt.Key.Key_Return)
    maya.settle()
    assert shown_person(maya) == name_of(maya, met[-1])
    maya.press(Qt.Key.Key_Left, ALT)
    maya.settle()
    assert maya.window.shell.page_key() == "map"


def test_an_area_of_the_map_becomes_a_list_that_opens(maya: Owner) -> None:
    maya.go("map")
    canvas = drawn(maya)
    maya.press(Qt.Key.Key_Home)
    maya.press(Qt.Key.Key_Plus, times=4)
    maya.settle()
    maya.press(Qt.Key.Key_A, CTRL)
    maya.settle()
    everyone = len(maya.disk(Customer))
    area = maya.find(AreaCard)
    count = area.list.model().rowCount()
    assert 0 < count < everyone
    assert maya.focus() is area.list
    maya.press(Qt.Key.Key_Escape)
    maya.settle()
    assert not area.isVisible()
    assert maya.focus() is canvas
    maya.press(Qt.Key.Key_0)
    maya.settle()
    drag(maya, canvas, QPoint(70, 5), QPoint(canvas.width() - 5, canvas.height() // 3), shift=True)
    maya.settle()
    assert 0 < area.list.model().rowCount() < everyone
    maya.press(Qt.Key.Key_Down)
    name = str(area.list.currentIndex().data())
    maya.press(Qt.Key.Key_Return)
    maya.settle()
    assert shown_person(maya) == name


def test_the_quietest_is_called_and_a_tag_gets_a_longest_silence(maya: Owner) -> None:
    maya.go("gone quiet")
    rows = maya.find(PlanList)
    assert maya.focus() is rows
    (first,) = rows.entries()
    before = {touch.id for touch in maya.disk(Touchpoint)}
    maya.press(Qt.Key.Key_C)
    maya.waits_to_read(f"Logged with {first.person}")
    maya.settle()
    (call,) = (touch for touch in maya.disk(Touchpoint) if touch.id not in before)
    assert (call.channel, call.customer_ids) == (Channel.PHONE, (first.customer_id,))
    assert first.person in quiet_under(rows, "You reached out this week")
    silent = everyone_in(rows)
    maya.tab_to(QAbstractButton, "Set a longest silence")
    maya.press(Qt.Key.Key_Return)
    maya.settle()
    box = maya.find(QComboBox, lambda found: found.hasFocus())
    while "wholesale" not in box.currentText():
        maya.press(Qt.Key.Key_Down)
    maya.tab_to(QSpinBox)
    maya.press(Qt.Key.Key_A, CTRL)
    maya.write("5")
    maya.press(Qt.Key.Key_Return, CTRL)
    maya.waits_to_read("You will find them here after 5 days of silence.")
    maya.settle()
    (rule,) = (rule for rule in maya.disk(TagRule) if rule.tag == "wholesale")
    assert rule.longest_gap_days == 5
    added = everyone_in(rows) - silent
    assert added
    assert all("wholesale" in maya.person(name).tags for name in added)
    maya.press(Qt.Key.Key_Z, CTRL)
    maya.waits_to_read("Undone")
    maya.settle()
    assert everyone_in(rows) == silent


def test_whoever_sent_somebody_is_said_by_a_drag_and_a_ring_is_refused_in_words(
    maya: Owner,
) -> None:
    maya.go("trust cycle")
    canvas = drawn(maya)
    clara, rosa, leon = (
        maya.person(name) for name in ("Clara Fischer", "Rosa Delgado", "Leon Fischer")
    )
    assert clara.referred_by == leon.id
    drag(maya, canvas, place_of(canvas, clara.id), place_of(canvas, rosa.id))
    maya.waits_to_read("Clara Fischer was sent by Rosa Delgado.")
    assert maya.person("Clara Fischer").referred_by == rosa.id
    maya.settle()
    drag(maya, canvas, place_of(canvas, rosa.id), place_of(canvas, clara.id))
    maya.waits_to_read("they cannot have sent each other")
    assert maya.person("Rosa Delgado").referred_by is None
    maya.press(Qt.Key.Key_Z, CTRL)
    maya.waits_to_read("Undone: Clara Fischer was sent by Rosa Delgado")
    maya.settle()
    assert maya.person("Clara Fischer").referred_by == leon.id
    stake = maya.tab_to(PersonList, "People on whom most depends")
    name = str(stake.currentIndex().data())
    maya.press(Qt.Key.Key_Return)
    maya.settle()
    assert shown_person(maya) == name


def test_a_referral_is_noted_on_the_person_and_after_a_gift_nothing_is_asked(maya: Owner) -> None:
    maya.open_person("amara")
    maya.tab_to(QAbstractButton, "Say who sent them")
    maya.press(Qt.Key.Key_Return)
    maya.write("tomasz")
    maya.press(Qt.Key.Key_Return)
    maya.press(Qt.Key.Key_Return, CTRL)
    maya.waits_to_read("Noted who sent Amara Okafor.")
    maya.settle()
    assert maya.person("Amara Okafor").referred_by == maya.person("Tomasz Wilk").id
    card = maya.find(Referrals)
    assert maya.reads("Tomasz Wilk")
    picture = maya.pixels(card)
    assert not maya.reads("You gave them something lately.")
    maya.press(Qt.Key.Key_5, CTRL)
    maya.settle()
    maya.press(Qt.Key.Key_F, CTRL)
    maya.write("lemon cake")
    maya.settle()
    maya.press(Qt.Key.Key_Return)
    maya.press(Qt.Key.Key_D)
    maya.press(Qt.Key.Key_Return)
    maya.settle()
    (cake,) = (found for found in maya.disk(Gesture) if found.title.startswith("Lemon cake"))
    assert cake.given_on == maya.now.date()
    maya.press(Qt.Key.Key_Left, ALT)
    maya.waits_to_read("You gave them something lately. Ask for nothing for 30 more days.")
    assert maya.pixels(card) != picture


def test_every_chart_of_the_insights_can_be_read_copied_and_saved(
    maya: Owner, tmp_path: Path
) -> None:
    maya.go("insights")
    assert maya.window.shell.page_key() == "insights"
    charts = [maya.tab_to(FigureCanvas).accessibleName() for _card in range(6)]
    assert len(set(charts)) == 6
    button = maya.tab_to(QAbstractButton, "Copy, save or read as a table: Promises")
    choose_from_menu(maya, "Show as table")
    maya.settle()
    assert maya.find(ChartTable).table.model().rowCount() > 0
    maya.press(Qt.Key.Key_Escape)
    assert maya.focus() is button
    choose_from_menu(maya, "Copy the picture")
    maya.waits_to_read("The chart is on the clipboard.")
    assert not QGuiApplication.clipboard().image().isNull()
    choose_from_menu(maya, "Save the picture")
    choose(maya.qtbot, tmp_path / "promises.svg")
    maya.waits_to_read("Saved as promises.svg.")
    assert "<svg" in (tmp_path / "promises.svg").read_text("utf-8")[:1000]


def test_whoever_moved_most_opens_from_the_insights(maya: Owner) -> None:
    maya.go("insights")
    maya.tab_to(FigureCanvas, "Depth of the whole book")
    maya.press(Qt.Key.Key_Tab)
    mover = maya.focus()
    assert isinstance(mover, Pressable)
    name = mover.accessibleName().split(".")[0]
    maya.press(Qt.Key.Key_Return)
    maya.settle()
    assert shown_person(maya) == name
    maya.press(Qt.Key.Key_Left, ALT)
    assert maya.window.shell.page_key() == "insights"


def test_a_panel_of_the_four_questions_opens_its_person(maya: Owner) -> None:
    maya.press(Qt.Key.Key_9, CTRL)
    maya.settle()
    maya.tab_to(QTabBar, "Insights")
    maya.press(Qt.Key.Key_Right)
    maya.settle()
    assert maya.window.shell.page_key() == "questions"
    panels = maya.find(PanelsCanvas)
    assert maya.focus() is panels
    maya.press(Qt.Key.Key_Home)
    maya.press(Qt.Key.Key_Right)
    chart = panels.menu.chart
    assert chart is not None
    name, _words = chart.words(panels.current)
    maya.press(Qt.Key.Key_Return)
    maya.settle()
    assert shown_person(maya) in name


def test_the_view_that_was_open_comes_back_with_the_next_start(maya: Owner) -> None:
    maya.go("map")
    maya.stop()
    maya.settings = Settings.load()
    maya.start()
    assert maya.window.shell.page_key() == "map"
    drawn(maya)
    maya.press(Qt.Key.Key_9, CTRL)
    maya.settle()
    maya.press(Qt.Key.Key_Left, ALT)
    assert maya.window.shell.page_key() == "map"


def drag(
    owner: Owner, canvas: ViewCanvas, begin: QPoint, end: QPoint, *, shift: bool = False
) -> None:
    """Drag with the left button, in steps as a hand does."""
    held = Qt.KeyboardModifier.ShiftModifier if shift else NONE
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, held, begin)
    for step in range(1, 6):
        QTest.mouseMove(canvas, begin + (end - begin) * step / 5)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, held, end)
    owner.settle()


def place_of(canvas: ViewCanvas, customer_id: UUID) -> QPoint:
    """Return where somebody's mark stands on a canvas."""
    mark = canvas.drawing.find(customer_id)
    ratio = canvas.devicePixelRatio()
    return QPoint(round(mark.x / ratio), round(canvas.height() - mark.y / ratio))


def choose_from_menu(owner: Owner, words: str) -> None:
    """Open the menu of the button in focus by key, and choose an entry by key."""
    owner.press(Qt.Key.Key_Space)
    menu = owner.focus()
    assert isinstance(menu, QMenu)
    row = next(row for row, entry in enumerate(menu.actions()) if words in entry.text())
    owner.press(Qt.Key.Key_Down, times=row + 1)
    owner.press(Qt.Key.Key_Return)


def everyone_in(rows: PlanList) -> set[str]:
    model = rows.model()
    return {str(model.index(row, 0).data()) for row in range(model.rowCount())}


def quiet_under(rows: PlanList, heading: str) -> Sequence[str]:
    model = rows.model()
    lines = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    return lines[lines.index(heading) :]


def test_one_key_leads_from_view_to_view(maya: Owner) -> None:
    maya.press(Qt.Key.Key_2, CTRL)
    maya.settle()
    passed: list[str] = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        maya.press(key, CTRL)
        maya.settle()
        passed.append(maya.window.shell.page_key())
    assert passed == ["map", "quiet", "map"]

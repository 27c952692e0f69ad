"""The legend shows what it is given, each marker in its colour."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trustjournal.charts.paper import LegendEntry
from trustjournal.ui.widgets.chart_legend import ChartLegend
from trustjournal.ui.widgets.label import PlainLabel


def said(legend: ChartLegend) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in legend.findChildren(PlainLabel) if label.isVisible()]


def test_it_names_each_marker_and_ends_with_its_note(qtbot: QtBot) -> None:
    legend = ChartLegend("The larger, the more")
    qtbot.addWidget(legend)
    legend.resize(500, 40)
    legend.show()
    legend.show_entries([LegendEntry("Customer", "o", 11.0, "#FF0000")])
    assert said(legend) == ["Customer", "The larger, the more"]
    image = legend.grab().toImage()
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    assert sum(image.pixelColor(x, y).name() == "#ff0000" for x, y in places) > 40


def test_new_entries_take_the_place_of_the_old(qtbot: QtBot) -> None:
    legend = ChartLegend()
    qtbot.addWidget(legend)
    legend.show()
    legend.show_entries([LegendEntry("Customer", "o", 11.0, "#FF0000")])
    legend.show_entries([LegendEntry("Lost", "v", 11.0, "#00FF00")])
    assert said(legend) == ["Lost"]


def test_the_same_entries_stay_as_they_are(qtbot: QtBot) -> None:
    legend = ChartLegend("The larger, the more")
    qtbot.addWidget(legend)
    legend.show()
    legend.show_entries([LegendEntry("Customer", "o", 11.0, "#FF0000")])
    before = legend.findChildren(PlainLabel)
    legend.show_entries([LegendEntry("Customer", "o", 11.0, "#FF0000")])
    assert legend.findChildren(PlainLabel) == before

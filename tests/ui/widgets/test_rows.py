from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from trustjournal.ui import theme
from trustjournal.ui.palette import LIGHT, Tone
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rows import (
    FactRow,
    IconTile,
    JournalEntry,
    NoteLine,
    StatRow,
    TileRow,
)


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(PlainLabel) if label.text()]


def test_rows_show_their_words_as_they_are(qtbot: QtBot) -> None:
    rows: list[tuple[QWidget, set[str]]] = [
        (TileRow("gift", "A <mug>", "Glaze it", "Thu"), {"A <mug>", "Glaze it", "Thu"}),
        (JournalEntry("coffee", "Rosa", "Friday", "Came in."), {"Rosa", "Friday", "Came in."}),
        (FactRow("heart", "Family", "Lucía"), {"Family", "Lucía"}),
        (NoteLine("sprout", "None slipped."), {"None slipped."}),
        (StatRow((("11", "touchpoints"), ("8", "people"))), {"11", "touchpoints", "8", "people"}),
    ]
    for row, expected in rows:
        qtbot.addWidget(row)
        assert set(words(row)) == expected


def test_a_row_is_read_aloud_whole(qtbot: QtBot) -> None:
    row = TileRow("gift", "One-year mug", "", "Thu")
    qtbot.addWidget(row)
    assert row.accessibleName() == "One-year mug. Thu"


def test_a_long_entry_takes_the_lines_it_needs(qtbot: QtBot) -> None:
    entry = JournalEntry("coffee", "Rosa", "Friday", "She was tired but proud. " * 20)
    qtbot.addWidget(entry)
    assert entry.heightForWidth(300) > 2 * entry.heightForWidth(900)


def test_a_tile_has_the_colour_of_its_tone(qtbot: QtBot) -> None:
    tile = IconTile("gift", Tone.CLAY)
    qtbot.addWidget(tile)
    assert tile.grab().toImage().pixelColor(4, 18).name().upper() == LIGHT.clay_soft


def test_a_tile_grows_with_the_text(qtbot: QtBot, qapp: QApplication) -> None:
    tile = IconTile("gift")
    qtbot.addWidget(tile)
    theme.apply(qapp, Scheme.LIGHT, 2.0)
    assert tile.width() == 72

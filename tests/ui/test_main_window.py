"""The frame of the window: what is marked in the sidebar."""

from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from trustjournal.settings import Settings
from trustjournal.ui.main_window import MainWindow

pytestmark = pytest.mark.usefixtures("dressed")


def test_the_page_of_a_saved_filter_marks_that_filter_and_nothing_else(qtbot: QtBot) -> None:
    window = MainWindow(Settings())
    qtbot.addWidget(window)
    sidebar = window.shell.sidebar
    sidebar.filters.set_filters([(UUID(int=1), "Wholesale"), (UUID(int=2), "Gone quiet")])
    window.lead_to("people")
    assert [key for key, one in sidebar.entries.items() if one.isChecked()] == ["people"]
    sidebar.filters.open(UUID(int=2))
    window.lead_to("filter")
    assert [one.isChecked() for one in sidebar.filters.entries] == [False, True]
    assert not any(one.isChecked() for one in sidebar.entries.values())

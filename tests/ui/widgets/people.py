"""A small model of people for the tests of rows and lists."""

from PySide6.QtGui import QStandardItem, QStandardItemModel

from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.person_row import PersonRole


def people_model(*names: str) -> QStandardItemModel:
    """Return a model of people who are all late and rather deep."""
    model = QStandardItemModel()
    for name in names:
        item = QStandardItem(name)
        item.setData("Café Alma", PersonRole.COMPANY)
        item.setData("Ask how the terrace went.", PersonRole.SENTENCE)
        item.setData("Last spoke 5 weeks ago", PersonRole.WHY)
        item.setData("clock", PersonRole.WHY_ICON)
        item.setData(Tone.CLAY, PersonRole.WHY_TONE)
        item.setData(2.0, PersonRole.DEPTH)
        item.setData("Familiar", PersonRole.STAGE)
        model.appendRow(item)
    return model

"""The base of models with thousands of rows in one column."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt

_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class LongList(QStringListModel):
    """A list whose rows Qt counts by itself; what is in them the subclass answers in `data`.

    A list view asks for the count again for every row that it lays out: in Python twenty
    milliseconds for ten thousand rows, each time somebody is selected or a letter typed.
    """

    def set_count(self, count: int) -> None:
        """Show so many other rows; `data` answers for them already."""
        self.setStringList([""] * count)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

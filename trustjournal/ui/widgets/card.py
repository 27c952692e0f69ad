"""Cards: the framed parts a page is made of."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.label import PlainLabel


class Card(QFrame):
    """A framed part with a title, a few quiet words beside it and a widget at the far end.

    The title takes as many lines as it needs, beside quiet words it keeps to one.
    Put content into `body` (a QVBoxLayout) or with `add`. Without any title the row is absent.
    A `flush` card leaves no margin around its content, for a table.
    """

    def __init__(
        self,
        title: str = "",
        subtitle: str = "",
        trailing: QWidget | None = None,
        *,
        flush: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._title = PlainLabel(title, TypeRole.CARD, wrap=True, elide=True)
        self._subtitle = PlainLabel(subtitle, TypeRole.SMALL, Tone.MUTED, elide=True)
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.setSpacing(9)
        words = self._words = QHBoxLayout()
        words.addWidget(self._title, 0, Qt.AlignmentFlag.AlignBottom)
        words.addWidget(self._subtitle, 0, Qt.AlignmentFlag.AlignBottom)
        words.addStretch()
        head.addLayout(words, 1)
        head.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        if trailing is not None:
            head.addWidget(trailing)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(10)
        if title or subtitle or trailing is not None:
            self._column.addLayout(head)
        self._column.addLayout(self.body)
        if flush:
            self._column.setContentsMargins(1, 1, 1, 1)
        else:
            self._column.setContentsMargins(16, 18, 16, 20)
            self.body.setContentsMargins(4, 0, 4, 0)
        self.set_title(title)
        self.set_subtitle(subtitle)

    def set_title(self, title: str) -> None:
        """Change the title (a card made without one has no row to show it in)."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)

    def set_subtitle(self, subtitle: str) -> None:
        """Change the quiet words beside the title."""
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self._title.setWordWrap(not subtitle)
        self._words.setStretchFactor(self._title, 0 if subtitle else 1)

    def add(self, widget: QWidget) -> None:
        """Put `widget` below what is already there."""
        self.body.addWidget(widget)

    def add_wide(self, widget: QWidget) -> None:
        """Put `widget`, such as a `PersonList`, below the body, reaching a little further out."""
        self._column.addWidget(widget)
        self._column.setContentsMargins(16, 18, 16, 12)

    def clear(self) -> None:
        """Take everything out of the body."""
        clear_layout(self.body)


def clear_layout(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take every widget out of `layout` and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None and isinstance(inner, QVBoxLayout | QHBoxLayout):
            clear_layout(inner)


def stacked(widgets: Iterable[QWidget], gap: int) -> QWidget:
    """Return widgets one below the other, as one to be put into a page that is shown.

    There each of them alone would have the whole page laid out anew when it appears.
    """
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for widget in widgets:
        column.addWidget(widget)
    return block

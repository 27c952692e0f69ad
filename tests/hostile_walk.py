"""Walks through every page and dialog of a hostile journal: `python -m tests.hostile_walk FOLDER`.

It prints a line for each place where text of the journal is taken for more than text, where a file
that it names is opened, or that is wider than a narrow window. It runs under the guard of
`tests.guard`, which ends it at the first reach for a network.
"""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import tests.guard  # first, so that nothing is reached for unseen

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QGroupBox,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests import screens
from tests.hostile_book import MARK, make_hostile
from trustjournal.domain.records import Customer
from trustjournal.store import organising, queries
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.ui.collector import Collector
from trustjournal.ui.dialogs.custom_field_dialog import CustomFieldDialog
from trustjournal.ui.dialogs.membership_dialog import BelongDialog, BringDialog
from trustjournal.ui.dialogs.merge_dialog import merge_people
from trustjournal.ui.starting import Starting
from trustjournal.ui.theme import Scheme

NARROW = 900
_ROWS = 12
_OPENED, _NON_BLOCKING = 0x20, 0o4000
_TIPS = (
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
)
_RAW = ("<img", "<b>", "<script", "<a href")


class Walk(screens.Pictures):
    """Looks at what would be pictures, and keeps what is wrong with it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, Scheme.LIGHT)
        self.wrong: set[str] = set()
        self.seen = 0
        self.met = 0

    def take(self, widget: QWidget, name: str) -> None:
        """Look at everything that is shown."""
        widget.grab()  # so that all is laid out and painted
        for one in (widget, *widget.findChildren(QWidget)):
            if not one.isVisibleTo(widget):
                continue
            self.seen += 1
            for fault in (*_faults(one), *_tip_faults(one)):
                self.wrong.add(f"{name}: {fault}: {type(one).__name__}")
            self.met += MARK in one.accessibleName() or MARK in str(one.property("text") or "")
        for action in widget.findChildren(QAction):
            if _is_mnemonic(action.text()):
                self.wrong.add(f"{name}: mnemonic in a menu: {action.text()[:60]}")
            if _is_marked_up(action.toolTip()):
                self.wrong.add(f"{name}: markup in the tooltip of an action")
        width = widget.minimumSizeHint().width()
        if width > NARROW:
            self.wrong.add(f"{name}: {width} px wide")


def _faults(one: QWidget) -> Iterator[str]:
    if isinstance(one, QLabel) and one.text() and one.textFormat() != Qt.TextFormat.PlainText:
        yield "a label that is not plain"
    if isinstance(one, QAbstractButton) and _is_mnemonic(one.text()):
        yield "mnemonic on a button"
    if isinstance(one, QGroupBox) and _is_mnemonic(one.title()):
        yield "mnemonic in a title"
    if isinstance(one, QTabBar):
        yield from (
            "mnemonic on a tab" for at in range(one.count()) if _is_mnemonic(one.tabText(at))
        )
    if isinstance(one, QTextEdit | QPlainTextEdit) and _has_picture(one.document()):
        yield "a picture in a text"
    if isinstance(one, QMessageBox):
        yield "a message box"
    if isinstance(one, QAbstractItemView):
        yield from _item_faults(one)


def _item_faults(view: QAbstractItemView) -> Iterator[str]:
    model: Any = view.model()
    if model is None:
        return
    root = view.rootIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
    for row in range(min(model.rowCount(root), _ROWS)):
        for column in range(columns):
            index = model.index(row, column)
            if any(_is_marked_up(str(index.data(role) or "")) for role in _TIPS):
                yield "markup in the tooltip of a row"


def _tip_faults(one: QWidget) -> Iterator[str]:
    for said in (one.toolTip(), one.statusTip(), one.whatsThis()):
        if _is_marked_up(said):
            yield "markup in a tooltip"


def _is_marked_up(tip: str) -> bool:
    return GuiQt.mightBeRichText(tip) and any(raw in tip for raw in _RAW)


def _is_mnemonic(text: str) -> bool:
    return MARK in text and "&A" in text.replace("&&", "")


def _has_picture(document: QTextDocument) -> bool:
    text = document.toPlainText()
    return MARK in text and ("<b>" not in text or "\ufffc" in text)


class Watch:
    """Knows whether a file was opened since; on Linux alone, elsewhere nothing is known."""

    def __init__(self, path: Path) -> None:
        self._descriptor = -1
        if sys.platform == "linux":
            library = ctypes.CDLL(None, use_errno=True)
            self._descriptor = library.inotify_init1(_NON_BLOCKING)
            library.inotify_add_watch(self._descriptor, os.fsencode(path), _OPENED)

    def was_opened(self) -> bool:
        """Tell, and forget it."""
        with suppress(BlockingIOError, OSError):
            return bool(os.read(self._descriptor, 4096))
        return False


def walk(folder: Path) -> Walk:
    """Look at everything, and return what was wrong."""
    bait = folder / "bait.png"
    screens.application()
    _picture(bait)
    journal = screens.sample_journal(folder / "journal.db")
    engine = open_journal(screens.organised_journal(journal))
    make_hostile(engine, str(bait))
    close_journal(engine)
    watch = Watch(bait)
    seen = Walk(folder)
    screens.person = _person
    with seen.window(folder / "organised.db", "today") as starting:
        screens.pages(seen, starting)
        screens.dialogs(seen, starting)
        _more_dialogs(seen, starting)
    if watch.was_opened():
        seen.wrong.add("a file was opened that the journal only names")
    _show_markup(str(bait))
    if sys.platform == "linux" and not watch.was_opened():
        seen.wrong.add("the watch sees nothing")
    return seen


def _more_dialogs(seen: Walk, starting: Starting) -> None:
    window, desk, session = starting.window, starting.window.desk, starting.session
    assert desk is not None
    assert session is not None
    with session.engine.connect() as connection:
        people = queries.all_of(connection, Customer)
        (field, *_others) = organising.custom_fields(connection)
    rosa = next(one for one in people if one.name.startswith("Rosa Delgado"))
    twins = [one.id for one in people if "Delgado" in one.name]
    about: Any = (session, desk.navigator, window)
    for name, show in {
        "merge": partial(merge_people, *twins, *about),
        "belong": BelongDialog([rosa], *about).open,
        "bring": BringDialog(people[0], *about).open,
        "own-field": CustomFieldDialog(field, *about).open,
        "person-form": partial(desk.navigator.edit, rosa),
        "export-people": partial(desk.navigator.export, "people"),
        "export-story": partial(desk.navigator.export, "story", rosa.id),
        "find-hostile": partial(screens.find, desk, "hostile"),
    }.items():
        seen.dialog(starting, name, show)


def _person(starting: Starting, name: str) -> Any:
    """Return the id of somebody whose name begins so."""
    assert starting.session is not None
    with starting.session.engine.connect() as connection:
        return next(one.id for one in queries.people(connection) if one.name.startswith(name))


def _picture(path: Path) -> None:
    from PySide6.QtGui import QImage

    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(path))


def _show_markup(path: str) -> None:
    """Do what no part of the program may do, so that it is known that it would be seen."""
    label = QLabel(f'<img src="file://{path}">')
    label.show()
    label.grab()
    QApplication.processEvents()
    label.close()


def main() -> None:
    """Walk, and print what is wrong."""
    _collector = Collector()
    seen = walk(Path(sys.argv[1]))
    print(*sorted(seen.wrong), sep="\n")
    print(f"{seen.seen} widgets, {seen.met} with hostile text", file=sys.stderr)


if __name__ == "__main__":
    assert tests.guard
    main()

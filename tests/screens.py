"""Renders every page and dialog of the sample book to PNG: `python -m tests.screens FOLDER`.

The pictures show the real window, without a screen, on a journal and settings of their own.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["LANGUAGE"] = "en"

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from trustjournal import transfer
from trustjournal.clock import local_now, zone_name
from trustjournal.domain.capture import Names, parse
from trustjournal.domain.changes import identity
from trustjournal.domain.letters import Form, fill, post_of, sender_of
from trustjournal.domain.records import Preferences
from trustjournal.printing.press import Stack
from trustjournal.printing.sheet import usual_paper
from trustjournal.settings import Settings
from trustjournal.store import letters, queries
from trustjournal.store.engine import close_journal, create_journal
from trustjournal.ui import theme
from trustjournal.ui.dialogs.error_dialog import ErrorDialog
from trustjournal.ui.pages.catalogue import keys
from trustjournal.ui.starting import Starting
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.chart_studio import studio
from trustjournal.ui.widgets.figure_canvas import FigureCanvas
from trustjournal.ui.widgets.person_story import Tab

CONTACTS = Path(__file__).parent / "data" / "google_new.csv"
LINE = "rosa call + loved the oak sample !send the quote by fri #wholesale"
STRANGER = "zora call + asked about bowls"
_PATIENCE_MS = 30_000
_FOLDERS = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


class Pictures:
    """Opens windows in one scheme and keeps what they show in a folder."""

    def __init__(self, folder: Path, scheme: Scheme) -> None:
        self.folder = folder
        self.scheme = scheme
        self.faults: list[BaseException] = []
        theme.apply(application(), scheme)

    def take(self, widget: QWidget, name: str) -> None:
        """Keep what a widget shows under a name."""
        widget.grab().save(str(self.folder / f"{self.scheme}-{name}.png"))

    @contextmanager
    def window(self, journal: Path, page: str) -> Generator[Starting]:
        """Open the window on a journal and hold it until its page `page` is there."""
        starting = Starting(Settings(scheme=self.scheme), journal)
        sys.excepthook = self._fault  # until `starting` closes, which puts the first one back
        starting.window.show()
        wait_until(lambda: self.faults or _has_page(starting, page))
        self.settle(starting)
        try:
            yield starting
        finally:
            starting.window.close()
            starting.window.deleteLater()
            deliver_deleted()

    def settle(self, starting: Starting) -> None:
        """Let everything arrive that was asked for: pages, what they read, and charts."""
        desk = starting.window.desk
        for _round in range(4):
            wait_until(lambda: desk is None or not desk.pages.coming)
            if starting.session is not None:
                passed: list[object] = []
                starting.session.read(queries.preferences, passed.append)
                wait_until(partial(bool, passed))
            drawn: list[object] = []
            studio().submit(local_now, drawn.append, drawn.append)
            wait_until(partial(bool, drawn))
            application().processEvents()
        if self.faults:
            raise self.faults[0]

    def dialog(self, starting: Starting, name: str, show: Callable[[], object]) -> None:
        """Open a dialog, keep what it shows, and close it."""
        before = set(shown_windows())
        show()
        self.settle(starting)
        for found in set(shown_windows()) - before:
            self.take(found, name)
            found.close()
        deliver_deleted()

    def _fault(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        self.faults.append(error)


def render(folder: Path, journal: Path, scheme: Scheme) -> None:
    """Render everything that can be shown of the journal in one scheme."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = Pictures(folder, scheme)
    with pictures.window(journal, "today") as starting:
        pages(pictures, starting)
        dialogs(pictures, starting)
        note(pictures, starting)
    with pictures.window(journal.with_name("none.db"), "first-run") as starting:
        pictures.take(starting.window, "first-run")
    damaged = journal.with_name("damaged.db")
    damaged.write_bytes(b"")
    with pictures.window(damaged, "trouble") as starting:
        pictures.take(starting.window, "trouble")


def pages(pictures: Pictures, starting: Starting) -> None:
    """Render each page, and every tab of the page of one person."""
    window, desk = starting.window, starting.window.desk
    assert desk is not None
    for key in keys():
        desk.show(key, person(starting, "Rosa Delgado") if key == "person" else None)
        pictures.settle(starting)
        wait_until(lambda: pictures.faults or drawn(window))
        pictures.take(window, key)
    for key in ("promises", "gestures", "feedback"):
        desk.show(key)
        pictures.settle(starting)
        board: Any = window.slots[key].page
        board.views.button.click()
        pictures.settle(starting)
        pictures.take(window, f"{key}-board")
    desk.show("person", person(starting, "Giulia Conti"))
    pictures.settle(starting)
    wait_until(lambda: pictures.faults or drawn(window))
    pictures.take(window, "person-recovery")
    desk.show("person", person(starting, "Rosa Delgado"))
    page: Any = window.slots["person"].page
    for tab in Tab:
        page.sheet.story.show_tab(tab)
        pictures.settle(starting)
        place = page.sheet.story.mapTo(page.sheet.widget(), QPoint())
        page.sheet.verticalScrollBar().setValue(place.y() - 20)
        pictures.take(window, f"person-{tab.name.lower()}")


def drawn(window: QWidget) -> bool:
    """Tell whether every chart in sight is there."""
    charts = (one for one in window.findChildren(FigureCanvas) if one.isVisible())
    return all(
        one.drawing is not None and one.menu.image.deviceIndependentSize().toSize() == one.size()
        for one in charts
        if one.menu.chart is not None
    )


def dialogs(pictures: Pictures, starting: Starting) -> None:
    """Render each dialog that a command or a page opens."""
    window, desk = starting.window, starting.window.desk
    assert desk is not None
    assert starting.session is not None
    open_capture, ask = desk.navigator.capture, desk.navigator
    with starting.session.engine.connect() as connection:
        names = Names(queries.people(connection))
    draft = parse(LINE, names, starting.session.now())
    whose = person(starting, "Rosa Delgado")
    for name, show in {
        "capture": partial(open_capture, LINE),
        "capture-stranger": partial(open_capture, STRANGER),
        "touchpoint": partial(ask.open_form, draft),
        "new-person": partial(ask.add_person, "Zora Neale"),
        "gesture": partial(ask.plan_gesture, whose),
        "check-in": partial(ask.plan_check_in, whose),
        "promise": partial(ask.make_promise, whose),
        "import": partial(ask.import_contacts, str(CONTACTS)),
        "export": partial(ask.export, "touchpoints"),
        "unease": ask.flag_unease,
        "feedback-new": partial(ask.add_feedback, whose),
        "letter": partial(ask.write_letter, whose),
        "review": partial(ask.review_loss, person(starting, "Victor Lange")),
        "find": desk.find,
        "help": partial(desk.fulfil, "help"),
        "error": ErrorDialog(ValueError("an example"), window).open,
    }.items():
        pictures.dialog(starting, name, show)


def note(pictures: Pictures, starting: Starting) -> None:
    """Render a thank-you card as it is printed."""
    assert starting.session is not None
    now, zone = starting.session.now(), starting.session.zone()
    with starting.session.engine.connect() as connection:
        template = letters.offered_templates(connection)[0]
        (who,) = letters.addressees(connection, [person(starting, "Rosa Delgado")], now, zone)
        sender = sender_of(queries.preferences(connection), now.date())
    text, subject = (fill(part, who.values).text for part in (template.text, template.subject))
    stack = Stack([post_of(who, text, subject)], sender, Form.CARD, usual_paper(Form.CARD))
    printed = stack.printed(0).picture(0, QSize(840, 596))
    printed.save(str(pictures.folder / f"{pictures.scheme}-note.png"))


def _has_page(starting: Starting, key: str) -> bool:
    slot = starting.window.slots.get(key)
    return slot is not None and slot.page is not None


def person(starting: Starting, name: str) -> Any:
    """Return the id of somebody in the journal."""
    assert starting.session is not None
    with starting.session.engine.connect() as connection:
        return next(one.id for one in queries.people(connection) if one.name == name)


def sample_journal(path: Path) -> Path:
    """Make a journal with the sample book."""
    engine = create_journal(path)
    owner = Preferences(**identity(), owner="Maya", business="Brandt Pottery")
    transfer.begin_book(engine, owner)
    transfer.add_sample(engine, local_now().date(), zone_name())
    close_journal(engine)
    return path


def application() -> QApplication:
    """Return the one application, made where there is none yet."""
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication(["trustjournal"])


def shown_windows() -> list[QWidget]:
    """Return every window and dialog that is open."""
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def wait_until(happened: Callable[[], object]) -> None:
    """Run the window's loop until something is so.

    Raises:
        TimeoutError: it was not so in half a minute.
    """
    loop = QEventLoop()
    look, end = QTimer(), QTimer()
    look.timeout.connect(lambda: loop.quit() if happened() else None)
    end.setSingleShot(True)
    end.timeout.connect(loop.quit)
    look.start(5)
    end.start(_PATIENCE_MS)
    if not happened():
        loop.exec()
    if not happened():
        raise TimeoutError("the window did not get there")


def deliver_deleted() -> None:
    """Delete now what was to be deleted later."""
    application().processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main() -> None:
    """Render in light and dark into the folder named on the command line."""
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(dict.fromkeys(_FOLDERS, home))
        journal = sample_journal(Path(home) / "journal.db")
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            render(folder, journal, scheme)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main()

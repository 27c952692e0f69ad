"""Renders every page and dialog of the sample book to PNG: `python -m tests.screens FOLDER`.

The pictures show the real window, without a screen, on a journal and settings of their own.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Any

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["LANGUAGE"] = "en"

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.organised_book import FRIENDS, organise
from tests.safe_screens import safe_screens
from trustjournal.clock import local_now, zone_name
from trustjournal.domain.capture import Names, parse
from trustjournal.domain.changes import identity
from trustjournal.domain.letters import Form, fill, post_of, sender_of
from trustjournal.domain.records import Customer, Preferences, Touchpoint
from trustjournal.paths import resource
from trustjournal.printing.press import Stack
from trustjournal.printing.sheet import usual_paper
from trustjournal.settings import Settings
from trustjournal.store import letters, organising, queries
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.transfer.sample import add_sample, begin_book
from trustjournal.ui import theme
from trustjournal.ui.collector import Collector
from trustjournal.ui.dialogs.custom_field_dialog import CustomFieldDialog
from trustjournal.ui.dialogs.document_dialog import DocumentDialog
from trustjournal.ui.dialogs.error_dialog import ErrorDialog
from trustjournal.ui.dialogs.find_dialog import FindDialog
from trustjournal.ui.dialogs.membership_dialog import BelongDialog, BringDialog
from trustjournal.ui.dialogs.merge_dialog import merge_people
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
        self.wait_for(starting, page)
        try:
            yield starting
        finally:
            starting.window.close()
            starting.window.deleteLater()
            deliver_deleted()

    def wait_for(self, starting: Starting, page: str) -> None:
        """Wait until a page is there, with everything on it."""
        self.wait_until(lambda: _has_page(starting, page))
        self.settle(starting)

    def wait_until(self, happened: Callable[[], object]) -> None:
        """Wait until something is so, or something is wrong."""
        wait_until(lambda: self.faults or happened())

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
    with pictures.window(organised_journal(journal), "today") as starting:
        organised_pages(pictures, starting)
        organised_people(pictures, starting)
        organised_dialogs(pictures, starting)
    with pictures.window(journal.with_name("none.db"), "first-run") as starting:
        pictures.take(starting.window, "first-run")
    damaged = journal.with_name("damaged.db")
    damaged.write_bytes(b"")
    with pictures.window(damaged, "trouble") as starting:
        pictures.take(starting.window, "trouble")
    safe_screens(pictures, journal)


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


def organised_pages(pictures: Pictures, starting: Starting) -> None:
    """Render what only people who are put in order have: twins, groups, filters, files."""
    window, desk = starting.window, starting.window.desk
    assert desk is not None
    rosa, friends = (person(starting, name) for name in ("Rosa Delgado", FRIENDS))
    for name, key, who, part in (
        ("today-memory", "today", None, "memories.card"),
        ("duplicates-pairs", "duplicates", None, ""),
        ("settings-fields", "settings", None, "custom"),
        ("person-photo", "person", rosa, ""),
        ("person-belongs", "person", rosa, "memberships.card"),
        ("person-files", "person", rosa, "files.card"),
        ("person-group", "person", friends, "memberships.card"),
    ):
        desk.show(key, who)
        pictures.settle(starting)
        wait_until(lambda: pictures.faults or drawn(window))
        bring_up(window.slots[key].page, part)
        pictures.take(window, name)
    for entry, name in zip(window.shell.sidebar.filters.entries, ("kept", "long"), strict=True):
        entry.click()
        pictures.settle(starting)
        pictures.take(window, f"filter-{name}")


def organised_people(pictures: Pictures, starting: Starting) -> None:
    """Render the list of people narrowed, with own columns, and with several selected."""
    window, desk = starting.window, starting.window.desk
    assert desk is not None
    desk.show("people")
    pictures.settle(starting)
    page: Any = window.slots["people"].page
    pictures.dialog(starting, "people-columns", page.columns_button.click)
    for place in range(page.model.columnCount()):
        page.table.setColumnHidden(place, False)
    pictures.take(window, "people-own-columns")
    page.filter_box.setText("tag:wholesale")
    wait_until(lambda: pictures.faults or page.model.rowCount() < len(page.model.people.lines))
    pictures.settle(starting)
    pictures.take(window, "people-narrowed")
    page.table.selectAll()
    pictures.settle(starting)
    pictures.take(window, "people-bulk")
    for name in ("tag", "stage", "cadence", "group"):
        menu = getattr(page.bulk, name).menu()
        pictures.dialog(starting, f"people-bulk-{name}", partial(menu.popup, QPoint()))
    pictures.dialog(starting, "people-menu", partial(page.table.menu_wanted.emit, QPoint()))
    pictures.dialog(starting, "filter-new", page.keep_button.click)


def organised_dialogs(pictures: Pictures, starting: Starting) -> None:
    """Render the dialogs of people who are put in order, and the finding of anything."""
    window, desk = starting.window, starting.window.desk
    assert desk is not None
    session, ask = starting.session, desk.navigator
    assert session is not None
    with session.engine.connect() as connection:
        people = queries.all_of(connection, Customer)
        touches = queries.all_of(connection, Touchpoint)
        (field, *_others) = organising.custom_fields(connection)
    rosa = next(one for one in people if one.name == "Rosa Delgado")
    friends = next(one for one in people if one.name == FRIENDS)
    twins = [one.id for one in people if "Delgado" in one.name]
    recalled = next(one for one in touches if one.note.startswith("First cups"))
    about = session, ask, window
    for name, show in {
        "merge": partial(merge_people, *twins, *about),
        "belong": BelongDialog([rosa], *about).open,
        "bring": BringDialog(friends, *about).open,
        "own-field": CustomFieldDialog(field, *about).open,
        "person-form": partial(ask.edit, rosa),
        "touchpoint-files": partial(ask.edit, recalled),
        "export-people": partial(ask.export, "people"),
        "export-story": partial(ask.export, "story", rosa.id),
    }.items():
        pictures.dialog(starting, name, show)
    desk.show("journal")
    pictures.settle(starting)
    journal: Any = window.slots["journal"].page
    everything = journal.head.lead.text()
    journal.filter.words.setText("terrace feeling:+")
    wait_until(lambda: pictures.faults or journal.head.lead.text() != everything)
    pictures.settle(starting)
    pictures.take(window, "journal-search")
    for name, text in (("terrace", "terrace"), ("filters", "tag:wholesale"), ("export", "exp")):
        pictures.dialog(starting, f"find-{name}", partial(find, desk, text))
    form = resource("help", "journal_lines.md")
    shown = DocumentDialog("A journal as a file", form, window)
    pictures.dialog(starting, "help-document", shown.open)


def find(desk: Any, text: str) -> None:
    """Open the palette and type into it."""
    desk.find()
    (dialog,) = (one for one in shown_windows() if isinstance(one, FindDialog))
    dialog.line.setText(text)


def bring_up(page: Any, part: str) -> None:
    """Bring a part of a page, named as its attributes are, into what is in sight."""
    if part:
        card = attrgetter(part)(page)
        sheet = getattr(page, "sheet", page)
        place = card.mapTo(sheet.widget(), QPoint())
        sheet.verticalScrollBar().setValue(place.y() - 20)


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
        "import": partial(ask.import_files, CONTACTS),
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
    begin_book(engine, owner)
    add_sample(engine, local_now().date(), zone_name())
    close_journal(engine)
    return path


def organised_journal(sample: Path) -> Path:
    """Make a journal with the sample book in which people are put in order."""
    path = sample.with_name("organised.db")
    if path.exists():
        return path
    engine = open_journal(sample_journal(path))
    organise(engine, local_now())
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
    application()
    _collector = Collector()  # else Python collects on a worker, and deletes widgets there
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(dict.fromkeys(_FOLDERS, home))
        journal = sample_journal(Path(home) / "journal.db")
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            render(folder, journal, scheme)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main()

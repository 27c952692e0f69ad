"""Renders the look to PNG files, to be compared by eye: `python -m tests.ui.gallery FOLDER`."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import gallery_specimen
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.shell import Shell
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.avatar import Avatar
from trustjournal.ui.widgets.buttons import Weight, icon_button, primary, secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.chip import Chip
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import PlainLabel, hairline
from trustjournal.ui.widgets.page import ScrollPage
from trustjournal.ui.widgets.person_list import PersonList
from trustjournal.ui.widgets.person_row import PersonRole
from trustjournal.ui.widgets.rows import FactRow, JournalEntry, NoteLine, StatRow, TileRow
from trustjournal.ui.widgets.search_box import SearchBox

PEOPLE = (
    (
        "Rosa Delgado",
        "Café Alma",
        "Her café turns one on Thursday. Ask how the terrace went.",
        "Usually every 3 weeks, last spoke 5 weeks ago",
        "clock",
        Tone.CLAY,
        4.4,
        "Inner circle",
    ),
    (
        "Tomasz Wilk",
        "Wilk & Sons Joinery",
        "You promised to send the photos of the oak counter.",
        "Promise made 9 days ago",
        "circle-alert",
        Tone.CLAY,
        3.6,
        "Trusted",
    ),
    (
        "Ines Moreau",
        "regular since spring",
        "Her first order arrived Friday. A quick “all well?” is enough.",
        "Two days after delivery",
        "package",
        Tone.MUTED,
        1.4,
        "Acquainted",
    ),
    (
        "Daniel Asante",
        "Asante Books",
        "Back from his daughter’s wedding. He prefers a call after 10.",
        "Usually every month, last spoke 4 weeks ago",
        "phone",
        Tone.MUTED,
        2.7,
        "Familiar",
    ),
)
ROLES = (
    PersonRole.NAME,
    PersonRole.COMPANY,
    PersonRole.SENTENCE,
    PersonRole.WHY,
    PersonRole.WHY_ICON,
    PersonRole.WHY_TONE,
    PersonRole.DEPTH,
    PersonRole.STAGE,
)
ENTRIES = (
    ("today", "Today", "sun", False),
    ("people", "People", "users", False),
    ("journal", "Journal", "notebook-pen", False),
    ("gestures", "Gestures", "gift", False),
    ("calendar", "Calendar", "calendar-days", False),
    ("insights", "Insights", "chart-line", False),
    ("settings", "Settings", "settings", True),
)


def people_model() -> QStandardItemModel:
    model = QStandardItemModel()
    for person in PEOPLE:
        item = QStandardItem()
        for role, value in zip(ROLES, person, strict=True):
            item.setData(value, role)
        model.appendRow(item)
    return model


def today_page() -> QWidget:
    page = ScrollPage(
        "Good morning, Maya", "Sunday, 22 November. Four people would enjoy hearing from you."
    )
    page.head.set_tool(SearchBox("Find a person or a note", "Ctrl K"))
    page.add_main(_deck())
    page.add_main(_lately())
    for card in (_gestures(), _week(), _promises()):
        page.add_rail(card)
    return page


def _deck() -> Card:
    deck = Card("Check in with", "4 today")
    people = PersonList(fitted=True)
    people.setAccessibleName("Check in with")
    model = people_model()
    model.setParent(people)
    people.setModel(model)
    people.set_row_buttons(
        (
            icon_button("alarm-clock", "Snooze", Weight.SECONDARY, small=True),
            primary("Log it", small=True),
        )
    )
    people.setCurrentIndex(model.index(0, 0))
    deck.add_wide(people)
    return deck


def _lately() -> Card:
    lately = Card("Lately in your journal")
    lately.add(
        JournalEntry(
            "coffee",
            "Amara Okafor",
            "Friday, 25 min in the shop",
            "Came in for the blue glaze and stayed for tea. Her mother is home from hospital; "
            "she was glad I asked.",
        )
    )
    lately.add(hairline())
    lately.add(
        JournalEntry(
            "message-circle",
            "Leon Fischer",
            "Thursday, by message",
            "Small complaint about the handle. Offered a new one before he had to ask.",
        )
    )
    return lately


def _gestures() -> Card:
    card = Card("Gestures to prepare")
    clay, gold, green = Tone.CLAY, Tone.GOLD, Tone.ACCENT
    card.add(
        TileRow("gift", "One-year mug for Rosa", "Glaze it in her terrace green", "Thu", tone=clay)
    )
    card.add(
        TileRow(
            "stamp", "Thank-you note to Leon", "For sending his sister your way", "Fri", tone=gold
        )
    )
    card.add(
        TileRow("cake", "Amara’s birthday", "She likes lemon, not chocolate", "1 Dec", tone=green)
    )
    return card


def _week() -> Card:
    card = Card("This week")
    card.add(StatRow((("11", "touchpoints"), ("8", "people"), ("2", "thank-yous"))))
    card.add(hairline())
    card.add(NoteLine("sprout", "Three friendships grew deeper. None slipped."))
    return card


def _promises() -> Card:
    card = Card("Promises kept")
    card.add(PlainLabel("9 of the last 10", TypeRole.NAME))
    card.add(
        PlainLabel(
            "One is still open: the photos for Tomasz.", TypeRole.BODY, Tone.MUTED, wrap=True
        )
    )
    return card


def person_page() -> QWidget:
    page = ScrollPage(
        "Rosa Delgado", "Owner of Café Alma. Customer for three years, met at the spring market."
    )
    page.head.set_tool(SearchBox("Find a person or a note", "Ctrl K"))
    page.head.set_sign(Avatar("Rosa Delgado", 72))
    chips = QWidget()
    flow = FlowLayout(chips)
    for word, tone in (
        ("Inner circle", Tone.ACCENT),
        ("wholesale", Tone.MUTED),
        ("sends friends", Tone.MUTED),
        ("speaks Spanish", Tone.MUTED),
    ):
        flow.addWidget(Chip(word, tone))
    page.head.add(chips)
    page.add_bar(
        primary("Log a touchpoint", "pen-line"),
        secondary("Plan a check-in", "calendar-clock"),
        secondary("Plan a gesture", "gift"),
        ending=(icon_button("ellipsis", "More"),),
    )
    page.add_main(_depth())
    page.add_main(_journal())
    for card in _known():
        page.add_rail(card)
    return page


def _depth() -> Card:
    depth = Card(
        "Depth of trust",
        trailing=PlainLabel("Inner circle, and growing", TypeRole.STRONG, Tone.ACCENT),
    )
    depth.add(
        PlainLabel(
            "It rose most after the delivery you rescued in April and the kept promise in October.",
            TypeRole.BODY,
            Tone.MUTED,
            wrap=True,
        )
    )
    depth.body.addSpacing(240)
    return depth


def _journal() -> Card:
    journal = Card("Journal")
    journal.add(
        JournalEntry(
            "coffee",
            "Visit to Café Alma",
            "17 October, 40 min",
            "The new terrace opens when the tiles arrive. She was tired but proud. Lucía starts "
            "school in January.",
        )
    )
    journal.add(hairline())
    journal.add(
        JournalEntry(
            "handshake",
            "Promise kept",
            "6 October",
            "Brought the twelve espresso cups a day early, as promised.",
        )
    )
    return journal


def _known() -> tuple[Card, ...]:
    known = Card("Good to know")
    for icon, caption, text in (
        ("message-circle", "Prefers", "WhatsApp, mornings before 9"),
        ("cake", "Birthday", "3 May"),
        ("heart", "Family", "Lucía (5), partner Jon"),
        ("star", "Likes", "Terrace green, dark chocolate"),
        ("circle-alert", "Careful with", "No calls at lunch service"),
    ):
        known.add(FactRow(icon, caption, text))
    coming = Card("Coming up")
    coming.add(TileRow("gift", "One-year mug", "Terrace green, wrapped", "Thu", tone=Tone.CLAY))
    coming.add(TileRow("phone", "Call about the terrace", "Every 3 weeks", "Today"))
    sent = Card("People she sent")
    sent.add(PlainLabel("Ines Moreau, Paul Brandt and two others", wrap=True))
    return known, coming, sent


def shell(page: QWidget, key: str) -> Shell:
    window = Shell()
    for name, text, icon, last in ENTRIES:
        window.add_page(name, page if name == key else QWidget(), text, icon, last=last)
    window.set_count("today", 4)
    window.set_people([(uuid4(), name) for name in ("Rosa Delgado", "Tomasz Wilk", "Amara Okafor")])
    window.show_page(key)
    return window


def render(window: QWidget, width: int, height: int, path: Path) -> None:
    window.resize(width, height)
    window.show()
    application().processEvents()
    window.focusWidget().clearFocus()
    image = QImage(window.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    window.render(painter, QPoint(0, 0))
    painter.end()
    image.save(str(path))
    window.close()
    window.deleteLater()
    application().processEvents()


def application() -> QApplication:
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication([])


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = application()
    QLocale.setDefault(QLocale("en_GB"))
    made: dict[str, Callable[[], QWidget]] = {
        "today": lambda: shell(today_page(), "today"),
        "person": lambda: shell(person_page(), "people"),
        "specimen": lambda: shell(gallery_specimen.page(), "settings"),
        "table": lambda: shell(gallery_specimen.table_page(), "people"),
    }
    for name, make in made.items():
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            theme.apply(app, scheme)
            render(make(), 1280, 860, folder / f"{name}-{scheme}.png")
        theme.apply(app, Scheme.LIGHT)
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        render(make(), 1280, 860, folder / f"{name}-rtl.png")
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        render(make(), 900, 860, folder / f"{name}-900.png")
        theme.apply(app, Scheme.LIGHT, 2.0)
        render(make(), 1280, 1720, folder / f"{name}-200.png")
    theme.apply(app, Scheme.LIGHT)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

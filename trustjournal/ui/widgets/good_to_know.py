"""What is good to know about a person: likes, dates, family, and how to reach them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from trustjournal.domain.choices import FieldKind
from trustjournal.domain.custom_fields import values_of
from trustjournal.domain.organising import CustomField
from trustjournal.domain.records import (
    Address,
    Customer,
    ImportantDate,
    Labelled,
)
from trustjournal.i18n import _
from trustjournal.ui import icons, theme
from trustjournal.ui.outside import mail_url, open_address, phone_url, plain_address, safe_url
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import quiet, tiny_button
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.custom_words import custom_text, field_icon
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.links import LinkLabel
from trustjournal.ui.widgets.money_words import priced
from trustjournal.ui.widgets.note_editor import NoteEditor
from trustjournal.ui.widgets.rows import IconMark
from trustjournal.ui.widgets.tab_order import tab_in_order

_TOP = Qt.AlignmentFlag.AlignTop
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know; `field` is that of the customer if its words can be changed in place."""

    icon: str
    caption: str
    text: str
    field: str = ""
    url: str = ""
    large: bool = False


def facts(
    customer: Customer, currency: str = "", fields: Sequence[CustomField] = ()
) -> Iterator[Fact]:
    """Yield what is known about a customer, the personal first; amounts are in `currency`.

    `fields` are the owner's own, in order.
    """
    yield from _told("message-circle", _("Prefers"), customer.prefers, "prefers")
    for important in customer.dates:
        yield Fact("cake", important.label or _("Date"), day_text(important))
    yield from _told("heart", _("Family"), customer.family, "family")
    yield from _told("star", _("Loves"), customer.loves, "loves")
    yield from _told("circle-alert", _("Careful with"), customer.avoids, "avoids")
    yield from _told("gift", _("Gifts"), customer.gift_policy, "gift_policy")
    if customer.gift_limit is not None:
        yield Fact("tag", _("Gifts up to"), priced(customer.gift_limit, currency))
    for phone in customer.phones:
        caption = _named(_("Phone"), phone)
        yield Fact("phone", caption, phone.value, url=phone_url(phone.value), large=True)
    for email in customer.emails:
        yield Fact("mail", _named(_("E-mail"), email), email.value, url=mail_url(email.value))
    for address in customer.addresses:
        caption = address.label.capitalize() or _("Address")
        yield Fact("map-pin", caption, address_text(address))
    for link in customer.links:
        yield Fact("globe", _named(_("Link"), link), link.value, url=safe_url(link.value))
    yield from _custom(customer, fields)
    yield from _told("quote", _("Note"), customer.note, "note")


def _custom(customer: Customer, fields: Sequence[CustomField]) -> Iterator[Fact]:
    said = values_of(customer.custom)
    for field in fields:
        if value := said.get(field.id):
            url = safe_url(value) if field.kind is FieldKind.LINK else ""
            yield Fact(field_icon(field.kind), field.title, custom_text(field, value), url=url)


def day_text(important: ImportantDate) -> str:
    """Return a day of the year as this computer's language writes it, with its year if known."""
    day = QDate(important.year or _LEAP_YEAR, important.month, important.day)
    form = _("d MMMM yyyy") if important.year else _("d MMMM")
    return QLocale().toString(day, form)


def address_text(address: Address) -> str:
    """Return an address on as many lines as it has parts."""
    town = " ".join(part for part in (address.postal_code, address.city) if part)
    lines = (address.street, town, address.region, address.country)
    return "\n".join(line for line in lines if line)


def _told(icon: str, caption: str, text: str, field: str) -> Iterator[Fact]:
    if text.strip():
        yield Fact(icon, caption, text, field)


def _named(what: str, entry: Labelled) -> str:
    return _("{what}, {label}").format(what=what, label=entry.label) if entry.label else what


class GoodToKnow(Card):
    """Facts that can be changed where they stand.

    `words_saved` fires with a field of the customer and its new words, `edit_wanted` where only
    the whole form will do, `edit_began` with the editor of a field and its fact.
    """

    words_saved = Signal(str, str)
    edit_began = Signal(object, object)
    edit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.edit_button = tiny_button("pen-line", _("Edit what is known"))
        super().__init__(_("Good to know"), trailing=self.edit_button, parent=parent)
        self.rows: list[FactRow] = []
        self._waiting: tuple[Customer, str, Sequence[CustomField]] | None = None
        self._editing: FactRow | None = None
        self.edit_button.clicked.connect(self.edit_wanted)

    def show_customer(
        self, customer: Customer, currency: str = "", fields: Sequence[CustomField] = ()
    ) -> None:
        """Show what is known; while something is being edited, the rest waits."""
        if self._editing is not None:
            self._waiting = customer, currency, fields
            return
        self.clear()
        self.rows = [FactRow(fact) for fact in facts(customer, currency, fields)]
        for row in self.rows:
            row.edit_wanted.connect(partial(self._edit, row))
            self.add(row)
        if not self.rows:
            nothing = _("What do they love, and when is their birthday?")
            self.add(PlainLabel(nothing, TypeRole.BODY, Tone.MUTED, wrap=True))
            add = quiet(_("Write down what you know"), "plus", small=True, flush=True)
            add.clicked.connect(self.edit_wanted)
            self.body.addWidget(add, 0, Qt.AlignmentFlag.AlignLeading)
        tab_in_order(self)

    def editor(self) -> NoteEditor | None:
        """Return the editor that is open, or None."""
        return self._editing.editor if self._editing else None

    def end_editing(self) -> None:
        """Close the editor: the words are saved, or given up."""
        if self._editing is None:
            return
        row, self._editing = self._editing, None
        row.close_editor()
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self.show_customer(*waiting)

    def _edit(self, row: "FactRow") -> None:
        if not row.fact.field:
            self.edit_wanted.emit()
        elif self._editing is None:
            self._editing = row
            editor = row.open_editor()
            editor.saved.connect(partial(self.words_saved.emit, row.fact.field))
            editor.cancelled.connect(self.end_editing)
            self.edit_began.emit(editor, row.fact)


class FactRow(QWidget):
    """A small icon, a quiet caption, and what is known; `edit_wanted` on F2 or a double click."""

    edit_wanted = Signal()

    def __init__(self, fact: Fact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fact = fact
        self.editor: NoteEditor | None = None
        self.value = self._value()
        self._words = QVBoxLayout()
        self._words.setSpacing(1)
        self._words.addWidget(PlainLabel(fact.caption, TypeRole.SMALL, Tone.MUTED, wrap=True))
        self._words.addWidget(self.value)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 0)
        row.setSpacing(12)
        row.addWidget(IconMark(fact.icon), 0, _TOP)
        row.addLayout(self._words, 1)
        self.setAccessibleName(f"{fact.caption}: {fact.text}")
        self.setAccessibleDescription(_("F2 changes it"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if isinstance(self.value, LinkLabel):
            self.setFocusProxy(self.value)
        self.value.installEventFilter(self)

    def open_editor(self) -> NoteEditor:
        """Put an editor in the place of the words."""
        single = self.fact.field != "note"
        self.editor = NoteEditor(self.fact.text, self.fact.caption, single=single)
        self.value.hide()
        self._words.addWidget(self.editor)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.editor

    def close_editor(self) -> None:
        """Show the words again."""
        if self.editor is not None:
            self.editor.end()
            self.editor = None
            self.value.show()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.edit_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonDblClick:
            self.edit_wanted.emit()
            return True
        if isinstance(event, QContextMenuEvent):
            self.contextMenuEvent(event)
            return True
        return False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icons.icon("copy"), _("Copy"), self.copy)
        if self.fact.url:
            menu.addAction(icons.icon("link"), _("Open"), self.open_link)
        menu.addAction(icons.icon("pen-line"), _("Edit…\tF2"), self.edit_wanted.emit)
        menu.popup(event.globalPos())

    def copy(self) -> None:
        """Put the selected words, or all of them, on the clipboard."""
        QApplication.clipboard().setText(self.value.selectedText() or self.fact.text)

    def open_link(self) -> None:
        """Hand the link to the program that this computer has for it."""
        open_address(self.fact.url)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() and not isinstance(self.value, LinkLabel):
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _value(self) -> PlainLabel:
        fact = self.fact
        if fact.url and not fact.large:
            link = LinkLabel(plain_address(fact.text, fact.url), fact.url)
            link.opened.connect(self.open_link)
            return link
        role = TypeRole.NAME if fact.large else TypeRole.BODY
        value = PlainLabel(fact.text, role, wrap=True)
        value.set_selectable()
        value.setAccessibleName(f"{fact.caption}: {fact.text}")
        return value

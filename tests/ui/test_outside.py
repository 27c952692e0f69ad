"""A hundred odd addresses that imported people bring, opened as the owner would: by a click."""

import re
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import trustjournal.ui
from tests.samples import make_customer
from trustjournal.domain.records import Labelled
from trustjournal.exchange.mail_draft import mail_link
from trustjournal.ui.outside import (
    mail_url,
    open_address,
    phone_url,
    plain_address,
    safe_url,
)
from trustjournal.ui.widgets.good_to_know import GoodToKnow
from trustjournal.ui.widgets.links import LinkLabel

SAFE = {"http", "https", "mailto", "tel"}
SCHEMES = (
    *("http", "https", "mailto", "tel", "file", "ftp", "sftp", "smb", "nfs", "data", "blob"),
    *("javascript", "vbscript", "jar", "view-source", "about", "chrome", "qrc", "ms-msdt"),
    *(
        "ms-word",
        "search-ms",
        "steam",
        "ssh",
        "telnet",
        "ldap",
        "gopher",
        "x-apple.systempreferences",
    ),
)
OPENED = {
    "https://cafealma.example": "https://cafealma.example",
    "cafealma.example/menu": "https://cafealma.example/menu",
    "cafealma.example:8080": "https://cafealma.example:8080",
    "HTTP://Example.ORG": "http://example.org",
    "mailto:rosa@example.org": "mailto:rosa@example.org",
    "mailto:rosa@example.org?subject=Bowls": "mailto:rosa@example.org?subject=Bowls",
    "tel:+34600": "tel:+34600",
    "tel:+34-600.000(1)": "tel:+34-600.000(1)",
    "https://münchen.example/ü": "https://xn--mnchen-3ya.example/%C3%BC",
    "https://аррӏе.com": "https://xn--80ak6aa92e.com",
    "https://good.example/@evil": "https://good.example/@evil",
    "https://good.example/#file:///etc": "https://good.example/#file:///etc",
    "https://good.example/?u=javascript:x": "https://good.example/?u=javascript:x",
}
REFUSED = (
    *(f"{scheme}://host/share" for scheme in SCHEMES if scheme not in {"http", "https"}),
    *(f"{scheme.upper()}:/id" for scheme in SCHEMES if scheme not in SAFE),
    *(
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
    ),
    *("file:///etc/passwd", "FILE:///C:/Windows/System32/calc.exe", "file:evil.desktop"),
    *(r"\\host\share\x.exe", r"C:\Windows\calc.exe", "//host/share", "/etc/passwd", "~/.bashrc"),
    *("https://", "https:", "https:///etc/passwd", "http://:80", "https://?q", "https://#x"),
    *(
        "https://bank.example@evil.example",
        "https://bank.example:443@evil.example",
        "https://@evil",
    ),
    *(
        "bank.example@evil.example/login",
        "https://a%40b@evil.example",
        r"https://good.example\@evil",
    ),
    *("https://a b", "https://a.example\nfile:x", "https://a\0b", "https://a\u202egro.elpmaxe"),
    *("https://good.example\u200b.evil.example", "https://good\u00ad.example", "https://a\u2066b"),
    *("https://[::1", "https://a..example", "https://%zz", "https://exa<mple", "https://a|b"),
    *("mailto:", "mailto:rosa", "mailto:a@b@c", "mailto:a@example.org?bcc=all@example.org"),
    *("mailto:a@example.org?attach=/etc/passwd", "mailto:a@example.org?cc=b@example.org#x"),
    *("mailto://a@example.org", "mailto:a@example.org?ATTACHMENT=/etc/passwd"),
    *("tel:", "tel:ask for Jon", "tel:+34;phone-context=evil.example", "tel:+34?x=1", "tel://evil"),
    *("", "  ", ":", "://", "https://" + "a" * 5000, "<a href='https://evil'>x</a>"),
    *("[x](javascript:alert(1))", "%6a%61vascript:alert(1)", "&#106;avascript:alert(1)"),
)


class Program(QObject):
    """Stands for every program that this computer would open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(bytes(url.toEncoded().data()).decode())


@pytest.fixture
def program() -> Generator[Program]:
    services: Any = QDesktopServices  # its stub asks for bytes, Qt for the name as text
    made = Program()
    schemes = {scheme.partition(".")[0] for scheme in SCHEMES} | {"c", ""}
    for scheme in schemes:
        services.setUrlHandler(scheme, made, "take")
    yield made
    for scheme in schemes:
        services.unsetUrlHandler(scheme)


def shown(qtbot: QtBot, link: str) -> LinkLabel | None:
    """Return the link of a person that has one, None where it is shown as text."""
    card = GoodToKnow()
    qtbot.addWidget(card)
    card.resize(320, 800)
    card.show()
    card.show_customer(replace(make_customer(), links=(Labelled(value=link),)))
    return card.findChild(LinkLabel)


@pytest.mark.parametrize(("text", "url"), OPENED.items())
def test_a_link_opens_on_a_click_and_says_before_where_it_leads(
    text: str, url: str, program: Program, qtbot: QtBot
) -> None:
    link = shown(qtbot, text)
    assert link is not None
    assert program.opened == []
    assert url in link.toolTip().replace("&amp;", "&").replace("&#x27;", "'")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert program.opened == [url]


def test_a_hundred_others_are_text_that_a_click_opens_nothing_of(
    program: Program, qtbot: QtBot
) -> None:
    assert len(set(REFUSED)) >= 100
    for text in REFUSED:
        assert safe_url(text) == "", text
        assert shown(qtbot, text) is None, text
        assert not open_address(text)
    assert program.opened == []


@pytest.mark.parametrize(
    ("text", "shown_as"),
    [
        ("https://cafealma.example", "https://cafealma.example"),
        ("münchen.example", "münchen.example"),
        ("https://日本語.example", "https://日本語.example"),
        ("https://аррӏе.com", "https://xn--80ak6aa92e.com"),
        ("https://pаypal.example", "https://xn--pypal-4ve.example"),
        ("https://ｇood.example", "https://good.example"),
        ("https://good.example/אבג/evil", "https://good.example/%D7%90%D7%91%D7%92/evil"),
    ],
)
def test_an_address_that_would_be_misread_is_shown_as_it_is(
    text: str, shown_as: str, qtbot: QtBot
) -> None:
    assert plain_address(text, safe_url(text)) == shown_as
    link = shown(qtbot, text)
    assert link is not None
    assert link.accessibleName() == shown_as


@given(st.text(max_size=60))
def test_whatever_is_written_only_safe_schemes_come_out(text: str) -> None:
    for url in (safe_url(text), mail_url(text), phone_url(text)):
        assert not url or QUrl(url).scheme() in SAFE
        assert not url or safe_url(url) == url


def test_an_address_cannot_add_fields_to_the_letter() -> None:
    assert "?" not in mail_url("rosa@example.org?bcc=all@example.org")
    assert mail_url("rosa@example.org") == "mailto:rosa@example.org"
    assert mail_url("not an address") == ""


def test_a_letter_goes_through_the_gate_as_it_was_written(program: Program) -> None:
    link = mail_link("rosa@example.org", "Bowls & more", "Dear Rosa,\n100 % #yours?\n&c=1")
    assert open_address(link)
    assert program.opened == [link]


def test_a_number_is_dialled_by_its_digits() -> None:
    assert phone_url("+44 (7700) 900-101") == "tel:+447700900101"
    assert phone_url("ask for Jon") == ""


def test_nothing_is_opened_but_through_the_gate() -> None:
    folder = Path(trustjournal.ui.__path__[0])
    opens = re.compile(
        r"openUrl|setOpenExternalLinks\(True|setOpenLinks\(True|webbrowser|startfile"
    )
    found = {path.name for path in folder.rglob("*.py") if opens.search(path.read_text("utf-8"))}
    assert found == {"outside.py"}

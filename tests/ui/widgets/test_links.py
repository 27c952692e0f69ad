import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from trustjournal.ui.widgets.links import LinkLabel, mail_url, phone_url, safe_url

SAFE = {"http", "https", "mailto", "tel"}


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://cafealma.example", "https://cafealma.example"),
        ("cafealma.example/menu", "https://cafealma.example/menu"),
        ("cafealma.example:8080", "https://cafealma.example:8080"),
        ("mailto:rosa@example.org", "mailto:rosa@example.org"),
        ("tel:+34600", "tel:+34600"),
    ],
)
def test_a_link_to_the_web_a_letter_or_a_call_opens(text: str, url: str) -> None:
    assert safe_url(text) == url


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "FILE:///C:/Windows",
        "smb://host/share",
        "data:text/html,x",
        "ms-msdt:/id",
        "vbscript:x",
        "https://",
        "https://a b",
        "https://a.example\nfile:x",
        "",
        "  ",
    ],
)
def test_anything_else_stays_text(text: str) -> None:
    assert safe_url(text) == ""


@given(st.text(max_size=60))
def test_whatever_is_written_only_safe_schemes_come_out(text: str) -> None:
    for url in (safe_url(text), mail_url(text), phone_url(text)):
        assert not url or QUrl(url).scheme() in SAFE


def test_an_address_cannot_add_fields_to_the_letter() -> None:
    assert "?" not in mail_url("rosa@example.org?bcc=all@example.org")
    assert mail_url("rosa@example.org") == "mailto:rosa@example.org"
    assert mail_url("not an address") == ""


def test_a_number_is_dialled_by_its_digits() -> None:
    assert phone_url("+44 (7700) 900-101") == "tel:+447700900101"
    assert phone_url("ask for Jon") == ""


def test_a_link_opens_on_a_click_and_on_enter(qtbot: QtBot) -> None:
    link = LinkLabel("https://cafealma.example")
    qtbot.addWidget(link)
    link.show()
    opened: list[bool] = []
    link.opened.connect(lambda: opened.append(True))
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    QTest.keyClick(link, Qt.Key.Key_Return)
    QTest.mouseClick(link, Qt.MouseButton.RightButton)
    assert len(opened) == 2


def test_a_long_link_breaks_into_lines(qtbot: QtBot) -> None:
    link = LinkLabel("someone.with-a-very-long-name@a-rather-long-host-name.example")
    qtbot.addWidget(link)
    assert link.heightForWidth(200) >= 2 * link.fontMetrics().height()
    assert "\u200b" not in link.accessibleName()

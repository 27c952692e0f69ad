"""Whatever somebody else wrote is text: in the window, on paper, in calendars and other files."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from tests.hostile_book import MARK, hostile
from trustjournal.domain.calendar_entries import Entry
from trustjournal.domain.letters import Form, Paper, Post, Sender
from trustjournal.domain.story_words import Chapter, Line, Told
from trustjournal.exchange import csv_files, ical, story_markdown
from trustjournal.exchange.mail_draft import draft
from trustjournal.printing import press, story

ROOT = Path(__file__).parents[1]
LINE = hostile("/etc/hostname")
INJECTED = f"{LINE}\r\nATTACH:file:///etc/passwd\nEND:VEVENT\u2028BEGIN:VEVENT\x85"
TOLD = Told(
    title=LINE,
    lead=INJECTED,
    chapters=(Chapter(LINE, (Line(LINE, INJECTED),)), Chapter(LINE, (Line(LINE, LINE),), True)),
)
_FOLDERS = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


def test_no_page_or_dialog_takes_text_for_more_or_opens_what_it_names(tmp_path: Path) -> None:
    """A window on a journal all of whose texts are hostile, under a guard of the network."""
    home = tmp_path / "home"
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile_walk", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, **dict.fromkeys(_FOLDERS, str(home)), "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
    met = int(done.stderr.splitlines()[-1].split()[2]) if "hostile" in done.stderr else 0
    assert met > 1000


def test_a_calendar_gets_one_event_whatever_its_words_are() -> None:
    entry = Entry(
        key=UUID(int=1), on=date(2026, 12, 1), title=INJECTED, person=LINE, words=INJECTED
    )
    content = ical.calendar([entry], datetime(2026, 11, 22, tzinfo=UTC), with_words=True)
    assert not any(line.startswith(b"ATTACH") for line in content.splitlines())
    assert content.decode().splitlines().count("BEGIN:VEVENT") == 1
    read: Any = Calendar.from_ical(content)
    (event,) = read.walk("VEVENT")
    assert "ATTACH" not in event
    assert MARK in event["summary"]


def test_a_story_as_markdown_shows_no_picture_and_leads_nowhere(qapp: QApplication) -> None:
    shown = QTextDocument()
    shown.setMarkdown(story_markdown.markdown(TOLD))
    html = shown.toHtml()
    assert "<img" not in html
    assert "<a href" not in html
    assert shown.toPlainText().count("<script>") == 8


def test_a_story_on_paper_has_no_link_picture_or_script(qapp: QApplication) -> None:
    for content in (story.pdf(TOLD), *_letters()):
        for deed in (b"/URI", b"/JavaScript", b"/Launch", b"/Subtype /Image", b"/EmbeddedFile"):
            assert deed not in content


def _letters() -> list[bytes]:
    post = Post(name=LINE, address=(LINE, LINE), text=INJECTED, subject=LINE)
    sender = Sender(LINE, business=LINE, address=(LINE,))
    papers = ((Form.CARD, Paper.A6), (Form.LETTER, Paper.A4), (Form.ENVELOPE, Paper.C6))
    return [press.pdf(press.Stack([post], sender, form, paper)) for form, paper in papers]


def test_a_mail_draft_has_the_headers_it_should(qapp: QApplication) -> None:
    content = draft(INJECTED, "rosa@example.org", f"{INJECTED}\r\nBcc: all@example.org", INJECTED)
    head = content.partition(b"\r\n\r\n")[0]
    names = {line.partition(b":")[0] for line in head.splitlines() if line[:1] not in b" \t"}
    assert b"Bcc" not in names
    assert b"ATTACH" not in names


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "|", "＝", "'="])
def test_a_cell_that_is_hostile_is_guarded_and_comes_back(start: str) -> None:
    cell = start + LINE
    assert csv_files.guard(cell) == f"'{cell}"
    assert csv_files.unguard(csv_files.guard(cell)) == cell

"""You said, we did, as text for others to read."""

from datetime import date

import pytest

from tests.samples import make_wish
from trustjournal.domain.feedback import Told
from trustjournal.exchange.you_said import TextForm, write

DAY = date(2026, 11, 20)
LIDS = Told(
    make_wish("Lids\nfor [jars]", done="Every jar has *one*"), DAY, (("Rosa", DAY), ("", None))
)
CUPS = Told(make_wish("=1+1", done="Bigger cups"), DAY, (("Kim & Co", DAY),))


def test_markdown_shows_the_owners_words_as_they_are() -> None:
    assert write([LIDS, CUPS], TextForm.MARKDOWN, with_names=False) == (
        "# You said, we did\n\n"
        "## Lids for \\[jars\\]\n\n"
        "We did: Every jar has \\*one\\*\n\n"
        "2 people asked, 20 November 2026\n\n"
        "## =1+1\n\n"
        "We did: Bigger cups\n\n"
        "1 person asked, 20 November 2026\n"
    )


def test_plain_text_needs_no_marks() -> None:
    text = write([LIDS], TextForm.PLAIN, with_names=True)
    assert text == (
        "You said, we did\n\nLids for [jars]\n\nWe did: Every jar has *one*\n\n"
        "2 people asked: Rosa, 20 November 2026\n"
    )


def test_a_table_is_guarded_for_spreadsheets() -> None:
    lines = write([CUPS], TextForm.TABLE, with_names=True).split("\r\n")
    assert lines == [
        "\ufeffyou_said,we_did,on,people,names",
        "'=1+1,Bigger cups,2026-11-20,1,Kim & Co",
        "",
    ]


@pytest.mark.parametrize("form", TextForm)
def test_nobody_is_named_unless_that_is_wanted(form: TextForm) -> None:
    assert "Rosa" not in write([LIDS, CUPS], form, with_names=False)
    assert "Rosa" in write([LIDS, CUPS], form, with_names=True)


@pytest.mark.parametrize("form", TextForm)
def test_nothing_told_is_a_heading_alone(form: TextForm) -> None:
    assert len(write([], form, with_names=True).strip().splitlines()) == 1

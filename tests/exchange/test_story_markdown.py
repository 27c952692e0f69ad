"""A story as Markdown reads as the words it was made of, whatever they look like."""

from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from trustjournal.domain.story_words import Chapter, Line, Told
from trustjournal.exchange.story_markdown import markdown

letters = st.one_of(
    st.text(), st.text(st.sampled_from("#*_`-+=>|~[]()!<>&\\1.) \n\tab"), max_size=20)
)


def read(text: str) -> str:
    """What one who reads the Markdown sees, in words."""
    document = QTextDocument()
    document.setMarkdown(text)
    return " ".join(document.toPlainText().split())


def plain(text: str) -> str:
    return " ".join("".join(" " if category(sign) == "Cc" else sign for sign in text).split())


def test_facts_events_and_chapters_stand_as_markdown_has_them() -> None:
    told = Told(
        "Rosa_Delgado",
        "All of it.",
        (
            Chapter("Who", (Line("Name", "Rosa"), Line("Note", "one\ntwo")), is_facts=True),
            Chapter("In touch", (Line("1 May · Call", "# She asked\n1. for <b>cups</b>"),)),
        ),
    )
    assert markdown(told) == (
        "# Rosa\\_Delgado\n\nAll of it.\n\n## Who\n\n- **Name:** Rosa\n- **Note:** one  \n  two\n\n"
        "## In touch\n\n**1 May · Call**\n\n\\# She asked  \n1\\. for \\<b\\>cups\\</b\\>\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        *("<script>alert(1)</script>", "![x](http://example.org/x.png)", "[a](b)", "a\n===\nb"),
        *("- a\n  - b", "    code", "```\ncode\n```", "> quote", "&lt;b&gt;", "a | b\n--- | ---"),
        *("1) one", "* a", "+34 600", "~~gone~~", "$x$", "\\*", "a  \nb", "-", "# a #"),
    ],
)
def test_markup_among_the_words_stays_words(qapp: QApplication, text: str) -> None:
    told = Told(
        "A", "B", (Chapter("C", (Line("D", text),)), Chapter("E", (Line("F", text),), True))
    )
    seen = f"A B C D {plain(text)} E F: {plain(text)}"
    assert read(markdown(told)) == seen


@settings(max_examples=150, deadline=None)
@given(text=letters)
def test_any_text_can_be_read_again(qapp: QApplication, text: str) -> None:
    told = Told("A", "B", (Chapter("C", (Line("D", text),)),))
    assert read(markdown(told)) == " ".join(["A B C D", *plain(text).split()])

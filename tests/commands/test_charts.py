"""Every chart that the command line knows is drawn, and what cannot be drawn is refused."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.commands.conftest import Tell
from trustjournal.commands.insights import CHARTS

OF_EVERYONE = ("map", "cycle", "cohorts", "light", "questions", *CHARTS)
OF_ONE = ("depth", "rhythm", "questions")


@pytest.fixture
def sample(tell: Tell, journal: Path) -> Path:
    assert tell("new", journal, "--sample").status == 0
    return journal


@pytest.mark.parametrize(
    "words", [*((one,) for one in OF_EVERYONE), *((n, "rosa") for n in OF_ONE)]
)
def test_a_chart_of_the_sample_book_is_drawn(
    tell: Tell, sample: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    target = tmp_path / "chart.svg"
    said = tell("chart", *words, "--to", target)
    assert (said.status, said.err) == (0, "")
    title = ElementTree.parse(target).find(".//{http://purl.org/dc/elements/1.1/}title")
    assert title is not None
    assert title.text


@pytest.mark.parametrize(
    ("suffix", "beginning"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
)
def test_a_chart_is_drawn_to_a_file(
    tell: Tell, book: Path, tmp_path: Path, suffix: str, beginning: bytes
) -> None:
    target = tmp_path / f"depth.{suffix}"
    assert tell("chart", "depth", "delgado", "--to", target).status == 0
    assert target.read_bytes().startswith(beginning)


def test_a_chart_in_a_form_that_is_not_known_is_refused(
    tell: Tell, book: Path, tmp_path: Path
) -> None:
    said = tell("chart", "depth", "delgado", "--to", tmp_path / "depth.doc")
    assert said.status == 1
    assert not (tmp_path / "depth.doc").exists()


def test_a_chart_of_one_person_asks_for_the_name(tell: Tell, book: Path, tmp_path: Path) -> None:
    said = tell("chart", "rhythm", "--to", tmp_path / "rhythm.png")
    assert said.status == 1
    assert said.err == "This chart is of one person. Write their name before --to.\n"


def test_a_chart_of_everyone_takes_no_name(tell: Tell, book: Path, tmp_path: Path) -> None:
    said = tell("chart", "map", "wilk", "--to", tmp_path / "map.png")
    assert said.status == 1
    assert said.err == "This chart is of everyone. Leave the name out.\n"

"""What the whole journal shows, as a script asks for it."""

from pathlib import Path

import pytest

from tests.commands.conftest import Tell
from trustjournal.commands.insights import CHARTS


@pytest.fixture
def sample(tell: Tell, journal: Path) -> Path:
    """A journal with the sample book."""
    assert tell("new", journal, "--sample").status == 0
    return journal


def test_every_section_is_told_in_a_sentence(tell: Tell, sample: Path) -> None:
    said = tell("insights")
    assert said.status == 0
    titles = [line.partition(":")[0] for line in said.out.splitlines() if not line.startswith(" ")]
    assert titles == [
        "Depth of the whole book",
        "How soon you answer",
        "Promises",
        "Who began, and how",
        "Gestures and what they cost",
        "People you lost",
    ]


def test_a_script_gets_the_same_with_stable_names(tell: Tell, sample: Path) -> None:
    found = tell("insights", "--json", "--span", "all").json
    assert set(found) == {
        *("since", "until", "months_each", "depth", "responses", "promises"),
        *("touches", "gestures", "lost"),
    }
    assert set(found["depth"]["ends"][0]) == {"at", "people", "low", "median", "high"}
    for mover in found["depth"]["movers"]:
        assert set(mover) == {"id", "person", "before", "after", "reasons"}
    overall = found["responses"]["overall"]
    assert 0 < overall["median_seconds"] < overall["slowest_tenth_seconds"]
    assert set(found["responses"]["waiting"][0] if found["responses"]["waiting"] else ()) <= {
        *("id", "person", "channel", "seconds"),
    }
    ended = [sum(one["ended"].values()) for one in found["promises"]["periods"]]
    assert sum(ended) == sum(found["promises"]["total"].values()) > 0
    assert {one["began"] for one in found["touches"]} == {"us", "them"}
    assert found["gestures"]["total"]["count"] > 0
    assert [*found["lost"]["people"], *found["lost"]["undated"]]


def test_an_empty_journal_has_nothing_to_tell_but_says_so(tell: Tell, journal: Path) -> None:
    assert tell("new", journal).status == 0
    assert "Nothing was promised" in tell("insights").out
    found = tell("insights", "--json").json
    assert (found["depth"]["ends"], found["responses"]["overall"]) == ([], None)


@pytest.mark.parametrize("what", [what for what in CHARTS if what != "lost"])
def test_each_chart_is_drawn_to_a_file(tell: Tell, sample: Path, tmp_path: Path, what: str) -> None:
    path = tmp_path / f"{what}.svg"
    said = tell("chart", what, "--to", path)
    assert said.status == 0, said.err
    assert path.read_bytes().startswith(b"<?xml")


def test_a_chart_of_nothing_is_refused_in_words(tell: Tell, journal: Path, tmp_path: Path) -> None:
    assert tell("new", journal).status == 0
    said = tell("chart", "lost", "--to", tmp_path / "lost.png")
    assert said.status == 1
    assert "Nobody was lost in this time." in said.err
    assert not (tmp_path / "lost.png").exists()

"""The map in words, and its zones."""

import pytest

from tests.charts.places import TODAY, make_place, silence
from trustjournal.charts.map_picture import (
    MapPicture,
    Zone,
    depth_words,
    describe,
    is_missed,
    silence_words,
    zone_of,
)
from trustjournal.domain.choices import Stage


@pytest.mark.parametrize(
    ("normal", "zone"),
    [
        (None, Zone.UNKNOWN), (1.0, Zone.IN_TOUCH), (0.21, Zone.IN_TOUCH), (0.20, Zone.QUIET),
        (0.11, Zone.QUIET), (0.10, Zone.GONE_QUIET), (0.0, Zone.GONE_QUIET),
    ],
)  # fmt: skip
def test_the_thresholds_part_the_zones(normal: float | None, zone: Zone) -> None:
    assert zone_of(make_place(normal=normal)) is zone


def test_a_silence_is_said_beside_what_is_usual() -> None:
    assert silence_words(make_place()) == "Silent for 4 weeks, usually 2 weeks"
    assert silence_words(make_place(silence=silence(0.3, 9, None))) == "Silent for 9 days"
    assert silence_words(make_place(silence=silence(1.0, 0, 0.4))) == "In touch today"
    assert silence_words(make_place(normal=None)) == "Not in touch yet"
    assert depth_words(make_place(depth=54.99)) == "Familiar, 54"


def test_whom_to_call_first_is_deep_gone_quiet_and_not_lost() -> None:
    assert is_missed(make_place(normal=0.05, depth=55.0))
    assert not is_missed(make_place(normal=0.05, depth=54.0))
    assert not is_missed(make_place(normal=0.15, depth=80.0))
    assert not is_missed(make_place(normal=0.05, depth=80.0, stage=Stage.LOST))


def test_the_map_is_told_to_those_who_do_not_see_it() -> None:
    places = [
        make_place("Rosa", 0.05, depth=80.0),
        make_place("Leon", 0.04, depth=60.0),
        make_place("Ines", 0.9),
        make_place("Paul", None),
    ]
    assert describe(MapPicture(places, TODAY)) == (
        "4 people. Not in touch yet: 1. In touch: 1. Gone quiet: 2. "
        "Deep and gone quiet: Rosa and Leon."
    )
    assert describe(MapPicture([], TODAY)) == "Nobody is on the map yet."

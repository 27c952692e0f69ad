from itertools import product

import pytest

from tests.ui.contrast import contrast
from trustjournal.ui.palette import DARK, LIGHT, Tokens, Tone

BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("bg", "surface", "raised", "side", "hover", "select")


def test_contrast_runs_from_one_to_twenty_one() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1


@BOTH
@pytest.mark.parametrize(
    ("ink", "ground"), list(product(("ink", "muted", "accent", "clay", "gold"), GROUNDS))
)
def test_text_can_be_read_on_every_ground(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(tokens.colour(ink), tokens.colour(ground)) >= 4.5


@BOTH
@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_can_be_read_on_its_own_soft_ground(tokens: Tokens, tone: Tone) -> None:
    assert contrast(tokens.colour(tone), tokens.soft(tone)) >= 4.5


@BOTH
@pytest.mark.parametrize("ground", ["accent", "accent_hover"])
def test_the_words_of_a_primary_button_can_be_read(tokens: Tokens, ground: str) -> None:
    assert contrast(tokens.on_accent, tokens.colour(ground)) >= 4.5


@BOTH
@pytest.mark.parametrize("ground", ["bg", "surface", "raised"])
def test_the_edge_of_a_control_and_its_focus_stand_out(tokens: Tokens, ground: str) -> None:
    assert contrast(tokens.line_strong, tokens.colour(ground)) >= 3
    assert contrast(tokens.accent, tokens.colour(ground)) >= 3


@BOTH
def test_every_chart_colour_stands_out_on_a_card(tokens: Tokens) -> None:
    assert all(contrast(colour, tokens.surface) >= 3 for colour in tokens.chart)

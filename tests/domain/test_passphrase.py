"""What a passphrase withstands, and what is refused as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.passphrase import SHORTEST, Strength, check_new, strength
from trustjournal.errors import InvalidEntry


@pytest.mark.parametrize(
    ("passphrase", "expected"),
    [
        ("", Strength.EASY),
        ("password", Strength.EASY),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", Strength.EASY),
        ("abcdefghijklmnopqrstuvwxyz", Strength.EASY),
        ("123456789012345", Strength.EASY),
        ("clay clay clay clay clay", Strength.EASY),
        ("Summer2024!", Strength.EASY),
        ("potter oak lamp", Strength.EASY),
        ("kX9#qP2v", Strength.FAIR),
        ("glaze window otter", Strength.FAIR),
        ("correct horse battery staple", Strength.STRONG),
        ("kX9#qP2vT7!m", Strength.STRONG),
    ],
)
def test_a_passphrase_is_as_strong_as_it_is_long_and_by_chance(
    passphrase: str, expected: Strength
) -> None:
    assert strength(passphrase) is expected


@given(st.text(max_size=30), st.text(max_size=10))
def test_no_passphrase_is_weaker_for_another_word_behind_it(passphrase: str, more: str) -> None:
    order = list(Strength)
    longer = f"{passphrase} {more}"
    assert order.index(strength(longer)) >= order.index(strength(passphrase))


def test_a_new_passphrase_is_long_enough_and_the_same_twice() -> None:
    assert check_new("glaze window", "glaze window") == "glaze window"
    with pytest.raises(InvalidEntry, match=str(SHORTEST)):
        check_new("glaze", "glaze")
    with pytest.raises(InvalidEntry, match=str(SHORTEST)):
        check_new(" " * 12, " " * 12)
    with pytest.raises(InvalidEntry, match="not the same"):
        check_new("glaze window", "glaze  window")

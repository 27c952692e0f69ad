"""Signs of trust as lines of the story."""

import pytest

from tests.ui.widgets.views import touch, view_of
from trustjournal.domain.choices import (
    Channel,
    Kind,
)
from trustjournal.domain.signs import SIGNS
from trustjournal.ui.icons import icon
from trustjournal.ui.models.entries import happened


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_noted_by_itself_has_its_own_icon(sign: Kind) -> None:
    noted, called = touch(sign, 3), touch(sign, 3, channel=Channel.PHONE)
    view = view_of([noted, called])
    assert happened(called, view).icon == "phone"
    own = happened(noted, view).icon
    assert own not in {"phone", "pen-line"}
    assert not icon(own).isNull()


@pytest.mark.parametrize(
    ("kind", "feeling", "sign"),
    [
        (Kind.RENEWAL, None, "Sign of trust"),
        (Kind.PROOF_AGAIN, None, "Sign of doubt"),
        (Kind.PRAISE, 2, "Great"),
        (Kind.CONVERSATION, None, ""),
    ],
)
def test_a_sign_whose_feeling_was_not_noted_says_what_it_shows(
    kind: Kind, feeling: int | None, sign: str
) -> None:
    noted = touch(kind, 3, feeling=feeling)
    assert happened(noted, view_of([noted])).sign == sign

"""A sign of trust is noted with one key."""

from datetime import timedelta

import pytest

from tests.samples import NOON, make_check_in, make_customer
from tests.services.applying import the, there_and_back
from trustjournal.domain.choices import (
    Began,
    Channel,
    Kind,
)
from trustjournal.domain.records import (
    CheckIn,
    Touchpoint,
)
from trustjournal.domain.signs import LACKING, SIGNS
from trustjournal.services.signs import log_sign

ANA = make_customer("Ana Costa")
TODAY = NOON.date()
DUE = make_check_in(ANA.id, every_days=21, due_on=TODAY - timedelta(days=2))


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_a_touchpoint_of_now_that_nobody_waits_to_be_answered(sign: Kind) -> None:
    changeset = log_sign(ANA, sign, NOON, "Europe/Madrid", {})
    touch = the(Touchpoint, there_and_back(changeset))
    assert (touch.kind, touch.channel, touch.zone) == (sign, Channel.OTHER, "Europe/Madrid")
    assert (touch.happened_at, touch.customer_ids) == (NOON, (ANA.id,))
    assert touch.began is Began.US or touch.answered_at == NOON
    assert (touch.began is Began.US) == (sign is Kind.FOOT_DRAGGING)


def test_the_label_says_what_they_did() -> None:
    assert log_sign(ANA, Kind.RENEWAL, NOON, "UTC", {}).label == "Renewed on time: Ana Costa"


@pytest.mark.parametrize("sign", SIGNS)
def test_what_shows_trust_moves_the_check_in_and_what_shows_a_lack_does_not(sign: Kind) -> None:
    changeset = log_sign(ANA, sign, NOON, "Europe/Madrid", {ANA.id: DUE})
    after = the(CheckIn, there_and_back(changeset, DUE))
    expected = DUE.due_on if sign in LACKING else TODAY + timedelta(days=21)
    assert after.due_on == expected

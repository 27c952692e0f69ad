"""Zones of entries that come from other computers."""

import pytest

from trustjournal.domain.zones import zone_of


@pytest.mark.parametrize("name", ["Europe/Atlantis", "Europe", "../zones", "", "a\0b", "Évreux"])
def test_a_zone_that_is_not_known_here_is_utc(name: str) -> None:
    assert zone_of(name).key == "UTC"


def test_a_known_zone_is_itself() -> None:
    assert zone_of("America/Sao_Paulo").key == "America/Sao_Paulo"

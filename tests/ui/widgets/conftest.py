"""Widgets are tested dressed, in light colours at 100 %."""

import pytest


@pytest.fixture(autouse=True)
def looks(dressed: None) -> None:
    """Every widget is seen in the light look."""

"""Pictures of the four questions for the tests of charts."""

from tests.samples import make_customer
from trustjournal.charts.questions_picture import (
    PanelsPicture,
    PersonPicture,
    SpreadPicture,
    rows_of,
)
from trustjournal.domain.choices import Question
from trustjournal.domain.question_profiles import Profile, profile, spread

U, D, H, F = Question
SUMS = {U: (6.0, 0.0), D: (0.5, 2.0), H: (3.0, 0.0)}


def person(*, mirrored: bool = False) -> PersonPicture:
    """Understood, let down on promises, able; nothing known of fairness."""
    return PersonPicture("Rosa Delgado", rows_of(SUMS), 20.0, "Keep one.", mirrored)


def profiles(count: int, name: str = "Person") -> list[Profile]:
    return [profile(make_customer(f"{name} {number}"), SUMS) for number in range(count)]


def panels(count: int, *, mirrored: bool = False) -> PanelsPicture:
    return PanelsPicture(profiles(count), mirrored=mirrored)


def spread_of(count: int, *, mirrored: bool = False) -> SpreadPicture:
    return SpreadPicture(spread(profiles(count)), count, mirrored=mirrored)

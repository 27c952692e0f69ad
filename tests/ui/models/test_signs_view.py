"""The signs of one person, as their card shows them."""

from tests.ui.widgets.views import touch, view_of
from trustjournal.domain.choices import Kind
from trustjournal.domain.signs import Verdict
from trustjournal.ui.models.signs_view import signs_of


def test_of_each_sign_the_latest_of_this_year_and_how_often() -> None:
    latest, old = touch(Kind.PRAISE, 3), touch(Kind.RENEWAL, 400)
    found = signs_of(view_of([touch(Kind.PRAISE, 40), latest, old, touch(Kind.VISIT, 1)]))
    assert found.latest == {Kind.PRAISE: latest}
    assert found.counts == {Kind.PRAISE: 2}


def test_signs_are_held_against_the_depth_of_the_rest() -> None:
    found = signs_of(view_of([touch(Kind.RENEWAL, 40), touch(Kind.REFERENCE, 3)]))
    assert found.check is not None
    assert found.check.verdict is Verdict.UNDERRATES
    assert signs_of(view_of()).check is None

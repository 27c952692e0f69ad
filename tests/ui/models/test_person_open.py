"""What is open with one person: who waits, what is put right, what nobody took up."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.samples import TODAY, make_recovery
from tests.ui.widgets.views import MORNING, ROSA, ZONE, touch, view_of
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import Began, Kind
from trustjournal.domain.records import Preferences, Recovery, Touchpoint
from trustjournal.ui.models.person_open import Open, closed, read_open

DAY = timedelta(days=1)


def enquiry(days_ago: float, **fields: Any) -> Touchpoint:
    return touch(Kind.ENQUIRY, days_ago, **({"began": Began.THEM} | fields))


def read(*touches: Touchpoint, recoveries: tuple[Recovery, ...] = (), **known: Any) -> Open:
    story = replace(view_of(touches).story, recoveries=recoveries)
    preferences = Preferences(**identity(), **known)
    return read_open(replace(story, preferences=preferences), MORNING, ZONE)


def test_who_waits_the_longest_comes_first_with_how_that_stands() -> None:
    # 22 November 2026 is a Sunday.
    newer, older = enquiry(0.1), enquiry(5)
    found = read(newer, older, enquiry(9, answered_at=MORNING), enquiry(2, began=Began.US))
    assert [one.enquiry for one in found.waiting] == [older, newer]
    assert [one.is_late for one in found.waiting] == [True, False]
    assert "three business days over your own time" in found.waiting[0].sentence


def test_what_is_planned_ahead_waits_for_nothing_yet() -> None:
    assert not read(enquiry(-1)).waiting


def test_free_days_of_the_owner_s_country_do_not_count() -> None:
    asked = enquiry((MORNING - MORNING.replace(month=10, day=12, hour=8)) / DAY)
    somewhere, spain = (read(asked, country=country).waiting[0] for country in ("", "ES"))
    assert somewhere.sentence != spain.sentence


def test_what_is_put_right_and_what_nobody_took_up_are_told_apart() -> None:
    taken, alone, right = (
        touch(Kind.COMPLAINT, 3),
        touch(Kind.COMPLAINT, 4),
        touch(Kind.COMPLAINT, 9, resolved_at=MORNING),
    )
    open_one = make_recovery(ROSA.id, touchpoint_id=taken.id)
    over = make_recovery(ROSA.id, ended_on=TODAY)
    found = read(taken, alone, right, recoveries=(over, open_one))
    assert found.recoveries == (open_one,)
    assert found.untaken == (alone,)


def test_only_an_unease_that_is_over_has_a_line_of_its_own() -> None:
    over = make_recovery(ROSA.id, ended_on=TODAY)
    complained = make_recovery(ROSA.id, ended_on=TODAY, touchpoint_id=touch(Kind.COMPLAINT, 1).id)
    assert closed([over, complained, make_recovery(ROSA.id)]) == [(TODAY, over)]

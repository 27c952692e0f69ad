"""Check-ins in the words of their rows, and in the group where the owner looks for them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.samples import (
    make_check_in,
    make_customer,
    make_stage_rule,
    make_tag_rule,
    make_touchpoint,
)
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.choices import Kind, Stage
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.records import Record
from trustjournal.ui.models.check_in_entries import (
    AHEAD,
    UNPLANNED,
    UNREACHED,
    WAITING,
    check_ins_content,
    has_own,
    has_plan,
    lacks_plan,
)
from trustjournal.ui.models.plan_model import Content, Entry
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
ROSA = make_customer(company="Café Alma")
Reading = Callable[..., Content]


@pytest.fixture
def content(session: JournalSession) -> Reading:
    def read(*records: Record) -> Content:
        fill(session, *records)
        with session.engine.connect() as connection:
            return check_ins_content(connection, MORNING)

    return read


def due(days: int, **fields: Any) -> Record:
    values = {"every_days": 21, "due_on": TODAY + timedelta(days=days)}
    return make_check_in(ROSA.id, **(values | fields))


def placed(content: Content) -> tuple[str, Entry]:
    (found,) = [(one.title, entry) for one in content.sections for entry in one.entries]
    return found


@pytest.mark.parametrize(
    ("days", "group", "kind", "when"),
    [
        (-14, "When you get to it", WAITING, "8 Nov"),
        (0, "Today", WAITING, "Today"),
        (1, "This week", AHEAD, "Tomorrow"),
        (6, "This week", AHEAD, "Sat"),
        (7, "Later", AHEAD, "29 Nov"),
    ],
)
def test_each_stands_where_its_day_is_looked_for(
    content: Reading, days: int, group: str, kind: str, when: str
) -> None:
    title, entry = placed(content(ROSA, due(days)))
    assert (title, entry.kind, entry.when) == (group, kind, when)
    assert (entry.when_tone is Tone.CLAY) is (days < 0)


def test_a_row_says_the_rhythm_the_last_touch_and_what_it_is_about(content: Reading) -> None:
    touch = make_touchpoint(ROSA.id, happened_at=MORNING - timedelta(days=35))
    _title, entry = placed(content(ROSA, due(0, about="ask how the terrace went"), touch))
    assert (entry.title, entry.aside) == ("Rosa Delgado", "Café Alma")
    assert (entry.state, entry.under) == ("Last spoke 5 weeks ago", "every 3 weeks")
    assert entry.text == "Ask how the terrace went"
    assert has_plan(entry)


def test_a_snoozed_check_in_waits_where_its_snooze_ends(content: Reading) -> None:
    snoozed = due(-9, snoozed_until=TODAY + timedelta(days=3))
    title, entry = placed(content(ROSA, snoozed))
    assert (title, entry.when, entry.state) == ("This week", "Wed", "Snoozed. Not spoken yet")


def test_a_snooze_that_is_over_is_not_mentioned(content: Reading) -> None:
    title, entry = placed(content(ROSA, due(-9, snoozed_until=TODAY)))
    assert (title, entry.state) == ("Today", "Not spoken yet")


def test_a_check_in_may_have_no_date(content: Reading) -> None:
    title, entry = placed(content(ROSA, due(0, due_on=None, every_days=None, about="tiles")))
    assert (title, entry.when) == ("Without a date", "")


def test_a_check_in_without_a_rhythm_happens_once(content: Reading) -> None:
    assert placed(content(ROSA, due(2, every_days=None)))[1].under == "just once"


def test_who_has_no_check_in_is_listed_to_be_planned(content: Reading) -> None:
    title, entry = placed(content(ROSA))
    assert (title, entry.kind, entry.key) == ("No plan yet", UNPLANNED, ROSA.id)
    assert lacks_plan(entry)


def test_a_lost_customer_is_not_called_due(content: Reading) -> None:
    lost = make_customer("Anna", stage=Stage.LOST)
    title, _entry = placed(content(lost, make_check_in(lost.id, due_on=TODAY, every_days=7)))
    assert title == "Left in peace"


def test_the_lead_counts_who_waits_and_who_has_no_plan(content: Reading) -> None:
    others = [make_customer(name) for name in ("Ana", "Bea")]
    assert content(ROSA, *others, due(-1)).lead == (
        "One person is looking forward to hearing from you. 2 have no plan yet."
    )


def test_with_nobody_waiting_the_lead_says_so(content: Reading) -> None:
    assert content(ROSA, due(5)).lead == "Nobody is waiting to hear from you."


def test_an_empty_journal_says_nothing(content: Reading) -> None:
    assert content().lead == ""


def test_a_row_says_which_tag_asks_for_it_and_when_it_is_latest(content: Reading) -> None:
    shop = make_customer("Shop", tags=("Wholesale",))
    rule = make_tag_rule("wholesale", every_days=21, longest_gap_days=60)
    _title, entry = placed(content(shop, rule))
    assert entry.under == "every 3 weeks, because of “wholesale”"
    assert entry.text == "At the latest after 60 days"
    assert (has_plan(entry), has_own(entry)) == (True, False)


def test_a_row_says_which_stage_asks_for_it(content: Reading) -> None:
    _title, entry = placed(content(ROSA, make_stage_rule(DepthStage.NEW, every_days=30)))
    assert entry.under == "every month, as for all at “New”"


def test_calls_in_vain_are_counted_and_after_three_nobody_is_called_again(
    content: Reading,
) -> None:
    def called(ago: int) -> Record:
        at = MORNING - timedelta(days=ago)
        return make_touchpoint(ROSA.id, happened_at=at, kind=Kind.MISSED_CALL)

    title, entry = placed(content(ROSA, due(0), called(3)))
    assert (title, entry.state) == ("Today", "Not spoken yet, called once in vain")
    title, entry = placed(content(called(2), called(1)))
    assert (title, entry.kind) == ("Not reached", UNREACHED)
    assert entry.state == "Not spoken yet, called 3 times in vain"


def test_a_snooze_says_why(content: Reading) -> None:
    until = TODAY + timedelta(days=3)
    resting = due(0, snoozed_until=until, snooze_words="after her holiday")
    assert placed(content(ROSA, resting))[1].state == "Snoozed, after her holiday. Not spoken yet"


def test_what_is_to_be_asked_is_said(content: Reading) -> None:
    asks = due(0, is_ask=True, about="a reference")
    assert placed(content(ROSA, asks))[1].text == "To ask: a reference"


def test_whom_nothing_is_planned_for_but_peace_rests_until_its_end(content: Reading) -> None:
    until = TODAY + timedelta(days=365)
    title, entry = placed(content(ROSA, make_check_in(ROSA.id, snoozed_until=until)))
    assert (title, entry.when) == ("Left in peace", "Until 22 Nov 2027")

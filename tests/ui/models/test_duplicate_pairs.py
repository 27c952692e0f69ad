"""Pairs as rows, and two people side by side in words."""

from datetime import date, timedelta
from uuid import UUID

from tests.samples import (
    make_attachment,
    make_check_in,
    make_custom_field,
    make_customer,
    make_touchpoint,
)
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.choices import Stage
from trustjournal.domain.records import Address, CustomValue, ImportantDate, Labelled
from trustjournal.domain.twins import CHECK_IN, CUSTOM, PHOTO
from trustjournal.ui.models.duplicate_pairs import (
    Comparison,
    PairEntry,
    compare,
    duplicates_content,
    without,
)
from trustjournal.ui.models.plan_model import Content
from trustjournal.ui.session import JournalSession

EMAIL = (Labelled(value="rosa@example.org"),)


def compared(session: JournalSession, one: UUID, other: UUID) -> Comparison:
    with session.engine.connect() as connection:
        return compare(one, other, MORNING, connection)


def test_every_kind_of_difference_is_said_in_words(session: JournalSession) -> None:
    glaze, ines, paul = make_custom_field("Glaze"), make_customer("Ines"), make_customer("Paul")
    one = make_customer(
        "Rosa",
        since=date(2023, 4, 1),
        referred_by=ines.id,
        longest_gap_days=30,
        custom=(CustomValue(field_id=glaze.id, value="green"),),
    )
    other = make_customer(
        "Rosa",
        stage=Stage.LOST,
        since=date(2022, 4, 1),
        referred_by=paul.id,
        longest_gap_days=1,
        custom=(CustomValue(field_id=glaze.id, value="red"),),
    )
    plans = make_check_in(one.id, every_days=21, about="kiln"), make_check_in(other.id)
    photos = make_attachment(one.id), make_attachment(other.id, name="b.png", digest="cd" * 32)
    fill(session, glaze, ines, paul, one, other, *plans, *photos, make_touchpoint(one.id))
    found = compared(session, other.id, one.id)
    assert [(each.key, each.kept, each.gone) for each in found.differences] == [
        ("stage", "Customer", "Lost"),
        ("since", "2023-04-01", "2022-04-01"),
        ("referred_by", "Ines", "Paul"),
        ("longest_gap_days", "30 days", "1 day"),
        (f"{CUSTOM}{glaze.id}", "green", "red"),
        (CHECK_IN, "every 3 weeks, kiln", "nothing planned"),
        (PHOTO, "sketch.png", "b.png"),
    ]


def test_lists_of_both_are_kept_each_value_once(session: JournalSession) -> None:
    birthday = (ImportantDate(label="birthday", month=2, day=29, year=1980),)
    one = make_customer("Rosa", emails=EMAIL, dates=birthday, note="tea")
    home = (Address(street="1 Hill St", city="Cádiz"),)
    other = make_customer("Rosa", emails=EMAIL, addresses=home, tags=("vip",), note="wine")
    fill(session, one, other, make_touchpoint(one.id))
    found = compared(session, one.id, other.id)
    assert [(label, text) for _icon, label, text in found.united] == [
        ("E-mail", "rosa@example.org"),
        ("Address", "1 Hill St, Cádiz"),
        ("Dates", "birthday 29 Feb 1980"),
        ("Tags", "vip"),
        ("Note", "tea\nwine"),
    ]


def test_a_number_in_two_spellings_is_shown_once_as_it_will_be_kept(
    session: JournalSession,
) -> None:
    one = make_customer("Rosa", phones=(Labelled(value="030 5550 123", label="work"),))
    other = make_customer("Rosa", phones=(Labelled(value="+49 30 5550 123"),))
    fill(session, one, other, make_touchpoint(one.id))
    found = compared(session, one.id, other.id)
    assert [text for _icon, _label, text in found.united] == ["+49 30 5550 123"]


def test_the_one_with_more_touchpoints_stays(session: JournalSession) -> None:
    one, other = make_customer("Rosa"), make_customer("Rosa")
    week, coming = MORNING - timedelta(days=14), MORNING + timedelta(days=1)
    touches = [make_touchpoint(other.id, happened_at=when) for when in (week, coming)]
    fill(session, one, other, *touches)
    found = compared(session, one.id, other.id)
    assert (found.keep.customer_id, found.gone.customer_id) == (other.id, one.id)
    assert found.keep.sentence == "1 touchpoint, 2 weeks ago"
    assert found.is_about(other.id, one.id)
    assert not found.is_about(one.id, one.id)


def test_a_page_goes_on_without_who_has_left_or_a_pair_told_apart(
    session: JournalSession,
) -> None:
    a, b, c = (make_customer("Rosa Delgado") for _each in range(3))
    fill(session, a, b, c)
    with session.engine.connect() as connection:
        content = duplicates_content(connection, MORNING)
    assert len(_ids(content)) == 3
    assert _ids(without(content, a.id)) == [{b.id, c.id}]
    left = _ids(without(content, c.id, and_also=b.id))
    assert len(left) == 2
    assert {b.id, c.id} not in left


def _ids(content: Content) -> list[set[UUID]]:
    return [
        {entry.customer_id, entry.other_id}
        for section in content.sections
        for entry in section.entries
        if isinstance(entry, PairEntry)
    ]

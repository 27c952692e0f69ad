"""Two customers become one: nothing is lost, and one Undo parts them again."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import (
    make_answer,
    make_apart,
    make_attachment,
    make_check_in,
    make_custom_field,
    make_customer,
    make_feedback,
    make_gesture,
    make_membership,
    make_promise,
    make_recovery,
    make_review,
    make_touchpoint,
)
from tests.services.applying import Journal, the, there_and_back
from trustjournal.domain.attached import Attached
from trustjournal.domain.choices import CustomerKind, Stage
from trustjournal.domain.organising import Apart, Attachment, Membership
from trustjournal.domain.records import (
    Address,
    CheckIn,
    Customer,
    CustomValue,
    ImportantDate,
    Labelled,
    Record,
    Touchpoint,
)
from trustjournal.domain.twins import CHECK_IN, CUSTOM, PHOTO, Twins
from trustjournal.errors import InvalidEntry
from trustjournal.exchange.phone_numbers import PhoneNumbers
from trustjournal.services.merging import keep_apart, merge

ROSA, TWIN, INES = make_customer("Rosa Delgado"), make_customer("R. Delgado"), make_customer("Ines")


def after(twins: Twins, *chosen: str) -> Journal:
    """Return the journal after the merge, having checked that Undo brings it back."""
    attached = twins.attached
    own = (*attached.own, *attached.promises, *attached.recoveries, *attached.touchpoints)
    others = (*attached.memberships, *attached.attachments, *attached.aparts, *attached.referred)
    records: dict[UUID, Record] = {one.id: one for one in (twins.keep, twins.gone, *own, *others)}
    left = there_and_back(merge(twins, chosen), *records.values())
    assert twins.gone.id not in left
    return left


def kept(twins: Twins, *chosen: str) -> Customer:
    found = after(twins, *chosen)[twins.keep.id]
    assert isinstance(found, Customer)
    return found


def pair(keep: dict[str, Any], gone: dict[str, Any], **more: Any) -> Twins:
    return Twins(keep=replace(ROSA, **keep), gone=replace(TWIN, **gone), **more)


def test_everything_attached_moves() -> None:
    touch, shared = make_touchpoint(TWIN.id), make_touchpoint(INES.id, TWIN.id)
    moving: list[Any] = [
        make_gesture(TWIN.id),
        make_answer(TWIN.id),
        make_feedback(TWIN.id),
        make_review(TWIN.id),
        make_check_in(TWIN.id, every_days=30),
    ]
    promise, recovery = make_promise(TWIN.id), make_recovery(TWIN.id, touchpoint_id=touch.id)
    file = make_attachment(TWIN.id)
    attached = Attached(
        touchpoints=[touch, shared],
        promises=[promise],
        recoveries=[recovery],
        own=moving,
        referred=[replace(INES, referred_by=TWIN.id)],
        memberships=[make_membership(TWIN.id, INES.id)],
        attachments=[file],
        aparts=[make_apart(TWIN.id, INES.id)],
    )
    left = after(Twins(keep=ROSA, gone=TWIN, attached=attached))
    for one in (*moving, promise, recovery, file):
        found: Any = left[one.id]
        assert found == replace(one, customer_id=ROSA.id, revision=found.revision)
    assert [one.customer_ids for one in left.values() if isinstance(one, Touchpoint)] == [
        (ROSA.id,),
        (INES.id, ROSA.id),
    ]
    assert the(Membership, left).customer_id == ROSA.id
    assert {the(Apart, left).one_id, the(Apart, left).other_id} == {ROSA.id, INES.id}
    ines = left[INES.id]
    assert isinstance(ines, Customer)
    assert ines.referred_by == ROSA.id


def test_what_others_have_stays_with_them() -> None:
    touch = make_touchpoint(TWIN.id, INES.id)
    promise = make_promise(INES.id, touchpoint_id=touch.id)
    attached = Attached(touchpoints=[touch], promises=[promise])
    assert after(Twins(keep=ROSA, gone=TWIN, attached=attached))[promise.id] == promise


def test_a_touchpoint_of_both_has_them_once() -> None:
    touch = make_touchpoint(TWIN.id, INES.id, ROSA.id)
    left = after(Twins(keep=ROSA, gone=TWIN, attached=Attached(touchpoints=[touch])))
    assert the(Touchpoint, left).customer_ids == (ROSA.id, INES.id)


def test_of_a_number_in_two_spellings_that_with_the_prefix_stays_once() -> None:
    local = Labelled(value="(212) 555-0100", label="work")
    whole = Labelled(value="+1 212 555 0100", label="mobile")
    other = Labelled(value="+1 312 555 0100")
    for mine, theirs in ((local, whole), (whole, local)):
        who = kept(pair({"phones": (mine,)}, {"phones": (theirs, other)}))
        assert who.phones == (Labelled(value=whole.value, label=mine.label), other)


@pytest.mark.parametrize(
    ("mine", "theirs", "left"),
    [
        ("030 5550 123", "+49 30 5550 123", ["+49 30 5550 123"]),
        ("0049 30 5550 123", "030 5550-123", ["0049 30 5550 123"]),
        ("020 7946 0958", "020 7946 0958 ext. 3", None),
        ("112", "11-2", ["112"]),
        ("112", "115", None),
    ],
)
def test_a_number_is_united_only_with_itself(
    mine: str, theirs: str, left: list[str] | None
) -> None:
    both = ({"phones": (Labelled(value=one),)} for one in (mine, theirs))
    assert [one.value for one in kept(pair(*both)).phones] == (left or [mine, theirs])


def test_the_country_of_a_number_tells_two_of_the_same_digits_apart() -> None:
    home, abroad = Labelled(value="600 000 001"), Labelled(value="+351 600 000 001")
    twins = pair({"phones": (home,)}, {"phones": (abroad,)})
    merged = merge(twins, same_number=PhoneNumbers("ES").same)
    whole: Any = merged.changes[0].after
    assert whole.phones == (home, abroad)


def test_blanks_are_filled_and_lists_united() -> None:
    mine = Labelled(value="600000001", label="mobile")
    twins = pair(
        {"phones": (mine,), "tags": ("vip",), "close_to_heart": False},
        {
            "phones": (Labelled(value="600 000 001"), Labelled(value="600000002")),
            "emails": (Labelled(value="rosa@example.org"),),
            "addresses": (Address(city="Cádiz"),),
            "dates": (ImportantDate(label="birthday", month=2, day=29),),
            "tags": ("VIP", "wholesale"),
            "company": "Café Alma",
            "close_to_heart": True,
        },
    )
    who = kept(twins)
    assert who.phones == (mine, Labelled(value="600000002"))
    assert kept(Twins(keep=who, gone=twins.gone)).phones == who.phones
    assert who.emails == twins.gone.emails
    assert (who.addresses, who.dates) == (twins.gone.addresses, twins.gone.dates)
    assert who.tags == ("vip", "wholesale")
    assert (who.company, who.close_to_heart) == ("Café Alma", True)
    assert who.note == "Name: R. Delgado"


def test_what_is_not_chosen_goes_to_the_note() -> None:
    glaze = make_custom_field("Glaze")
    twins = pair(
        {"company": "Alma", "stage": Stage.CUSTOMER, "note": "Likes tea", "gift_budget": Decimal(9)}
        | {"custom": (CustomValue(field_id=glaze.id, value="green"),), "longest_gap_days": 30},
        {"company": "Café", "stage": Stage.LOST, "note": "Likes wine", "gift_budget": Decimal(5)}
        | {"custom": (CustomValue(field_id=glaze.id, value="red"),), "longest_gap_days": 60}
        | {"kind": CustomerKind.BUSINESS, "lost_on": date(2026, 2, 3)},
        fields=[glaze],
    )
    assert kept(twins).note.splitlines() == [
        *("Likes tea", "Likes wine", "Name: R. Delgado", "Company: Café", "Glaze: red"),
        *("Kind: Business", "Stage: Lost", "Longest silence: 60 days", "Gift budget: 5"),
        "Lost on: 2026-02-03",
    ]


def test_what_is_chosen_changes_places() -> None:
    glaze = make_custom_field("Glaze")
    twins = pair(
        {"company": "Alma", "custom": (CustomValue(field_id=glaze.id, value="green"),)},
        {"company": "Café", "stage": Stage.LOST, "lost_on": date(2026, 2, 3)}
        | {"custom": (CustomValue(field_id=glaze.id, value="red"),)},
        fields=[glaze],
    )
    who = kept(twins, "name", "company", "stage", f"{CUSTOM}{glaze.id}")
    assert (who.name, who.company, who.stage) == ("R. Delgado", "Café", Stage.LOST)
    assert who.lost_on == date(2026, 2, 3)
    assert who.custom == (CustomValue(field_id=glaze.id, value="red"),)
    assert who.note.splitlines() == [
        *("Name: Rosa Delgado", "Company: Alma", "Glaze: green", "Stage: Customer")
    ]


def test_choosing_a_blank_loses_nothing() -> None:
    assert kept(pair({"company": "Alma"}, {}), "company").company == "Alma"


def test_two_check_ins_become_one() -> None:
    ours = make_check_in(ROSA.id, every_days=30, about="the shop")
    theirs = make_check_in(TWIN.id, every_days=7, due_on=date(2026, 12, 1), is_ask=True)
    twins = Twins(keep=ROSA, gone=TWIN, attached=Attached(own=[ours, theirs]))
    left = after(twins)
    one = the(CheckIn, left)
    assert one.id == ours.id
    assert (one.every_days, one.due_on, one.about) == (30, date(2026, 12, 1), "the shop")
    assert one.is_ask
    who = left[ROSA.id]
    assert isinstance(who, Customer)
    assert "Another check-in: every 7 days" in who.note
    assert the(CheckIn, after(twins, CHECK_IN)).every_days == 7


def test_of_two_photos_one_stays_the_photo() -> None:
    ours, theirs = make_attachment(ROSA.id), make_attachment(TWIN.id, digest="cd" * 32)
    twins = Twins(keep=ROSA, gone=TWIN, attached=Attached(attachments=[ours, theirs]))
    assert _photos(after(twins)) == {ours.id: True, theirs.id: False}
    assert _photos(after(twins, PHOTO)) == {ours.id: False, theirs.id: True}
    alone = Twins(keep=ROSA, gone=TWIN, attached=Attached(attachments=[theirs]))
    assert _photos(after(alone)) == {theirs.id: True}


def _photos(journal: Journal) -> dict[UUID, bool]:
    return {one.id: one.is_photo for one in journal.values() if isinstance(one, Attachment)}


def test_who_belongs_twice_to_a_group_belongs_once() -> None:
    ours = make_membership(ROSA.id, INES.id, role="buyer")
    theirs = make_membership(TWIN.id, INES.id, role="taster")
    attached = Attached(memberships=[ours, theirs])
    left = after(Twins(keep=ROSA, gone=TWIN, attached=attached))
    assert the(Membership, left).role == "buyer, taster"


def test_nobody_belongs_to_themselves() -> None:
    inside = make_membership(TWIN.id, ROSA.id, role="owner")
    attached = Attached(memberships=[inside], aparts=[make_apart(ROSA.id, TWIN.id)])
    left = after(Twins(keep=ROSA, gone=TWIN, attached=attached))
    who = the(Customer, left)
    assert set(left) == {ROSA.id}
    assert "Role: owner" in who.note


def test_those_told_apart_from_both_are_told_apart_once() -> None:
    aparts = [make_apart(ROSA.id, INES.id), make_apart(INES.id, TWIN.id)]
    left = after(Twins(keep=ROSA, gone=TWIN, attached=Attached(aparts=aparts)))
    assert the(Apart, left) == aparts[0]


def test_who_sent_them_is_kept_and_the_other_is_noted() -> None:
    paul = make_customer("Paul")
    senders = {INES.id: [INES], paul.id: [paul]}
    twins = pair({"referred_by": INES.id}, {"referred_by": paul.id}, senders=senders)
    assert kept(twins).referred_by == INES.id
    assert "Sent by: Paul" in kept(twins).note
    chosen = kept(twins, "referred_by")
    assert chosen.referred_by == paul.id
    assert "Sent by: Ines" in chosen.note


def test_nobody_is_sent_by_themselves() -> None:
    paul = make_customer("Paul")
    senders = {TWIN.id: [TWIN, paul], paul.id: [paul]}
    twins = pair({"referred_by": TWIN.id}, {"referred_by": paul.id}, senders=senders)
    attached = Attached(referred=[twins.keep])
    who = kept(replace(twins, attached=attached))
    assert who.referred_by == paul.id
    assert "Sent by" not in who.note


def test_people_do_not_send_each_other_in_a_ring() -> None:
    paul = make_customer("Paul", referred_by=TWIN.id)
    twins = pair({"referred_by": paul.id}, {}, senders={paul.id: [paul, TWIN]})
    who = kept(replace(twins, attached=Attached(referred=[paul])))
    assert who.referred_by is None
    assert "Sent by: Paul" in who.note


def test_nobody_is_merged_with_themselves() -> None:
    with pytest.raises(InvalidEntry, match="two different people"):
        merge(Twins(keep=ROSA, gone=ROSA))


def test_two_are_told_apart_once() -> None:
    left = there_and_back(keep_apart(TWIN, ROSA), ROSA, TWIN)
    said = the(Apart, left)
    assert [said.one_id, said.other_id] == sorted([ROSA.id, TWIN.id])
    with pytest.raises(InvalidEntry, match="already"):
        keep_apart(ROSA, TWIN, [said])
    with pytest.raises(InvalidEntry, match="two different people"):
        keep_apart(ROSA, ROSA)


WORDS = st.sampled_from(["", "oak", "beech", "walnut", "Oak"])
TEXTS = ("company", "role", "prefers", "loves", "avoids", "family", "gift_policy", "note")


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries(dict.fromkeys(TEXTS, WORDS)),
    st.fixed_dictionaries(dict.fromkeys(TEXTS, WORDS)),
    st.sets(st.sampled_from(TEXTS)),
)
def test_every_word_of_both_is_still_there(
    ours: dict[str, str], theirs: dict[str, str], chosen: set[str]
) -> None:
    twins = pair(ours, theirs)
    who = kept(twins, *chosen)
    said = "\n".join(getattr(who, name) for name in TEXTS).casefold()
    assert all(text.casefold() in said for text in (*ours.values(), *theirs.values()))
    for name in set(TEXTS) - {"note"}:
        first, second = (theirs, ours) if name in chosen else (ours, theirs)
        assert getattr(who, name) == (first[name] or second[name])

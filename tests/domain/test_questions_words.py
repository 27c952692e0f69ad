"""What is said of the weakest question: one fact that the records hold, and what would help."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from tests.samples import make_answer, make_gesture, make_promise, make_touchpoint
from trustjournal.domain.choices import (
    Began,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Question,
    Topic,
)
from trustjournal.domain.question_reasons import Records, find
from trustjournal.domain.questions import Verdict, Weakest
from trustjournal.domain.questions_words import Advice, Deed, advise, short_verdict, short_word
from trustjournal.domain.records import (
    Answer,
    Gesture,
    Promise,
    Touchpoint,
)

ROSA = UUID(int=1)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Europe/Madrid"))
TODAY = NOW.date()
U, D, H, F = Question
NEEDS = (Topic.NEED, Topic.OUTCOMES, Topic.GREAT, Topic.GOOD, Topic.BAD, Topic.WHY_NOW)


def touch(days: float, kind: Kind = Kind.CONVERSATION, **fields: Any) -> Touchpoint:
    return make_touchpoint(
        ROSA, happened_at=(NOW - timedelta(days)).astimezone(UTC), kind=kind, **fields
    )


def enquiry(days: float, **fields: Any) -> Touchpoint:
    return touch(days, Kind.ENQUIRY, began=Began.THEM, **fields)


def ago(days: float) -> datetime:
    return (NOW - timedelta(days)).astimezone(UTC)


def promise(days: int, outcome: PromiseOutcome | None = None, due: int | None = None) -> Promise:
    day = TODAY - timedelta(days)
    return make_promise(
        ROSA,
        made_on=day,
        outcome=outcome,
        settled_on=day if outcome else None,
        due_on=None if due is None else TODAY - timedelta(due),
    )


def answer(topic: Topic, days: float = 1, **fields: Any) -> Answer:
    return make_answer(ROSA, topic=topic, answered_at=ago(days), **fields)


def gift(days: int) -> Gesture:
    given_on = TODAY - timedelta(days)
    return make_gesture(ROSA, status=GestureStatus.GIVEN, given_on=given_on)


def well(*but: Question) -> list[Touchpoint]:
    """Touchpoints that speak well for every question but these."""
    return [
        touch(30 + place, Kind.VISIT, feeling=2, question=question)
        for place in range(4)
        for question in Question
        if question not in but
    ]


def advice(*records: Touchpoint | Promise | Gesture | Answer, now: datetime = NOW) -> Advice:
    gathered = Records(
        touchpoints=[one for one in records if isinstance(one, Touchpoint)],
        promises=[one for one in records if isinstance(one, Promise)],
        gestures=[one for one in records if isinstance(one, Gesture)],
        answers=[one for one in records if isinstance(one, Answer)],
    )
    return advise(find(gathered, now), now.date())


def test_of_a_stranger_nothing_is_known_and_asking_helps() -> None:
    said = advice()
    assert said.question is None
    assert said.verdict == "Nothing is known yet about any of the four questions."
    assert said.fact == "Nothing is written down about what they need."
    assert said.help == "Ask what success would be for them."
    assert said.deed is Deed.ASK_NEEDS
    assert said.sources == ()


def test_where_little_was_heard_it_is_not_called_nothing() -> None:
    said = advice(touch(900, feeling=1))
    assert said.question is None
    assert said.verdict == "Little is known yet about any of the four questions."


def test_open_promises_of_which_none_was_kept_for_long() -> None:
    opened = [promise(20), promise(15), promise(10, due=-3)]
    said = advice(*well(D), *opened, promise(190, PromiseOutcome.KEPT))
    assert said.question is D
    assert said.fact == "3 promises are open, none kept since May."
    assert said.help == "Keep one this week."
    assert said.deed is Deed.SEE_PROMISES
    assert said.sources == (opened[2].id, opened[0].id, opened[1].id)


def test_an_open_promise_where_none_was_ever_kept() -> None:
    assert advice(*well(D), promise(5)).fact == "1 promise is open, none kept yet."


def test_a_promise_past_its_day_comes_first() -> None:
    late, open_one = promise(30, due=9), promise(3)
    said = advice(*well(D), open_one, late, promise(40, PromiseOutcome.BROKEN))
    assert said.fact == "1 promise was due on 13 November."
    assert said.sources == (late.id,)


@pytest.mark.parametrize(
    ("records", "fact", "help_", "deed"),
    [
        (
            [promise(40, PromiseOutcome.BROKEN), promise(80, PromiseOutcome.BROKEN)],
            "2 promises were broken since September.",
            "Make a small promise and keep it.",
            Deed.MAKE_PROMISE,
        ),
        (
            [promise(40, PromiseOutcome.LATE)],
            "1 promise was kept late since October.",
            "Promise a day that you can keep, and keep it.",
            Deed.MAKE_PROMISE,
        ),
        (
            [touch(40, Kind.PROOF_AGAIN), touch(70, Kind.PROOF_AGAIN)],
            "They asked for proof again 2 times since September.",
            "Ask what makes them hesitate.",
            Deed.LOG_TOUCHPOINT,
        ),
        (
            [touch(40, Kind.RENEWAL_LATE)],
            "They renewed late 1 time since October.",
            "Ask what makes them hesitate.",
            Deed.LOG_TOUCHPOINT,
        ),
        (
            [touch(40, Kind.DELIVERY, feeling=-1)],
            "1 touchpoint felt uneasy since October.",
            "Pick up the phone and ask what would be better.",
            Deed.LOG_TOUCHPOINT,
        ),
        (
            [],
            "No promise to them has been kept yet.",
            "Make a small one and keep it.",
            Deed.MAKE_PROMISE,
        ),
        (
            [promise(400, PromiseOutcome.KEPT)],
            "The last promise to them was kept in October 2025.",
            "Make a small one and keep it.",
            Deed.MAKE_PROMISE,
        ),
    ],
)
def test_what_holds_the_word_of_the_owner_down(
    records: list[Any], fact: str, help_: str, deed: Deed
) -> None:
    said = advice(*well(D), *records)
    assert (said.question, said.fact, said.help, said.deed) == (D, fact, help_, deed)


def test_an_enquiry_that_waits_comes_before_those_that_waited() -> None:
    waiting = enquiry(6)
    waited = [enquiry(50, answered_at=ago(40)), enquiry(60, answered_at=ago(50))]
    said = advice(*well(U), waiting, *waited)
    assert said.fact == "1 enquiry has waited for an answer since 16 Nov."
    assert (said.help, said.deed, said.sources) == (
        "Answer today.",
        Deed.OPEN_RECORD,
        (waiting.id,),
    )


def test_enquiries_that_waited_too_long_are_counted() -> None:
    waited = [enquiry(50, answered_at=ago(40)), enquiry(60, answered_at=ago(50))]
    answered = enquiry(20, answered_at=ago(19))
    said = advice(*well(U), *waited, answered)
    assert said.question is U
    assert said.fact == "2 enquiries waited more than 4 days since September."
    assert said.help == "Get in touch, and answer the next one within 4 days."
    assert said.sources == (waited[1].id, waited[0].id)


def test_what_weighs_most_is_named() -> None:
    small = touch(40, Kind.FOOT_DRAGGING)
    large = [touch(45, feeling=-2), touch(90, feeling=-2)]
    assert advice(*well(U), small, *large).fact == "2 touchpoints felt uneasy since August."
    dragged = [touch(days, Kind.FOOT_DRAGGING) for days in range(20, 50)]
    assert advice(*well(U), *dragged).fact == "They dragged their feet 30 times since October."


def test_an_open_complaint_is_to_be_put_right() -> None:
    open_one = touch(400, Kind.COMPLAINT, question=F)
    said = advice(*well(F), open_one)
    assert said.question is F
    assert said.fact == "1 complaint has been open since 18 Oct 2025."
    assert (said.help, said.deed, said.sources) == (
        "Put it right.",
        Deed.OPEN_RECORD,
        (open_one.id,),
    )


def test_a_complaint_put_right_still_weighs() -> None:
    said = advice(*well(H), touch(90, Kind.COMPLAINT, question=H, resolved_at=ago(80)))
    assert said.question is H
    assert said.fact == "1 complaint since August was put right, yet still weighs."


def test_little_is_known_where_a_meeting_was_logged_without_how_it_felt() -> None:
    said = advice(*well(H), touch(20, Kind.MEETING), touch(30, Kind.ADVICE))
    assert said.verdict == "Nothing is known yet about “Do they have what it takes?”."
    assert said.fact == "2 touchpoints since October are logged without how they felt."
    assert said.help == "Note how the next one feels."


def test_ability_that_was_never_shown() -> None:
    assert advice(*well(H)).fact == "Nothing that shows it is logged yet."


def test_ability_that_was_shown_long_ago_is_little_known_now() -> None:
    said = advice(*well(H), touch(500, Kind.ORDER))
    assert said.verdict == "Little is known now about “Do they have what it takes?”."
    assert said.fact == "1 event speaks for it, the last in July 2025."


def test_needs_that_are_half_told() -> None:
    told = [answer(Topic.NEED), answer(Topic.GREAT), answer(Topic.GREAT, 5)]
    said = advice(*well(U), enquiry(30, answered_at=ago(29), feeling=-1), *told)
    assert said.fact == "1 touchpoint felt uneasy since October."
    said = advice(*well(U), *told)
    assert said.question is U
    assert said.fact == "2 of 6 questions about their needs are answered."
    assert len(said.sources) == 2


def test_needs_that_were_told_long_ago() -> None:
    said = advice(*well(U), *(answer(topic, 300) for topic in NEEDS))
    assert said.question is U
    assert said.fact == "What they need was last written down in January."
    assert said.help == "Ask whether it still holds."


@pytest.mark.parametrize(
    ("records", "fact", "help_", "deed"),
    [
        (
            [],
            "It is not known whether they find the price fair.",
            "Ask them.",
            Deed.ASK_NEEDS,
        ),
        (
            [answer(Topic.PRICE, 2, fair=False)],
            "They said on 20 November that the price is not fair.",
            "Talk about what the price stands for.",
            Deed.ASK_NEEDS,
        ),
        (
            [answer(Topic.PRICE, 500, fair=False)],
            "They said on 10 July 2025 that the price is not fair.",
            "Talk about what the price stands for.",
            Deed.ASK_NEEDS,
        ),
        (
            [answer(Topic.PRICE, 500, fair=True), answer(Topic.RISK, 600)],
            "Nothing is done yet about 1 risk that they run with you.",
            "Write down what you do about it.",
            Deed.ASK_NEEDS,
        ),
        (
            [answer(Topic.PRICE, 500, fair=True), answer(Topic.RISK, 600, done="Insured")],
            "Nothing has been given to them yet.",
            "A small thank-you, with nothing asked in return.",
            Deed.PREPARE_GESTURE,
        ),
        (
            [answer(Topic.PRICE, 500, fair=True), gift(250)],
            "The last gesture for them was in March.",
            "A small thank-you, with nothing asked in return.",
            Deed.PREPARE_GESTURE,
        ),
        (
            [touch(30, Kind.LUKEWARM_REFERENCE)],
            "They gave 1 lukewarm reference since October.",
            "Ask what makes them hesitate.",
            Deed.LOG_TOUCHPOINT,
        ),
    ],
)
def test_what_is_said_of_fairness(records: list[Any], fact: str, help_: str, deed: Deed) -> None:
    said = advice(*well(F), *records)
    assert (said.question, said.fact, said.help, said.deed) == (F, fact, help_, deed)


def test_a_price_found_fair_since_no_longer_counts_as_unfair() -> None:
    said = advice(*well(F), answer(Topic.PRICE, 60, fair=False), answer(Topic.PRICE, 50, fair=True))
    assert said.fact == "Nothing has been given to them yet."


def test_what_lies_ahead_does_not_count_yet() -> None:
    ahead = [touch(-3, Kind.COMPLAINT, question=D), answer(Topic.PRICE, -2, fair=False)]
    assert advice(*well(D), *ahead).fact == "No promise to them has been kept yet."
    assert advice(*well(F), *ahead).fact == "It is not known whether they find the price fair."


def test_what_was_put_right_later_was_open_before() -> None:
    righted = touch(90, Kind.COMPLAINT, question=H, resolved_at=ago(20))
    said = advice(*well(H), righted, now=NOW - timedelta(25))
    assert said.fact == "1 complaint has been open since 24 Aug."


def test_how_sure_it_is_shows_in_the_words() -> None:
    said = advice(*well(), *(promise(days, PromiseOutcome.BROKEN) for days in (3, 5, 9)))
    assert said.verdict == "“Will they do what they say?” is the weakest."
    said = advice(*well(D), promise(3, PromiseOutcome.KEPT))
    assert said.verdict == "“Will they do what they say?” seems the weakest so far."
    trusted = [touch(1, feeling=2, question=one) for one in Question for _ in range(8)]
    said = advice(*trusted, touch(2, feeling=-1, question=F))
    assert said.verdict == (
        "All four stand well; “Are they fair and accountable?” has the most room to grow."
    )


def test_a_local_time_is_asked_for() -> None:
    with pytest.raises(ValueError, match="zone"):
        find(Records(), NOW.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("weakest", "words"),
    [
        (None, "Little known yet"),
        (Weakest(F, Verdict.UNKNOWN), "Fairness not known yet"),
        (Weakest(U, Verdict.SEEMS_WEAKEST), "Understanding seems weakest"),
        (Weakest(D, Verdict.WEAKEST), "Reliability is the weakest"),
        (Weakest(H, Verdict.STRONG), "All four stand well"),
    ],
)
def test_a_few_words_for_a_small_panel(weakest: Weakest | None, words: str) -> None:
    assert short_verdict(weakest) == words


def test_every_question_has_a_word_and_every_deed_a_button() -> None:
    assert len({short_word(question) for question in Question}) == 4
    assert len({deed.word for deed in Deed}) == len(Deed)


def test_days_are_the_owners() -> None:
    """Half past midnight in Madrid is still the evening before in UTC."""
    night = datetime(2026, 11, 1, 0, 30, tzinfo=ZoneInfo("Europe/Madrid"))
    complaint = make_touchpoint(
        ROSA, happened_at=night.astimezone(UTC), kind=Kind.COMPLAINT, question=F
    )
    said = advice(*well(F), complaint)
    assert said.fact == "1 complaint has been open since 1 Nov."

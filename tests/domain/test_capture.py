"""Whole lines: what each part of a capture line is read as, and what stays in the note."""

from datetime import date, datetime

import pytest

from tests.domain.capture_cases import ANA, BEN, JOSE, MADRID, MAY, NOW, SHEILA, WILL, ids, read
from trustjournal.domain.capture import Draft, Piece, PieceKind, PromiseDraft
from trustjournal.domain.choices import (
    Began,
    Channel,
    Kind,
)


def test_the_line_of_the_product_description_is_understood() -> None:
    line = "ana call + loved the oak sample !send quote by fri"
    assert read(line) == Draft(
        customer_ids=ids(ANA),
        channel=Channel.PHONE,
        feeling=1,
        promises=(PromiseDraft("send quote", date(2026, 3, 20)),),
        note="loved the oak sample",
        pieces=(
            Piece(PieceKind.PERSON, 0, 3, "ana", ids(ANA)),
            Piece(PieceKind.CHANNEL, 4, 8, "call"),
            Piece(PieceKind.FEELING, 9, 10, "+"),
            Piece(PieceKind.PROMISE, 32, 43, "!send quote"),
            Piece(PieceKind.DUE, 44, 50, "by fri"),
        ),
    )


def test_an_empty_line_says_nothing() -> None:
    assert read("") == read(" \t ") == Draft()


@pytest.mark.parametrize(
    ("line", "channel", "note"),
    [
        ("ana call", Channel.PHONE, ""),
        ("ana CALLED about oak", Channel.PHONE, "about oak"),
        ("ana rang", Channel.PHONE, ""),
        ("ana met", Channel.IN_PERSON, ""),
        ("ana in person", Channel.IN_PERSON, ""),
        ("ana in-person fine", Channel.IN_PERSON, "fine"),
        ("ana lunch", Channel.IN_PERSON, ""),
        ("ana zoom", Channel.VIDEO, ""),
        ("ana e-mail", Channel.EMAIL, ""),
        ("ana wrote", Channel.EMAIL, ""),
        ("ana whatsapp", Channel.MESSAGE, ""),
        ("ana linkedin", Channel.SOCIAL, ""),
        ("ana card", Channel.POST, ""),
        ("call ana", Channel.PHONE, ""),
        ("ana + call", Channel.PHONE, ""),
        ("ana yesterday call", Channel.PHONE, ""),
        ("ana call, wants more", Channel.PHONE, "wants more"),
        ("ana will call back", None, "will call back"),
        ("ana loved the card", None, "loved the card"),
        ("ana call about the letter", Channel.PHONE, "about the letter"),
        ("ana call mail", Channel.PHONE, "mail"),
    ],
)
def test_a_channel_word_counts_in_the_head_only(
    line: str, channel: Channel | None, note: str
) -> None:
    draft = read(line)
    assert (draft.customer_ids, draft.channel, draft.note) == (ids(ANA), channel, note)


@pytest.mark.parametrize(
    ("line", "feeling", "note"),
    [
        ("ana ++ loved it", 2, "loved it"),
        ("ana -- left", -2, "left"),
        ("ana \N{MINUS SIGN} late", -1, "late"),
        ("ana \N{EN DASH} late", -1, "late"),
        ("ana loved it +", 1, "loved it"),
        ("ana late again -", -1, "late again"),
        ("ana late again - #oak !call by fri", -1, "late again"),
        ("ana about the oak ++ loved it", 2, "about the oak loved it"),
        ("ana wants oak - two of it", None, "wants oak - two of it"),
        ("ana wants oak \N{EN DASH} two -- or so", None, "wants oak \N{EN DASH} two -- or so"),
        ("ana + loved it -", 1, "loved it -"),
        ("ana +5 chairs", None, "+5 chairs"),
        ("ana uses C++", None, "uses C++"),
        ("ana !send it --", -2, ""),
        ("ana !order 3 + 2 chairs", None, ""),
    ],
)
def test_a_feeling_is_a_token_of_its_own(line: str, feeling: int | None, note: str) -> None:
    draft = read(line)
    assert (draft.customer_ids, draft.feeling, draft.note) == (ids(ANA), feeling, note)


@pytest.mark.parametrize(
    ("line", "promises"),
    [
        ("ana !send quote", [("send quote", None)]),
        ("ana !send  quote by friday.", [("send quote", date(2026, 3, 20))]),
        ("ana !send quote by wed", [("send quote", date(2026, 3, 25))]),
        ("ana !send quote by today", [("send quote", date(2026, 3, 18))]),
        (
            "ana !a by tomorrow !b by in 3 days",
            [("a", date(2026, 3, 19)), ("b", date(2026, 3, 21))],
        ),
        ("ana !send by 12 dec, #x", [("send", date(2026, 12, 12))]),
        ("ana !send by fri + #x @ben", [("send", date(2026, 3, 20))]),
        ("ana !send by fri and call", [("send by fri and call", None)]),
        ("ana !send by fri or by mon", [("send by fri or", date(2026, 3, 23))]),
        ("ana !send by fri by mon", [("send by fri", date(2026, 3, 23))]),
        ("ana !by fri", [("by fri", None)]),
        ("ana !send by 12/12", [("send by 12/12", None)]),
        ("ana !introduce her to @ben", [("introduce her to @ben", None)]),
        ("ana great! really! !go", [("go", None)]),
        ("ana wow ! no promise !! !", []),
    ],
)
def test_a_promise_runs_to_the_next_and_may_say_by_when(
    line: str, promises: list[tuple[str, date | None]]
) -> None:
    assert [(p.text, p.due_on) for p in read(line).promises] == promises


def test_names_behind_a_due_date_take_part_in_the_touch() -> None:
    assert read("ana !send quote by fri @ben stone").customer_ids == ids(ANA, BEN)
    assert read("ana !send quote to @ben").customer_ids == ids(ANA)


@pytest.mark.parametrize(
    ("line", "tags", "note"),
    [
        ("ana #oak call", ("oak",), ""),
        ("ana loved #oak, and #walnut.", ("oak", "walnut"), "loved and"),
        ("ana #Oak #oak", ("Oak",), ""),
        ("ana invoice #12", (), "invoice #12"),
        ("ana !send #oak by fri", ("oak",), ""),
        ("ana # oak", (), "# oak"),
    ],
)
def test_tags_are_taken_anywhere(line: str, tags: tuple[str, ...], note: str) -> None:
    draft = read(line)
    assert (draft.tags, draft.note) == (tags, note)


@pytest.mark.parametrize(
    ("line", "began", "kind", "note"),
    [
        ("ana < asked", Began.THEM, None, "asked"),
        ("ana asked <", Began.THEM, None, "asked"),
        ("ana pays < 500", None, None, "pays < 500"),
        ("ana /complaint late", None, Kind.COMPLAINT, "late"),
        ("ana late /comp", None, Kind.COMPLAINT, "late"),
        ("ana /missed-call", None, Kind.MISSED_CALL, ""),
        ("ana /missed_call", None, Kind.MISSED_CALL, ""),
        ("ana /renewal", None, Kind.RENEWAL, ""),
        ("ana /renewed for a year", None, Kind.RENEWAL, "for a year"),
        ("ana /renew", None, Kind.RENEWAL, ""),
        ("ana /late-renewal", None, Kind.RENEWAL_LATE, ""),
        ("ana /late", None, Kind.RENEWAL_LATE, ""),
        ("ana /more", None, Kind.EXPANSION, ""),
        ("ana /leap sixty lamps", None, Kind.LEAP_OF_FAITH, "sixty lamps"),
        ("ana /praise", None, Kind.PRAISE, ""),
        ("ana /reference", None, Kind.REFERENCE, ""),
        ("ana /warm", None, Kind.REFERENCE, ""),
        ("ana /lukewarm", None, Kind.LUKEWARM_REFERENCE, ""),
        ("ana /dragging", None, Kind.FOOT_DRAGGING, ""),
        ("ana /drag", None, Kind.FOOT_DRAGGING, ""),
        ("ana /proof", None, Kind.PROOF_AGAIN, ""),
        ("ana /rene", None, None, "/rene"),
        ("ana /p and/or", None, None, "/p and/or"),
        ("ana / /home", None, None, "/ /home"),
    ],
)
def test_who_began_and_the_kind_are_marks(
    line: str, began: Began | None, kind: Kind | None, note: str
) -> None:
    draft = read(line)
    assert (draft.began, draft.kind, draft.note) == (began, kind, note)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_can_be_named_in_full(kind: Kind) -> None:
    assert read(f"ana /{kind.replace('_', '-')}").kind is kind


@pytest.mark.parametrize(
    ("line", "minutes", "note"),
    [
        ("ana call 25 min", 25, ""),
        ("ana 1h30 call", 90, ""),
        ("ana 2 hours call", 120, ""),
        ("ana 30 min late", None, "30 min late"),
        ("ana took 25 min", None, "took 25 min"),
        ("ana 25m oak board", None, "25m oak board"),
    ],
)
def test_a_duration_counts_in_the_head(line: str, minutes: int | None, note: str) -> None:
    draft = read(line)
    assert (draft.duration_minutes, draft.note) == (minutes, note)


def _at(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=MADRID)


@pytest.mark.parametrize(
    ("line", "at", "note"),
    [
        ("ana call", None, ""),
        ("ana today", NOW, ""),
        ("ana yesterday call", _at(3, 17), ""),
        ("tue ana call", _at(3, 17), ""),
        ("ana wed call", _at(3, 11), ""),
        ("ana call last tue 15:00 fine", _at(3, 17, 15), "fine"),
        ("ana on mon at 3pm call", _at(3, 16, 15), ""),
        ("ana 3 weeks ago + fine", _at(2, 25), "fine"),
        ("ana call an hour ago", _at(3, 18, 9, 5), ""),
        ("ana 2026-03-01 call", _at(3, 1), ""),
        ("ana 2026-03-01 14:30", _at(3, 1, 14, 30), ""),
        ("ana 1 mar visit", _at(3, 1), ""),
        ("ana 15:00 call yesterday", _at(3, 17, 15), ""),
        ("ana call 09:15", _at(3, 18, 9, 15), ""),
        ("ana call 15:00 16:00", _at(3, 18, 15), "16:00"),
        ("ana sat call", _at(3, 14), ""),
        ("ana sat with me", None, "sat with me"),
        ("ana 12/12 call", None, "12/12 call"),
    ],
)
def test_when_it_happened_is_told_in_the_head(line: str, at: datetime | None, note: str) -> None:
    draft = read(line)
    assert (draft.happened_at, draft.note) == (at, note)


@pytest.mark.parametrize(
    ("line", "at", "note"),
    [
        ("ana loved it yesterday", _at(3, 17), "loved it"),
        ("ana loved it last tue 15:00 !send oak", _at(3, 17, 15), "loved it"),
        ("ana loved it 3 weeks ago. #oak +", _at(2, 25), "loved it"),
        ("ana loved it 2026-03-01", _at(3, 1), "loved it"),
        ("ana moved in yesterday", None, "moved in yesterday"),
        ("ana has it since 3 weeks ago", None, "has it since 3 weeks ago"),
        ("ana wants it for 2026-03-01", None, "wants it for 2026-03-01"),
        ("ana wants it 2026-12-01", None, "wants it 2026-12-01"),
        ("ana asked yesterday for oak", None, "asked yesterday for oak"),
        ("ana free on tue", None, "free on tue"),
        ("ana opens 15:00", None, "opens 15:00"),
        ("ana call today loved it yesterday", NOW, "loved it yesterday"),
        ("ana loved it yesterday 3 weeks ago", None, "loved it yesterday 3 weeks ago"),
    ],
)
def test_at_the_end_of_the_note_a_day_counts_if_it_looks_back(
    line: str, at: datetime | None, note: str
) -> None:
    draft = read(line)
    assert (draft.happened_at, draft.note) == (at, note)


def test_hours_ago_are_hours_that_passed_when_the_clocks_change() -> None:
    spring = datetime(2026, 3, 29, 4, 0, tzinfo=MADRID)
    assert str(read("ana call 2 hours ago", spring).happened_at) == "2026-03-29 01:00:00+01:00"
    autumn = datetime(2026, 10, 25, 4, 0, tzinfo=MADRID)
    assert str(read("ana call 2 hours ago", autumn).happened_at) == "2026-10-25 02:00:00+01:00"


def test_a_time_that_the_clocks_skipped_moves_on() -> None:
    spring = datetime(2026, 3, 29, 12, 0, tzinfo=MADRID)
    assert str(read("ana call 02:30", spring).happened_at) == "2026-03-29 03:30:00+02:00"


def test_days_ago_keep_the_wall_clock_across_summer_time() -> None:
    assert str(read("ana 3 weeks ago", datetime(2026, 4, 8, 9, tzinfo=MADRID)).happened_at) == (
        "2026-03-18 12:00:00+01:00"
    )


def test_people_are_named_anywhere_with_an_at_sign() -> None:
    draft = read("ana call met @ben stone, and @zora about oak")
    assert draft.customer_ids == ids(ANA, BEN)
    assert draft.unknown == ("zora",)
    assert draft.note == "met and about oak"


def test_note_words_are_never_people() -> None:
    for line in ("ana will come", "ana may come", "ana, she loved it", "ana and her mum came"):
        assert read(line).customer_ids == ids(ANA), line
    assert read("ana may come").note == "may come"
    assert read("ana @will @may @sheila").customer_ids == ids(ANA, WILL, MAY, SHEILA)


def test_the_note_is_verbatim_but_for_white_space() -> None:
    draft = read("jose  call   «Él dijo»:\t50 % – ¿no? @12 a@b.com <b>x</b>  ")
    assert draft.customer_ids == ids(JOSE)
    assert draft.note == "«Él dijo»: 50 % – ¿no? @12 a@b.com <b>x</b>"


@pytest.mark.parametrize(
    ("line", "kind", "began", "note"),
    [
        ("ana ? the small cups", Kind.ENQUIRY, Began.THEM, "the small cups"),
        ("ana mail the small cups ?", Kind.ENQUIRY, Began.THEM, "the small cups"),
        ("ana mail cups !send them by fri ?", Kind.ENQUIRY, Began.THEM, "cups"),
        ("ana ?", Kind.ENQUIRY, Began.THEM, ""),
        ("ana < ? cups", Kind.ENQUIRY, Began.THEM, "cups"),
        ("ana call what next ? she wondered", None, None, "what next ? she wondered"),
        ("ana call any cups?", None, None, "any cups?"),
        ("ana /order ? twelve", Kind.ORDER, None, "? twelve"),
        ("ana /ask for a referral", Kind.ASK, None, "for a referral"),
    ],
)
def test_a_lone_question_mark_is_an_enquiry_of_theirs(
    line: str, kind: Kind | None, began: Began | None, note: str
) -> None:
    draft = read(line)
    assert (draft.kind, draft.began, draft.note) == (kind, began, note)

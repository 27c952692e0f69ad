"""A search finds people and everything that was written, on a real journal."""

from collections.abc import Generator, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from tests.postgres import empty_database, server
from tests.samples import (
    make_answer,
    make_attachment,
    make_check_in,
    make_custom_field,
    make_customer,
    make_evening,
    make_feedback,
    make_gesture,
    make_membership,
    make_promise,
    make_recovery,
    make_review,
    make_template,
    make_touchpoint,
    make_wish,
)
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import (
    Began,
    Channel,
    CustomerKind,
    FieldKind,
    GestureStatus,
    Kind,
    Stage,
)
from trustjournal.domain.records import (
    Address,
    Customer,
    CustomValue,
    Labelled,
    Record,
    Touchpoint,
)
from trustjournal.domain.search_query import Query, parse
from trustjournal.domain.search_words import FIELDS
from trustjournal.store import writer
from trustjournal.store.engine import create_journal
from trustjournal.store.finding import (
    Hit,
    customer_ids,
    newest_notes,
    next_notes,
    notes_with,
    others,
    people,
)
from trustjournal.store.touchpoint_list import Place, as_wanted

__all__ = ["server"]

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Madrid")

glaze = make_custom_field("Glaze")
visits = make_custom_field("Visits", kind=FieldKind.NUMBER)
alma = make_customer("Café Alma", kind=CustomerKind.BUSINESS, stage=Stage.PROSPECT)
rosa = make_customer(
    "Rosa Delgado",
    company="Alma",
    tags=("VIP", "big wholesale"),
    phones=(Labelled(value="+34 600 000-001", label="mobile"),),
    addresses=(Address(city="Cádiz", street="Hill St"),),
    note="Loves terracotta",
    yearly_value=Decimal(1500),
    since=date(2024, 5, 6),
    close_to_heart=True,
    custom=(
        CustomValue(field_id=glaze.id, value="Terrace Green"),
        CustomValue(field_id=visits.id, value="12"),
    ),
)
lukas = make_customer("Łukasz Müß", since=date(2025, 1, 2), referred_by=rosa.id)
zoe = make_customer("Zoë 東京", stage=Stage.LOST, note="100% cotton_wool [sic]")
EVERYBODY = [alma, lukas, rosa, zoe]


WRITTEN: list[Record] = [
    make_membership(rosa.id, alma.id),
    make_promise(rosa.id, text="send the photos of the Crème jug", due_on=date(2026, 11, 1)),
    make_check_in(lukas.id, every_days=30, about="his new oven"),
    make_gesture(zoe.id, title="Blue mug", status=GestureStatus.PLANNED, cost=Decimal(12)),
    make_feedback(rosa.id, text="A lid for the jug"),
    make_feedback(None, text="Nobody I know liked the jug", author="A passer-by"),
    make_wish("Jug with a lid"),
    make_recovery(rosa.id, about="the handle of her jug"),
    make_review(zoe.id, reason="Jug too dear", lesson="Offer a small jug"),
    make_answer(rosa.id, text="A jug for forty guests"),
    make_evening(text="I thought about jugs"),
    make_template("Jug care", text="Dear {name}, wash it by hand"),
    make_attachment(rosa.id, name="jug sketch.png"),
    make_touchpoint(
        rosa.id,
        lukas.id,
        channel=Channel.PHONE,
        began=Began.THEM,
        feeling=-1,
        happened_at=NOW - timedelta(days=40),
        note="The handle came off the blue jug; Łódź 東京都 🎁",
    ),
    make_touchpoint(
        zoe.id,
        kind=Kind.ENQUIRY,
        happened_at=NOW - timedelta(days=5),
        amount=Decimal(20),
        note="asked about jugs and sugar bowls",
    ),
]


@pytest.fixture(scope="module", params=["file", "server"])
def connection(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Generator[Connection]:
    """The same small journal in a file and on a server."""
    if request.param == "file":
        engine = create_journal(tmp_path_factory.mktemp("found") / "journal.db")
    else:
        engine = create_journal(empty_database(request.getfixturevalue("server")))
    for some in ([glaze, visits, *EVERYBODY], WRITTEN):
        writer.commit(engine, Changeset("Put", tuple(Change.create(one) for one in some)))
    with engine.connect() as opened:
        yield opened
    engine.dispose()


def asked(typed: str) -> Query:
    return parse(typed, NOW.date())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", EVERYBODY),
        ("rosa", [rosa]),
        ("osa delg", [rosa]),
        ('"rosa delgado"', [rosa]),
        ('"delgado rosa"', []),
        ("LUKASZ muss", [lukas]),
        ("ŁUKASZ", [lukas]),
        ("zoe", [zoe]),
        ("東", [zoe]),
        ("100%", [zoe]),
        ("cotton_w", [zoe]),
        ("cottonxw", []),
        ("[sic]", [zoe]),
        ("cadiz", [rosa]),
        ("600000001", [rosa]),
        ("mobile", [rosa]),
        ("terrace", [rosa]),
        ("label", []),
        ("field_id", []),
        (str(glaze.id)[:8], []),
        ("-rosa", [alma, lukas, zoe]),
        ("rosa OR zoe", [rosa, zoe]),
        ("tag:vip", [rosa]),
        ('tag:"BIG wholesale"', [rosa]),
        ("tag:big", []),
        ("tag:none,vip", [rosa]),
        ("-tag:vip", [alma, lukas, zoe]),
        ("stage:lost", [zoe]),
        ("stage:customer,lost", [lukas, rosa, zoe]),
        ("is:prospect", [alma]),
        ("is:business", [alma]),
        ("is:heart", [rosa]),
        ("is:waiting", [zoe]),
        ("company:alma", [rosa]),
        ("group:alma", [rosa]),
        ("city:cad", [rosa]),
        ("person:zoe", [zoe]),
        ("since:2024", [rosa]),
        ("since>2024", [lukas]),
        ("since<=2025-01-02", [lukas, rosa]),
        ("-since:2024", [alma, lukas, zoe]),
        ("value>1000", [rosa]),
        ("value<1000", []),
        ("has:phone", [rosa]),
        ("has:tag", [rosa]),
        ("has:promise", [rosa]),
        ("has:gesture", [zoe]),
        ("has:check-in", [lukas]),
        ("has:referral", [rosa]),
        ("-has:note", [alma, lukas]),
        ("field:glaze", [rosa]),
        ("field:glaze:green", [rosa]),
        ('field:"glaze=terrace green"', [rosa]),
        ("field:glaze=green", []),
        ("field:visits>9", [rosa]),
        ("field:visits<9", []),
        ("field:nothing", []),
        ("quiet:30", [lukas, rosa]),
        ("quiet<30", [zoe]),
        ("quiet:1-10", [zoe]),
        ("quiet:40", [lukas, rosa]),
        ("quiet>40", []),
        ("depth:new", EVERYBODY),
        ("depth>new", []),
        ("depth>=0", EVERYBODY),
        ("depth<0", []),
        ("channel:phone", [lukas, rosa]),
        ("channel:phone feeling:- began:them", [lukas, rosa]),
        ("channel:phone feeling:+", []),
        ("from:2026-11", [zoe]),
        ("until:2026-10", [lukas, rosa]),
        ("on:2026-11-15", [zoe]),
        ("amount>=20", [zoe]),
        ("type:person zoe", [zoe]),
        ("type:promise", []),
    ],
)
def test_the_people_that_a_search_selects(
    connection: Connection, typed: str, expected: list[Customer]
) -> None:
    found = customer_ids(connection, asked(typed), NOW, ZONE)
    assert len(found) == len(expected)
    assert set(found) == {one.id for one in expected}


def test_people_come_by_name(connection: Connection) -> None:
    found = customer_ids(connection, asked("alma"), NOW, ZONE)
    assert found == [alma.id, rosa.id]


def kinds(hits: Iterable[Hit]) -> list[str]:
    return [type(hit.record).__name__ for hit in hits]


def test_words_find_every_kind_of_record_by_parts_of_words(connection: Connection) -> None:
    found = others(connection, asked("UG"), NOW, ZONE)
    assert kinds(found) == [
        *("Promise", "Gesture", "Feedback", "Feedback", "Wish", "Recovery", "Review", "Answer"),
        *("Evening", "Template", "Attachment"),
    ]
    assert found[0].names == ("Rosa Delgado",)
    assert others(connection, asked("oven"), NOW, ZONE)[0].names == ("Łukasz Müß",)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("creme", ["Promise"]),
        ("type:promise,wish jug", ["Promise", "Wish"]),
        ("tag:vip jug", ["Promise", "Feedback", "Recovery", "Answer", "Attachment"]),
        ("is:overdue", ["Promise"]),
        ("is:open type:gesture", ["Gesture"]),
        ("is:planned", ["Gesture"]),
        ("is:done", []),
        ("amount>10", ["Gesture"]),
        ("lid -wish type:wish", ["Wish"]),
        ("channel:phone", []),
        ("until:2026-10 type:promise", []),
        ("on:2026-11-20 type:answer,evening", ["Answer", "Evening"]),
    ],
)
def test_filters_narrow_what_was_written(
    connection: Connection, typed: str, expected: list[str]
) -> None:
    assert kinds(others(connection, asked(typed), NOW, ZONE)) == expected


def noted(connection: Connection, typed: str, *, inside: bool = False) -> list[str]:
    wanted = replace(as_wanted(asked(typed), NOW), inside=inside)
    after: Place | None = None
    found: list[str] = []
    while True:
        step = next_notes(connection, wanted, after, scan=1)
        found += [hit.record.note for hit in step.hits if isinstance(hit.record, Touchpoint)]
        wanted, after = step.wanted, step.after
        if after is None:
            return found


JUG, SUGAR = (one.note for one in WRITTEN if isinstance(one, Touchpoint))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("jug", [SUGAR, JUG]),
        ("jugs", [SUGAR]),
        ("BLUE hand", [JUG]),
        ('"blue jug"', [JUG]),
        ('"jug blue"', []),
        ("jug -blue", [SUGAR]),
        ("lodz", [JUG]),
        ("ŁÓDŹ", [JUG]),
        ("京", [JUG]),
        ("🎁", [JUG]),
        ("person:lukasz", [JUG]),
        ("tag:vip jug", [JUG]),
        ("stage:lost", [SUGAR]),
        ("quiet<10", [SUGAR]),
        ("-tag:vip", [SUGAR]),
        ("handle OR sugar", [SUGAR, JUG]),
        ("feeling:-", [JUG]),
        ("-feeling:-", [SUGAR]),
        ("amount:10-30", [SUGAR]),
        ("is:waiting", [SUGAR]),
        ("type:promise", []),
        ("from:2026-11", [SUGAR]),
    ],
)
def test_notes_by_words_and_filters_newest_first(
    connection: Connection, typed: str, expected: list[str]
) -> None:
    assert noted(connection, typed) == expected


def test_a_longer_look_finds_the_inside_of_words(connection: Connection) -> None:
    assert noted(connection, "uga", inside=True) == [SUGAR]
    assert noted(connection, "ANDL", inside=True) == [JUG]


def test_some_words_may_be_a_name_and_the_others_in_the_note(connection: Connection) -> None:
    found = notes_with(connection, asked("rosa jug"), NOW, ZONE)
    assert [hit.names for hit in found] == [("Rosa Delgado", "Łukasz Müß")]
    assert notes_with(connection, asked("zoe handle"), NOW, ZONE) == []
    assert notes_with(connection, asked("rosa"), NOW, ZONE) == []


def test_the_index_answers_at_once_where_it_knows_all(connection: Connection) -> None:
    file = connection.dialect.name == "sqlite"
    assert newest_notes(connection, asked("jug")).complete is file
    assert len(newest_notes(connection, asked("jug")).hits) == (2 if file else 0)
    assert not newest_notes(connection, asked("京")).complete
    assert not newest_notes(connection, asked("jug tag:vip")).complete
    assert newest_notes(connection, asked("京")).hits == ()


def test_people_in_whose_name_the_words_stand_come_first(connection: Connection) -> None:
    found = people(connection, asked("alma"), NOW, ZONE)
    assert [hit.record for hit in found] == [alma, rosa]


FIELDS_TYPED = st.sampled_from([f"{key}{sign}" for key in FIELDS for sign in (":", ">", "<=")])
TYPED = st.lists(
    st.one_of(
        FIELDS_TYPED,
        st.sampled_from(
            ['"', "-", " ", "OR ", "*", "(", "%", "_", "\\", "'", "phone", "2026", "1e9"]
        ),
        st.text(max_size=5),
    ),
    max_size=6,
).map("".join)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TYPED)
def test_nothing_typed_is_an_error(connection: Connection, typed: str) -> None:
    query = asked(typed)
    customer_ids(connection, query, NOW, ZONE)
    newest_notes(connection, query)
    next_notes(connection, as_wanted(query, NOW), None, scan=10)
    notes_with(connection, query, NOW, ZONE)
    people(connection, query, NOW, ZONE)
    others(connection, query, NOW, ZONE)

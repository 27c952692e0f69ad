"""What holds for any line at all, and for any names."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.capture_cases import NAMES, NOW, PEOPLE, read
from trustjournal.domain.capture import Draft, Names, Person, PieceKind, complete, parse
from trustjournal.domain.finding import fold

SOME = (
    "ana ben jan van der berg will rosa stone Zora kim ruiz call in person mail lunch + ++ - -- < "
    "? and & , ; : @ben @Zora @ #oak #1 /comp /p !send !! ! by fri tue last yesterday 3 weeks ago "
    "2026-03-01 15:00 3pm at on 25 min 1h late loved it. the oak's ñandú ß 王 \N{EN DASH}"
)
WORDS = SOME.split()
lines = st.one_of(
    st.text(),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=14).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=14).map("".join),
)


def _without_pieces(line: str, draft: Draft) -> str:
    for piece in reversed(draft.pieces):
        line = f"{line[: piece.start]} {line[piece.end :]}"
    return line


@given(lines)
def test_any_line_is_read_and_what_is_not_claimed_is_the_note(line: str) -> None:
    draft = read(line)
    at = 0
    for piece in draft.pieces:
        assert at <= piece.start < piece.end <= len(line)
        assert line[piece.start : piece.end] == piece.text
        at = piece.end
    assert draft.note == " ".join(_without_pieces(line, draft).split())
    assert read(line) == draft


@given(lines)
def test_what_the_draft_says_stands_in_its_pieces(line: str) -> None:
    draft = read(line)
    count = [piece.kind for piece in draft.pieces].count
    assert {i for p in draft.pieces if p.kind is PieceKind.PERSON for i in p.customer_ids} == set(
        draft.customer_ids
    )
    assert count(PieceKind.PROMISE) == len(draft.promises)
    assert count(PieceKind.DUE) == sum(p.due_on is not None for p in draft.promises)
    assert count(PieceKind.WHEN) <= 2
    assert (count(PieceKind.WHEN) > 0) == (draft.happened_at is not None)
    for kind, said in (
        (PieceKind.CHANNEL, draft.channel),
        (PieceKind.KIND, draft.kind),
        (PieceKind.FEELING, draft.feeling),
        (PieceKind.DURATION, draft.duration_minutes),
    ):
        assert count(kind) == (said is not None)
    asked = any(p.kind is PieceKind.KIND and p.text == "?" for p in draft.pieces)
    assert (count(PieceKind.BEGAN) > 0 or asked) == (draft.began is not None)
    assert count(PieceKind.BEGAN) <= 1
    assert all(promise.text for promise in draft.promises)


@given(lines, st.data())
def test_a_completion_names_whom_it_offers(line: str, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(0, len(line)))
    for offer in complete(line, cursor, NAMES):
        assert 0 <= offer.start < cursor <= offer.end <= len(line)
        person = next(person for person in PEOPLE if person.id == offer.person_id)
        assert parse(offer.text, NAMES, NOW).customer_ids == (person.id,)


names = st.text(st.sampled_from("aAáàbBßøØ łv+-,&.'’:;@!#</ 1"), min_size=1, max_size=12).filter(
    lambda text: any(letter.isalpha() for letter in text)
)
people = st.lists(st.tuples(names, st.lists(names, max_size=2)), min_size=1, max_size=6).map(
    lambda rows: [
        Person(UUID(int=number), name, tuple(extra)) for number, (name, extra) in enumerate(rows)
    ]
)


def _seen(person: Person) -> tuple[str, str]:
    return " ".join(person.name.split()), " ".join(" ".join(person.extra).split())


@given(people)
def test_a_full_name_means_its_owner_unless_name_and_company_are_the_same(
    crowd: list[Person],
) -> None:
    index = Names(crowd)
    for person in crowd:
        draft = parse(index.full_name(person), index, NOW)
        same = [other.id for other in crowd if _seen(other) == _seen(person)]
        found = draft.customer_ids or draft.ambiguous[0].customer_ids
        assert set(found) == set(same) if len(same) == 1 else set(found) >= set(same)
        assert not draft.note


@given(
    st.lists(st.text(st.sampled_from("aábßøł"), min_size=1, max_size=4), min_size=2, max_size=6),
    st.sampled_from(["call", "+ fine", ", then", "2 days ago"]),
)
def test_a_whole_first_name_is_never_passed_over(firsts: list[str], rest: str) -> None:
    index = Names(Person(UUID(int=i), f"{word} {firsts[0]}") for i, word in enumerate(firsts))
    for number, word in enumerate(firsts):
        draft = parse(f"{word} {rest}", index, NOW)
        meant = draft.customer_ids or draft.ambiguous[0].customer_ids
        assert UUID(int=number) in meant
        assert not draft.unknown
        assert all(fold(firsts[place.int]) == fold(word) for place in meant)

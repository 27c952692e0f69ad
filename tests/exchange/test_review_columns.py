"""Columns of reviews are known by their names, whoever exported them."""

import pytest

from trustjournal.exchange.review_columns import Part, asks_to_recommend, guess

DATE, WORDS, WHO = "2026-03-05", "Lovely cups", "Ana Ruiz"


def guessed(**samples: str) -> dict[str, str]:
    return {part.value: name for part, name in guess(columns(samples)).items()}


def columns(samples: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {name: (value,) if value else () for name, value in samples.items()}


@pytest.mark.parametrize(
    ("samples", "found"),
    [
        pytest.param(
            {
                "Review created (UTC)": DATE,
                "Consumer name": WHO,
                "Review stars": "5",
                "Review title": "Great",
                "Review content": WORDS,
                "Company reply": "Thank you",
                "Consumer email": "a@example.org",
            },
            {
                "heard_on": "Review created (UTC)",
                "name": "Consumer name",
                "rating": "Review stars",
                "title": "Review title",
                "text": "Review content",
                "email": "Consumer email",
            },
            id="Trustpilot",
        ),
        pytest.param(
            {
                "title": "Great",
                "body": WORDS,
                "rating": "5",
                "review_date": DATE,
                "reviewer_name": WHO,
                "reviewer_email": "a@example.org",
                "product_id": "77",
                "product_url": "https://example.org",
                "reply": "",
            },
            {
                "title": "title",
                "text": "body",
                "rating": "rating",
                "heard_on": "review_date",
                "name": "reviewer_name",
                "email": "reviewer_email",
            },
            id="Judge.me",
        ),
        pytest.param(
            {
                "Timestamp": "3/5/2026 14:22:01",
                "How likely are you to recommend us to a friend?": "9",
                "What is the main reason for your score?": WORDS,
                "Email Address": "a@example.org",
            },
            {
                "heard_on": "Timestamp",
                "rating": "How likely are you to recommend us to a friend?",
                "text": "What is the main reason for your score?",
                "email": "Email Address",
            },
            id="Google Forms",
        ),
        pytest.param(
            {"Score": "9", "Comment": WORDS, "Name": WHO, "Created At": DATE, "Source": "Google"},
            {
                "rating": "Score",
                "text": "Comment",
                "name": "Name",
                "heard_on": "Created At",
                "source": "Source",
            },
            id="Delighted",
        ),
        pytest.param(
            {"Datum": "5.3.2026", "Name": WHO, "Bewertung": "4", "Kommentar": WORDS},
            {"heard_on": "Datum", "name": "Name", "rating": "Bewertung", "text": "Kommentar"},
            id="German",
        ),
        pytest.param(
            {"Fecha": "5/3/2026", "Nombre": WHO, "Valoración": "4", "Reseña": WORDS},
            {"heard_on": "Fecha", "name": "Nombre", "rating": "Valoración", "text": "Reseña"},
            id="Spanish",
        ),
        pytest.param(
            {"Date": DATE, "Nom": WHO, "Note": "4", "Avis": WORDS},
            {"heard_on": "Date", "name": "Nom", "rating": "Note", "text": "Avis"},
            id="French, where a note is a rating",
        ),
    ],
)
def test_common_exports_are_understood(samples: dict[str, str], found: dict[str, str]) -> None:
    assert guessed(**samples) == found


def test_a_column_is_judged_by_what_stands_in_it_too() -> None:
    assert guessed(Note="Bring the blue jug", Review=WORDS) == {"text": "Review"}
    assert guessed(Email="none", Rating="") == {}
    assert guessed(Review="12") == {}


def test_every_column_is_given_to_one_part() -> None:
    samples = columns(
        {"Review": WORDS, "Review text": WORDS, "Reviewer": WHO, "Review rating": "4"}
    )
    found = guess(samples)
    assert len(set(found.values())) == len(found)
    assert found[Part.NAME] == "Reviewer"


def test_who_asks_how_likely_they_would_recommend_asks_out_of_ten() -> None:
    assert asks_to_recommend("How likely are you to RECOMMEND us?")
    assert asks_to_recommend("NPS")
    assert not asks_to_recommend("Stars")

"""One number, however it is written; two numbers, however alike they look."""

import subprocess
import sys
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trustjournal.exchange.phone_numbers import PhoneNumbers

SPELLINGS = (
    *("+34 600 000 001", "600 000 001", "0034 600000001", "(600) 000-001"),
    *("+34 (600) 000.001", "+34-600-000-001 ext. 4", "٦٠٠ ٠٠٠ ٠٠١", "(0034) 600 000 001"),
)


@pytest.mark.parametrize("number", SPELLINGS)
def test_every_spelling_is_read_as_the_same_number(number: str) -> None:
    assert PhoneNumbers("ES").international(number) == "+34600000001"
    assert PhoneNumbers("es").key(number) == "+34600000001"


@pytest.mark.parametrize("country", ["ES", "", "XX"])
@pytest.mark.parametrize(("one", "other"), list(combinations(SPELLINGS, 2)))
def test_every_spelling_is_the_same_number_with_a_country_or_without(
    one: str, other: str, country: str
) -> None:
    numbers = PhoneNumbers(country)
    assert numbers.same(one, other)
    assert numbers.same(other, one)


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("+34 600 000 001", "+351 600 000 001", ""),
        ("+34 600 000 001", "+351 600 000 001", "ES"),
        ("600 000 001", "+351 600 000 001", "ES"),
        ("600 000 001", "00351 600 000 001", "ES"),
        ("+34 600 000 001", "+34 700 000 001", ""),
        ("+1 212 555 0134", "+1 312 555 0134", "US"),
        ("(212) 555-0134", "(312) 555-0134", "US"),
        ("600 000 001", "600 000 002", "ES"),
    ],
)
def test_the_same_last_digits_in_another_country_or_area_are_another_number(
    one: str, other: str, country: str
) -> None:
    numbers = PhoneNumbers(country)
    assert not numbers.same(one, other)
    assert not numbers.same(other, one)


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("011 15 2345-6789", "+54 9 11 2345 6789", "AR"),
        ("020 7946 0958", "+44 (0)20 7946 0958", "GB"),
        ("020 7946 0958", "+44 (0)20 7946 0958", "ES"),
        ("06 698 12345", "+39 06 698 12345", "IT"),
        ("011 44 20 7946 0958", "+44 20 7946 0958", "US"),
        ("22 12 34 56", "+47 22123456", "NO"),
    ],
)
def test_each_country_has_its_own_prefixes(one: str, other: str, country: str) -> None:
    assert PhoneNumbers(country).same(one, other)


@pytest.mark.parametrize("number", ["", "112", "call me", "x12345678", "+"])
def test_what_is_no_number_is_the_same_as_none(number: str) -> None:
    numbers = PhoneNumbers("ES")
    assert numbers.international(number) == numbers.key(number) == ""
    assert not numbers.same(number, number)


def test_what_fits_no_plan_is_compared_by_its_digits() -> None:
    numbers = PhoneNumbers("ES")
    assert numbers.international("555-01470") == ""
    assert numbers.same("555-01470", "555 01470")
    assert numbers.key("555-01470") == "55501470"


@given(st.text(alphabet="+0123456789 ()-./x٣＋a", max_size=24), st.sampled_from(["", "ES", "US"]))
@example("00", "ES")
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_without_an_error_and_is_itself(number: str, country: str) -> None:
    numbers = PhoneNumbers(country)
    assert numbers.same(number, number) == bool(numbers.key(number))


def test_the_plans_are_loaded_with_the_first_number_that_needs_them() -> None:
    program = (
        "import sys; from trustjournal.exchange.phone_numbers import PhoneNumbers\n"
        "numbers = PhoneNumbers('ES'); numbers.same('', '')\n"
        "assert 'phonenumbers' not in sys.modules\n"
        "numbers.same('600 000 001', '600-000-001'); assert 'phonenumbers' not in sys.modules\n"
        "numbers.same('+34 600 000 001', '600000001'); assert 'phonenumbers' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)

"""Columns are taken for what their names and values say."""

from hypothesis import given
from hypothesis import strategies as st

from trustjournal.exchange.table_columns import Known, guess, has_digit, label_of, plain, targets

NAME = Known("name", "Name", "full name, name")
PHONE = Known("phone", "Phone", "phone", "tel", many=True, holds=has_digit)


def test_the_likeliest_name_wins_and_only_one_column_is_the_name() -> None:
    samples = {"Name": ("Ana",), "Full name": ("Ana Ruiz",)}
    assert guess((NAME, PHONE), samples) == {"Name": "note", "Full name": "name"}


def test_several_columns_may_be_a_phone_by_number_label_or_hint() -> None:
    columns = ["Phone", "Phone 2", "Home_Phone", "Tel. (mobil)"]
    samples = dict.fromkeys(columns, ("555-0100",))
    assert set(guess((NAME, PHONE), samples).values()) == {"phone"}


def test_a_column_whose_values_cannot_be_is_for_the_note() -> None:
    assert guess((PHONE,), {"Phone": ("ask her",)}) == {"Phone": "note"}
    assert guess((PHONE,), {"Phone": ()}) == {"Phone": "phone"}


def test_labels_tell_several_of_a_kind_apart() -> None:
    assert label_of("Téléphone domicile") == "home"
    assert label_of("Geschäftlich Fax") == "work fax"
    assert label_of("Phone") == ""


def test_every_table_can_leave_out_and_note() -> None:
    assert [target.key for target in targets((NAME,))] == ["name", "note", ""]


@given(st.dictionaries(st.text(), st.lists(st.text(), max_size=2), max_size=5))
def test_every_column_has_a_target_whatever_it_is_called(samples: dict[str, list[str]]) -> None:
    assert guess((NAME, PHONE), samples).keys() == samples.keys()
    assert all(plain(plain(name)) == plain(name) for name in samples)

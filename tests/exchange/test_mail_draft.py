from email import message_from_bytes
from email.policy import SMTP
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.errors import InvalidEntry
from trustjournal.exchange.mail_draft import draft, fits_link, mail_link

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=80)


@given(TEXT, TEXT)
def test_a_link_carries_every_word_and_no_field_of_its_own(subject: str, text: str) -> None:
    parts = urlsplit(mail_link("rosa+cups@example.org", subject, text))
    fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "rosa+cups@example.org")
    assert set(fields) == {"subject", "body"}
    assert fields["body"] == [text.replace("\n", "\r\n")]
    assert "\n" not in fields["subject"][0]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "rosa",
        "@example.org",
        "rosa@",
        "a@b@c",
        "rosa@example.org\nBcc: x@y",
        "a@b,c@d",
        "<a@b>",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(InvalidEntry, match="no e-mail address"):
        mail_link(address, "", "")
    with pytest.raises(InvalidEntry, match="no e-mail address"):
        draft("Rosa", address, "", "")


def test_an_address_cannot_add_fields_to_a_link() -> None:
    parts = urlsplit(mail_link("rosa?bcc=x&body=y@example.org", "Hi", "words"))
    assert set(parse_qs(parts.query)) == {"subject", "body"}


def test_a_long_letter_does_not_fit_a_link() -> None:
    assert fits_link(mail_link("rosa@example.org", "Hi", "Thank you."))
    assert not fits_link(mail_link("rosa@example.org", "Hi", "Thank you. " * 300))


@given(TEXT, TEXT)
def test_a_draft_is_read_back_whole_whatever_it_says(name: str, text: str) -> None:
    content = draft(name, "rosa@example.org", name, text)
    mail = message_from_bytes(content, policy=SMTP)
    assert mail["To"].addresses[0].addr_spec == "rosa@example.org"
    assert mail["X-Unsent"] == "1"
    assert mail["Bcc"] is None
    assert sorted(mail.keys()) == sorted(
        ["To", "Subject", "X-Unsent", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"]
    )


def test_a_draft_holds_the_words_and_no_sender() -> None:
    text = "Liebe Rosa,\n\ndanke für die Tassen 😀\n.\nFrom here\n"
    content = draft("Delgado, Rosa", "rosa@example.org", "Grüße", text)
    mail = message_from_bytes(content, policy=SMTP)
    assert mail["To"].addresses[0].display_name == "Delgado, Rosa"
    assert mail["Subject"] == "Grüße"
    assert mail.get_content().replace("\r\n", "\n") == text
    assert mail["From"] is None


def test_a_subject_cannot_begin_another_field() -> None:
    mail = message_from_bytes(
        draft("R\r\nBcc: x@y", "r@example.org", "Hi\nBcc: x@y", "t"), policy=SMTP
    )
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Hi Bcc: x@y"

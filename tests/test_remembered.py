"""What the keychain of the computer remembers, and that the program works without one."""

from collections.abc import Generator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.compat import properties
from keyring.errors import KeyringLocked, PasswordDeleteError

from trustjournal import remembered
from trustjournal.clock import local_now
from trustjournal.errors import NotSaved
from trustjournal.store import keys
from trustjournal.store.encrypting import change_passphrase, decrypt, encrypt
from trustjournal.store.engine import close_journal, create_journal, open_journal

WORDS, OTHERS = "velvet anchor ninety", "copper Ünder moss"


class Keychain(KeyringBackend):
    """What the keychain of a computer does, kept in memory; it can be closed."""

    @properties.classproperty
    def priority(self) -> float:
        return 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.trouble: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self._refuse()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._refuse()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._refuse()
        if (service, username) not in self.kept:
            raise PasswordDeleteError("not there")
        del self.kept[service, username]

    def _refuse(self) -> None:
        if self.trouble:
            raise self.trouble


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    monkeypatch.setattr(keys, "ROUNDS", 2)
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.fixture
def keychain(monkeypatch: pytest.MonkeyPatch) -> Keychain:
    """A keychain of this computer that locks what it keeps."""
    monkeypatch.setattr(remembered, "KEYCHAINS", {*remembered.KEYCHAINS, __name__})
    made = Keychain()
    keyring.set_keyring(made)
    return made


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    close_journal(create_journal(path, WORDS))
    return path


def test_what_is_remembered_opens_the_journal_wherever_it_is_moved(
    keychain: Keychain, journal: Path
) -> None:
    assert remembered.is_possible()
    assert remembered.recall(journal) is None
    remembered.remember(journal, WORDS)
    moved = journal.rename(journal.with_name("moved.db"))
    open_journal(moved, remembered.recall(moved)).dispose()
    remembered.forget(moved)
    assert remembered.recall(moved) is None
    assert keychain.kept == {}
    remembered.forget(moved)


def test_each_journal_has_its_own(keychain: Keychain, journal: Path) -> None:
    other = journal.with_name("other.db")
    close_journal(create_journal(other, OTHERS))
    remembered.remember(journal, WORDS)
    assert remembered.recall(other) is None
    remembered.remember(other, OTHERS)
    assert remembered.recall(journal) == WORDS
    assert remembered.recall(journal.with_name("missing.db")) is None


def test_a_passphrase_changed_elsewhere_is_no_longer_remembered(
    keychain: Keychain, journal: Path
) -> None:
    remembered.remember(journal, WORDS)
    change_passphrase(journal, WORDS, OTHERS, now=local_now())
    assert remembered.recall(journal) is None


def test_what_was_remembered_is_so_under_the_new_passphrase_and_gone_without_one(
    keychain: Keychain, journal: Path
) -> None:
    with remembered.carried_over(journal, OTHERS):
        change_passphrase(journal, WORDS, OTHERS, now=local_now())
    assert keychain.kept == {}
    remembered.remember(journal, OTHERS)
    with remembered.carried_over(journal, WORDS):
        change_passphrase(journal, OTHERS, WORDS, now=local_now())
    assert remembered.recall(journal) == WORDS
    assert list(keychain.kept.values()) == [WORDS]
    with remembered.carried_over(journal, None):
        decrypt(journal, WORDS, now=local_now())
    assert keychain.kept == {}
    with remembered.carried_over(journal, OTHERS):
        encrypt(journal, OTHERS, now=local_now())
    assert keychain.kept == {}


def test_a_change_that_failed_leaves_what_is_remembered(keychain: Keychain, journal: Path) -> None:
    remembered.remember(journal, WORDS)
    with pytest.raises(NotSaved), remembered.carried_over(journal, OTHERS):
        raise NotSaved("the disk is full")
    assert remembered.recall(journal) == WORDS


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, Keychain])
def test_without_a_keychain_that_locks_what_it_keeps_nothing_is_remembered(
    journal: Path, backend: type[KeyringBackend]
) -> None:
    keyring.set_keyring(backend())
    assert not remembered.is_possible()
    with pytest.raises(NotSaved, match="no keychain"):
        remembered.remember(journal, WORDS)
    assert remembered.recall(journal) is None
    remembered.forget(journal)


def test_of_several_keychains_the_first_that_locks_is_used(
    monkeypatch: pytest.MonkeyPatch, keychain: Keychain, journal: Path
) -> None:
    several = chainer.ChainerBackend()
    monkeypatch.setattr(type(several), "backends", [fail.Keyring(), keychain])
    keyring.set_keyring(several)
    remembered.remember(journal, WORDS)
    assert list(keychain.kept.values()) == [WORDS]


@pytest.mark.parametrize("trouble", [KeyringLocked("closed"), RuntimeError("D-Bus is gone")])
def test_a_keychain_that_does_not_answer_means_asking(
    keychain: Keychain, journal: Path, trouble: Exception
) -> None:
    remembered.remember(journal, WORDS)
    keychain.trouble = trouble
    assert remembered.recall(journal) is None
    remembered.forget(journal)
    with pytest.raises(NotSaved, match="asked for the passphrase") as refused:
        remembered.remember(journal, WORDS)
    assert WORDS not in str(refused.value)
    with remembered.carried_over(journal, OTHERS):
        change_passphrase(journal, WORDS, OTHERS, now=local_now())
    open_journal(journal, OTHERS).dispose()


def test_nothing_is_imported_before_the_keychain_is_asked() -> None:
    import subprocess
    import sys

    code = "import sys, trustjournal.remembered; print('keyring' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_an_open_journal_is_known_by_its_salt_without_its_file_being_read(
    keychain: Keychain, journal: Path
) -> None:
    engine = open_journal(journal, WORDS)
    key = keys.key_of(engine)
    assert key is not None
    remembered.remember(key.salt, WORDS)
    assert remembered.recall(journal) == WORDS
    close_journal(engine)
    journal.unlink()
    assert remembered.recall(key.salt) == WORDS
    remembered.forget(key.salt)
    assert remembered.recall(key.salt) is None

"""Keychains that do not help: none at all, one that knows an older passphrase, and a closed one."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import keyring
from keyring.backends import fail
from keyring.errors import KeyringLocked

from tests.test_remembered import Keychain
from trustjournal import remembered


def bad_keychains(journal: Path) -> Iterator[str]:
    """Give this computer one after the other, and yield what each is called."""
    before = keyring.get_keyring()
    stale, closed = Keychain(), Keychain()
    with patch.object(remembered, "KEYCHAINS", {Keychain.__module__}):
        keyring.set_keyring(stale)
        remembered.remember(journal, "what it was last year")
    closed.trouble = KeyringLocked("closed")
    for name, one in (("absent", fail.Keyring()), ("stale", stale), ("closed", closed)):
        keyring.set_keyring(one)
        with patch.object(remembered, "KEYCHAINS", {Keychain.__module__}):
            yield name
    keyring.set_keyring(before)

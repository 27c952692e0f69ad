"""Telephone numbers as the whole world writes them (ITU-T E.164), from the owner's country.

What no country can be found for is compared by its digits (`domain.matching`).
"""

import re
from functools import lru_cache

from trustjournal.domain.matching import phone_key, same_digits

_REMEMBERED = 10_000
_BETWEEN = re.compile(r"[\s().-]+")


class PhoneNumbers:
    """Reads and compares numbers; without a prefix they are of `country` (ISO 3166, "" for none).

    The plans of all countries are loaded with the first number that needs them.
    """

    def __init__(self, country: str = "") -> None:
        self._country = country.upper()
        self._read = lru_cache(_REMEMBERED)(self._international)

    def international(self, number: str) -> str:
        """Return a number with its country's prefix, "" where it is not known.

        >>> PhoneNumbers("ES").international("(600) 000-001")
        '+34600000001'
        """
        return self._read(number)

    def same(self, one: str, other: str) -> bool:
        """Tell whether two numbers are one and the same, however they are written.

        >>> PhoneNumbers().same("+34 600 000 001", "600 000 001")
        True
        >>> PhoneNumbers("PT").same("+34 600 000 001", "+351 600 000 001")
        False
        """
        if _BETWEEN.sub("", one) == _BETWEEN.sub("", other):
            return bool(phone_key(one))  # to read both in full takes a hundred times as long
        whole, other_whole = self.international(one), self.international(other)
        if whole and other_whole:
            return whole == other_whole
        return bool(phone_key(one)) and same_digits(whole or one, other_whole or other)

    def key(self, number: str) -> str:
        """Return what the spellings of a number have in common as far as is known; "" for none."""
        return self.international(number) or phone_key(number)

    def _international(self, number: str) -> str:
        if not phone_key(number):
            return ""
        # Imported here: it takes longer to load than most files to read.
        import phonenumbers

        spellings = [number]
        if number.lstrip(" (").startswith("00"):
            spellings.append("+" + number.lstrip(" (0"))
        for spelling in spellings:
            try:
                found = phonenumbers.parse(spelling, self._country or None)
            except phonenumbers.NumberParseException:
                continue
            # Whoever writes the prefix knows the country; any other number must fit its plan.
            if spelling.lstrip(" (").startswith(("+", "＋")) or phonenumbers.is_valid_number(found):
                return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
        return ""

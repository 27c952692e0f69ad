"""How the values of records are kept in columns, the same on every database."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Date, Dialect, LargeBinary, String, Text, Time, Uuid
from sqlalchemy.types import TypeDecorator, TypeEngine

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

T = TypeVar("T")


class Unreadable(Exception):
    """A column holds what was never written there: the file is damaged, or not ours alone."""


def microseconds(instant: datetime) -> int:
    """Return microseconds since 1970-01-01 UTC; `instant` must be aware."""
    if instant.tzinfo is None:
        raise ValueError("a naive datetime has no place in the journal")
    return (instant - _EPOCH) // _MICROSECOND


class _Kept(TypeDecorator[T]):
    """Reads what it wrote, and of anything else says that it is `Unreadable`."""

    def result_processor(self, dialect: Dialect, coltype: Any) -> Any:
        """Return what turns a value of the column into one of a record."""
        read = super().result_processor(dialect, coltype)
        if read is None:
            return None

        def read_kept(value: Any) -> T | None:
            try:
                return read(value)
            except (ValueError, TypeError, ArithmeticError, msgspec.MsgspecError) as error:
                raise Unreadable(type(self).__name__) from error

        return read_kept


class Id(_Kept[UUID]):
    """A UUID: 16 bytes in SQLite, the native type in PostgreSQL."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column type for the database."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Uuid())
        return dialect.type_descriptor(LargeBinary(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """Turn an id into what the column holds."""
        if value is None or dialect.name == "postgresql":
            return value
        return value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """Turn what the column holds into an id."""
        return UUID(bytes=value) if isinstance(value, bytes) else value


class Instant(_Kept[datetime]):
    """An aware instant as whole microseconds since 1970 UTC; naive values are refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Turn an aware datetime into microseconds."""
        return None if value is None else microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Turn microseconds into an aware datetime in UTC."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class Money(_Kept[Decimal]):
    """An amount as whole hundredths."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Turn an amount into hundredths, rounded half to even."""
        return None if value is None else int((value * 100).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Turn hundredths into an amount."""
        return None if value is None else Decimal(value) / 100


class Day(_Kept[date]):
    """A calendar day."""

    impl = Date
    cache_ok = True


class Hour(_Kept[time]):
    """A time of day."""

    impl = Time
    cache_ok = True


class Word(_Kept[StrEnum]):
    """One word of a fixed list."""

    impl = String
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Turn a word into text."""
        return None if value is None else value.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Turn text into the word."""
        return None if value is None else self.words(value)


class Packed(_Kept[Any]):
    """A tuple of small values as JSON text."""

    impl = Text
    cache_ok = True

    def __init__(self, shape: Any) -> None:
        super().__init__()
        self.shape = shape
        self._decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(shape)

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Turn the values into JSON."""
        if value is None:
            return None
        return "[]" if value == () else msgspec.json.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Turn JSON into the values."""
        if value is None:
            return None
        return () if value == "[]" else self._decoder.decode(value)

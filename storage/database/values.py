"""Values as JSON, ready to be encrypted; and back. A value that does not fit is Unreadable, and nothing of it
is told."""

import json
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from bot.domain.cases.case import Case
from bot.domain.facts import Fact
from bot.domain.ids import AgencyKey
from storage.crypto.vault import Unreadable

T = TypeVar("T")
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
OF_ANOTHER_VERSION = "shape"
"""What is wrong with a value that opens and does not fit: another version of the program has written it."""


@cache
def adapter_of(kind: Hashable) -> TypeAdapter[Any]:
    """Reads and writes values of this type as JSON. Made when it is first needed, once for each type: there are more
    than a hundred, and a process meets few of them at its start."""
    return TypeAdapter(cast("type[Any]", kind))


class Shape(Generic[T]):
    """How one type of value is written as JSON."""

    def __init__(self, kind: Hashable) -> None:
        self._kind = kind

    @property
    def _adapter(self) -> TypeAdapter[T]:
        return adapter_of(self._kind)

    def dump(self, value: T) -> bytes:
        """The value as JSON."""
        return self._adapter.dump_json(value, by_alias=True)

    def load(self, written: bytes) -> T:
        """Loads the value."""
        try:
            return self._adapter.validate_json(written)
        except ValidationError:
            raise Unreadable(OF_ANOTHER_VERSION) from None


def dump_facts(facts: Mapping[str, Fact]) -> bytes:
    """Dumps facts as JSON."""
    return ENCODER.encode(dict(facts)).encode()


def load_facts(written: bytes) -> dict[str, Fact]:
    """Loads facts from JSON."""
    with readable():
        return dict[str, Fact](json.loads(written))


@contextmanager
def readable() -> Iterator[None]:
    """Raises Unreadable in place of any error that a reader raises: the bytes were written by another version, or by
    hand."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise Unreadable(OF_ANOTHER_VERSION) from None


def dump_words(words: frozenset[AgencyKey] | tuple[str, ...] | frozenset[Any]) -> str:
    """Keys in one clear column, each between commas, so that one of them can be searched for."""
    return "," + ",".join(sorted(str(word) for word in words)) + "," if words else ""


def unchanged(case: Case) -> Case:
    """Gives the case back as it was written."""
    return case

"""Which cases a message to the staff names. When somebody may not know of a case any more, such messages are deleted
from their chats."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, cast, get_args, get_type_hints

from bot.domain.ids import CaseNumber
from bot.domain.notices.every import OfReporting
from bot.domain.notices.notice import Notice, ToAgency, ToOversight, ToReporter
from bot.domain.notices.say import SayOther

TO_REPORTERS = get_args(OfReporting)
"""What reporters read. They keep what they are told of their own report."""


def is_for_staff(notice: Notice) -> bool:
    """Whether the staff read it. What a group reads is theirs, whatever it says."""
    if isinstance(notice.to, ToAgency | ToOversight):
        return True
    return not isinstance(notice.to, ToReporter) and not isinstance(notice.content, TO_REPORTERS)


def cases_named(notice: Notice) -> frozenset[CaseNumber]:
    """The numbers of the cases that the staff read in this notice. Empty for a notice to a reporter, and for one that
    is worded from the state of its case alone, such as a card."""
    if not is_for_staff(notice):
        return frozenset()
    shown_again = [notice.leaves.number] if notice.leaves is not None else []
    return frozenset(CaseNumber(one) for one in (*_in(notice.content), *shown_again) if one)


def _in(value: Any) -> Iterable[int]:
    if isinstance(value, SayOther):
        yield from (one for name in ("number", "other") if isinstance(one := value.facts.get(name), int))
    elif is_dataclass(value):
        for name, is_number in _fields_with_numbers(cast("Hashable", type(value))).items():
            found = getattr(value, name)
            if is_number:
                yield from found if isinstance(found, tuple) else [found or 0]
            else:
                for one in found if isinstance(found, tuple) else [found]:
                    yield from _in(one)


@cache
def _fields_with_numbers(kind: Any) -> Mapping[str, bool]:
    """The fields of a notice that hold numbers of cases (True), or values that may hold such (False)."""
    hints = get_type_hints(kind)
    found = {one.name: set(_types_in(hints[one.name])) for one in fields(kind)}
    return {
        name: CaseNumber in types
        for name, types in found.items()
        if CaseNumber in types or any(is_dataclass(one) for one in types)
    }


def _types_in(hint: Any) -> Iterable[Any]:
    yield hint
    for one in get_args(hint):
        yield from _types_in(one)

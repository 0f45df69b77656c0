"""What of a case stands beside its encrypted value, for lists and numbers."""

from typing import Any

from bot.domain.cases.case import Case
from storage.cases.columns.deadline_columns import deadline_columns
from storage.cases.columns.waiting_words import waiting_words
from storage.database.values import dump_words

PAST = "was_"
"""Before a mark in the column of flags: of a life of the case before this one."""


def clear_columns(case: Case) -> dict[str, Any]:
    """What lists and numbers need of a case, and no more. What counts from the receipt is the first life's (L13)."""
    first = case.first_life
    return {
        "version": case.version,
        "state": case.state,
        "open": case.is_open,
        "urgency": case.urgency,
        "lead": case.lead,
        "harms": dump_words(case.harms),
        "age_band": case.age_band,
        "area": case.area,
        "flags": dump_words(case.flags | past_marks(case) | waiting_words(case)),
        "received_at": case.received_at,
        "acknowledged_at": first.acknowledged_at,
        "assessed_at": first.assessed_at,
        "answered_at": first.answered_at,
        "closed_at": case.closed_at,
        **deadline_columns(case),
    }


def past_marks(case: Case) -> frozenset[str]:
    """Marks of the lives before this one. Read by a worker of an older version alone, that works beside this one."""
    return frozenset(f"{PAST}{one.mark}" for one in case.marked if case.lives)


def part_rows(case: Case) -> list[dict[str, Any]]:
    """One row per agency that has a part in the case or must not know of it."""
    here = {task.agency for task in case.tasks if task.has_part}
    named = dict.fromkeys([*(task.agency for task in case.tasks), *case.barred])
    return [
        {"case": case.id, "agency": agency, "open": agency in here, "barred": agency in case.barred} for agency in named
    ]

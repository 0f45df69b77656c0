"""How a case is written down, so that programs of the version before can read it and today's can read theirs."""

import json
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from bot.domain.cases.case import Case, DeadlineKind, TaskState
from bot.domain.cases.flags import Flag
from storage.crypto.vault import Unreadable
from storage.database.values import OF_ANOTHER_VERSION, Shape, unchanged

NEWER = frozenset(
    {
        DeadlineKind.CALL_BACK,
        DeadlineKind.NEW_DATE,
        DeadlineKind.TRANSFER,
        DeadlineKind.DECIDE,
        DeadlineKind.ASSIGNMENT,
        DeadlineKind.LOOK_AGAIN,
        DeadlineKind.JOINT_TALK,
        DeadlineKind.QUESTION,
    }
)
"""Kinds of deadlines that the first programs do not know."""


NEWEST = frozenset({DeadlineKind.LOWER})
"""Kinds of deadlines that the programs after those do not know either."""


NEWER_FLAGS = frozenset({Flag.REOPENED, Flag.DRILL})
"""Flags that they do not know."""


FLAGS_APART = "newer_flags"
LEFT = "parts_left"
"""Bodies whose part ended without having been done: older programs read such a part as done."""


APART, FURTHER_APART, EDITION = "newer_clocks", "newest_clocks", "edition"


TODAY = 2


NO_FLAGS = frozenset({"yellow", "red"})
"""Older programs wrote marks among the flags; today they are read from the deadlines."""


AsToday = Callable[[Case], Case]


class CaseShape(Shape[Case]):
    """The shape of cases as JSON. `as_today` converts a case of an older program to today's rules."""

    def __init__(self, as_today: AsToday = unchanged) -> None:
        super().__init__(Case)
        self._as_today = as_today

    def dump(self, value: Case) -> bytes:
        """The case as JSON."""
        written: dict[str, Any] = self._adapter.dump_python(value, mode="json", by_alias=True)
        deadlines = written["clocks"]
        written["clocks"] = [deadline for deadline in deadlines if deadline["kind"] not in NEWER | NEWEST]
        flags = written["flags"]
        written["flags"] = [flag for flag in flags if flag not in NEWER_FLAGS]
        written[FLAGS_APART] = [flag for flag in flags if flag in NEWER_FLAGS]
        written[LEFT] = [task["agency"] for task in written["tasks"] if task["state"] == TaskState.ENDED_WITHOUT]
        written["tasks"] = [
            task | ({"state": TaskState.DONE} if task["agency"] in written[LEFT] else {}) for task in written["tasks"]
        ]
        written |= {APART: [deadline for deadline in deadlines if deadline["kind"] in NEWER], EDITION: TODAY}
        written[FURTHER_APART] = [deadline for deadline in deadlines if deadline["kind"] in NEWEST]
        return json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()

    def load(self, written: bytes) -> Case:
        """The case again; Unreadable when it does not fit."""
        try:
            found = json.loads(written)
            edition, apart = found.pop(EDITION, 1), found.pop(APART, [])
            found["clocks"] = [*found.get("clocks", []), *apart, *found.pop(FURTHER_APART, [])]
            left = found.pop(LEFT, [])
            for task in found.get("tasks", []):
                if task["agency"] in left:
                    task["state"] = TaskState.ENDED_WITHOUT
            flags = [*found.get("flags", []), *found.pop(FLAGS_APART, [])]
            found["flags"] = [flag for flag in flags if flag not in NO_FLAGS]
            case = self._adapter.validate_python(found)
        except (ValidationError, ValueError, AttributeError, TypeError):
            raise Unreadable(OF_ANOTHER_VERSION) from None
        return case if edition >= TODAY else self._as_today(case)

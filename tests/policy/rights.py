"""The table of rights as it was copied by hand from casework.md, cell by cell; the code is compared with it, never the
other way round."""

import csv
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bot.domain.access.roles import Role

S = Role
LETTERS = {
    "R": S.REPORTER,
    "S": S.SUPPORT_ACKED,
    "S0": S.SUPPORT,
    "L": S.LEAD,
    "LH": S.HEAD,
    "SH": S.SUPPORT_HEAD,
    "V": S.SUPERVISOR,
    "P": S.SUPERVISING,
    "PL": S.POLICE,
    "PH": S.POLICE_HEAD,
    "K": S.KEY_HOLDER,
    "RB": S.ASKED,
    "HO": S.HANDED,
    "A": S.AUDITOR,
    "M": S.MEMBER,
}
"""By letter of casework.md: the role."""
HEADS = {"LH", "SH"}
"""Of the line as a whole a head is a member of a body."""


@dataclass(frozen=True)
class RightsRow:
    """One row of the table."""

    act: str
    action: str
    is_pinned: bool
    """Whether there is such a verb; otherwise the row waits for it."""
    is_of_case: bool
    """Whether it is asked of one case; otherwise of the line as a whole."""
    who: frozenset[Role]
    places: frozenset[str]
    second_factor: bool


def read() -> dict[str, RightsRow]:
    """Every row, by the name of its action."""
    rows = csv.DictReader((Path(__file__).parent / "rights.csv").read_text("utf-8").splitlines())
    return {row["action"]: _row(row) for row in rows}


def _row(row: dict[str, str]) -> RightsRow:
    letters = row["who"].split()
    who = {S.MEMBER if row["of"] == "line" and letter in HEADS else LETTERS[letter] for letter in letters}
    assert row["state"] in {"pinned", "coming"}, row
    return RightsRow(
        row["act"],
        row["action"],
        row["state"] == "pinned",
        row["of"] == "case",
        frozenset(who),
        frozenset(row["place"].split()),
        row["lock"] == "+",
    )


ROWS = read()


def allowed(action: str, roles: Collection[Role]) -> bool:
    """Whether the table lets one of them do it."""
    return not ROWS[action].who.isdisjoint(roles)

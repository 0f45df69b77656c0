"""What the ladder told: each late deadline with the people who were told, singly or on a list."""

from typing import Any

from bot.domain.notices.notice import Address, Notice
from tests.support.notices import facts_of


def steps(notices: list[Notice]) -> list[tuple[Address, dict[str, Any]]]:
    """For each notice: who was told, and about which late deadline."""
    alone = [(notice.to, facts_of(notice)) for notice in notices if notice.kind == "ladder"]
    lists = [notice for notice in notices if notice.kind == "ladders"]
    return [*alone, *((notice.to, row) for notice in lists for row in facts_of(notice)["rows"])]

"""What the ladder told: each late deadline with who heard of it, told alone or on a list."""

from typing import Any

from bot.domain.notices.notice import Address, Notice
from tests.support.notices import facts_of


def steps(notices: list[Notice]) -> list[tuple[Address, dict[str, Any]]]:
    """Who was told, and one late deadline, for each that was told."""
    alone = [(notice.to, facts_of(notice)) for notice in notices if notice.kind == "ladder"]
    lists = [notice for notice in notices if notice.kind == "ladders"]
    return [*alone, *((notice.to, row) for notice in lists for row in facts_of(notice)["rows"])]

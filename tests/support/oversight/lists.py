"""What supervisors get when they ask for a list."""

from bot.domain.ids import ChatId
from bot.domain.notices.notice import ToChat
from bot.usecases.access.scope import Scope
from bot.usecases.oversight.case_lists import lists
from tests.support.acting import in_scope
from tests.support.notices import facts_of
from tests.support.people import District

HERE = ToChat(ChatId(9), "en")


async def listed(district: District, scope: Scope, *words: str) -> list[int]:
    """/cases WORDS: the numbers on the page."""
    await in_scope(district.services, scope, HERE, district.time.at, lists.list_cases, ".".join(words))
    rows = facts_of((await district.deliver())[-1])["rows"]
    assert isinstance(rows, list)
    return [int(str(row["number"])) for row in rows if isinstance(row, dict)]

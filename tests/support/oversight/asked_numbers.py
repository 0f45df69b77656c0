"""What /stats answers somebody who asks in private."""

from typing import Any

from bot.usecases.access.scope import Scope
from bot.usecases.oversight.statistics import numbers
from tests.support.acting import in_scope
from tests.support.notices import facts_of
from tests.support.oversight.lists import HERE
from tests.support.people import District

EVERYTHING = Scope(everything=True)


async def stats(district: District, words: str = "", scope: Scope = EVERYTHING, **later: float) -> dict[str, Any]:
    """/stats WORDS, so much later."""
    district.time.move(**later)
    await in_scope(district.services, scope, HERE, district.time.at, numbers.show_stats, words.replace(" ", "."))
    (told,) = [notice for notice in await district.deliver() if notice.kind == "stats"]
    return dict(facts_of(told))

"""For tests of casework: a body that must not know of a case, and how a notice reads in English."""

from dataclasses import replace

from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.notice import Notice
from bot.domain.queues.delivery import OutboxRow
from handlers.telegram.text.rendered import RenderContext
from tests.support.facts_of_notices import CATALOGUE
from tests.support.notices import worded
from tests.support.oversight.lists import HERE
from tests.support.people import PROFILE, District
from tests.support.recorded_walks import recorded_walk


@recorded_walk
async def bars(district: District, number: int, body: AgencyKey) -> None:
    """From now on this body must not know of the case."""
    async with district.database.begin() as uow:
        was = await uow.cases.by_number(CaseNumber(number))
        assert was is not None
        tasks = tuple(task for task in was.tasks if task.agency != body)
        await uow.cases.save(replace(was, version=was.version + 1, barred=(body,), tasks=tasks), was=was.version)
        await uow.commit()


async def words_of(district: District, notice: Notice) -> str:
    """How the notice reads in English."""
    text, database = CATALOGUE, district.database
    context = RenderContext(text, text.has, PROFILE, "line_bot", database.reading, database.files, district.time.now)
    rendered = await worded(context, OutboxRow(1, HERE.chat, "en", notice, 0, None, None, is_group=True))
    return rendered.text if rendered else ""

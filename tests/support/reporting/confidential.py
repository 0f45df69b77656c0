"""Reports whose reporter can be known by name, and what is shown about them."""

from typing import Any

from bot.domain.access.identity import Identity
from bot.domain.notices.notice import Notice
from bot.domain.queues.delivery import OutboxRow
from bot.domain.report import Phone
from handlers.telegram.text.rendered import RenderContext, Rendered
from tests.support.facts_of_notices import CATALOGUE
from tests.support.notices import worded
from tests.support.officers import EDU, PSB, the_case
from tests.support.people import PROFILE, District, Someone, answer_until

NAME, WHY = "Rita Morgenstern", "She is the only one who has seen his face."
LONG_NAME = f"{NAME}\n" + "I live beside the school and can be found there. " * 82
"""A name, and more words than one message takes."""
PHONE = Phone("+8613800000000", NAME)


async def told(rita: Someone, *, harm: str = "assault", contact: str = "yes", name: str = NAME) -> None:
    """An adult reports, with or without a name."""
    await rita.is_reporting(harms=harm, who="relative")
    await rita.say("I saw it.")
    await rita.done("story")
    await answer_until(rita, "contact")
    await rita.choose("contact", contact)
    await answer_until(rita, "reporter_name")
    if name:
        await rita.say(name, message=777)
    await rita.check()
    await rita.send()
    case = await the_case(rita.district)
    assert case.lead == (PSB if harm == "assault" else EDU)


async def known(rita: Someone) -> Identity:
    (report,) = await rita.reports()
    async with rita.district.database.reading() as uow:
        return await uow.identities.of(report)


async def shown(district: District, notice: Notice) -> Rendered | None:
    """The notice as its view words it."""
    text, database = CATALOGUE, district.database
    context = RenderContext(text, text.has, PROFILE, "tipline", database.reading, database.files, district.time.now)
    row: Any = OutboxRow(1, 5, "en", notice, 1, None, None, is_group=False)  # type: ignore[arg-type]
    return await worded(context, row)


async def words(district: District, notices: list[Notice], kind: str) -> str:
    (notice,) = [one for one in notices if one.kind == kind]
    rendered = await shown(district, notice)
    assert rendered is not None
    return rendered.text

"""Tasks of a case, made by use cases on a real database."""

from bot.domain.cases.work import Assignment
from bot.domain.notices.notice import Notice
from tests.support.acting import begins, hands_in, taps
from tests.support.officers import EDU, Officer, officer, reported, the_case
from tests.support.people import District, Someone


async def amal_who_has_assessed(district: District, rita: Someone) -> Officer:
    """An officer of the lead in a case that is assessed."""
    await reported(rita)
    who = officer(district, 20, EDU)
    await who.takes()
    await who.assesses(1, 1, 2)
    await district.deliver()
    return who


async def task_of(district: District, item: int = 1) -> Assignment:
    return next(one for one in (await the_case(district)).assignments if one.id == item)


async def makes(who: Officer, what: str = "safe_class", *more: tuple[str, str]) -> list[Notice]:
    """A task of a template; `more`: what is changed in the preview, and to what."""
    await begins(*who.me, "task")
    await taps(*who.me, "task", "what", what)
    for step, value in more:
        await taps(*who.me, "task", "preview", step)
        await taps(*who.me, "task", step, value)
    await hands_in(*who.me)
    return await who.district.deliver()

"""A report of somebody in danger, step by step."""

from datetime import UTC, datetime

from bot.domain.cases.case import Case
from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import Notice, ToReporter
from handlers.reporter import buttons as b
from tests.support.people import Someone, answer_until
from tests.support.reporting.private_chat import Present, Watched

NIGHT = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
"""Half past eleven in the evening in the district."""


async def in_danger(rita: Someone, danger: str = "yes_now", start: str = "adult") -> list[Notice]:
    await rita.start()
    await rita.choose("start", start)
    return await rita.choose("danger", danger)


async def told_harm(rita: Someone, harm: str = "assault", start: str = "adult") -> list[Notice]:
    await in_danger(rita, start=start)
    await rita.skip("place_now")
    if start != "adult":
        await rita.skip("age_reporter")
    return await rita.tick("harms", harm)


async def says_of_contact(rita: Present, answer: str) -> None:
    """Goes on to Q20 and answers it."""
    await rita.skip("who")
    await rita.choose("next_steps", "go_on")
    await answer_until(rita, "contact")
    await rita.choose("contact", answer)


def to_reporter(notices: list[Notice]) -> list[str]:
    return [notice.kind for notice in notices if isinstance(notice.to, ToReporter)]


def has_button(district: Watched, *, how: str = "yes") -> bool:
    return b.MayWrite(how) in district.heard[-1].buttons


async def the_case(district: Watched) -> Case | None:
    async with district.database.reading() as uow:
        return await uow.cases.by_number(CaseNumber(1))

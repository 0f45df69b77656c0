"""Institutions in a district: a school and a clinic, who works there, and who heads one."""

from bot.domain.ids import AgencyKey, ChatId, PersonKey, UserId
from bot.domain.institutions.institution import Institution
from bot.domain.institutions.registered import Registered, Seat, SeatRole
from bot.usecases.institutions import links
from tests.support.people import District, Someone
from tests.support.recorded_walks import recorded_walk

HEAD = ChatId(4040)
"""The chat of the head of the school."""
LINK, HEAD_LINK = "link-of-the-school-0001", "link-of-its-head-00001"
SCHOOL = Institution("EDU-001", "No. 1 Primary School", "primary_school", "erlang", AgencyKey("EDU"), staff="10-49")
CLINIC = Institution("HEA-001", "Erlang Clinic", "clinic", "erlang", AgencyKey("HEA"))


@recorded_walk
async def register(district: District) -> None:
    """The school has a link for staff; the clinic has none."""
    async with district.database.begin() as uow:
        await uow.institutions.save(Registered(SCHOOL, LINK))
        await uow.institutions.save(Registered(CLINIC))
        await uow.commit()


@recorded_walk
async def a_head(district: District, chat: ChatId = HEAD, locale: str = "zh-Hans") -> None:
    """Somebody becomes head of the school."""
    person = PersonKey(district.services.blind_index.person(UserId(chat)))
    async with district.database.begin() as uow:
        await uow.institutions.save_seat(Seat(person, SeatRole.HEAD, SCHOOL.code, chat, locale, district.time.at))
        await uow.commit()


@recorded_walk
async def works_there(someone: Someone, post: str = "teaching") -> None:
    """The person opens the school's link and confirms it."""
    await links.open_link(someone.request, LINK)
    await links.confirm(someone.request, LINK, post)
    await someone.district.deliver()


async def staff_reports(someone: Someone, harms: str = "bullying") -> None:
    """A linked person reports, to the end; nothing about the institution is asked."""
    await someone.start()
    await someone.choose("start", "adult")
    await staff_tells(someone, harms)
    await someone.check()
    await someone.send()


async def staff_tells(someone: Someone, harms: str = "bullying") -> None:
    """Answers as staff do, from the question of danger to the story."""
    await someone.choose("danger", "no")
    await someone.tick("harms", harms)
    await someone.skip("work_phone")
    await someone.choose("next_steps", "go_on")
    await someone.say("They wait for him after school.")
    await someone.done("story")


async def registered(district: District, code: str = "EDU-001") -> Registered:
    """The institution as it is now."""
    async with district.database.reading() as uow:
        found = await uow.institutions.registered(code)
    assert found is not None
    return found

"""Links of an institution: its head joins once, staff confirm, a new link ends all; nobody is shown who is linked."""

import pytest

from bot.domain.errors import NotFound
from bot.domain.ids import AgencyKey
from bot.domain.institutions.registered import SeatRole
from bot.domain.notices.notice import Notice, ToAgency, ToChat
from bot.domain.notices.supervisor.institutions import (
    CrowdAtLink,
    HeadCard,
    HeadInvited,
    LinkPoster,
    StaffLinkAsk,
    StaffLinked,
)
from bot.usecases.institutions import links, reminding, training
from tests.support.acting import asking
from tests.support.officers import EDU, officer
from tests.support.oversight.institutions import LINK, register, registered, works_there
from tests.support.people import District, Someone

CROWD_AT_ONCE = 40


@pytest.fixture(autouse=True)
async def institutions(district: District) -> None:
    await register(district)


async def count(district: District) -> int:
    async with district.database.reading() as uow:
        return (await uow.institutions.count_staff(["EDU-001"])).get("EDU-001", 0)


async def seat_of(someone: Someone, role: SeatRole = SeatRole.STAFF) -> str:
    async with someone.district.database.reading() as uow:
        seat = await uow.institutions.seat(someone.visitor.person, role)
    return "" if seat is None else seat.code


async def opens(someone: Someone, link: str = LINK) -> list[Notice]:
    await links.open_link(someone.request, link)
    return await someone.district.deliver()


async def becomes_head(someone: Someone) -> None:
    hana = officer(someone.district, 20, EDU)
    await reminding.invite_head(await asking(*hana.me), "EDU-001")
    [said] = [one.content for one in await someone.district.deliver() if isinstance(one.content, HeadInvited)]
    await links.join_as_head(someone.request, said.link)


async def test_opening_a_link_links_nobody_until_they_confirm(district: District, rita: Someone) -> None:
    [asked] = await opens(rita)
    assert asked.content == StaffLinkAsk(code="EDU-001", link=LINK)
    assert (await seat_of(rita), await count(district)) == ("", 0)
    await links.confirm(rita.request, LINK, "teaching")
    [linked] = await district.deliver()
    assert linked.content == StaffLinked(code="EDU-001")
    assert (await seat_of(rita), await count(district)) == ("EDU-001", 1)
    await links.end(rita.request)
    assert (await seat_of(rita), await count(district)) == ("", 0)


async def test_somebody_who_says_they_do_not_work_there_is_not_linked(district: District, rita: Someone) -> None:
    await opens(rita)
    await links.confirm(rita.request, LINK, "")
    assert [one.content for one in await district.deliver()] == [StaffLinked()]
    assert await seat_of(rita) == ""


async def test_opening_a_link_does_not_change_a_begun_report(district: District, rita: Someone) -> None:
    await rita.is_reporting()
    before = await rita.draft()
    await works_there(rita)
    assert await rita.draft() == before


@pytest.mark.parametrize(
    ("start", "voice"),
    [
        ("child_self-under_14", "child"),
        ("child_other-under_14", "friend"),
        ("child_self-14_17", "teen"),
        ("child_other-14_17", "peer"),
        ("adult", "adult"),
    ],
)
async def test_somebody_who_opens_a_link_while_reporting_keeps_their_wording(
    rita: Someone, start: str, voice: str
) -> None:
    await rita.start()
    await rita.choose("start", start)
    [asked] = await opens(rita)
    assert asked.content == StaffLinkAsk(code="EDU-001", link=LINK, voice=voice)
    for post in ("", "teaching"):
        await links.confirm(rita.request, LINK, post)
        [linked] = await rita.district.deliver()
        assert linked.content == StaffLinked(code="EDU-001" if post else "", voice=voice)
    await links.end(rita.request)
    [ended] = await rita.district.deliver()
    assert ended.content == StaffLinked(voice=voice)


@pytest.mark.parametrize("act", ["open", "confirm", "decline", "end", "train"])
async def test_somebody_who_reported_is_answered_in_the_language_of_the_report(rita: Someone, act: str) -> None:
    """Not in the language of Telegram's own buttons, which may have been another one ever since."""
    await rita.is_reporting()
    await rita.say("They wait for him after school.")
    await rita.check()
    await rita.send()
    same = Someone(rita.district, locale="zh-Hans")
    request = same.request
    acts = {
        "open": lambda: links.open_link(request, LINK),
        "confirm": lambda: links.confirm(request, LINK, "teaching"),
        "decline": lambda: links.confirm(request, LINK, ""),
        "end": lambda: links.end(same.request),
        "train": lambda: training.show(request, 1, ""),
    }
    await acts[act]()
    [said] = await same.district.deliver()
    assert said.to == ToChat(same.visitor.chat, "en")


async def test_a_head_joins_by_a_link_that_works_once(district: District, rita: Someone) -> None:
    await becomes_head(rita)
    [card] = await district.deliver()
    assert card.content == HeadCard(code="EDU-001")
    assert await seat_of(rita, SeatRole.HEAD) == "EDU-001"
    other = Someone(district, 8)
    with pytest.raises(NotFound):
        await links.join_as_head(other.request, "no-link-of-anybody")
    assert (await registered(district)).head_link == ""


async def test_the_link_for_a_head_is_good_for_seven_days(district: District, rita: Someone) -> None:
    await reminding.invite_head(await asking(*officer(district, 20, EDU).me), "EDU-001")
    link = (await registered(district)).head_link
    district.time.move(days=7)
    with pytest.raises(NotFound):
        await links.join_as_head(rita.request, link)


async def test_a_new_link_ends_all_accounts_and_the_old_poster(district: District, rita: Someone) -> None:
    staff = Someone(district, 8)
    await works_there(staff)
    await becomes_head(rita)
    await links.renew(rita.request)
    assert (await seat_of(staff), await count(district)) == ("", 0)
    with pytest.raises(NotFound):
        await opens(staff)
    assert await seat_of(rita, SeatRole.HEAD) == "EDU-001"


async def test_the_first_poster_makes_the_link_and_later_ones_keep_it(district: District, rita: Someone) -> None:
    await becomes_head(rita)
    await district.deliver()
    for _ in range(2):
        await links.send_poster(rita.request)
    assert [one.content for one in await district.deliver()] == [LinkPoster(code="EDU-001")] * 2
    assert (await registered(district)).link == LINK


@pytest.mark.parametrize("act", [links.send_poster, links.renew])
async def test_somebody_who_heads_no_institution_gets_no_poster_and_no_new_link(
    district: District, rita: Someone, act: object
) -> None:
    await works_there(rita)
    with pytest.raises(NotFound):
        await act(rita.request)  # type: ignore[operator]
    with pytest.raises(NotFound):
        await links.show_own(rita.request)
    assert (await registered(district)).link == LINK


async def test_a_link_that_very_many_accounts_open_is_told_once_to_the_body_above(district: District) -> None:
    told: list[Notice] = []
    for user in range(100, 100 + CROWD_AT_ONCE):
        told += [one for one in await opens(Someone(district, user)) if isinstance(one.content, CrowdAtLink)]
    assert told == []
    for user in range(200, 203):
        told += [one for one in await opens(Someone(district, user)) if isinstance(one.content, CrowdAtLink)]
    [one] = told
    assert (one.to, one.content) == (ToAgency(AgencyKey("EDU")), CrowdAtLink(code="EDU-001"))


async def test_one_account_that_opens_a_link_many_times_is_not_counted_as_many(
    district: District, rita: Someone
) -> None:
    await works_there(rita)
    told = [one for _ in range(CROWD_AT_ONCE + 5) for one in await opens(rita)]
    assert not any(isinstance(one.content, CrowdAtLink) for one in told)

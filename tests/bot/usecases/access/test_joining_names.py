"""Somebody without a name in Telegram joins by their own invite: nobody is told that the settings name them."""

from dataclasses import replace

from bot.domain.notices.officer.staff import StaffJoined
from bot.usecases.access.membership import join_staff, make_invite
from bot.usecases.services import Request
from tests.support.officers import EDU, employ, officer
from tests.support.people import District, Someone


async def test_an_account_without_a_name_is_announced_when_it_joins(district: District, rita: Someone) -> None:
    await employ(district, officer(district, 40, EDU), supervisor=True)
    secret = await make_invite(district.services, district.time.at, "auditor", None)
    await join_staff(Request(district.services, replace(rita.visitor, name=""), district.time.at), secret)
    told = [notice.content for notice in await district.deliver() if isinstance(notice.content, StaffJoined)]
    assert [said.name for said in told] == ["?"]

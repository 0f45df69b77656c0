"""Officers and supervisors with the second factor, on the real database, with the shipped profile."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import select

from bot.domain.errors import NotAllowed, NotFound
from bot.domain.notices.notice import Notice, ToPerson
from bot.domain.people import Agent
from bot.domain.second_factor import FactorKind
from bot.usecases.access.asking import Stranger
from bot.usecases.access.second_factor import name_of
from bot.usecases.oversight import opening_second_factor
from bot.usecases.oversight.case_lists import lists
from storage.people.second_factors import SECOND_FACTOR
from storage.people.tables import second_factors
from storage.records.tables import audit
from tests.support.acting import asking, begins
from tests.support.casework.second_factor import (
    PIN,
    amal_with_a_case,
    chooses,
    open_with_second_factor,
    second_factor_of,
    sets_pin,
    types,
)
from tests.support.notices import facts_of
from tests.support.officers import EDU, JUS, ONE, PROC, Officer, employ, officer, reported
from tests.support.people import District, Someone, kinds, open_district


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    made = await open_with_second_factor(tmp_path)
    yield made
    await made.database.close()


async def code_of(who: Officer) -> str:
    """What the authenticator app shows now."""
    return pyotp.TOTP((await second_factor_of(who)).secret).at(who.district.time.at)


async def audited(district: District) -> list[str]:
    """All acts in the audit log, oldest first."""
    async with district.database._engine.reading() as connection:
        return list(await connection.scalars(select(audit.c.action).order_by(audit.c.id)))


async def test_a_report_is_shown_only_after_a_code_and_then_the_wanted_command_goes_on(
    district: District, rita: Someone
) -> None:
    amal = await amal_with_a_case(district, rita)
    asked = await amal.opens()
    assert kinds(asked) == ["lock"]
    assert "opened" not in await audited(district)
    await chooses(amal, FactorKind.TOTP)
    shown = await types(amal, await code_of(amal))
    assert kinds(shown) == ["wipe", "gone", "story"]
    assert facts_of(shown[0])["messages"] == [77]
    assert (await audited(district))[-2:] == ["unlocked", "opened"]


@pytest.mark.parametrize("doing", ["assess", "reply", "act"])
async def test_the_desk_needs_a_code_too(district: District, rita: Someone, doing: str) -> None:
    amal = await amal_with_a_case(district, rita)
    await begins(*amal.me, doing)
    assert kinds(await district.deliver()) == ["lock"]
    assert kinds(await sets_pin(amal))[-1] in {"assess", "desk_prompt"}


async def test_a_supervisor_types_a_code_before_the_private_page_of_a_case(district: District, rita: Someone) -> None:
    await amal_with_a_case(district, rita)
    sue = officer(district, 50, PROC)
    await lists.show_case(await asking(*sue.me), ONE)
    assert kinds(await district.deliver()) == ["lock"]
    assert kinds(await sets_pin(sue))[-1] == "case_status"


async def test_somebody_who_may_not_see_a_case_is_not_asked_for_a_code(district: District, rita: Someone) -> None:
    await reported(rita)
    with pytest.raises(Stranger):
        await stranger(district).opens()
    with pytest.raises(NotFound):
        await officer(district, 34, JUS).opens()


def stranger(district: District) -> Officer:
    one = officer(district, 33, EDU)
    return replace(one, agent=Agent(one.agent.person))


async def test_a_code_opens_for_ten_minutes_and_is_asked_again_after_that(district: District, rita: Someone) -> None:
    amal = await amal_with_a_case(district, rita)
    await amal.opens()
    await sets_pin(amal)
    district.time.move(minutes=9)
    assert kinds(await amal.opens()) == ["story"]
    district.time.move(minutes=1)
    assert kinds(await amal.opens()) == ["lock"]


async def test_an_app_code_works_only_once(district: District, rita: Someone) -> None:
    amal = await amal_with_a_case(district, rita)
    await amal.opens()
    await chooses(amal, FactorKind.TOTP)
    district.time.move(minutes=1)
    code = await code_of(amal)
    await types(amal, code)
    async with district.database.begin() as uow:
        await uow.second_factors.save(amal.agent.person, replace(await second_factor_of(amal), open_until=None))
        await uow.commit()
    await amal.opens()
    refused = await types(amal, code)
    assert kinds(refused) == ["wipe", "lock"]
    assert facts_of(refused[1])["said"] == "used"
    assert (await audited(district))[-1] == "unlock_refused"


async def test_wrong_codes_slow_down_across_a_restart_and_the_fifth_is_told_to_the_other_supervisors_once(
    district: District, rita: Someone, tmp_path: Path
) -> None:
    amal, sue = await amal_with_a_case(district, rita), officer(district, 50, PROC)
    await employ(district, sue, supervisor=True)
    await amal.opens()
    await sets_pin(amal)
    district.time.move(minutes=20)
    await amal.opens()
    told: list[Notice] = []
    for wait in (0, 0, 0, 1, 5, 15):
        district.time.move(minutes=wait)
        told += await types(amal, "000000")
    warnings = [notice for notice in told if facts_of(notice).get("key") == "lock-five-wrong"]
    assert [notice.to for notice in warnings] == [ToPerson(sue.agent.person)]
    assert set(facts_of(warnings[0])) == {"key", "who"}
    assert (await audited(district)).count("unlock_refused") == 6
    again = await open_district(tmp_path)
    again.services, again.time = replace(again.services, profile=district.services.profile), district.time
    amal = replace(amal, district=again)
    district.time.move(minutes=14)
    (_, still) = await types(amal, PIN)
    assert (still.kind, facts_of(still)["said"]) == ("lock", "wait")
    district.time.move(minutes=1)
    assert kinds(await types(amal, PIN))[-1] == "story"
    await again.database.close()


async def test_secrets_are_encrypted_and_a_pin_is_stored_as_an_argon2id_hash_only(
    district: District, rita: Someone
) -> None:
    amal = await amal_with_a_case(district, rita)
    await amal.opens()
    await sets_pin(amal)
    factor = await second_factor_of(amal)
    assert factor.secret.startswith("$argon2id$")
    async with district.database._engine.reading() as connection:
        encrypted = await connection.scalar(select(second_factors.c.sealed)) or b""
    assert factor.secret.encode() not in encrypted
    assert PIN.encode() not in encrypted + SECOND_FACTOR.dump(factor)


async def test_only_another_supervisor_removes_a_second_factor_and_its_owner_is_told(
    district: District, rita: Someone
) -> None:
    amal, sue, ben = await amal_with_a_case(district, rita), supervisor(district, 50), supervisor(district, 51)
    for one in (sue, ben):
        await employ(district, one, supervisor=True)
    await amal.opens()
    await sets_pin(amal)
    name = name_of(amal.agent.person)
    with pytest.raises(NotAllowed):
        await resets(amal, name)
    assert kinds(await resets(sue, name)) == ["lock"], "her own lock is asked for first"
    told = await sets_pin(sue)
    keys = {(notice.to, facts_of(notice).get("key")) for notice in told if notice.kind == "say"}
    assert (ToPerson(amal.agent.person), "lock-was-reset") in keys
    assert (ToPerson(ben.agent.person), "lock-reset-told") in keys
    assert (await audited(district))[-1] == "lock_reset"
    with pytest.raises(NotAllowed, match="own-lock"):
        await resets(sue, name_of(sue.agent.person))
    (asked,) = await amal.opens()
    assert facts_of(asked)["step"] == "choose"


def supervisor(district: District, user: int) -> Officer:
    one = officer(district, user, EDU)
    return replace(one, agent=Agent(one.agent.person, supervisor=True))


async def resets(who: Officer, name: str) -> list[Notice]:
    await opening_second_factor.take_off(await asking(*who.me), name)
    return await who.district.deliver()

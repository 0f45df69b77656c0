"""Officers and supervisors before the second lock, on the real database, with the profile that ships."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import select

from bot.domain.errors import NotAllowed, NotFound
from bot.domain.ids import MessageId
from bot.domain.notices.notice import Notice, ToChat, ToPerson
from bot.domain.people import Agent
from bot.domain.second_factor import LockKind, SecondFactor
from bot.profile.load import load_profile
from bot.usecases.access import (
    expiring_messages,
)
from bot.usecases.access.scope import private_scope
from bot.usecases.access.second_factor import name_of
from bot.usecases.casework import (
    desk,
)
from bot.usecases.oversight import (
    lists,
    unlock,
)
from storage.people.second_factors import LOCK
from storage.people.tables import locks
from storage.records.tables import audit
from tests.support.officers import EDU, ONE, PROC, Officer, employ, officer, reported
from tests.support.people import District, Someone, kinds, open_district

PIN = "804172"


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    made = await open_district(tmp_path)
    made.services = replace(made.services, profile=load_profile("jiulongpo"))
    await made.bind("PSB", "PROC", "EDU", "CIV", "HEA", "CYL", "WOM", "SUP", "JUS")
    yield made
    await made.database.close()


async def amal_with_a_case(district: District, rita: Someone) -> Officer:
    """An officer who has acknowledged the bullying that Rita told."""
    await reported(rita)
    amal = officer(district, 20, EDU)
    await amal.takes()
    await district.deliver()
    return amal


async def types(who: Officer, code: str) -> list[Notice]:
    """Digits in the private chat; what is sent then."""
    district = who.district
    heard = await unlock.enter(district.services, who.agent, who.visitor, code, MessageId(77), district.time.at)
    assert heard
    return await district.deliver()


async def chooses(who: Officer, kind: LockKind) -> list[Notice]:
    await unlock.choose(who.district.services, who.visitor, kind, who.district.time.at)
    return await who.district.deliver()


async def sets_pin(who: Officer) -> list[Notice]:
    """From the question to the first opening."""
    await chooses(who, LockKind.PIN)
    await types(who, PIN)
    return await types(who, PIN)


async def lock_of(who: Officer) -> SecondFactor:
    async with who.district.database.reading() as uow:
        lock = await uow.second_factors.of(who.agent.person)
    assert lock is not None
    return lock


async def code_of(who: Officer) -> str:
    """What the authenticator app shows now."""
    return pyotp.TOTP((await lock_of(who)).secret).at(who.district.time.at)


async def audited(district: District) -> list[str]:
    """All acts in the audit log, oldest first."""
    async with district.database._engine.reading() as connection:
        return list(await connection.scalars(select(audit.c.action).order_by(audit.c.id)))


async def test_before_the_first_code_nothing_of_a_report_is_shown_and_after_it_what_was_wanted_opens(
    district: District, rita: Someone
) -> None:
    amal = await amal_with_a_case(district, rita)
    asked = await amal.opens()
    assert kinds(asked) == ["lock"]
    assert "opened" not in await audited(district)
    await chooses(amal, LockKind.TOTP)
    shown = await types(amal, await code_of(amal))
    assert kinds(shown) == ["wipe", "lock", "story"]
    assert shown[0].facts["messages"] == [77]
    assert (await audited(district))[-2:] == ["unlocked", "opened"]


@pytest.mark.parametrize("doing", ["assess", "reply", "act"])
async def test_the_desk_is_behind_the_lock_too(district: District, rita: Someone, doing: str) -> None:
    amal = await amal_with_a_case(district, rita)
    await desk.begin(district.services, amal.agent, amal.visitor, doing, ONE, district.time.at)
    assert kinds(await district.deliver()) == ["lock"]
    assert kinds(await sets_pin(amal))[-1] in {"assess", "desk_prompt"}


async def test_a_supervisor_unlocks_before_the_private_page_of_a_case(district: District, rita: Someone) -> None:
    await amal_with_a_case(district, rita)
    sue = officer(district, 50, PROC)
    scope = private_scope(sue.agent, PROC)
    await lists.show_case(district.services, scope, ToChat(sue.visitor.chat, "en"), ONE, district.time.at)
    assert kinds(await district.deliver()) == ["lock"]
    assert kinds(await sets_pin(sue))[-1] == "case_status"


async def test_who_may_not_see_a_case_is_not_asked_for_a_code(district: District, rita: Someone) -> None:
    await reported(rita)
    with pytest.raises(NotFound):
        await stranger(district).opens()


def stranger(district: District) -> Officer:
    one = officer(district, 33, EDU)
    return replace(one, agent=Agent(one.agent.person))


async def test_it_is_open_for_ten_minutes_and_after_that_asks_again(district: District, rita: Someone) -> None:
    amal = await amal_with_a_case(district, rita)
    await amal.opens()
    await sets_pin(amal)
    district.time.move(minutes=9)
    assert kinds(await amal.opens()) == ["story"]
    district.time.move(minutes=1)
    assert kinds(await amal.opens()) == ["lock"]


async def test_a_code_of_an_app_works_once(district: District, rita: Someone) -> None:
    amal = await amal_with_a_case(district, rita)
    await amal.opens()
    await chooses(amal, LockKind.TOTP)
    district.time.move(minutes=1)
    code = await code_of(amal)
    await types(amal, code)
    async with district.database.begin() as uow:
        await uow.second_factors.save(amal.agent.person, replace(await lock_of(amal), open_until=None))
        await uow.commit()
    await amal.opens()
    refused = await types(amal, code)
    assert kinds(refused) == ["wipe", "lock"]
    assert refused[1].facts["said"] == "used"
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
    warnings = [notice for notice in told if notice.facts.get("key") == "lock-five-wrong"]
    assert [notice.to for notice in warnings] == [ToPerson(sue.agent.person)]
    assert set(warnings[0].facts) == {"key", "who"}
    assert (await audited(district)).count("unlock_refused") == 6
    again = await open_district(tmp_path)
    again.services, again.time = replace(again.services, profile=district.services.profile), district.time
    amal = replace(amal, district=again)
    district.time.move(minutes=14)
    (_, still) = await types(amal, PIN)
    assert (still.kind, still.facts["said"]) == ("lock", "wait")
    district.time.move(minutes=1)
    assert kinds(await types(amal, PIN))[-1] == "story"
    await again.database.close()


async def test_secrets_are_sealed_and_a_pin_is_kept_as_an_argon2id_hash_only(district: District, rita: Someone) -> None:
    amal = await amal_with_a_case(district, rita)
    await amal.opens()
    await sets_pin(amal)
    lock = await lock_of(amal)
    assert lock.secret.startswith("$argon2id$")
    async with district.database._engine.reading() as connection:
        sealed = await connection.scalar(select(locks.c.sealed)) or b""
    assert lock.secret.encode() not in sealed
    assert PIN.encode() not in sealed + LOCK.dump(lock)


async def test_only_another_supervisor_takes_a_lock_off_and_the_person_is_told(
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
    keys = {(notice.to, notice.facts.get("key")) for notice in told if notice.kind == "say"}
    assert (ToPerson(amal.agent.person), "lock-was-reset") in keys
    assert (ToPerson(ben.agent.person), "lock-reset-told") in keys
    assert (await audited(district))[-1] == "lock_reset"
    with pytest.raises(NotAllowed, match="own-lock"):
        await resets(sue, name_of(sue.agent.person))
    (asked,) = await amal.opens()
    assert asked.facts["step"] == "choose"


def supervisor(district: District, user: int) -> Officer:
    one = officer(district, user, EDU)
    return replace(one, agent=Agent(one.agent.person, supervisor=True))


async def resets(who: Officer, name: str) -> list[Notice]:
    to = ToChat(who.visitor.chat, "en")
    await unlock.reset(who.district.services, who.agent, to, name, who.district.time.at)
    return await who.district.deliver()


async def test_words_that_come_when_the_lock_has_closed_are_kept(district: District, rita: Someone) -> None:
    amal = await amal_with_a_case(district, rita)
    await desk.begin(district.services, amal.agent, amal.visitor, "assess", ONE, district.time.at)
    await sets_pin(amal)
    await desk.tap(district.services, amal.agent, amal.visitor, ONE, "assess", {"hazard": 2}, district.time.at)
    district.time.move(minutes=11)
    await expiring_messages.let_go(district.services, district.time.at)
    assert [notice.facts.get("doing") for notice in await district.deliver()][-1] == "assess"
    line, now = district.services, district.time.at
    assert await desk.write(line, amal.agent, amal.visitor, "seen at school", now, message=MessageId(88))
    assert kinds(await district.deliver()) == ["lock"]
    form = (await types(amal, PIN))[-1]
    assert (form.kind, form.facts["hazard"], form.facts["note"]) == ("assess", 2, "seen at school")
    district.time.move(minutes=10)
    await expiring_messages.let_go(district.services, district.time.at)
    (wipe, _) = await district.deliver()
    assert 88 in wipe.facts["messages"]  # type: ignore[operator]


async def test_a_tap_after_the_lock_has_closed_is_not_lost(district: District, rita: Someone) -> None:
    amal = await amal_with_a_case(district, rita)
    await desk.begin(district.services, amal.agent, amal.visitor, "assess", ONE, district.time.at)
    await sets_pin(amal)
    district.time.move(minutes=11)
    await desk.tap(district.services, amal.agent, amal.visitor, ONE, "assess", {"hazard": 2}, district.time.at)
    assert kinds(await district.deliver()) == ["lock"]
    assert (await types(amal, PIN))[-1].facts["hazard"] == 2


async def test_what_was_opened_goes_after_ten_minutes_and_leaves_one_line(district: District, rita: Someone) -> None:
    amal = await amal_with_a_case(district, rita)
    await amal.opens()
    await sets_pin(amal)
    await amal.opens()
    district.time.move(minutes=9, seconds=59)
    await expiring_messages.let_go(district.services, district.time.at)
    assert await district.deliver() == []
    district.time.move(seconds=1)
    await expiring_messages.let_go(district.services, district.time.at)
    wipe, closed = await district.deliver()
    assert len(wipe.facts["messages"]) == 2  # type: ignore[arg-type]
    assert (closed.kind, closed.facts["doing"], closed.facts["number"]) == ("lock_closed", "open", 1)
    await expiring_messages.let_go(district.services, district.time.at)
    assert await district.deliver() == []


async def test_with_the_lock_switched_off_it_goes_before_forty_hours_all_the_same(
    district: District, rita: Someone
) -> None:
    amal = await amal_with_a_case(district, rita)
    district.services = replace(
        district.services,
        profile=replace(district.services.profile, lock=replace(district.services.profile.lock, on=False)),
    )
    assert kinds(await amal.opens()) == ["story"]
    district.time.move(hours=38)
    await expiring_messages.let_go(district.services, district.time.at)
    assert await district.deliver() == []
    district.time.move(hours=1)
    await expiring_messages.let_go(district.services, district.time.at)
    assert kinds(await district.deliver()) == ["wipe", "lock_closed"]


async def test_a_desk_that_is_tapped_again_and_again_goes_before_forty_hours(district: District, rita: Someone) -> None:
    amal = await amal_with_a_case(district, rita)
    chat = amal.visitor.chat
    async with district.database.begin() as uow:
        later = expiring_messages.goes(
            district.services, ToChat(chat, "en"), MessageId(5), "assess", 1, district.time.at
        )
        await uow.expiring_messages.add(later, district.time.at - timedelta(hours=38, minutes=55))
        await uow.expiring_messages.add(later, district.time.at)
        await uow.commit()
    await amal.opens()
    async with district.database.reading() as uow:
        (due,) = await uow.expiring_messages.due(district.time.at + timedelta(hours=1), 9)
    assert due.due_at == district.time.at + timedelta(minutes=5)


async def test_a_case_that_was_closed_meanwhile_says_so_and_the_lock_stays_open(
    district: District, rita: Someone
) -> None:
    amal = await amal_with_a_case(district, rita)
    await amal.opens()
    await chooses(amal, LockKind.PIN)
    await types(amal, PIN)
    outsider = replace(amal, agent=Agent(amal.agent.person))
    said = (await types(outsider, PIN))[-1]
    assert said.facts["key"] == "error-no-such-case"
    assert (await lock_of(amal)).open_until == district.time.at + timedelta(minutes=10)

"""Who reported is shown to one person who asks, after another one has agreed."""

from dataclasses import dataclass, replace

import pytest

from bot.domain.cases.lists import Recusal
from bot.domain.errors import IllegalStep, NotAllowed, NotFound
from bot.domain.facts import Fact
from bot.domain.ids import AgencyKey, ChatId
from bot.domain.notices.notice import Notice, ToAgency, ToChat, ToPerson, ToReporter
from bot.usecases.casework.disclosure import reveal
from bot.usecases.reporting.chat import self_clearing
from storage.people.tables import reveals
from tests.support.acting import asking, writes
from tests.support.notices import facts_of, notice_of
from tests.support.officers import CYL, EDU, ONE, PROC, PSB, Officer, employ, history, officer, the_case
from tests.support.people import District, Someone, kinds
from tests.support.reporting.confidential import NAME, WHY, shown, told, words


@dataclass(frozen=True)
class Two:
    """Somebody of the police, which leads; and somebody of the supervising body."""

    police: Officer
    prosecutor: Officer
    district: District

    async def asks(self, who: Officer) -> list[Notice]:
        await reveal.reveal(await asking(*who.me), ONE)
        async with self.district.database.reading() as uow:
            is_asked = await uow.staff.desk(who.agent.person) is not None
        assert not is_asked or await writes(*who.me, WHY)
        return await self.district.deliver()

    async def decides(self, who: Officer, what: str = "tell", *, stamp: int | None = None) -> list[Notice]:
        async with self.district.database.reading() as uow:
            asked = await uow.identities.requests((await the_case(self.district)).id)
        stamp = asked[0].stamp if stamp is None else stamp
        await reveal.decide(await asking(*who.me), ONE, stamp, what)
        return await self.district.deliver()


@pytest.fixture
def two(district: District) -> Two:
    return Two(officer(district, 20, PSB), officer(district, 30, PROC), district)


async def test_an_agreed_identity_is_shown_once_to_the_person_who_asked(rita: Someone, two: Two) -> None:
    await told(rita)
    sue = officer(two.district, 40, CYL)
    await employ(two.district, sue, supervisor=True)
    asked = await two.asks(two.police)
    assert "identity" not in kinds(asked)
    assert ToAgency(PROC) in [one.to for one in asked if facts_of(one).get("key") == "staff-reveal-second"]
    assert not [one for one in asked if one.kind == "say" and WHY in str(facts_of(one))]
    read = await two.asks(two.prosecutor)
    assert WHY in await words(two.district, read, "reveal_asked")
    agreed = await two.decides(two.prosecutor)
    assert [one.to for one in agreed if one.kind == "reveal_ready"] == [ToPerson(two.police.agent.person)]
    assert "identity" not in kinds(agreed)
    came = await two.asks(two.police)
    text = await words(two.district, came, "identity")
    assert f"<tg-spoiler><b>Your name</b>\n<blockquote>{NAME}</blockquote></tg-spoiler>" in text
    assert "Telegram account number 7." in text
    told_of = [facts_of(one)["key"] for one in asked + came if one.to == ToPerson(sue.agent.person)]
    assert told_of == ["staff-reveal-begun", "staff-reveal-done"]
    again = await two.asks(two.police)
    assert "identity" not in kinds(again)
    acts = [act for act in await history(two.district) if "reveal" in act]
    assert sorted(acts) == sorted(["reveal_begun", "reveal_read", "reveal_agreed", "identity_revealed", "reveal_begun"])


async def test_a_shown_identity_is_protected_and_deleted_after_ten_minutes(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.police)
    await two.decides(two.prosecutor)
    (notice,) = [one for one in await two.asks(two.police) if one.kind == "identity"]
    rendered = await shown(two.district, notice)
    assert rendered is not None
    assert rendered.protect
    two.district.time.move(minutes=9)
    assert two.police.visitor.chat not in await wiped(two.district)
    two.district.time.move(minutes=2)
    assert two.police.visitor.chat in await wiped(two.district)


async def wiped(district: District) -> set[ChatId]:
    """Chats from which something is deleted by itself now."""
    await self_clearing.delete_due_messages(district.services, district.time.at)
    return {one.to.chat for one in await district.deliver() if one.kind == "wipe" and isinstance(one.to, ToChat)}


async def test_without_a_name_the_account_of_the_reporter_is_shown(rita: Someone, two: Two) -> None:
    await told(rita, name="")
    await two.asks(two.police)
    await two.decides(two.prosecutor)
    text = await words(two.district, await two.asks(two.police), "identity")
    assert "No name and no phone were left." in text
    assert "Telegram account number 7." in text


async def test_nobody_agrees_to_their_own_request(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.prosecutor)
    with pytest.raises(NotAllowed, match="reveal-own"):
        await two.decides(two.prosecutor)
    for _ in range(3):
        assert "identity" not in kinds(await two.asks(two.prosecutor))


async def test_only_a_head_of_the_police_may_agree_and_no_officer(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.prosecutor)
    with pytest.raises(NotAllowed):
        await two.decides(two.police)
    await two.decides(officer(two.district, 21, PSB, head=True))
    assert "identity" in kinds(await two.asks(two.prosecutor))


@pytest.mark.parametrize("body", [EDU, PSB, CYL])
async def test_where_the_police_does_not_lead_only_the_supervising_body_may_ask(
    rita: Someone, two: Two, body: AgencyKey
) -> None:
    await told(rita, harm="bullying")
    for is_head in (False, True):
        with pytest.raises((NotAllowed, NotFound)):
            await two.asks(officer(two.district, 50, body, head=is_head))
    await two.asks(two.prosecutor)
    await two.decides(officer(two.district, 31, PROC))
    assert "identity" in kinds(await two.asks(two.prosecutor))


async def test_a_request_or_agreement_expires_after_a_day(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.police)
    two.district.time.move(hours=25)
    with pytest.raises(IllegalStep, match="reveal-gone"):
        await two.decides(two.prosecutor)
    await two.asks(two.police)
    await two.decides(two.prosecutor)
    two.district.time.move(hours=25)
    assert "identity" not in kinds(await two.asks(two.police))


async def test_an_agreement_counts_only_for_the_request_that_was_read(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.police)
    with pytest.raises(IllegalStep, match="reveal-gone"):
        await two.decides(two.prosecutor, stamp=1)


async def test_a_refused_request_is_over(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.police)
    assert "reveal_ready" not in kinds(await two.decides(two.prosecutor, "no"))
    assert "reveal_refused" in await history(two.district)
    assert "identity" not in kinds(await two.asks(two.police))


async def test_somebody_recused_learns_no_identity_even_when_it_was_agreed(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.police)
    await two.asks(two.prosecutor)
    await hand_on(two.district, two.police)
    with pytest.raises(IllegalStep, match="reveal-gone"):
        await two.decides(two.prosecutor)
    with pytest.raises(NotFound):
        await two.asks(two.police)


async def hand_on(district: District, who: Officer) -> None:
    async with district.database.begin() as uow:
        case = await the_case(district)
        await uow.recusals.add(Recusal(case.id, who.agent.person, PSB, district.time.at, "My niece."))
        await uow.commit()


async def test_somebody_who_left_the_police_is_not_shown_an_agreed_identity(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.police)
    await two.decides(two.prosecutor)
    moved = replace(two.police.agent, agencies=frozenset(), supervisor=True)
    with pytest.raises(NotAllowed):
        await two.asks(replace(two.police, agent=moved))


async def test_the_reason_of_a_request_is_encrypted_with_the_case(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.police)
    async with two.district.database._engine.reading() as connection:
        row = (await connection.execute(reveals.select())).one()
    assert [column.name for column in reveals.columns] == ["case", "person", "at", "sealed", "row_code"]
    assert WHY.encode() not in row.sealed


async def test_a_reporter_who_may_be_written_to_is_told_of_the_reveal(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.police)
    await two.decides(two.prosecutor)
    heard = [one for one in await two.asks(two.police) if isinstance(one.to, ToReporter)]
    assert kinds(heard) == ["identity_known"]
    assert all(one.starts and one.silent for one in heard)
    assert "may now know who you are" in await words(two.district, heard, "identity_known")


@pytest.mark.parametrize("contact", ["no", "unknown"])
async def test_a_reporter_who_may_not_be_written_to_reads_of_the_reveal_in_the_status(
    rita: Someone, two: Two, contact: str
) -> None:
    await told(rita, contact=contact)
    await two.asks(two.police)
    await two.decides(two.prosecutor)
    assert not [one for one in await two.asks(two.police) if isinstance(one.to, ToReporter)]
    assert "may know who you are" in await status(rita)


@pytest.mark.parametrize("reason", ["danger", "inquiry"])
async def test_the_reporter_is_not_told_for_a_reason_and_that_is_logged(rita: Someone, two: Two, reason: str) -> None:
    await told(rita)
    await two.asks(two.police)
    await two.decides(two.prosecutor, reason)
    assert not [one for one in await two.asks(two.police) if isinstance(one.to, ToReporter)]
    assert "may know who you are" not in await status(rita)
    async with two.district.database.reading() as uow:
        acts = await uow.audit.history((await the_case(two.district)).id)
    assert [done.facts["quiet"] for done in acts if done.action == "reveal_agreed"] == [reason]


async def status(rita: Someone) -> str:
    facts: dict[str, Fact] = {"person": rita.visitor.person, "voice": "adult"}
    notice = notice_of("status", ToChat(rita.visitor.chat, "en"), facts)
    rendered = await shown(rita.district, notice)
    assert rendered is not None
    return rendered.text

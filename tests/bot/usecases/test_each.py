"""Jobs that the clock does for many cases: one that fails is put off and told once, and the others are done."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from bot import contention
from bot.domain.cases.lists import CaseFilter
from bot.domain.chats import ExpiringMessage
from bot.domain.errors import Conflict, Unreachable
from bot.domain.ids import ChatId, MessageId, UserId
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.people import Staff
from bot.usecases.access import (
    expiring_messages,
)
from bot.usecases.deadlines import (
    reminders,
)
from bot.usecases.each import each, job_of
from bot.usecases.reporting import (
    idle,
)
from tests.support.casework.ladder import steps
from tests.support.notices import facts_of, notice_of
from tests.support.officers import reported
from tests.support.people import District, Someone

ADA = UserId(88)


async def employ(district: District) -> None:
    async with district.database.begin() as uow:
        await uow.staff.save(Staff(district.services.blind_index.person(ADA), ADA, "en", admin=True))
        await uow.commit()


async def spoil(district: District, table: str, where: str) -> None:
    """Somebody has changed the encrypted bytes of one row."""
    async with district.database._engine.writing() as connection:
        await connection.execute(text(f"UPDATE {table} SET sealed = x'010203' WHERE {where}"))
        await connection.commit()


def faults(notices: list[Notice]) -> list[object]:
    return [facts_of(notice)["job"] for notice in notices if notice.kind == "job_fault"]


async def run(district: District, keys: list[str], failing: dict[str, Exception]) -> list[str]:
    done: list[str] = []

    async def act(key: str) -> None:
        if key in failing:
            raise failing[key]
        done.append(key)

    await each(await job_of(district.services, "case", district.time.at), keys, act)
    return done


async def test_a_failing_item_is_postponed_for_an_hour_and_told_once(district: District) -> None:
    await employ(district)
    broken: dict[str, Exception] = {"b": KeyError("what")}
    assert await run(district, ["a", "b", "c"], broken) == ["a", "c"]
    assert faults(await district.deliver()) == ["case"]
    assert await run(district, ["b", "c"], {}) == ["c"], "its hour is not over"
    district.time.move(hours=1)
    assert await run(district, ["b"], broken) == []
    assert faults(await district.deliver()) == []
    district.time.move(hours=1)
    assert await run(district, ["b"], {}) == ["b"]
    assert await run(district, ["b"], broken) == []
    assert faults(await district.deliver()) == ["case"], "it was well in between"


async def test_an_item_that_others_come_before_is_done_at_once(district: District) -> None:
    tried = list[str]()

    async def act(key: str) -> None:
        tried.append(key)
        if len(tried) < 3:
            raise Conflict

    assert await each(await job_of(district.services, "case", district.time.at), ["a"], act) == 1
    assert tried == ["a", "a", "a"]


@pytest.mark.parametrize("error", [Conflict(), Unreachable("files")])
async def test_a_temporary_failure_is_retried_at_the_next_tick(
    district: District, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contention, "LONGEST_PAUSE", 0.0)
    await employ(district)
    assert await run(district, ["a", "b"], {"a": error}) == ["b"]
    assert await run(district, ["a"], {}) == ["a"]
    assert faults(await district.deliver()) == []


async def test_a_job_fails_when_every_item_needs_an_unreachable_service(district: District) -> None:
    with pytest.raises(Unreachable):
        await run(district, ["a", "b"], {"a": Unreachable("files"), "b": Unreachable("files")})


async def test_an_unreachable_database_postpones_no_item(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    job = await job_of(district.services, "case", district.time.at)

    async def act(_: str) -> None:
        raise KeyError("what")

    def away() -> object:
        raise Unreachable("database")

    with monkeypatch.context() as patch:
        patch.setattr(district.database, "begin", away)
        one = district.services
        unreachable = replace(one, begin=away, reading=away)  # type: ignore[arg-type]
        with pytest.raises(Unreachable):
            await each(replace(job, services=unreachable), ["a"], act)
    assert (await job_of(district.services, "case", district.time.at)).faults == {}


async def two_reports(district: District) -> None:
    await reported(Someone(district, 7))
    await reported(Someone(district, 8))
    await employ(district)
    await district.deliver()


async def test_a_case_that_cannot_be_decrypted_stops_neither_deadlines_nor_lists(district: District) -> None:
    await two_reports(district)
    await spoil(district, "cases", "number = 1")
    district.time.move(days=2)
    await reminders.act_on_due(district.services, district.time.at)
    district.time.move(seconds=2)  # so long several wait for each other
    told = await district.deliver()
    assert {step["number"] for _, step in steps(told)} == {2}
    assert faults(told) == ["case"]
    async with district.database.reading() as uow:
        page = await uow.cases.page(CaseFilter(), after=None, limit=10)
    assert [case.number for case in page] == [2]


async def test_a_draft_that_cannot_be_decrypted_stops_no_other(district: District) -> None:
    for user in (7, 8):
        await Someone(district, user).start()
    await employ(district)
    await spoil(district, "drafts", f"person = '{district.services.blind_index.person(UserId(7))}'")
    district.time.move(days=4)
    assert await idle.process_idle_drafts(district.services, district.time.at) == 1
    assert faults(await district.deliver()) == ["draft"]


async def test_a_desk_that_cannot_be_decrypted_does_not_stop_deletions(district: District) -> None:
    at = district.time.at
    async with district.database.begin() as uow:
        for chat in (7, 8):
            await uow.expiring_messages.add(ExpiringMessage(ChatId(chat), MessageId(5), at, "en", "open", 1), at)
            await uow.outbox.add(notice_of("say", ToChat(ChatId(chat), "en"), {"key": "x"}))
        await uow.commit()
    await district.deliver()
    await employ(district)
    async with district.database._engine.writing() as connection:
        who = district.services.blind_index.person(UserId(7))
        await connection.execute(text(f"INSERT INTO desks (person, sealed) VALUES ('{who}', x'01')"))
        await connection.commit()
    await expiring_messages.let_go(district.services, at)
    told = await district.deliver()
    assert [notice.to for notice in told if notice.kind == "wipe"] == [ToChat(ChatId(chat), "en") for chat in (7, 8)]
    assert faults(told) == []
    assert ("desks", who) in district.database.changed_rows

"""A draft that cannot be decrypted any more (changed by hand, its key gone) holds up nobody: its person begins anew and
is heard."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.usecases.reporting import idle
from tests.support.officers import reported
from tests.support.people import District, Someone, kinds

SPOILS = {
    "changed bytes": "UPDATE drafts SET sealed = x'010203'",
    "another owner": "UPDATE drafts SET owner = (SELECT id FROM cases LIMIT 1)",
    "its key is gone": "DELETE FROM data_keys WHERE owner = (SELECT owner FROM drafts)",
}


async def spoil(district: District, words: str) -> None:
    async with district.database._engine.writing() as connection:
        await connection.execute(text(words))
        await connection.commit()


@pytest.fixture
async def rita(district: District) -> Someone:
    """Somebody else has a case; Rita is in the middle of telling."""
    await reported(Someone(district, user=8))
    rita = Someone(district)
    await rita.is_reporting()
    await rita.say("They wait for him.")
    return rita


@pytest.mark.parametrize("how", SPOILS)
async def test_the_owner_of_an_unreadable_draft_is_answered_and_begins_a_new_one(
    district: District, rita: Someone, how: str
) -> None:
    await spoil(district, SPOILS[how])
    assert "start" in kinds(await rita.start())
    await rita.say("They wait for him again.")
    draft = await rita.draft()
    assert draft is not None
    assert [piece.text for answer in draft.answers for piece in answer.pieces] == ["They wait for him again."]


@pytest.mark.parametrize("how", SPOILS)
async def test_replacing_an_unreadable_draft_erases_no_other_case(district: District, rita: Someone, how: str) -> None:
    await spoil(district, SPOILS[how])
    await rita.start()
    await rita.hide(erase=True)
    (report,) = await Someone(district, user=8).reports()
    assert report.answers


@pytest.mark.parametrize("how", SPOILS)
async def test_an_unreadable_draft_is_not_due_again_after_one_attempt(
    district: District, rita: Someone, how: str
) -> None:
    await spoil(district, SPOILS[how])
    district.time.move(days=40)
    await idle.process_idle_drafts(district.services, district.time.at)
    await district.deliver()
    async with district.database.reading() as uow:
        assert await uow.drafts.due(district.time.at) == []


async def test_a_draft_that_fails_by_our_own_fault_is_retried_after_two_minutes(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody in danger has stopped; what they told must go out."""
    rita = Someone(district)
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    district.time.move(minutes=2)

    async def broken(*_: object, **__: object) -> None:
        raise KeyError

    with monkeypatch.context() as patch:
        patch.setattr(idle, "process_draft", broken)
        await idle.process_idle_drafts(district.services, district.time.at)
    district.time.move(minutes=1)
    await idle.process_idle_drafts(district.services, district.time.at)
    assert "card" not in kinds(await district.deliver())
    district.time.at += timedelta(minutes=1)
    await idle.process_idle_drafts(district.services, district.time.at)
    assert "card" in kinds(await district.deliver())

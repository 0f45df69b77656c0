"""A message to a body that cannot be worded: its group is told once that there is a case, however often it is tried."""

import pytest

from bot.domain.groups import NewGroup
from bot.domain.ids import CaseNumber, ChatId
from bot.domain.notices.notice import Notice, ToAgency
from bot.domain.notices.say import SayAlone
from bot.domain.queues.delivery import Later, OutboxRow, Outcome
from bot.usecases.access.membership import bind
from bot.usecases.services import Transaction
from handlers.telegram.sending.send import Sender
from handlers.telegram.text.view_table import Views
from tests.support.casework.barring import GROUP
from tests.support.casework.merging import two_of_one_child
from tests.support.officers import EDU, ONE, officer
from tests.support.people import District
from tests.support.screens.chats import Chats

TRIES = 4
ELSEWHERE, FAR = ChatId(-777_001), ChatId(-777_002)


async def fails(*_: object) -> None:
    """A fault that may pass: a disk that cannot be read."""
    raise OSError


async def a_message_of_the_case(district: District) -> Chats:
    """All that was written before has arrived."""
    await two_of_one_child(district)
    chats = Chats(district)
    await chats.deliver()
    chats.shown.clear()
    async with district.database.begin() as uow:
        case = await uow.cases.by_number(CaseNumber(ONE))
        assert case is not None
        await uow.outbox.add(Notice(SayAlone(key="staff-group-refused-done"), ToAgency(EDU), case=case.id))
        await uow.commit()
    return chats


async def tried(chats: Chats) -> None:
    """Several attempts, each when it is due."""
    for _ in range(TRIES):
        chats.district.time.move(seconds=3700)
        await chats.deliver()


def told(chats: Chats, group: ChatId = GROUP) -> list[str]:
    """What the group of the schools reads in place of the message."""
    return [one.text for (chat, _), one in chats.shown.items() if chat == group and "/take_1" in one.text]


async def gets_group(district: District, chat: ChatId) -> None:
    """It shows the open cases of the body in its new group too."""
    who = officer(district, 20, EDU).agent.person
    async with district.database.begin() as uow:
        new = NewGroup(EDU, chat, "Schools, new", who, district.time.at)
        await bind(Transaction(district.services, uow, district.time.at), new)
        await uow.commit()


async def test_the_group_is_told_once(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    chats = await a_message_of_the_case(district)
    with monkeypatch.context() as broken:
        broken.setattr(Views, "words", fails)
        await tried(chats)
    assert len(told(chats)) == 1
    assert "Case 1:" in told(chats)[0]


async def test_it_is_told_once_though_other_attempts_end_otherwise(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message is slow to make, say: each second attempt does not wait for it."""
    chats = await a_message_of_the_case(district)
    with monkeypatch.context() as broken:
        broken.setattr(Views, "words", fails)
        whole, turns = Sender.send, iter(range(100))

        async def slow(self: Sender, row: OutboxRow) -> Outcome:
            if next(turns) % 2:
                return Later(1.0, "NotReady")
            return await whole(self, row)

        broken.setattr(Sender, "send", slow)
        await tried(chats)
    assert len(told(chats)) == 1


async def test_a_group_that_did_not_get_it_is_told_at_the_next_attempt(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    chats = await a_message_of_the_case(district)
    with monkeypatch.context() as broken:
        broken.setattr(Views, "words", fails)
        chats.blocked = {GROUP}
        district.time.move(seconds=3700)
        await chats.deliver()
        assert told(chats) == []
        chats.blocked = set()
        await tried(chats)
    assert len(told(chats)) == 1


async def test_each_group_that_a_body_gets_is_told(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    chats = await a_message_of_the_case(district)
    with monkeypatch.context() as broken:
        broken.setattr(Views, "words", fails)
        for group in (ELSEWHERE, FAR):
            await gets_group(district, group)
            await tried(chats)
    assert told(chats, ELSEWHERE) != []
    assert told(chats, FAR) != []

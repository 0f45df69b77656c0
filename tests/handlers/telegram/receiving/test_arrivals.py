"""A sender sends more than is stored: what fits is stored, the sender is told, danger has more room, and nobody else
waits."""

import asyncio
import json
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from telegram.constants import ChatID

from bot.domain.access.arrivals import Bounds
from bot.domain.errors import Unreachable
from bot.domain.ids import UserId
from bot.domain.notices.notice import Notice, ToPerson
from bot.domain.people import Staff
from bot.domain.profile import Bucket
from bot.loops.wake_up import WakeUp
from bot.runtime.arrivals import make_admission
from handlers.officer.buttons import Take
from handlers.reporter.alarming import AlarmingUpdates
from handlers.reporter.buttons import Choose, HelpNow
from handlers.telegram.receiving.arrivals import sender_of
from handlers.telegram.receiving.receive import Intake, IntakeNews
from handlers.telegram.text.buttons import pack
from locales.catalogue import Catalogue
from tests.support.notices import facts_of
from tests.support.people import PROFILE, District, open_district
from tests.support.running.running_bot import running_bot
from tests.support.running.webhook_posts import message
from tests.support.waiting import until

SECOND = timedelta(seconds=1)
SMALL = Bounds(usual=Bucket(5, SECOND), alarming=Bucket(3, SECOND), handled_at_once=2)
SUE = 50


class Arriving:
    """The way of updates into a line's database, five at once."""

    def __init__(self, district: District) -> None:
        self.district = district
        blind_index = district.services.blind_index
        self.admission = make_admission(
            district.services, Catalogue(PROFILE.zone, own=PROFILE.texts), district.time.now, SMALL
        )
        self.intake = Intake(
            district.database.inbox, blind_index, district.time.now, IntakeNews(WakeUp()), self.admission
        )
        self.numbers = count(1)

    def says(self, text: str, user: int = 7, **more: Any) -> dict[str, Any]:
        chat, person = {"id": user, "type": "private"}, {"id": user, "language_code": "en"}
        body = {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": text}
        return {"update_id": next(self.numbers), "message": body | more}

    async def take(self, *updates: dict[str, Any]) -> int:
        """Returns how many of them are stored."""
        raws = [self.intake.raw(update) for update in updates]
        before = await self.stored()
        await self.intake.store([raw for raw in raws if raw is not None])
        return await self.stored() - before

    async def stored(self) -> int:
        return int((await self.district.database.inbox.health(self.district.time.at))["open"])


@pytest.fixture
async def arriving(tmp_path: Path) -> Any:
    district = await open_district(tmp_path)
    async with district.database.begin() as uow:
        sue = district.services.blind_index.person(UserId(SUE))
        await uow.staff.save(Staff(sue, UserId(SUE), "en", supervisor=True))
        await uow.commit()
    yield Arriving(district)
    await district.database.close()


def keys(sent: list[Notice]) -> list[object]:
    return [facts_of(notice).get("key", notice.kind) for notice in sent]


async def test_updates_within_the_limit_are_stored_and_the_sender_is_told_once_of_the_rest(arriving: Arriving) -> None:
    assert await arriving.take(*(arriving.says("He is beaten.") for _ in range(40))) == 5
    assert keys(await arriving.district.deliver()) == ["too-many"]
    assert await arriving.take(*(arriving.says("He is beaten.") for _ in range(40))) == 0
    assert keys(await arriving.district.deliver()) == []
    assert arriving.intake.not_stored == 75


async def test_a_sender_below_the_limit_again_is_told_how_many_were_dropped(arriving: Arriving) -> None:
    await arriving.take(*(arriving.says("He is beaten.") for _ in range(12)))
    await arriving.district.deliver()
    arriving.district.time.move(minutes=2)
    assert await arriving.take(arriving.says("Are you there?")) == 1
    (said,) = await arriving.district.deliver()
    assert (facts_of(said)["key"], facts_of(said)["count"]) == ("too-many-over", 7)
    assert await arriving.take(arriving.says("Good.")) == 1
    assert await arriving.district.deliver() == []


async def test_other_senders_are_stored_while_one_floods(arriving: Arriving) -> None:
    flood = [arriving.says("He is beaten.") for _ in range(40)]
    crowd = [arriving.says("Me too.", user=100 + number) for number in range(20)]
    assert await arriving.take(*(one for pair in zip(flood, crowd, strict=False) for one in pair)) == 5 + 20


@pytest.mark.parametrize("text", ["help", "救命", "/help", "He has a knife.", "我不想活了", "HELP ME!"])
async def test_alarming_words_are_stored_beyond_the_limit_and_handled_first(arriving: Arriving, text: str) -> None:
    await arriving.take(*(arriving.says("He is beaten.") for _ in range(20)))
    assert await arriving.take(arriving.says(text)) == 1
    rows = await arriving.district.database.inbox.lease(arriving.district.time.at, 10, frozenset())
    assert len({row.lane for row in rows}) == 2
    assert text.encode() in b"".join(row.payload for row in rows)


async def test_supervisors_hear_once_when_alarming_words_are_lost(arriving: Arriving) -> None:
    assert await arriving.take(*(arriving.says("He has a knife.") for _ in range(30))) == 8
    sue = arriving.district.services.blind_index.person(UserId(SUE))
    sent = await arriving.district.deliver()
    assert [notice.to for notice in sent if notice.kind == "flood_alarming"] == [ToPerson(sue)]
    assert await arriving.take(*(arriving.says("He has a knife.") for _ in range(30))) == 0
    assert [notice for notice in await arriving.district.deliver() if notice.kind == "flood_alarming"] == []
    arriving.district.time.move(hours=2)
    await arriving.take(*(arriving.says("He has a knife.") for _ in range(30)))
    assert [n.kind for n in await arriving.district.deliver() if n.kind == "flood_alarming"] == ["flood_alarming"]


async def test_updates_that_could_not_be_stored_do_not_count_against_the_limit(
    arriving: Arriving, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> int:
        raise Unreachable("database", why="away")

    batch = [arriving.says("He is beaten.") for _ in range(5)]
    with monkeypatch.context() as patch:
        patch.setattr(arriving.district.database.inbox, "store", away)
        for _ in range(20):
            with pytest.raises(Unreachable):
                await arriving.take(*batch)
    assert await arriving.take(*batch) == 5
    assert await arriving.district.deliver() == []


async def test_updates_are_not_confirmed_when_their_sender_cannot_be_told(
    arriving: Arriving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram delivers it again; then it is said."""
    batch = [arriving.says("He is beaten.") for _ in range(9)]

    async def away(*_: object) -> None:
        raise Unreachable("database", why="away")

    with monkeypatch.context() as patch:
        patch.setattr(arriving.admission, "_tell", away)
        with pytest.raises(Unreachable):
            await arriving.take(*batch)
    await arriving.take(*batch)
    assert keys(await arriving.district.deliver()) == ["too-many"]
    assert await arriving.stored() == 5


async def test_a_flooding_member_is_not_told_so_in_the_group_and_colleagues_are_stored(arriving: Arriving) -> None:
    group = {"id": -5, "type": "supergroup"}
    assert await arriving.take(*(arriving.says("x", chat=group) for _ in range(40))) == 5
    assert await arriving.take(arriving.says("x", user=8, chat=group)) == 1
    assert await arriving.district.deliver() == []


async def test_one_person_in_many_groups_is_one_sender(arriving: Arriving) -> None:
    groups = [{"id": -number, "type": "supergroup"} for number in range(1, 29)]
    assert await arriving.take(*(arriving.says("x", chat=group) for group in groups)) == 5


def test_anonymous_admins_are_counted_by_their_group() -> None:
    def as_group(chat: int) -> str:
        body = message({"id": chat, "type": "supergroup"})
        body["message"]["from"] = {"id": int(ChatID.ANONYMOUS_ADMIN)}
        return sender_of(body, lambda purpose, text: f"{purpose}|{text}")

    assert as_group(-5) != as_group(-6)


def private_press(data: str) -> dict[str, Any]:
    return {"update_id": 1, "callback_query": {"id": "1", "from": {"id": 7}, "data": data}}


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        (private_press(pack(HelpNow())), True),
        (private_press(pack(Choose("danger", "yes_now"))), True),
        (private_press(pack(Choose("danger", "no"))), False),
        (private_press(pack(Take(1))), False),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": -5}}}, True),
        ({"update_id": 1, "message": {"caption": "他拿着刀", "chat": {"id": 7}}}, True),
        ({"update_id": 1, "message": {"text": "Good morning", "chat": {"id": 7}}}, False),
        ({"update_id": 1, "message": {"text": 7, "chat": []}}, False),
        ({"update_id": 1, "poll": {}}, False),
    ],
)
def test_which_updates_are_alarming(update: dict[str, Any], expected: bool) -> None:
    assert AlarmingUpdates(PROFILE, Catalogue(PROFILE.zone, own=PROFILE.texts))(json.dumps(update).encode()) is expected


async def test_a_thousand_messages_of_one_sender_are_limited_by_the_whole_bot(tmp_path: Path) -> None:
    """Three hundred of Rita's are stored, and one a second; she reads why; a new sender is answered meanwhile."""
    async with running_bot(tmp_path) as here:
        began = here.clock.now()
        rita, new = await here.world.person("Rita"), await here.world.person("New")
        for _ in range(10):
            await asyncio.gather(*(rita.say("He is beaten.") for _ in range(100)))
        await new.say("/start")
        await new.wait_for(lambda seen: seen.from_bot)
        await rita.wait_for("some new ones are not kept")

        async def all_came() -> bool:
            report: Any = await here.app.status.report()
            return bool(report["updates_stored"] + report["updates_not_kept"] >= 1001)

        await until(all_came)
        report: Any = await here.app.status.report()
        more = (here.clock.now() - began) / SECOND
        assert 700 - more - 1 <= report["updates_not_kept"] <= 700
        said = [one for one in await rita.sees() if one.from_bot and "not kept" in one.words]
        assert len(said) == 1

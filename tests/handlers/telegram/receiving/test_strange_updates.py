"""Updates with anything in them: a field that is missing, of another type or far too large stops nobody's answer."""

import asyncio
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import structlog
from aiohttp import web

from bot.domain.report import Draft
from bot.loops.wake_up import WakeUp
from handlers.telegram.receiving.polling import Polling
from handlers.telegram.receiving.raw_update import read
from handlers.telegram.receiving.receive import Intake, IntakeNews
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.domain.examples import some_of, turned
from tests.support.running.bot_with_queues import BotWithQueues, bot_with_queues
from tests.support.running.bot_with_roles import PSB
from tests.support.running.webhook_posts import HEADERS, RITA, hook, message
from tests.support.waiting import until

Json = dict[str, Any]
Place = tuple[str | int, ...]
HALVES: tuple[tuple[Any, ...], ...] = (
    ("gone", None, -1, 2**31, 10**30, "", "²", [], [{}], {}),
    ("gone", True, 0, 2**63, 1.5, "x", "\ud800", "\x00", [1], {"id": 1}),
)
"""What a field becomes; "gone" takes it out. Together the halves have values of every type."""
DATE = 1_772_000_000
FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 4}
COMMAND = {"text": "/help", "entities": [{"type": "bot_command", "offset": 0, "length": 5}]}
BOT_IN, BOT_OUT = (
    {"user": {"id": 4242, "is_bot": True, "first_name": "B"}, "status": status} for status in ("member", "left")
)
ALIKE = frozenset({"message_id", "date", "id", "is_bot", "first_name", "language_code", "type"})
"""Fields of messages, people and chats, which are read in the same way in updates of every kind."""
POLL = {
    "id": "1", "question": "?", "options": [{"text": "a", "voter_count": 0}], "total_voter_count": 0,
    "type": "regular", "is_closed": False, "is_anonymous": True, "allows_multiple_answers": False,
}  # fmt: skip


def samples(person: int, group: int) -> dict[str, Json]:
    """One update of every kind that is asked for, with everything that Telegram puts in."""
    user = {"id": person, "is_bot": False, "first_name": "S", "language_code": "en"}
    here = {"id": person, "type": "private", "first_name": "S"}
    there = {"id": group, "type": "supergroup", "title": "PSB"}
    base = {"message_id": 77, "date": DATE, "chat": here, "from": user}
    press = {"id": "9", "from": user, "chat_instance": "1", "data": "ih1", "message": {**base, "text": "screen"}}
    origin = {"type": "user", "date": 1, "sender_user": user}
    blocked = {"chat": here, "from": user, "date": DATE, "old_chat_member": BOT_IN, "new_chat_member": BOT_OUT}
    return {
        "words": {"message": {**base, "text": "He is beaten."}},
        "command": {"message": {**base, **COMMAND}},
        "forwarded": {"message": {**base, "text": "x", "forward_origin": origin}},
        "photo": {"message": {**base, "photo": [{**FILE, "width": 1, "height": 1}], "caption": "c"}},
        "document": {"message": {**base, "document": {**FILE, "file_name": "a.pdf", "mime_type": "application/pdf"}}},
        "voice": {"message": {**base, "voice": {**FILE, "duration": 3}}},
        "place": {"message": {**base, "location": {"latitude": 29.5, "longitude": 106.5}}},
        "contact": {"message": {**base, "contact": {"phone_number": "1", "first_name": "S", "user_id": person}}},
        "poll": {"message": {**base, "poll": POLL}},
        "reply": {"message": {**base, "text": "x", "reply_to_message": {**base, "text": "y"}}},
        "edit": {"edited_message": {**base, "edit_date": 1_772_000_001, "text": "He is not beaten."}},
        "press": {"callback_query": press},
        "strange press": {"callback_query": {**press, "data": "zz9:1"}},
        "inline press": {"callback_query": {"id": "9", "from": user, "chat_instance": "1", "inline_message_id": "i"}},
        "press in a group": {"callback_query": {**press, "data": "tk1:1", "message": {**base, "chat": there}}},
        "words in a group": {"message": {**base, "chat": there, **COMMAND}},
        "of a channel": {"message": {**base, "chat": there, "sender_chat": there, "text": "/take 1"}},
        "blocked": {"my_chat_member": blocked},
        "moved": {"message": {**base, "chat": {**there, "id": group - 1}, "migrate_from_chat_id": group - 2}},
    }  # fmt: skip


def paths(value: object, here: Place = ()) -> Iterator[Place]:
    """The place of each value, at every depth."""
    if here:
        yield here
    if isinstance(value, dict):
        for key, one in value.items():
            yield from paths(one, (*here, key))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from paths(one, (*here, place))


def fields(kinds: Mapping[str, Json]) -> Iterator[tuple[str, Place]]:
    """The kind and place of every value that may be spoilt."""
    yield from ((kind, path) for kind, body in kinds.items() for path in paths(body) if not may_be_given_up(path))


def spoilt(kinds: Mapping[str, Json]) -> Iterator[tuple[str, Place, Any]]:
    """By kind: a place and what it becomes. A field gets one half of the values where it comes first and the other half
    where it comes next; what all messages and presses have in common gets a third of a half each time. A field that
    comes once gets all values."""
    often, seen = Counter(path[-1] for _, path in fields(kinds)), Counter[str | int]()
    for kind, path in fields(kinds):
        name, turn = path[-1], seen[path[-1]]
        seen[name] += 1
        values = HALVES[turn % 2] if often[name] > 1 else (*HALVES[0], *HALVES[1][1:])
        if name in ALIKE:
            values = values[:1] + values[1 + turn // 2 % 3 :: 3]
        yield from ((kind, path, value) for value in values)


def with_value(body: Json, path: Place, value: Any) -> Json:
    """The body with this value at this place, or without the place."""
    changed: Json = json.loads(json.dumps(body))
    place: Any = changed
    for key in path[:-1]:
        place = place[key]
    if value == "gone":
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return changed


def may_be_given_up(path: Place) -> bool:
    """Without its body, or the place where it was written, nobody can be answered."""
    return len(path) == 1 or (path[0] != "callback_query" and path[1] == "chat" and path[2:3] in {(), ("id",)})


def tried(kinds: Mapping[str, Json]) -> list[tuple[str, Place, Any]]:
    """Of what each field becomes, the suite tries that it is missing, for every second one another value, three where
    it comes once, and one of all these where it is alike in all updates. In a long run all."""
    found: dict[tuple[str, Place], list[Any]] = {}
    for kind, path, value in spoilt(kinds):
        found.setdefault((kind, path), []).append(value)
    return [
        (kind, path, value)
        for turn, ((kind, path), values) in enumerate(found.items())
        for value in some_values(path[-1], values, turn)
    ]


def some_values(name: str | int, values: list[Any], turn: int) -> list[Any]:
    if name in ALIKE:
        return some_of(turned(values, turn), 1)
    return [values[0], *some_of(turned(values[1:], turn), turn % 2 if len(values) <= len(HALVES[0]) else 3)]


def test_every_field_meets_every_value() -> None:
    met: dict[str | int, set[str]] = {}
    for _, path, value in spoilt(samples(1, -1)):
        met.setdefault(path[-1], set()).add(repr(value))
    every = {repr(value) for half in HALVES for value in half}
    assert {name: every - values for name, values in met.items() if every - values} == {}
    assert len(met) > 50


def test_the_suite_tries_every_field_and_every_value() -> None:
    kinds = samples(1, -1)
    assert {(kind, path) for kind, path, _ in tried(kinds)} == {*fields(kinds)}
    gone = {(kind, path) for kind, path, value in tried(kinds) if value == "gone"}
    assert {(kind, path) for kind, path in fields(kinds) if path[-1] not in ALIKE} <= gone
    assert {path[-1] for _, path in fields(kinds)} == {path[-1] for _, path in gone}
    assert {path[-1] for _, path in fields(kinds)} == {path[-1] for _, path, value in tried(kinds) if value != "gone"}
    values = Counter(repr(value) for _, _, value in tried(kinds))
    assert min(values[repr(value)] for half in HALVES for value in half) > 7


async def test_an_update_with_an_invalid_field_is_not_given_up(tmp_path: Path) -> None:
    """Each kind comes from another person, so that they are handled side by side. The suite tries a fifth of 2,100."""
    async with bot_with_queues(tmp_path) as bot:
        group, people = bot.roles.groups[PSB].id, iter(bot.roles.people.values())
        kinds = {name: samples(next(people), group)[name] for name in samples(1, -1)}
        bodies = [with_value(kinds[kind], path, value) for kind, path, value in tried(kinds)]
        with structlog.testing.capture_logs() as logs:
            await bot.take(*bodies)
        assert [log for log in logs if log["log_level"] in {"error", "critical"} and log["event"] != "sent"] == []
        assert (await bot.failed())[1] == 0


async def draft_of(bot: BotWithQueues, role: str) -> Draft:
    async with bot.roles.district.database.reading() as uow:
        draft = await uow.drafts.of(bot.roles.person(role))
    assert draft is not None
    return draft


def words_of(draft: Draft) -> list[str]:
    return [piece.text for answer in draft.answers for piece in answer.pieces]


SPOILED_PARTS: tuple[Json, ...] = (
    {"poll": {"id": "1"}}, {"poll": 7}, {"from": {"id": "x"}}, {"from": {}}, {"date": "now"}, {"message_id": 2**70},
    {"document": {"file_id": 3}}, {"reply_to_message": {"chat": 1}}, {"location": {"latitude": "north"}},
    {"entities": [{"type": 3}]}, {"forward_origin": {"type": "from a newer api"}}, {"photo": [1, 2]},
)  # fmt: skip


async def test_words_beside_an_invalid_field_are_kept(tmp_path: Path) -> None:
    async with bot_with_queues(tmp_path) as bot:
        usual = samples(bot.roles.people["stranger"], -1)["words"]["message"]
        told = [f"He is beaten: {part}" for part in SPOILED_PARTS]
        for number, (words, part) in enumerate(zip(told, SPOILED_PARTS, strict=True), start=77):
            await bot.take({"message": {**usual, "message_id": number, "text": words, **part}})
        assert words_of(await draft_of(bot, "stranger")) == told


async def test_an_update_with_a_number_beyond_the_database_is_answered_once(tmp_path: Path) -> None:
    async with bot_with_queues(tmp_path) as bot:
        words = samples(bot.roles.people["stranger"], -1)["words"]
        for number in (2**63, 10**40, 2**63, "seven", None, 10**40):
            await bot.store({"update_id": number, **words})
        assert await bot.failed() == (0, 0)
        assert words_of(await draft_of(bot, "stranger")) == ["He is beaten."]


DEEP = {"list": b"[" * 20_000 + b"]" * 20_000, "table": b'{"a":' * 20_000 + b"1" + b"}" * 20_000}


def deep(person: int, kind: str, number: int = 5) -> bytes:
    """An update of this person with words and something deeply nested beside them."""
    body = json.dumps({"update_id": number, **samples(person, -1)["words"]}).encode()
    return body[:-2] + b', "deep": ' + DEEP[kind] + b"}}"


async def test_fields_nested_too_deep_are_removed_and_the_words_kept(tmp_path: Path) -> None:
    async with bot_with_queues(tmp_path) as bot, hook(bot.intake) as url, aiohttp.ClientSession() as session:
        for number, (role, kind) in enumerate(zip(("stranger", "reporter"), DEEP, strict=True)):
            body = io.BytesIO(deep(bot.roles.people[role], kind, number))
            async with session.post(url, data=body, headers=HEADERS) as answer:
                assert answer.status == 200
        await bot.wait_until_idle()
        for role in ("stranger", "reporter"):
            assert words_of(await draft_of(bot, role)) == ["He is beaten."]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_one_deeply_nested_update_does_not_stop_polling(database: Database, clock: FixedClock) -> None:
    asked: list[object] = []
    usual = json.dumps(message(RITA, 6)).encode()
    batch = b'{"ok": true, "result": [' + deep(11, "list") + b"," + usual + b"]}"

    async def updates(request: web.Request) -> web.Response:
        asked.append((await request.json()).get("offset"))
        return web.Response(body=batch if len(asked) == 1 else b'{"ok": true, "result": []}')

    app = web.Application()
    app.router.add_post("/getUpdates", updates)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/getUpdates"
    intake = Intake(database.inbox, database.blind_index, clock.now, IntakeNews(WakeUp()))
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as tasks:
        polling = Polling(intake, url, session)
        tasks.create_task(polling.run())

        async def is_confirmed() -> bool:
            return 7 in asked

        await until(is_confirmed)
        polling.stop()
    await runner.cleanup()
    assert (await database.inbox.health(clock.now()))["open"] == 2


@pytest.mark.parametrize("body", [
    b"", b"\xff\xfe", b"[", b'"', b'"\\', b"{", b"nul", b"[" * 10**5, b'"\\"' * 10**5, b'{"a":' * 10**5, b"9" * 10**5,
    b"]" * 10**5,
])  # fmt: skip
def test_bytes_that_are_no_json_are_read_as_nothing(body: bytes) -> None:
    assert read(body) is None


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert read(b'{"a": "\xff"}') == {"a": "\ufffd"}


def test_half_of_a_pair_of_surrogates_is_read_as_it_is() -> None:
    assert read(b'{"a": "\xed\xa0\x80"}') == {"a": "\ud800"}


def test_a_byte_order_mark_before_the_json_is_passed_over() -> None:
    assert read('{"a": "é"}'.encode("utf-8-sig")) == {"a": "é"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_json_that_is_not_utf_8_is_read_as_nothing(encoding: str) -> None:
    assert read('{"a": 1}'.encode(encoding)) is None


def test_nan_in_json_is_read_as_nan() -> None:
    found = read(b'{"a": NaN}')
    assert isinstance(found, dict)
    assert found["a"] != found["a"]


def test_a_number_with_too_many_digits_is_read_as_none() -> None:
    assert read(b'{"update_id": ' + b"9" * 5000 + b', "a": 1}') == {"update_id": None, "a": 1}

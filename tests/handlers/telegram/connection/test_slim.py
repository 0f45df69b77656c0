"""A press is stored without the message under which it was made; of an answer only what is needed is read."""

import json
from typing import Any

import pytest
from telegram import Message, Update

from bot.loops.wake_up import WakeUp
from handlers.telegram.connection.slim import slim_result, slim_update
from handlers.telegram.receiving.receive import Intake, IntakeNews
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.kinds import ON_SQLITE

CHAT = {"id": 7, "type": "private", "first_name": "Rita"}
SHOWN = {
    "message_id": 5,
    "date": 1_700_000_000,
    "chat": CHAT,
    "from": {"id": 1, "is_bot": True, "first_name": "Tipline"},
    "text": "Who is writing?",
    "entities": [{"type": "bold", "offset": 0, "length": 3}],
    "reply_markup": {"inline_keyboard": [[{"text": "I am an adult", "callback_data": "x"}]]},
}
PRESS = {"id": "9", "from": {"id": 7, "is_bot": False, "first_name": "Rita"}, "chat_instance": "1", "data": "x"}


def test_a_stored_press_keeps_its_message_person_and_data() -> None:
    slim = slim_update({"update_id": 3, "callback_query": {**PRESS, "message": SHOWN}})
    assert slim == {
        "update_id": 3,
        "callback_query": {**PRESS, "message": {"message_id": 5, "date": 1_700_000_000, "chat": CHAT}},
    }
    read = Update.de_json(slim, None)
    assert read.callback_query is not None
    assert read.callback_query.message is not None
    assert (read.callback_query.message.message_id, read.callback_query.data) == (5, "x")


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 3, "message": SHOWN},
        {"update_id": 3, "callback_query": PRESS},
        {"update_id": 3, "callback_query": None},
        {"update_id": 3, "callback_query": {**PRESS, "message": "no message"}},
    ],
)
def test_other_updates_are_stored_whole(update: dict[str, Any]) -> None:
    assert slim_update(update) == update


@ON_SQLITE
async def test_a_stored_press_contains_no_text_of_the_message(database: Database, clock: FixedClock) -> None:
    intake = Intake(database.inbox, database.blind_index, clock.now, IntakeNews(WakeUp()))
    row = intake.raw({"update_id": 3, "callback_query": {**PRESS, "message": SHOWN}})
    assert row is not None
    assert b"Who is writing" not in row.payload
    assert json.loads(row.payload)["callback_query"]["message"]["message_id"] == 5


def test_an_answer_about_messages_keeps_only_id_date_and_chat() -> None:
    place = {"message_id": 5, "date": 1_700_000_000, "chat": CHAT}
    assert slim_result(SHOWN) == place
    assert slim_result([SHOWN, SHOWN]) == [place, place]
    assert Message.de_json(place, None).message_id == 5


@pytest.mark.parametrize("result", [True, None, "words", {"id": 7, "type": "group"}, [{"command": "start"}]])
def test_other_answers_are_kept_whole(result: object) -> None:
    assert slim_result(result) == result

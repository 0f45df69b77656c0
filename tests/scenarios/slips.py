"""Slips in transcripts: what a person pastes or sends, and what is another one each time."""

import re
from typing import Protocol

from bot.simulator.client import Message
from tests.scenarios.bot_with_person import BotWithPerson

CODES = re.compile(r"(?m)^(number|commitment|key|signature): .+$")
NUMBER = re.compile(r"[0-9a-z]{5}-[0-9a-z]{5}")
FINGERPRINT = re.compile(r"[0-9a-f]{4}(?: [0-9a-f]{4}){15}")


def covered(words: str) -> str:
    """Without the codes of a slip, which are others each time."""
    if words.startswith("SLIP-1"):
        return CODES.sub(lambda found: f"{found[1]}: ▒▒▒", words)
    return FINGERPRINT.sub("▒▒▒", NUMBER.sub("▒▒▒▒▒-▒▒▒▒▒", words))


class SlipScene(Protocol):
    """As much of a scene as is needed."""

    _bot: BotWithPerson
    _own: list[Message]


async def paste(scene: SlipScene, new: str | None, old: str | None) -> None:
    """The text of the newest slip in the chat, perhaps with other words in it."""
    person = scene._bot.person
    shown = [message for message in await person.sees() if message.from_bot and message.words.startswith("SLIP-1")]
    slip = shown[-1]
    scene._own.append(await person.say(slip.words if old is None else slip.words.replace(old, new or "")))


async def send_page(scene: SlipScene) -> None:
    """The newest page in the chat, as a file of one's own."""
    person = scene._bot.person
    pages = [message.document for message in await person.sees() if message.document is not None]
    stored = scene._bot.files.find(pages[-1]["file_id"])
    assert stored is not None
    scene._own.append(await person.document(stored.data, "slip.pdf"))

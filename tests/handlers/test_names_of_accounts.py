"""Names that accounts and groups have given themselves stand in sentences of ours: nothing in them works, nothing
changes the direction of the words, and no line of ours can be imitated."""

from pathlib import Path

from bot.domain.ids import AgencyKey
from bot.simulator.client import Message
from bot.usecases.access.membership import make_invite
from handlers.telegram.text.links import invite_link
from handlers.telegram.text.quotation import without_joints
from tests.support.incoming.hostile_words import LIVE, TURNERS, live_in
from tests.support.running.running_bot import USERNAME, running_bot

EDU, PSB = AgencyKey("EDU"), AgencyKey("PSB")
NAMES = (
    "@evil_account",
    "https://evil.example/agree",
    "t.me/evil",
    "/newgroup PSB yes",
    "\u202etpircs",
    "Ann\nA supervisor has agreed",
    "#case1 <b>Case 1</b>",
)


def check(message: Message, name: str, *ours: str) -> None:
    """The name stands there in one line; what can be pressed are commands of `ours`, and nothing changes the direction
    of the words."""
    text, entities = message.words, message.raw.get("entities", [])
    assert name.replace("\u202e", "").replace("\n", " ") in without_joints(text)
    live = [entity for entity in entities if entity["type"] in LIVE - {"code"}]
    assert tuple(text[entity["offset"] : entity["offset"] + entity["length"]] for entity in live) == ours
    assert not any(sign in text for sign in TURNERS)


async def test_a_hostile_name_is_shown_as_plain_text_when_its_owner_joins(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        told = None
        for name in NAMES:
            nia = await place.world.person(name, language_code="en")
            secret = await make_invite(place.app.services, place.app.now(), "auditor", None)
            await nia.open(invite_link(USERNAME, "auditor", secret))
            told = await cast.supervisor.wait_for("is now an auditor", after=told)
            check(told, name)
            assert len(told.words.splitlines()) == 1


async def test_a_hostile_group_title_is_shown_as_plain_text(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        mallory, told = await place.world.person("Mallory", language_code="en"), None
        for name in NAMES:
            new = await place.world.group(name, mallory)
            secret = await make_invite(place.app.services, place.app.now(), "agency", PSB)
            await mallory.open(invite_link(USERNAME, "agency", secret), new)
            told = await cast.supervisor.wait_for("has opened its invite link in another group", after=told)
            check(told, name, "/newgroup", "/newgroup")
            assert len(told.words.splitlines()) == 1


async def test_a_hostile_name_is_shown_as_plain_text_in_the_roster(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        for name in NAMES:
            officer = await place.world.person(name, language_code="en")
            await cast.groups[EDU].member("add", officer)
            await officer.say("/roster")
            await officer.press("I take part")
            check(await officer.wait_for(lambda m: "Now: " in m.words and "I no longer take part" in m.labels), name)
        await cast.heads[EDU].say("/roster")
        shown = await cast.heads[EDU].wait_for("Now: ")
        heard = [m for m in await cast.officers[EDU].sees(cast.groups[EDU]) if m.from_bot and "On call" in m.words]
        for message in (shown, *heard):
            assert live_in(message.words, [m for m in message.raw.get("entities", []) if m["type"] != "bold"]) == []


async def test_an_invisible_name_is_replaced_when_its_owner_joins(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        nia = await place.world.person("\u3164", language_code="en")
        secret = await make_invite(place.app.services, place.app.now(), "auditor", None)
        await nia.open(invite_link(USERNAME, "auditor", secret))
        await cast.supervisor.wait_for("New on this line: ? is now an auditor")

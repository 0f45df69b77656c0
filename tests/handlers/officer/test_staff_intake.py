"""/intake in the chat: the questions as an officer asks them, words read aloud or printed, and the caller who comes
back."""

import re
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ids import AgencyKey
from bot.simulator.client import Message, Person
from handlers.officer.staff.views_staff_intake import page
from locales.catalogue import Catalogue
from locales.words import word_list, worded
from tests.support.running.conversation import answer, is_screen
from tests.support.running.running_bot import running_bot
from tests.support.waiting import until

CIV, PSB = AgencyKey("CIV"), AgencyKey("PSB")
CALL = (
    ("How was it told?", "Call to 12345"),
    ("Which language does the caller speak?", "A dialect"),
    ("in danger right now", "No"),
    ("What kind of harm", "Neglect"),
    ("What kind of harm", "Done"),
    ("Who told it?", "Relative"),
)
STORY = "The boy of the first floor is alone every night."


async def enters(officer: Person) -> None:
    """From /intake to the story, kept."""
    await officer.say("/intake")
    await answer(officer, *CALL)
    await officer.wait_for("What was told?")
    await officer.say(STORY)
    await officer.wait_for("Write more, or press Done")


async def takes_call(officer: Person) -> None:
    await enters(officer)
    await answer(officer, ("", "Send what I have"), ("Please check, then send", "Send"))


async def sends(officer: Person, how: str) -> Message:
    await answer(officer, ("Does the caller want five words", how), ("Please check, then send", "Send"))
    return await officer.wait_for("It goes to the agencies now")


async def test_a_call_is_entered_and_the_caller_follows_with_new_words(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        gao, caller = cast.officers[CIV], cast.reporters[1]
        await takes_call(gao)
        sent = await sends(gao, "read them aloud")
        assert "Number 1" in sent.words
        assert STORY not in [message.words for message in await gao.sees()], "what was typed is gone"
        aloud = await gao.wait_for("read these five words")
        handed = re.search(r"twice: (.+)", aloud.words)
        assert handed is not None
        await gao.say(f"/follow {handed[1]}")
        await gao.wait_for("These words are for the caller alone")
        await caller.say(f"/follow {handed[1]}")
        new = await caller.wait_for("The old ones open nothing now")
        fresh = re.search(r"keep these five words: (.+)", new.words)
        assert fresh is not None
        await caller.say(f"/follow {fresh[1]}")
        shown = await caller.wait_for("Sent on ")
        assert "neglect" not in shown.words.casefold()
        await gao.say("/case 1")
        assert "Told to staff: Call to 12345" in (await gao.wait_for("Told to staff")).words


async def test_the_page_to_print_is_a_file_that_is_deleted_again(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        gao = cast.officers[CIV]
        await takes_call(gao)
        await sends(gao, "as a printed page")
        sheet = await gao.wait_for("Please print it now")
        assert sheet.document is not None
        assert sheet.document["file_name"] == "page.html"
        assert not sheet.protected, "it has to leave the phone to be printed"
        await here.world.advance(minutes=11)

        async def is_gone() -> bool:
            return sheet.id not in {message.id for message in await gao.sees()}

        await until(is_gone)


async def test_in_an_officers_chat_no_button_shares_the_officers_own_place_or_phone(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        gao = cast.officers[CIV]
        await gao.say("/intake")
        await answer(gao, *CALL[:2], ("in danger right now", "Yes, now"))
        await gao.wait_for(partial(is_screen, "Where is the child now? Write it.", "Skip"))
        assert not [m for m in await gao.sees() if "request_location" in str(m.raw) or "request_contact" in str(m.raw)]


IT_WAS_THE_POLICE = (
    ("", "Done"),
    ("How old is the child?", "Age not known"),
    ("Is the child a girl or a boy?", "Skip"),
    ("live with a disability?", "Skip"),
    ("Where is the child now", "I don't know"),
    ("When did it last happen?", "Skip"),
    ("Did it happen before?", "Skip"),
    ("Is a doctor needed?", "I don't know"),
    ("Is a doctor needed?", "Done"),
    ("Is there a person you worry about?", "Police"),
)


async def test_a_case_that_bars_the_entering_officers_body_leaves_their_chat(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        wu = cast.officers[PSB]
        before = {message.id for message in await wu.sees()}
        await enters(wu)
        await answer(wu, *IT_WAS_THE_POLICE, ("", "Send what I have"), ("Please check, then send", "Send"))
        await answer(wu, ("Does the caller want five words", "No words"), ("Please check, then send", "Send"))
        await wu.wait_for("Nothing of it stays in this chat")

        async def is_clear() -> bool:
            return len([message for message in await wu.sees() if message.id not in before]) == 1

        await until(is_clear)
        await wu.say("/case 1")
        await wu.wait_for("There is no such case")


FORBIDDEN = {
    "en": r"child|harm|report|police|officer|abus|victim|secret|case",
    "zh-Hans": r"孩子|儿童|未成年|伤害|报告|举报|公安|警|案|受害|秘密",
}


@pytest.mark.parametrize("language", sorted(FORBIDDEN))
def test_the_printed_page_is_neutral_and_contains_the_words_in_both_languages(language: str) -> None:
    catalogue, profile = Catalogue(ZoneInfo("Asia/Shanghai")), SimpleNamespace(languages=("en", "zh-Hans"))
    context = SimpleNamespace(text=catalogue, profile=profile, username="neutral_bot")
    code = (1, 20, 300, 4000, 5)
    shown = page(context, code).decode()  # type: ignore[arg-type]
    assert worded(code, language) in shown
    assert "/follow" in shown
    ours = re.sub(r'<p class="words">.*?</p>|<style>.*?</style>', "", shown)
    assert re.findall(FORBIDDEN[language], ours, re.IGNORECASE) == []
    assert word_list(language)[1] in shown

"""The demo as a person meets it: in a browser, by tapping, on a desk and on a phone."""

from collections.abc import AsyncIterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.cli.demo import Cast
from bot.domain.ids import AgencyKey
from bot.simulator.client import picture
from tests.browser.phone import DESK, HAND, SMALL, Phone, browser
from tests.support.running.conversation import send, tell
from tests.support.running.running_bot import RunningBot, running_bot
from tests.support.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")
EDU = AgencyKey("EDU")
HEA = AgencyKey("HEA")
STORY = "Three boys take his lunch money behind the gym"
ANSWERS = (
    ("Who is writing?", "I am an adult"),
    ("in danger right now", "No"),
    ("What kind of harm", "Bullying"),
    ("✓ Bullying", "Done"),
    ("Who are you?", "Kindergarten or school"),
    ("Which organisation", "Skip"),
    ("What happens next", "Go on"),
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_browser() -> AsyncIterator[Browser]:
    """One browser for all tests of the page."""
    async with browser() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def chromium(shared_browser: Browser) -> AsyncIterator[Browser]:
    """The browser; the windows of a test share nothing with those of another, and are closed after it."""
    yield shared_browser
    for context in shared_browser.contexts:
        await context.close()


async def report(phone: Phone, cast: Cast) -> None:
    """The teacher's report with two photos, tap by tap."""
    await phone.be(cast.reporters[0])
    await phone.page.get_by_test_id("start").click()
    for words, label in ANSWERS:
        await phone.press(words, label)
    await phone.sees("in your own words")
    await phone.say(STORY)
    await phone.sees("Write more, or press Done")
    await phone.photos(picture("red"), picture("blue"))
    await phone.sees("2 files")
    await phone.press("Write more, or press Done", "Send what I have")
    await phone.press("Please check, then send", "Send")
    await phone.sees("Your case number is")


async def all_read(place: RunningBot) -> None:
    """The last word of the stage has come, however slow the machine; nothing of it is new to anybody."""
    said = [-1]

    async def is_silent() -> bool:
        """Nothing was sent since the last look."""
        said.append(len(await place.world.calls(method="sendMessage")))
        return said[-2] == said[-1]

    await until(is_silent, pause=1)
    await place.world.read_everything()


LAID_OUT = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""A page that stood at its end follows a change of size; a reader who scrolls before that is taken back there."""


async def test_a_report_is_filed_and_acknowledged_and_an_unanswered_one_marked_on_the_page(
    tmp_path: Path, chromium: Browser
) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        desk = await Phone.open(chromium, place.base, DESK)
        await desk.page.get_by_test_id("help").click()
        await expect(
            desk.page.get_by_role("button", name=f"Be this person: {cast.officers[EDU].name}").first
        ).to_be_visible()
        await desk.page.keyboard.press("Escape")
        await report(desk, cast)
        await desk.be(cast.officers[EDU], cast.groups[EDU])
        card = await desk.sees("Case 1")
        await expect(card).not_to_contain_text("lunch")
        await expect(desk.page.get_by_test_id("photo")).to_have_count(0)
        await desk.press("Case 1", "Acknowledge")
        await desk.sees("Acknowledged")
        await tell(cast.reporters[1])
        await send(cast.reporters[1])
        await desk.sees("Case 2")
        await desk.wait(hours=5)
        await desk.sees("half of the time")
        await desk.wait(hours=4)
        await desk.sees("[late] Case 2")
        await desk.wait(hours=3 * 24)
        mark = (await desk.sees("🟡 [late] Case 2")).locator(".mark-yellow").first
        assert await mark.evaluate("mark => getComputedStyle(mark).backgroundImage.includes('gradient')")
        assert (desk.abroad, desk.errors) == ([], [])


async def test_on_a_small_screen_everything_fits_and_the_panes_follow_each_other(
    tmp_path: Path, chromium: Browser
) -> None:
    async with running_bot(tmp_path) as place:
        place.simulator.cloud.clock.zone = "Asia/Shanghai"
        lin = await place.world.person("Lin", role="teacher")
        hand = await Phone.open(chromium, place.base, HAND)
        assert not await hand.is_too_wide()
        moment, shown = await hand.clock()
        assert shown == f"{moment.astimezone(ZoneInfo('Asia/Shanghai')):%H:%M}"
        await hand.be(lin)
        await hand.page.get_by_test_id("start").click()
        await hand.press("Who is writing?", "I am an adult")
        await hand.sees("in danger right now")
        await expect(hand.page.get_by_test_id("send")).to_be_in_viewport()
        assert not await hand.is_too_wide()
        await hand.page.get_by_test_id("back").click()
        await expect(hand.page.get_by_test_id(f"chat-{lin.id}")).to_be_visible()
        await hand.page.get_by_test_id("back-people").click()
        await expect(hand.page.get_by_test_id(f"person-{lin.id}")).to_be_visible()
        assert (hand.abroad, hand.errors) == ([], [])


async def test_a_first_visitor_is_shown_the_guide_once(tmp_path: Path, chromium: Browser) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        hand = await Phone.open(chromium, place.base, SMALL, first=True)
        guide = hand.page.get_by_test_id("guide")
        await expect(guide).to_be_visible()
        assert not await hand.is_too_wide()
        await hand.page.keyboard.press("Tab")
        await hand.page.keyboard.press("Enter")
        await expect(guide).to_have_count(0)
        await expect(hand.page.get_by_test_id("subtitle")).to_have_text("3 members")
        assert f"#{cast.heads[EDU].id}/{cast.groups[EDU].id}" in hand.page.url
        await hand.page.reload()
        await hand.page.wait_for_selector("body.ready")
        await expect(guide).to_have_count(0)
        await expect(hand.page.get_by_test_id("clock-7776000")).to_be_in_viewport(ratio=1)
        assert (hand.abroad, hand.errors) == ([], [])


async def test_only_messages_after_setup_are_unread_and_those_below_are_counted(
    tmp_path: Path, chromium: Browser
) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast_by_links()
        await all_read(place)
        desk = await Phone.open(chromium, place.base, DESK)
        await expect(desk.page.get_by_test_id("unread")).to_have_count(0)
        await tell(cast.reporters[1])
        await send(cast.reporters[1])
        head = desk.page.get_by_test_id(f"person-{cast.heads[EDU].id}")
        await expect(head.get_by_label("1 unread").last).to_be_visible()
        await expect(desk.page.get_by_test_id(f"person-{cast.heads[HEA].id}").get_by_test_id("unread")).to_have_count(0)
        await desk.be(cast.heads[EDU], cast.groups[EDU])
        await desk.page.set_viewport_size({"width": 1280, "height": 420})
        await desk.page.evaluate(LAID_OUT)
        await desk.page.locator("#scroller").evaluate("box => box.scrollTo(0, 0)")
        await expect(desk.page.locator("#to-bottom")).to_be_visible()
        await expect(desk.page.get_by_test_id("below")).to_be_hidden()
        await tell(cast.reporters[0])
        await send(cast.reporters[0])
        await expect(desk.page.get_by_test_id("below")).to_have_text("1")
        await desk.page.locator("#to-bottom").click()
        await expect(desk.page.get_by_test_id("below")).to_be_hidden()
        assert (desk.abroad, desk.errors) == ([], [])

"""The demo as a person meets it: in a browser, by tapping, on a desk and on a phone."""

from collections.abc import AsyncIterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.cli.demo import Cast
from bot.domain.ids import AgencyKey
from bot.simulator.client import Person, picture
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


async def look_at_the_guide(desk: Phone, cast: Cast) -> None:
    """It names those whom one can be, and a key closes it."""
    await desk.page.get_by_test_id("help").click()
    await expect(
        desk.page.get_by_role("button", name=f"Be this person: {cast.officers[EDU].name}").first
    ).to_be_visible()
    await desk.page.keyboard.press("Escape")


async def see_what_is_new(desk: Phone, cast: Cast) -> None:
    """A report was sent: its card is new to the body that has it, and to no other."""
    head = desk.page.get_by_test_id(f"person-{cast.heads[EDU].id}")
    await expect(head.get_by_label("1 unread").last).to_be_visible()
    await expect(desk.page.get_by_test_id(f"person-{cast.heads[HEA].id}").get_by_test_id("unread")).to_have_count(0)


async def see_what_is_below(desk: Phone, cast: Cast) -> None:
    """Somebody reads what is old while another report is sent: what came below is counted until they go there."""
    below = desk.page.get_by_test_id("below")
    await desk.page.set_viewport_size({"width": 1280, "height": 420})
    await desk.page.evaluate(LAID_OUT)
    await desk.page.locator("#scroller").evaluate("box => box.scrollTo(0, 0)")
    await expect(desk.page.locator("#to-bottom")).to_be_visible()
    await expect(below).to_be_hidden()
    await tell(cast.reporters[1])
    await send(cast.reporters[1])
    await expect(below).to_have_text("1")
    await desk.page.locator("#to-bottom").click()
    await expect(below).to_be_hidden()
    await desk.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


async def test_a_report_is_filed_and_acknowledged_and_an_unanswered_one_marked_on_the_page(
    tmp_path: Path, chromium: Browser
) -> None:
    """On a desk. Of all messages those after setup are unread, and those below the reader are counted."""
    async with running_bot(tmp_path) as place:
        cast = await place.cast_by_links()
        await all_read(place)
        desk = await Phone.open(chromium, place.base, DESK)
        await expect(desk.page.get_by_test_id("unread")).to_have_count(0)
        await look_at_the_guide(desk, cast)
        await report(desk, cast)
        await see_what_is_new(desk, cast)
        await desk.be(cast.officers[EDU], cast.groups[EDU])
        card = await desk.sees("Case 1")
        await expect(card).not_to_contain_text("lunch")
        await expect(desk.page.get_by_test_id("photo")).to_have_count(0)
        await desk.press("Case 1", "Acknowledge")
        await desk.sees("Acknowledged")
        await see_what_is_below(desk, cast)
        await desk.sees("Case 2")
        await desk.wait(hours=5)
        await desk.sees("half of the time")
        await desk.wait(hours=4)
        await desk.sees("[late] Case 2")
        await desk.wait(hours=3 * 24)
        mark = (await desk.sees("🟡 [late] Case 2")).locator(".mark-yellow").first
        assert await mark.evaluate("mark => getComputedStyle(mark).backgroundImage.includes('gradient')")
        assert (desk.abroad, desk.errors) == ([], [])


async def test_a_first_visitor_is_shown_the_guide_once(tmp_path: Path, chromium: Browser) -> None:
    """On a phone, where everything fits and the panes follow each other."""
    async with running_bot(tmp_path) as place:
        place.simulator.cloud.clock.zone = "Asia/Shanghai"
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
        await go_from_pane_to_pane(hand, cast)
        assert (hand.abroad, hand.errors) == ([], [])


async def go_from_pane_to_pane(hand: Phone, cast: Cast) -> None:
    """From a group back to all people; then one of them begins to report, and goes back."""
    lin = cast.reporters[0]
    await hand.page.set_viewport_size({"width": HAND[0], "height": HAND[1]})
    await go_back(hand, cast.heads[EDU], cast.groups[EDU].id)
    assert not await hand.is_too_wide()
    moment, shown = await hand.clock()
    assert shown == f"{moment.astimezone(ZoneInfo('Asia/Shanghai')):%H:%M}"
    await hand.be(lin)
    await hand.page.get_by_test_id("start").click()
    await hand.press("Who is writing?", "I am an adult")
    await hand.sees("in danger right now")
    await expect(hand.page.get_by_test_id("send")).to_be_in_viewport()
    assert not await hand.is_too_wide()
    await go_back(hand, lin, lin.id)


async def go_back(hand: Phone, person: Person, chat: int) -> None:
    """To their chats, and from there to all people."""
    await hand.page.get_by_test_id("back").click()
    await expect(hand.page.get_by_test_id(f"chat-{chat}")).to_be_visible()
    await hand.page.get_by_test_id("back-people").click()
    await expect(hand.page.get_by_test_id(f"person-{person.id}")).to_be_visible()

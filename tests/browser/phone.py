"""The simulator's page in a real browser: what a person taps, writes and sees there."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Self
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, FilePayload, Locator, Page, Request, async_playwright, expect

from bot.simulator.client import Group, Person

QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
DESK = (1280, 800)
HAND = (390, 844)
SMALL = (375, 700)
TIMEOUT_MS = 20_000


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """The system's Chromium with a profile of its own; a machine without one skips the test."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no Chromium is installed")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=program, args=list(QUIET))
        try:
            yield opened
        finally:
            await opened.close()


class Phone:
    """The page at one size of window; it collects what must never happen: calls abroad and script errors."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.abroad: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)

    @classmethod
    async def open(
        cls, browser: Browser, base: str, size: tuple[int, int], place: str = "", *, first: bool = False
    ) -> Self:
        """The page in English, loaded, at /#PERSON/CHAT or where it begins; `first`: a browser that was never here."""
        width, height = size
        context = await browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
        context.set_default_timeout(TIMEOUT_MS)
        if not first:
            await context.add_init_script("localStorage.setItem('tipline.welcomed', '1')")
        phone = cls(await context.new_page())
        await phone.page.goto(f"{base}/#{place}")
        await phone.page.wait_for_selector("body.ready")
        return phone

    def _note(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("blob", "data") and address.hostname != "127.0.0.1":
            self.abroad.append(request.url)

    async def be(self, person: Person, chat: Group | None = None) -> None:
        """Takes this person's phone, and opens the bot's chat or a group in it."""
        await self.page.get_by_test_id(f"person-{person.id}").click()
        await self.page.get_by_test_id(f"chat-{chat.id if chat else person.id}").click()

    def message(self, words: str) -> Locator:
        """The newest message of the open chat with these words."""
        return self.page.get_by_test_id("message").filter(has_text=words).last

    async def sees(self, words: str) -> Locator:
        """Waits for such a message."""
        found = self.message(words)
        await expect(found).to_be_visible(timeout=TIMEOUT_MS)
        return found

    async def press(self, words: str, label: str) -> None:
        """Taps a button under the message with these words."""
        await self.message(words).get_by_role("button", name=re.compile(f"^{re.escape(label)}$")).click()

    async def say(self, words: str) -> None:
        """Writes and sends."""
        await self.page.get_by_test_id("compose").fill(words)
        await self.page.get_by_test_id("send").click()

    async def photos(self, *pictures: bytes) -> None:
        """Chooses photos as from the phone's gallery, looks at the previews, and sends them."""
        files = [
            FilePayload(name=f"{number}.jpg", mimeType="image/jpeg", buffer=data)
            for number, data in enumerate(pictures)
        ]
        await self.page.get_by_test_id("attach-photo").set_input_files(files)
        await expect(self.page.get_by_test_id("held")).to_have_count(len(pictures))
        await self.page.get_by_test_id("send").click()

    async def wait(self, hours: int) -> None:
        """Moves the world's clock with the page's own buttons: by days as far as that goes, then by hours."""
        days, rest = divmod(hours, 24)
        for seconds in [86_400] * days + [3_600] * rest:
            async with self.page.expect_response("**/sim/clock"):
                await self.page.get_by_test_id(f"clock-{seconds}").click()

    async def clock(self) -> tuple[datetime, str]:
        """The moment of the world, and how the page writes it."""
        moment, shown = await self.page.locator("#clock").evaluate(
            "clock => [clock.getAttribute('datetime'), clock.querySelector('#clock-time').textContent]"
        )
        return datetime.fromisoformat(moment), shown

    async def is_too_wide(self) -> bool:
        """Whether anything sticks out of the window to the side."""
        return bool(await self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))

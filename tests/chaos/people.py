"""People who do not give up: they look at the chat, do what it asks for, and do it again if nothing comes."""

import asyncio
import math
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from bot.simulator.client import Group, Message, NothingSeen, Person, Refused, picture
from tests.support.casework.assessment_form import level_button
from tests.support.waiting import until

NUMBER = re.compile(r"number is (\d+)|What you told us\s+(\d+)")
"""On a receipt; or as /status lists it, for those who had blocked the bot when the receipt was sent."""
ANSWER_TIMEOUT = 4.0
"""Seconds that somebody waits for an answer before they try again."""
LONGEST_SILENCE = 4
"""How many times the wait doubles."""
SENDS = 5
REFUSALS = 3
"""How often the world may refuse what somebody does who has not blocked the bot, or who has just unblocked it."""
BREATH = 0.15
STORY = "in your own words"
NOTHING_TOLD = "answer one of these"
"""What somebody reads whose words were sent by themselves meanwhile, and who has begun anew."""
REVIEW = "You can change anything"
STORED = "Kept. Write more"
LOOKS: tuple[tuple[str, str], ...] = (
    (REVIEW, "Send"),
    ("What kind of harm", "✓ Bullying|Done"),
    ("What kind of harm", "Bullying"),
    ("What has happened to you", "✓ Bullying|Done"),
    ("What has happened to you", "Bullying"),
    ("What is going wrong", "✓ Bullying by other kids|Done"),
    ("What is going wrong", "Bullying by other kids"),
    ("nothing open right now", "Tell something new"),
    ("Begin again?", "Go on"),
    ("You can go on", "Go on"),
    ("Shall we keep what you began", "Go on"),
    ("Who are you?", "Relative"),
    ("What happens next", "Go on"),
)
"""Words of a screen and the button to press on it (`A|B`: B, where A is shown)."""


def number_in(words: str) -> int:
    """Of the report that the bot names to its person; 0 when it names none."""
    found = NUMBER.search(words)
    return int(found[1] or found[2]) if found else 0


async def something_new(person: Person, seen: Sequence[Message], timeout: float = ANSWER_TIMEOUT) -> bool:
    """Waits until the bot writes or changes something, and then until it pauses; False when nothing comes."""
    is_new = False
    while await _changes(person, seen, timeout):
        seen, timeout, is_new = await person.sees(), BREATH, True
    return is_new


async def _changes(person: Person, seen: Sequence[Message], timeout: float) -> bool:
    known = {message.id: message.raw for message in seen}
    try:
        await person.wait_for(lambda message: known.get(message.id) != message.raw, timeout=timeout)
    except NothingSeen:
        return False
    return True


@dataclass
class Reporter:
    """Somebody who tells of bullying, in words and pictures, until there is a number."""

    person: Person
    first: str
    """The first button: who is writing."""
    danger: str
    words: list[str]
    pictures: int = 0
    hurried: bool = False
    """Writes before anything was asked."""
    edited: str = ""
    """What the first words are changed to, afterwards."""
    told: list[Message] = field(default_factory=list)
    shown: list[Message] = field(default_factory=list)
    number: int = 0
    idle: int = 0
    silence: int = 0
    """How many times no answer came. Each time they wait longer, for hundreds who ask again and again are a storm
    too."""
    sends: int = 0
    """How many times they have pressed Send. What they told may have been sent while they had blocked the bot."""
    is_blocking: bool = False

    @property
    def messages(self) -> list[Message]:
        """Everything they sent that must be kept."""
        return self.told + self.shown

    async def report(self) -> None:
        """Until the receipt is there; may take as long as it takes."""
        await self._while_allowed(self._tell if self.hurried else partial(self.person.say, "/start"))
        while not self.number:
            await self._while_allowed(self.step)
        if self.edited and self.told:
            await self._while_allowed(partial(self.person.edit, self.told[0], self.edited))

    async def _while_allowed(self, act: Callable[[], Awaitable[object]]) -> None:
        """Does it; somebody who has blocked the bot meanwhile does it when they have unblocked it."""
        refusals = 0
        while True:
            try:
                await act()
            except Refused:
                refusals += not self.is_blocking
                if refusals == REFUSALS:
                    raise
                await until(lambda: not self.is_blocking, math.inf, BREATH)
            else:
                return

    async def complaint(self) -> str:
        """Where they are when they give up."""
        seen = [message for message in await self.person.sees() if message.from_bot]
        last = [(message.words[-60:], message.labels[:4]) for message in seen[-2:]]
        return f"{self.person.name} never got a number, told {len(self.told)}/{len(self.words)}; the chat shows {last}"

    async def step(self) -> None:
        """Look, act, wait."""
        seen = await self.person.sees()
        screen = next((m for m in reversed(seen) if m.from_bot and m.buttons), None)
        self.number = self._received(seen)
        if self.number:
            return
        if not self.is_blocking:
            await self._do(screen)
        is_new = await something_new(self.person, seen, ANSWER_TIMEOUT * 2 ** min(self.silence, LONGEST_SILENCE))
        self.idle, self.silence = (0, 0) if is_new else (self.idle + 1, self.silence + 1)

    async def _do(self, screen: Message | None) -> None:
        """What the screen asks for; after long silence, from the start."""
        if screen is None or self.idle > 2:
            self.idle = 0
            await self.person.say("/start")
        else:
            await self._act(screen)

    def _received(self, seen: Sequence[Message]) -> int:
        """The number, once everything was told."""
        found = [number_in(message.words) for message in seen if message.from_bot]
        return next((number for number in found if number and self._has_told()), 0)

    def _has_told(self) -> bool:
        return len(self.told) == len(self.words) and len(self.shown) == self.pictures

    async def _act(self, screen: Message) -> None:
        labels = "\n".join(screen.labels)
        has_sent = self.sends > SENDS and REVIEW in screen.words
        has_sent |= self._has_told() and NOTHING_TOLD in screen.words
        if has_sent or (STORY in screen.words and self._has_told() and "Send what I have" not in labels):
            self.sends = 0
            await self.person.say("/status")
            return
        if STORY in screen.words or STORED in screen.words:
            await self._tell()
        label = self._label(screen, labels)
        self.sends += label == "Send"
        if label == "say":
            await self.person.say("Poplar Road")
        elif label:
            await self._press(label, screen)

    def _label(self, screen: Message, labels: str) -> str:
        fixed = (("Who is writing?", self.first), ("in danger right now", self.danger))
        for words, label in (*fixed, *LOOKS):
            before, _, button = label.rpartition("|")
            if words in screen.words and button in labels and before in labels:
                return button
        if "Where is the child now? Share" in screen.words or "Where are you now?" in screen.words:
            return "say"
        if "Send what I have" in labels and self._has_told():
            return "Send what I have"
        return next((label for label in ("Go on", "Skip", "Done", "Send") if label in labels), "")

    async def _tell(self) -> None:
        """Words and pictures, one after the other, without waiting."""
        for words in self.words[len(self.told) :]:
            self.told.append(await self.person.say(words))
        if self.pictures and not self.shown:
            self.shown += await self.person.photo(*[picture(size=(64, 48))] * self.pictures)

    async def _press(self, label: str, screen: Message) -> None:
        try:
            pressed = await self.person.press(label, message=screen, timeout=0.1)
            await self.person.answer_to(pressed, timeout=ANSWER_TIMEOUT)
        except (NothingSeen, Refused):
            return


@dataclass
class ChaosOfficer:
    """Takes every case that the group shows, by button or by command, until told to stop."""

    person: Person
    group: Group
    by_command: bool
    assesses: bool = False
    waits: dict[int, tuple[float, float]] = field(default_factory=dict)
    """From when on they ask for a case again, and how long they wait this time."""
    taken: set[int] = field(default_factory=set)
    """Cases that they asked for, where Telegram took the press or the command."""
    assessed: set[int] = field(default_factory=set)

    async def is_asked(self) -> bool:
        """Whether a card in the group still asks."""
        return any(card.from_bot and "Acknowledge" in card.labels for card in await self.person.sees(self.group))

    async def work(self) -> None:
        """One look at the group; every card that still asks gets its answer."""
        now = asyncio.get_running_loop().time()
        for card in await self.person.sees(self.group):
            found = re.search(r"Case (\d+)", card.words)
            if card.from_bot and found and "Acknowledge" in card.labels:
                await self._take(card, int(found[1]), now)

    async def _take(self, card: Message, number: int, now: float) -> None:
        """Takes a case. After each try the officer waits twice as long, because a group gets only twenty messages a
        minute."""
        again_at, timeout = self.waits.get(number, (now, ANSWER_TIMEOUT))
        if now < again_at:
            return
        self.waits[number] = (now + timeout, 2 * timeout)
        try:
            if self.by_command:
                await self.person.say(f"/take {number}", self.group)
            else:
                await self.person.press("Acknowledge", message=card, timeout=0.1)
        except (NothingSeen, Refused):
            return
        self.taken.add(number)

    async def assess(self, number: int) -> None:
        """1, 2 and 2 by taps, and a note; a tap that nobody answers is tapped again."""
        saved = f"Saved: case {number}"
        for _ in range(12):
            seen = await self.person.sees()
            if any(saved in message.words for message in seen):
                self.assessed.add(number)
                return
            form = next((m for m in reversed(seen) if f"Assess case {number}" in m.words and m.buttons), None)
            await self._tap(form, number, seen)

    async def _tap(self, form: Message | None, number: int, seen: Sequence[Message]) -> None:
        if form is None:
            await self.person.say(f"/assess {number}")
        elif "Save" in form.labels:
            await self.person.press("Save", message=form, timeout=0.1)
        else:
            for row, value in enumerate((1, 2, 2)):
                await self.person.press(level_button(form, row, value), message=form, timeout=0.1)
            await self.person.say("Spoke with the class teacher.")
        await something_new(self.person, seen)

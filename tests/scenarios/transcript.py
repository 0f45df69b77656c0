"""Transcripts: files that a care worker can read, played again by tests.

A line that begins with '> ' is what the person does; what follows, set in, is what the chat then shows. `--update`
writes the files anew from what the bot really does.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html import unescape

from bot.simulator.client import Message, Person, picture
from tests.scenarios import slips
from tests.scenarios.bot_with_person import BotWithPerson

ACT, INSET = "> ", "    "


@dataclass(frozen=True)
class Script:
    """The head of a transcript and its acts."""

    title: str
    name: str
    language: str
    acts: tuple[str, ...]


def read(text: str) -> Script:
    """Title, who, language and acts of a transcript."""
    lines = text.splitlines()
    title, about = lines[0].removeprefix("# "), lines[1].removeprefix("# ")
    name, language = about.split(", ")
    return Script(title, name, language, tuple(line.removeprefix(ACT) for line in lines if line.startswith(ACT)))


async def play(script: Script, bot: BotWithPerson) -> str:
    """The transcript of what happens now."""
    scene = TranscriptScene(bot)
    lines = [f"# {script.title}", f"# {script.name}, {script.language}"]
    for act in script.acts:
        await scene.act(act)
        await bot.quiet()
        lines += ["", ACT + act, *await scene.news()]
    return "\n".join(lines) + "\n"


class TranscriptScene:
    """Does what acts say, and tells what changed in the chat and on the agencies' cards."""

    def __init__(self, bot: BotWithPerson) -> None:
        self._bot = bot
        self._before: dict[int, tuple[str, ...]] = {}
        self._cards: dict[str, int] = {}
        self._own: list[Message] = []
        self._word = ""
        self._five_words = ""
        self._group: tuple[Message, ...] | None = None
        """What stands in a group that was looked into just now."""

    @property
    def _person(self) -> Person:
        return self._bot.person

    async def act(self, act: str) -> None:
        """One act: 'says …', 'presses …', 'sends 2 photos', 'changes … to …', 'waits 10 minutes' …"""
        self._word, self._group = "", None
        for pattern, doing in ACTS:
            found = re.fullmatch(pattern, act, re.DOTALL)
            if found is not None:
                await doing(self, *found.groups())
                return
        raise ValueError(f"nobody knows how to: {act}")

    async def _says(self, words: str) -> None:
        self._own.append(await self._person.say(words.replace("\\n", "\n")))

    async def _presses(self, label: str) -> None:
        press = await self._person.press(label)
        answer = await self._person.answer_to(press)
        self._word = str(answer.get("text") or "")

    async def _photos(self, number: str, caption: str | None) -> None:
        files = [picture("steelblue"), picture("darkred"), picture("olive"), picture("gray")][: int(number)]
        self._own += await self._person.photo(*files, caption=caption)

    async def _document(self, name: str) -> None:
        self._own.append(await self._person.document(CONTENT[name.rsplit(".", 1)[1]], name, "application/octet-stream"))

    async def _voice(self) -> None:
        self._own.append(await self._person.voice(SPOKEN))

    async def _passes_voice_on(self) -> None:
        friend = await self._bot.world.person("Friend")
        source = await friend.voice(SPOKEN, friend.chat)
        self._own.append(await self._person.forward(source))

    async def _video(self) -> None:
        self._own.append(await self._person.video(b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2" + bytes(200)))

    async def _place(self, latitude: str, longitude: str) -> None:
        await self._person.location(float(latitude), float(longitude))

    async def _phone(self, number: str) -> None:
        await self._person.contact(number)

    async def _changes(self, old: str, new: str) -> None:
        message = next(message for message in self._own if message.words == old)
        await self._person.edit(message, new)

    async def _forwards(self, words: str) -> None:
        friend = await self._bot.world.person("Friend")
        source = await friend.say(words, friend.chat)
        self._own.append(await self._person.forward(source))

    async def _broken(self, number: str) -> None:
        await self._bot.world.fault("status", "getFile", times=int(number), status=500)

    async def _taps_twice(self, label: str) -> None:
        message = next(m for m in reversed(await self._person.sees()) if any(label in shown for shown in m.labels))
        await self._presses(label)
        button = next(button for row in message.buttons for button in row if label in button.text)
        answer = await self._person.answer_to(await self._person._push(self._person.id, message, button))
        self._word = str(answer.get("text") or "")

    async def _strange(self, kind: str) -> None:
        self._bot.sends(STRANGE[kind])

    async def _waits(self, number: str, unit: str) -> None:
        await self._bot.world.advance(**{unit: float(number)})

    async def _restarts(self) -> None:
        await self._bot.restart()

    async def _officers_close(self, number: str) -> None:
        await self._bot.close(int(number))

    async def _looks_into(self, body: str) -> None:
        self._group = tuple(await self._bot.seen_in(body))

    async def _blocks(self) -> None:
        await self._person.block()

    async def _taken(self, body: str) -> None:
        group = self._bot.groups[body]
        await group.owner.say("/take 1", group)

    async def _heads(self, body: str) -> None:
        await self._bot.appoint(body)

    async def _others_report(self, harm: str) -> None:
        """Somebody else's conversation, which is not shown here: the shortest way to a case."""
        other = await self._bot.world.person("Neighbour")
        await other.say("/start")
        for step in REPORTS[harm]:
            await self._bot.quiet()
            if step.startswith("> "):
                await other.say(step.removeprefix("> "))
            else:
                await other.answer_to(await other.press(step))

    async def _answered(self, words: str) -> None:
        """By the officer who sits in all groups, at the desk in private."""
        await self._officer_fills_in("/reply 1", words)
        await self._bot.world.advance(seconds=60)

    async def _asked(self, words: str) -> None:
        """By the same officer: an approved question."""
        await self._officer_fills_in("/ask 1", words)

    async def _officer_fills_in(self, command: str, choice: str) -> None:
        officer = self._bot.groups["EDU"].owner
        await officer.say(command)
        await self._bot.quiet()
        for label in (choice, "Send"):
            await officer.answer_to(await officer.press(label))
            await self._bot.quiet()

    async def _says_five_words(self) -> None:
        """Those that were shown under a spoiler; they are others each time."""
        await self._person.say(self._five_words)

    def _note_five_words(self, message: Message) -> None:
        for entity in message.raw.get("entities", ()):
            if entity["type"] == "spoiler":
                self._five_words = message.words[entity["offset"] : entity["offset"] + entity["length"]]

    async def _officer_reads(self) -> None:
        """What the officer's private chat shows last."""
        officer = self._bot.groups["EDU"].owner
        self._group = tuple([message for message in await officer.sees() if message.from_bot][-1:])

    async def news(self) -> list[str]:
        """What is new in the chat, what changed, what is gone, and whose card came or changed; or what a group sees."""
        if self._group is not None:
            return [line for message in self._group for line in framed("group", drawn(message))]
        seen = await self._bot.look(self._person)
        for message in seen:
            self._note_five_words(message)
        now = {message.id: drawn(message) for message in seen if message.from_bot}
        everything = {message.id for message in seen}
        lines = [INSET + f"(a word over the chat: {self._word})"] if self._word else []
        gone = [number for number in self._before if number not in now]
        lines += [INSET + f"({len(gone)} gone)"] if gone else []
        for number, shown in now.items():
            lines += framed("changed", shown) if self._is_changed(number, shown) else []
        for number, shown in now.items():
            lines += framed("", shown) if number not in self._before else []
        own = [message for message in self._own if message.id not in everything]
        self._own = [message for message in self._own if message.id in everything]
        lines += [INSET + f"({len(own)} of the person's own messages gone)"] if own else []
        self._before = now
        return lines + await self._cards_news()

    def _is_changed(self, number: int, shown: tuple[str, ...]) -> bool:
        return number in self._before and self._before[number] != shown

    async def _cards_news(self) -> list[str]:
        new = []
        for body in self._bot.groups:
            cards = [message for message in await self._bot.seen_in(body) if message.buttons]
            if len(cards) > self._cards.get(body, 0):
                new.append(body)
            self._cards[body] = len(cards)
        return [INSET + f"(card: {', '.join(new)})"] if new else []


REPORTS: dict[str, tuple[str, ...]] = {
    "bullying": (
        "I am an adult", "No", "Bullying", "Done", "Relative", "Go on", "> They wait for him after school.",
        "Send what I have", "Send",
    ),
    "an assault now": ("I am an adult", "Yes, now", "Skip", "Assault, beating", "Done"),
}  # fmt: skip
"""What somebody presses, or says (`> `), on the way to such a report."""

SPOKEN = b"OggS\x00\x02" + bytes(22) + b"OpusHead" + bytes(200)
CONTENT = {
    "pdf": b"%PDF-1.7\n%letter",
    "txt": b"What the teacher wrote.",
    "mov": b"\0" * (21 << 20),
    "exe": b"MZ\x90\x00\x03" + bytes(200),
}
STRANGE = {
    "poll": {"poll": {"id": "1", "question": "Who?", "options": [], "total_voter_count": 0, "is_closed": False,
                      "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
                      "allows_revoting": False, "members_only": False}},
    "sticker": {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 512, "height": 512,
                            "is_animated": False, "is_video": False, "file_size": 1000}},
}  # fmt: skip


def drawn(message: Message) -> tuple[str, ...]:
    """Words and buttons as they look; what lies under a spoiler (a receipt code) is another one each time."""
    covered = message.words
    for entity in (one for one in message.raw.get("entities", ()) if one["type"] == "spoiler"):
        hidden = slice(entity["offset"], entity["offset"] + entity["length"])
        covered = covered.replace(message.words[hidden], "▒▒▒")
    words = unescape(re.sub(r"<[^>]+>", "", slips.covered(covered))).splitlines()
    return (*words, *(" ".join(f"[{button.text}]" for button in row) for row in message.buttons))


def framed(head: str, shown: tuple[str, ...]) -> list[str]:
    """A message set in; an empty line keeps messages apart."""
    lines = [INSET + "~ " + (f"({head}) " if head else "") + (shown[0] if shown else "")]
    return lines + [(INSET + "  " + line).rstrip() for line in shown[1:]]


Doing = Callable[..., Awaitable[None]]
ACTS: tuple[tuple[str, Doing], ...] = (
    (r"says (.+)", TranscriptScene._says),
    (r"presses (.+)", TranscriptScene._presses),
    (r"sends (\d) photos?(?: with (.+))?", TranscriptScene._photos),
    (r"sends the file (.+)", TranscriptScene._document),
    (r"sends a voice message", TranscriptScene._voice),
    (r"sends a voice message of a friend", TranscriptScene._passes_voice_on),
    (r"sends a video", TranscriptScene._video),
    (r"shares the place ([\d.]+), ([\d.]+)", TranscriptScene._place),
    (r"shares the number (.+)", TranscriptScene._phone),
    (r"changes \"(.+)\" to \"(.+)\"", TranscriptScene._changes),
    (r"forwards \"(.+)\"", TranscriptScene._forwards),
    (r"taps twice on (.+)", TranscriptScene._taps_twice),
    (r"meets (\d) downloads that fail", TranscriptScene._broken),
    (r"sends a (poll|sticker)", TranscriptScene._strange),
    (r"waits (\d+) (seconds|minutes|hours|days)", TranscriptScene._waits),
    (r"meets the line after a restart", TranscriptScene._restarts),
    (r"blocks the line", TranscriptScene._blocks),
    (r"is helped by (\w+), who take it", TranscriptScene._taken),
    (r"is answered: (.+)", TranscriptScene._answered),
    (r"is asked: (.+)", TranscriptScene._asked),
    (r"writes the five words", TranscriptScene._says_five_words),
    (r"is not here\. The officer reads:", TranscriptScene._officer_reads),
    (r"waits while officers close case (\d+)", TranscriptScene._officers_close),
    (r"is the head of (\w+)", TranscriptScene._heads),
    (r"waits while (?:someone|someone else) reports (bullying|an assault now)", TranscriptScene._others_report),
    (r"is not here\. The group of (\w+) reads:", TranscriptScene._looks_into),
    (r"pastes the slip(?: with \"(.+)\" for \"(.+)\")?", slips.paste),
    (r"sends the page of the slip", slips.send_page),
)

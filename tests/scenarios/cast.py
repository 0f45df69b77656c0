"""Transcripts of a whole case: everybody at work on it, who did what and who read what because of it.

    # Ms Lin: reporter
    # Amal: EDU
    > Ms Lin: /start · [I am an adult] · [No]
    > Amal, in the group: [Acknowledge]
    > 30 days pass

A line that begins with '> ' is what somebody does: words, and buttons in brackets, one after the other. What follows
is what is new in every chat when all of it is done; of a message that has changed, the lines that are new. {five words}
are those that a reporter was shown last; [skips to …] leaves out questions until one says this; [values …] fills in the
three rows of an assessment.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.access.places import Place
from bot.domain.ids import AgencyKey, ChatId, UserId
from bot.domain.people import Staff
from bot.simulator.client import Group, Message, Person
from handlers.staff_verbs import VERBS
from handlers.telegram.text.buttons import parse
from tests.scenarios.bot_with_person import BODIES, BotWithPerson, bot_with_nobody
from tests.scenarios.transcript import ACT, INSET, drawn, framed
from tests.support.casework.assessment_form import level_button

DONE = ("Done", "好了")
SKIPPING = ("Skip", "跳过", "I don't know", "不清楚", "不知道")
LOCALES = {"en": "en", "zh-hans": "zh-Hans"}
PASSES = {
    r"(\d+) (minutes?|hours?|days?) pass(?:es)?": {"minute": "minutes", "hour": "hours", "day": "days"},
    r"过了 (\d+) (分钟|小时|天)": {"分钟": "minutes", "小时": "hours", "天": "days"},
}
"""How the time between two acts is written."""
IN_GROUP = (", in the group", "，在群里")
GROUP_OF, READS = {"en": "Group of {}", "zh-hans": "{}工作群"}, {"en": "{} reads:", "zh-hans": "{}看到："}
FIVE_WORDS = "{five words}"


@dataclass(frozen=True)
class TranscriptPlay:
    """The head of a transcript and its acts. `cast`: the part of each person."""

    title: str
    language: str
    cast: Mapping[str, tuple[str, ...]]
    acts: tuple[str, ...]


def read(text: str) -> TranscriptPlay:
    """A play as it is written."""
    head = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")]
    cast = {name: tuple(part.split(", ")) for name, part in (line.split(": ") for line in head[2:])}
    acts = tuple(line.removeprefix(ACT) for line in text.splitlines() if line.startswith(ACT))
    return TranscriptPlay(head[0], head[1], cast, acts)


async def played(play: TranscriptPlay, folder: Path) -> str:
    """The transcript of what happens now."""
    async with bot_with_nobody(folder) as bot:
        theatre = Theatre(bot, play)
        await theatre.fill()
        lines = [f"# {play.title}", f"# {play.language}"]
        lines += [f"# {name}: {', '.join(part)}" for name, part in play.cast.items()]
        for act in play.acts:
            await theatre.act(act)
            lines += ["", ACT + act, *await theatre.news()]
    return "\n".join(lines) + "\n"


@dataclass
class Theatre:
    """The cast before the running bot, and what each chat showed before the last act."""

    bot: BotWithPerson
    play: TranscriptPlay
    people: dict[str, Person] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    _before: dict[str, dict[int, tuple[str, ...]]] = field(default_factory=dict)
    _five_words: str = ""
    _toast: str = ""

    async def fill(self) -> None:
        """Everybody has opened the line; the bodies have their groups; who heads and supervises is known."""
        for name in self.play.cast:
            self.people[name] = await self.bot.world.person(name, language_code=self.play.language)
        extra = await self.bot.world.person("Nobody", language_code=self.play.language)
        for body in BODIES:
            members = [self.people[name] for name, part in self.play.cast.items() if part[0] == body]
            self.groups[body] = await self.bot.world.group(body, *(members or [extra]))
            await self.groups[body].bot("add")
        await self.bot.quiet()
        await self._employ()
        for name, part in self.play.cast.items():
            if part[0] != "reporter":
                await self.people[name].say("/help")
        await self.bot.quiet()
        await self.news()

    async def _employ(self) -> None:
        locale, services = LOCALES[self.play.language], self.bot.app.services
        async with services.begin() as uow:
            for body, group in self.groups.items():
                await uow.agencies.bind(AgencyKey(body), ChatId(group.id), body, locale, self.bot.clock.now())
            for name, part in self.play.cast.items():
                heads = frozenset({AgencyKey(part[0])} if part[-1] == "head" else ())
                if heads or part[0] == "supervisor":
                    user = UserId(self.people[name].id)
                    person = services.blind_index.person(user)
                    await uow.staff.save(Staff(person, user, locale, part[0] == "supervisor", heads=heads))
            await uow.commit()

    async def act(self, act: str) -> None:
        """Time passes; or somebody does one thing after the other."""
        self._toast = ""
        for pattern, units in PASSES.items():
            if found := re.fullmatch(pattern, act):
                number, unit = found.groups()
                await self.bot.world.advance(**{units.get(unit, units.get(unit.rstrip("s"), "")): float(number)})
                await self.bot.quiet()
                return
        who, _, deeds = act.partition(": ") if ": " in act else act.partition("：")
        name = next(one for one in self.people if who in {one, *(one + words for words in IN_GROUP)})
        group = None if who == name else self.groups[self.play.cast[name][0]]
        for deed in deeds.split(" · "):
            await self._do(self.people[name], group, deed)
            await self.bot.quiet()

    async def _do(self, person: Person, group: Group | None, deed: str) -> None:
        if deed.startswith("[skips to "):
            await self._skip(person, deed.removeprefix("[skips to ").rstrip("]"))
        elif deed.startswith("[values "):
            await self._assess(person, deed.removeprefix("[values ").rstrip("]"))
        elif deed.startswith("["):
            answer = await person.answer_to(await person.press(deed[1:-1], group))
            self._toast = str(answer.get("text") or "")
        else:
            await person.say(deed.replace(FIVE_WORDS, self._five_words), group)

    async def _assess(self, person: Person, values: str) -> None:
        """The three rows of the form."""
        for row, value in enumerate(values.split(", ")):
            form = [message for message in await person.sees() if message.from_bot and message.buttons][-1]
            await person.answer_to(await person.press(level_button(form, row, int(value)) or "", message=form))
            await self.bot.quiet()

    async def _skip(self, person: Person, wanted: str) -> None:
        for _ in range(40):
            last = [message for message in await person.sees() if message.from_bot and message.buttons][-1]
            if wanted in last.words:
                return
            ways = DONE if any(one.startswith("✓") for one in last.labels) else SKIPPING
            label = next((one for one in last.labels if one.startswith(ways)), None)
            assert label is not None, f"nothing to skip: {last.words} {last.labels}"
            await person.answer_to(await person.press(label, message=last))
            await self.bot.quiet()
        raise AssertionError(f"nobody was asked: {wanted}")

    async def news(self) -> list[str]:
        """What is new in the chats of those who have a part here."""
        lines = [f"{INSET}({self._toast})"] if self._toast else []
        for name, person in self.people.items():
            lines += await self._news_of(name, [m for m in await self.bot.look(person) if m.from_bot])
        for body, group in self.groups.items():
            if any(part[0] == body for part in self.play.cast.values()):
                heard = [message for message in await self.bot.look(group.owner, group) if message.from_bot]
                assert not dead_buttons(heard), "nobody may press them here"
                lines += await self._news_of(GROUP_OF[self.play.language].format(body), heard)
        return lines

    async def _news_of(self, chat: str, messages: list[Message]) -> list[str]:
        before, now = self._before.get(chat, {}), {message.id: drawn(message) for message in messages}
        for message in messages:
            self._note_five_words(message)
        self._before[chat] = now
        lines: list[str] = []
        for number, shown in now.items():
            known = before.get(number, ())
            new = tuple(line for line in shown if line not in known)
            lines += framed("", new) if number not in before else framed("changed", new) if new else []
        return [INSET + READS[self.play.language].format(chat), *lines] if lines else []

    def _note_five_words(self, message: Message) -> None:
        for entity in message.raw.get("entities", ()):
            if entity["type"] == "spoiler":
                self._five_words = message.words[entity["offset"] : entity["offset"] + entity["length"]]


def dead_buttons(messages: list[Message]) -> list[str]:
    """The buttons of a group whose act has no place in groups: by the table of rights nobody may press them there."""
    places = {verb.button: verb.run.places for verb in VERBS if verb.button is not None}
    keys = [key for m in messages for row in m.raw.get("reply_markup", {}).get("inline_keyboard", ()) for key in row]
    known = [(key["text"], places.get(type(parse(key["callback_data"])))) for key in keys if "callback_data" in key]
    return [words for words, where in known if where is not None and Place.GROUP not in where]

"""The danger path as seen in the chat of the real bot: how many taps it takes, restarts, an officer who writes back."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bot.cli.demo import Cast, CastByLinks
from bot.domain.ids import AgencyKey
from bot.simulator.client import Person, World
from bot.simulator.server import Simulator
from bot.system import MovableClock
from tests.support.running.conversation import is_screen
from tests.support.running.running_bot import MORNING, TOKEN, USERNAME, running, running_bot, settings_for
from tests.support.waiting import until

PSB = AgencyKey("PSB")
MOST = 8
"""Taps to a danger report that is sent (issue: 'Counted by a test')."""


@dataclass
class Fingers:
    """Somebody's presses, counted."""

    person: Person
    taps: list[str] = field(default_factory=list)

    async def taps_on(self, words: str, label: str) -> None:
        """Press this button of the screen with these words."""
        screen = await self.person.wait_for(partial(is_screen, words, label))
        await self.person.answer_to(await self.person.press(label, message=screen))
        self.taps.append(label)


ADULT = (("Who is writing?", "I am an adult"), ("in danger right now", "Yes, now"), ("Where is the child now", "Skip"))
OF_SELF = (("in danger right now", "Yes, now"), ("Where are you now", "Skip"))
OF_OTHER = (("in danger right now", "Yes, now"), ("Where is the child now", "Skip"))
CHILD_HARM = (("What is going wrong", "Hitting or hurting"), ("What is going wrong", "Done"))
TEEN_HARM = (("What has happened to you", "Assault"), ("What has happened to you", "Done"))
PEER_HARM = (("What has happened to the child", "Assault"), ("What has happened to the child", "Done"))
HARM = (("What kind of harm", "Assault"), ("What kind of harm", "Done"))
WAYS = {
    "adult": (*ADULT, *HARM),
    "adult who skips the first question": (("Who is writing?", "Skip"), *ADULT[1:], *HARM),
    "under 14, of oneself": (("Who is writing?", "I am under 14, it is about me"), *OF_SELF, *CHILD_HARM),
    "under 14, of another": (("Who is writing?", "I am under 14, it is about someone else"), *OF_OTHER, *CHILD_HARM),
    "14 to 17, of oneself": (("Who is writing?", "I am 14 to 17, it is about me"), *OF_SELF, *TEEN_HARM),
    "14 to 17, of another": (("Who is writing?", "I am 14 to 17, it is about someone else"), *OF_OTHER, *PEER_HARM),
}
SENT = (("", "Send what I have"), ("You can change anything", "Send"))


async def test_a_danger_report_is_sent_after_at_most_eight_taps(tmp_path: Path) -> None:
    """Each way by another person."""
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        for number, way in enumerate(sorted(WAYS), start=1):
            fingers = Fingers(await place.world.person(f"Rita {number}"))
            await fingers.person.say("/start")
            for words, label in WAYS[way]:
                await fingers.taps_on(words, label)
            await cast.officers[PSB].wait_for(f"Case {number}", cast.groups[PSB])
            out = len(fingers.taps)
            for words, label in SENT:
                await fingers.taps_on(words, label)
            await fingers.person.wait_for(f"umber is {number}")
            if way.startswith("under 14"):
                await fingers.person.wait_for(lambda message: "Five words to come back with" in message.labels)
                assert not any("keep these five words" in message.words for message in await fingers.person.sees())
            else:
                await fingers.person.wait_for("five words")
            assert out <= len(fingers.taps) <= MOST, way


async def danger_now(cast: Cast) -> Person:
    """Somebody has said 'yes, now', and no more."""
    fingers = Fingers(cast.reporters[0])
    await fingers.person.say("/start")
    for words, label in ADULT[:2]:
        await fingers.taps_on(words, label)
    await fingers.person.wait_for("Nobody has been told yet")
    return fingers.person


async def test_a_danger_report_due_during_a_downtime_is_sent_afterwards(tmp_path: Path) -> None:
    clock = MovableClock(MORNING)
    simulator = Simulator(token=TOKEN, username=USERNAME, now=clock.now, advance=clock.advance, flood=False)
    base = await simulator.start()
    settings = settings_for(base, tmp_path)
    try:
        async with World(base) as world:
            async with running(settings, clock) as app:
                cast = await CastByLinks(app, world).gather()
                await danger_now(cast)
            await world.advance(minutes=3)
            async with running(settings, clock):
                card = await cast.officers[PSB].wait_for("Case 1", cast.groups[PSB])
    finally:
        await simulator.stop()
    assert "P1" in card.words


async def test_an_officer_can_write_to_somebody_who_allowed_it_and_gets_the_answer(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        rita, amal = await danger_now(cast), cast.officers[PSB]
        await rita.answer_to(await rita.press("An officer may write to me here"))
        await rita.wait_for(lambda message: "✓ An officer may write to me here" in message.labels)
        await place.world.advance(minutes=2, seconds=5)
        await rita.wait_for("what you told us is with us now")
        await amal.press("Acknowledge", cast.groups[PSB])
        await rita.wait_for("dealing with it now")
        await amal.press("Open in private", cast.groups[PSB])
        await amal.press("Answer the reporter")
        await amal.press("Please add more")
        await amal.press("Send")
        await amal.wait_for("goes to the reporter")
        await place.world.advance(seconds=61)
        await rita.wait_for("It would help to know more")
        await rita.say("We are in the cellar")
        await rita.wait_for("officers are being told that you wrote")
        await amal.wait_for("More was told", cast.groups[PSB])


async def test_after_hide_nothing_is_written_to_the_person(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        rita, amal = await danger_now(cast), cast.officers[PSB]
        await rita.answer_to(await rita.press("An officer may write to me here"))
        await rita.say("/hide")
        shown = await rita.wait_for("unless you delete it")
        await place.world.advance(minutes=2, seconds=5)
        await amal.press("Acknowledge", cast.groups[PSB])
        await amal.wait_for("Acknowledged", cast.groups[PSB])

        async def is_quiet() -> bool:
            return float(str((await place.app.status.report())["outbox_due"])) == 0

        await until(is_quiet)
        assert [message.id for message in await rita.sees() if message.from_bot] == [shown.id]

"""A shorter life: two reports of one child become one case, and two again; then an end is undone by hand."""

from datetime import timedelta

from bot.simulator.client import Person
from tests.crash.casework import agree
from tests.crash.district import LEAD
from tests.crash.life import TIMEOUT, Life, LifePlay, Step
from tests.support.casework.assessment_form import level_button


async def begin(life: Life) -> None:
    """Rita tells shortly what she knows to a line that is just being started: the first case."""
    await tell(life, life.district.rita, 1)


async def tell_beside(life: Life) -> None:
    """So does her neighbour: the second case."""
    await tell(life, life.district.omar, 2)


async def tell(life: Life, person: Person, number: int) -> None:
    """Bullying, and a few words."""
    await person.say("/start")
    await life.press(person, "Who is writing?", "I am an adult")
    await life.press(person, "in danger right now", "No")
    await life.press(person, "What kind of harm", "Bullying")
    await life.press(person, "What kind of harm", "Done")
    await life.press(person, "", "Send what I have")
    await life.press(person, "It cannot be sent yet", "In your words")
    await person.say(life.canary(f"story {number}"))
    await life.press(person, "", "Done")
    await life.press(person, "Please check, then send", "Send")
    await person.wait_for(f"Your case number is {number}", timeout=TIMEOUT)


async def take(life: Life) -> None:
    """The lead takes both."""
    wu, group = life.district.wu, life.district.groups[LEAD]
    for number in (1, 2):
        await life.press(wu, f"Case {number} ·", "Acknowledge", place=group)


async def raise_class(life: Life) -> None:
    """The lead finds the second one more urgent; what a clock asks for because of that is done here, in every life."""
    wu = life.district.wu
    await wu.say("/raise 2")
    await life.press(wu, "which class is it now", "P2")
    await wu.say(life.canary("why it is more urgent"))
    await life.press(wu, "Your reason", "Raise the class")
    await wu.wait_for("the class is raised", timeout=TIMEOUT)
    await life.pass_time(minutes=2)


async def call_talk(life: Life) -> None:
    """The bodies are called to talk."""
    wu = life.district.wu
    await wu.say("/talk 2")
    await life.press(wu, "by when should", "Within 2 hours")
    await life.press(wu, "call a joint talk", "Call the talk")
    await wu.wait_for("are called to talk", timeout=TIMEOUT)


async def record_talk(life: Life) -> None:
    """What they agreed is written down."""
    wu = life.district.wu
    await wu.say("/record 2")
    for asked, agreed in (("can it go on", "2 likely"), ("How serious", "2 grave"), ("How well founded", "2 likely")):
        await life.press(wu, asked, agreed)
    await wu.say(life.canary("what was decided"))
    await life.press(wu, "what was agreed", "Save the record")
    await wu.wait_for("the record is kept", timeout=TIMEOUT)


async def propose_lower(life: Life) -> None:
    """The lead finds it less urgent after all."""
    wu = life.district.wu
    await wu.say("/lower 2")
    await life.press(wu, "in your view", "P3")
    await wu.say(life.canary("why it is less urgent"))
    await life.press(wu, "No deadline becomes later", "Propose the lower class")
    await wu.wait_for("the lower class is proposed", timeout=TIMEOUT)


async def agree_to_lower(life: Life) -> None:
    """The second person agrees."""
    sue = life.district.sue
    await sue.say("/agree 2")
    await life.press(sue, "proposes to lower the class", "Agree")
    await sue.wait_for("the class is lower now", timeout=TIMEOUT)


async def compare(life: Life) -> None:
    """A supervisor lays both side by side."""
    sue = life.district.sue
    await sue.say("/merge 1 2")
    await life.press(sue, "Why do they belong together", "The same child")
    await sue.wait_for("Make one case of 1 and 2", timeout=TIMEOUT)


async def merge(life: Life) -> None:
    """Both are one case."""
    sue = life.district.sue
    await life.press(sue, "Make one case of 1 and 2", "Make them one case")
    await sue.wait_for("are one case now. Go on with", timeout=TIMEOUT)
    await sue.wait_for("Case 1 and case 2 are one case now", life.district.groups[LEAD], timeout=TIMEOUT)


async def part(life: Life) -> None:
    """They are two again."""
    sue = life.district.sue
    await sue.say("/unmerge 1")
    await life.press(sue, "Make two cases of 1 and 2", "Make them two cases")
    await sue.wait_for("they are two cases again", timeout=TIMEOUT)
    await sue.wait_for("Case 1 and case 2 are two cases again", life.district.groups[LEAD], timeout=TIMEOUT)


async def end(life: Life) -> None:
    """The first case comes to its end."""
    wu = life.district.wu
    await wu.say("/assess 1")
    for row in range(3):
        form = await wu.wait_for("Assess case 1", timeout=TIMEOUT)
        await wu.press(level_button(form, row, 1), message=form)
        await life.quiet()
    await life.press(wu, "", "Save")
    await wu.say("/reply 1")
    await life.press(wu, "Choose a text", "We are looking into it")
    await life.press(wu, "will read", "Send")
    await life.pass_time(seconds=61)
    await wu.say("/close 1")
    await life.press(wu, "the outcome", "Measure by the school")
    await life.press(wu, "safe now?", "Yes")
    await life.press(wu, "look again", "No")
    await wu.say(life.canary("why parts are left"))
    await life.press(wu, "second person", "Propose to close")
    await agree(life)


async def reopen(life: Life) -> None:
    """Those above open it again by hand."""
    sue = life.district.sue
    await sue.say("/reopen 1")
    await sue.wait_for("What makes it go on?", timeout=TIMEOUT)
    await sue.say(life.canary("why it goes on"))
    await life.press(sue, "again?", "Open it again")
    await sue.wait_for("is open again, and its agencies", timeout=TIMEOUT)


async def afterwards(life: Life) -> None:
    """Both stories are read, each in its own case, and those who told them get an answer."""
    life.enter("")
    wu, sue = life.district.wu, life.district.sue
    for number, person in ((1, life.district.rita), (2, life.district.omar)):
        asked = await wu.say(f"/open {number}")
        await wu.wait_for(life.canaries[f"story {number}"].decode(), after=asked, timeout=TIMEOUT)
        asked = await person.say("/status")
        await person.wait_for("What you told us", after=asked, timeout=TIMEOUT)
        asked = await sue.say(f"/case {number}")
        await sue.wait_for("Who has it", after=asked, timeout=TIMEOUT)
    await life.quiet()


STEPS: dict[str, Step] = {
    "begin": begin, "beside": tell_beside, "take": take, "raise": raise_class, "talk": call_talk,
    "record": record_talk, "lower": propose_lower, "lowered": agree_to_lower, "compare": compare, "merge": merge,
    "part": part, "end": end, "reopen": reopen,
}  # fmt: skip
JOINED = LifePlay("two cases", STEPS, afterwards, reports=2, files=0, sooner=timedelta(hours=5))
"""Before the morning: no weekly report and no test call beside it."""

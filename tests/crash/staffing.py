"""A shorter life, of what officers do for each other: a voice on a reason, a task for another, a part that ends, a call
that is entered and called back, a drill, and an officer who leaves and is back."""

from bot.simulator.client import Person
from tests.crash.casework import PSB, make_task
from tests.crash.district import LEAD, SUPERVISING
from tests.crash.life import TIMEOUT, Life, LifePlay, Step
from tests.crash.living import begin_the_day

VOICE = b"OggS\x00\x02" + bytes(22) + b"OpusHead"
CALL = (
    ("How was it told?", "Call to 12345"),
    ("Which language does the caller speak?", "Putonghua"),
    ("in danger right now", "No"),
    ("What kind of harm", "Bullying"),
    ("What kind of harm", "Done"),
    ("Who told it?", "Relative"),
)


async def tell(life: Life) -> None:
    """Rita tells what she knows in words and by voice: the first case."""
    rita = life.district.rita
    await life.press(rita, "Who is writing?", "I am an adult")
    await life.press(rita, "in danger right now", "No")
    await life.press(rita, "What kind of harm", "Bullying")
    await life.press(rita, "What kind of harm", "Done")
    await life.press(rita, "", "Send what I have")
    await life.press(rita, "It cannot be sent yet", "In your words")
    await rita.say(life.canary("story"))
    await life.quiet()
    await rita.voice(VOICE + life.canary("voice").encode() * 300)
    await life.quiet()
    await life.press(rita, "", "Done")
    await life.press(rita, "Please check, then send", "Send")
    await rita.wait_for("Your case number is 1", timeout=TIMEOUT)


async def take(life: Life) -> None:
    """An officer of the lead takes it."""
    await acknowledge(life, life.district.sue, "Case 1 ·")


async def acknowledge(life: Life, officer: Person, case: str) -> None:
    """In the group of the lead."""
    group = life.district.groups[LEAD]
    await life.press(officer, case, "Acknowledge", place=group)


async def hear(life: Life) -> None:
    """The voice is heard after a reason was given."""
    wu = life.district.wu
    await wu.say("/files 1")
    await life.press(wu, "not everything is shown yet", "To assess the case")


async def give(life: Life) -> None:
    """Sue, who has looked at the case too, is to do the task."""
    wu, sue = life.district.wu, life.district.sue
    await sue.say("/open 1")
    await sue.wait_for(life.canaries["story"].decode(), timeout=TIMEOUT)
    await life.quiet()
    await wu.say("/taskgive 1 1")
    await life.press(wu, "who is to do it?", "officer")
    await wu.wait_for("the task is passed on", timeout=TIMEOUT)
    await sue.wait_for("task 1 is yours now", timeout=TIMEOUT)


async def decline(life: Life) -> None:
    """She will not do it."""
    sue = life.district.sue
    await sue.say("/taskdecline 1 1")
    await sue.wait_for("why will your agency not do it?", timeout=TIMEOUT)
    await sue.say(life.canary("why the task is declined"))
    await sue.wait_for("the task is declined", timeout=TIMEOUT)


async def help_out(life: Life) -> None:
    """Sue goes out of the group of the lead, which is known after a minute; her own body takes its part."""
    sue, groups = life.district.sue, life.district.groups
    await groups[LEAD].member("leave", sue)
    await life.pass_time(seconds=61)
    await life.press(sue, "Case 1 ·", "Acknowledge", place=groups[SUPERVISING])


async def end_part(life: Life) -> None:
    """It has nothing to add."""
    sue = life.district.sue
    await sue.say("/finish 1")
    await sue.wait_for("your agency has nothing to add?", timeout=TIMEOUT)
    await sue.say(life.canary("what the body has done"))
    await sue.wait_for("part is done", timeout=TIMEOUT)


async def enter_call(life: Life) -> None:
    """Somebody calls, and the officer writes down what they tell."""
    wu = life.district.wu
    await wu.say("/intake")
    for asked, answer in CALL:
        await life.press(wu, asked, answer)
    await wu.wait_for("What was told?", timeout=TIMEOUT)
    await wu.say(life.canary("what the caller told"))
    await life.press(wu, "Write more, or press Done", "Done")


async def send_call(life: Life) -> None:
    """The caller wants no five words: the second case, and a task to call them back."""
    wu = life.district.wu
    await life.press(wu, "", "Send what I have")
    await life.press(wu, "Please check, then send", "Send")
    await life.press(wu, "Does the caller want five words", "No words")
    await life.press(wu, "Please check, then send", "Send")
    await wu.wait_for("The lead agency calls back by", timeout=TIMEOUT)


async def take_call(life: Life) -> None:
    """The lead takes the second case."""
    await acknowledge(life, life.district.wu, "Case 2 ·")


async def call_back(life: Life) -> None:
    """The caller is called back."""
    wu = life.district.wu
    await wu.say("/taskdone 2 1")
    await wu.wait_for("Case 2, task 1: what came of it?", timeout=TIMEOUT)
    await wu.say(life.canary("what the caller said"))
    await wu.wait_for("Case 2: the task is done", timeout=TIMEOUT)


async def begin_drill(life: Life) -> None:
    """A drill: the third case."""
    sue = life.district.sue
    await sue.say("/drill")
    await life.press(sue, "Which harm is it about", "Bullying")
    await life.press(sue, "Nothing has begun yet", "Begin, without danger")
    await sue.wait_for("The drill has begun as case 3", timeout=TIMEOUT)


async def take_drill(life: Life) -> None:
    """The lead takes it as it would a real case."""
    await acknowledge(life, life.district.wu, "[DRILL] Case 3 ·")


async def act_in_drill(life: Life) -> None:
    """Its first action, so that nothing of the drill is due at the moment when it is over."""
    await make_late_task(life, 3)


async def make_own_task(life: Life) -> None:
    """Wu has one in the second case too."""
    await make_late_task(life, 2)


async def make_late_task(life: Life, number: int) -> None:
    """One that is due in three days."""
    wu, case = life.district.wu, f"Case {number}: "
    await wu.say(f"/task {number}")
    await life.press(wu, f"{case}what is to be done", "Make sure the child is safe")
    await life.press(wu, f"{case}a new task", "Another time")
    await life.press(wu, f"{case}by when?", "In 3 days")
    await life.press(wu, f"{case}a new task", "Make the task")
    await wu.wait_for(f"{case}the task is made", timeout=TIMEOUT)


async def pass_night(life: Life) -> None:
    """In the morning others are late; that is told at once, or all of it together within the hour."""
    await life.pass_time(hours=22, minutes=30)
    await life.pass_time(minutes=62)


async def end_drill(life: Life) -> None:
    """A day after its beginning it is over; what is late besides is told within the hour."""
    await life.pass_time(minutes=40)
    await life.district.sue.wait_for("The drill, case 3, is over", timeout=TIMEOUT)
    await life.pass_time(minutes=62)


async def leave(life: Life) -> None:
    """Wu has lost a phone: every right of theirs ends, their task is free again, what is open in their chat goes."""
    sue, wu, group = life.district.sue, life.district.wu, life.district.groups[PSB]
    lost = await wu.say("I have lost my phone", group)
    await sue.say("/leaves", group, reply_to=lost)
    await sue.wait_for("may do nothing here any more", group, timeout=TIMEOUT)
    await wu.wait_for("Every right of yours here has ended", timeout=TIMEOUT)
    await life.pass_time(seconds=61)


async def come_back(life: Life) -> None:
    """Wu is back."""
    sue, wu, group = life.district.sue, life.district.wu, life.district.groups[PSB]
    back = await wu.say("I am back", group)
    await sue.say("/returns", group, reply_to=back)
    await sue.wait_for("count for them again", group, timeout=TIMEOUT)
    await wu.wait_for("You can work here again", timeout=TIMEOUT)


async def afterwards(life: Life) -> None:
    """Both stories are there for who may see them again, and Rita reads how it stands."""
    life.enter("")
    wu, rita, sue = life.district.wu, life.district.rita, life.district.sue
    for number, story in ((1, "story"), (2, "what the caller told")):
        asked = await wu.say(f"/open {number}")
        await wu.wait_for(life.canaries[story].decode(), after=asked, timeout=TIMEOUT)
    asked = await rita.say("/status")
    await rita.wait_for("What you told us", after=asked, timeout=TIMEOUT)
    asked = await sue.say("/case 3")
    await sue.wait_for("Who has it", after=asked, timeout=TIMEOUT)
    await life.quiet()


STEPS: dict[str, Step] = {
    "begin": begin_the_day, "tell": tell, "take": take, "hear": hear, "task": make_task, "give": give,
    "decline": decline, "help": help_out, "part": end_part, "call": enter_call, "send": send_call,
    "take call": take_call, "call back": call_back, "drill": begin_drill, "take drill": take_drill,
    "act in drill": act_in_drill, "own task": make_own_task, "night": pass_night, "drill over": end_drill,
    "leave": leave, "come back": come_back,
}  # fmt: skip
STAFFED = LifePlay("what staff do", STEPS, afterwards, reports=3, files=1)

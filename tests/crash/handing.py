"""A shorter life: a case goes from hand to hand, what was begun is taken back, and its officer steps back."""

from datetime import timedelta

from bot.domain.ids import AgencyKey
from tests.crash.casework import make_task
from tests.crash.district import LEAD, SUPERVISING
from tests.crash.joining import tell
from tests.crash.life import TIMEOUT, Life, LifePlay, Step

PSB = AgencyKey("PSB")


async def begin(life: Life) -> None:
    """Rita tells shortly what she knows to a line that is just being started."""
    await tell(life, life.district.rita, 1)


async def take(life: Life) -> None:
    """The lead takes it."""
    wu, group = life.district.wu, life.district.groups[LEAD]
    await life.press(wu, "Case 1 ·", "Acknowledge", place=group)
    await wu.wait_for("Acknowledged", group, timeout=TIMEOUT)


async def note(life: Life) -> None:
    """A note for each other."""
    wu = life.district.wu
    await wu.say("/note 1")
    await wu.wait_for("please write your note", timeout=TIMEOUT)
    await wu.say(life.canary("note"))
    await wu.wait_for("the note is kept", timeout=TIMEOUT)


async def bring_in(life: Life) -> None:
    """Another body is to help."""
    wu = life.district.wu
    await wu.say("/bringin 1")
    await life.press(wu, "which agency should help", "Health")
    await wu.say(life.canary("what they should do"))
    await life.press(wu, "bring in Health", "Bring them in")
    await wu.wait_for("they have the card", timeout=TIMEOUT)


async def finish_task(life: Life) -> None:
    """The task is done, with a note of what came of it."""
    wu = life.district.wu
    await wu.say("/taskdone 1 1")
    await wu.wait_for("what came of it?", timeout=TIMEOUT)
    await wu.say(life.canary("what came of it"))
    await wu.wait_for("the task is done", timeout=TIMEOUT)


async def take_answer_back(life: Life) -> None:
    """An answer is given, and taken back before it leaves: the reporter never gets it."""
    wu = life.district.wu
    await wu.say("/reply 1")
    await life.press(wu, "Choose a text", "We are looking into it")
    await life.press(wu, "will read", "Send")
    await life.press(wu, "Until then you can take it back", "Take it back")
    await wu.wait_for("taken back, the reporter does not get it", timeout=TIMEOUT)
    await life.pass_time(seconds=61)


async def take_question_back(life: Life) -> None:
    """So is a question."""
    wu = life.district.wu
    await wu.say("/ask 1")
    await life.press(wu, "Choose a question", "What else have you seen")
    await life.press(wu, "will be asked", "Send")
    await wu.wait_for("the question waits", timeout=TIMEOUT)
    await wu.say("/unask 1")
    await life.press(wu, "take this question back", "Take it back")
    await wu.wait_for("the question is taken back", timeout=TIMEOUT)


async def offer(life: Life, name: str) -> None:
    """A body is asked to lead."""
    wu = life.district.wu
    await wu.say("/transfer 1")
    await life.press(wu, "which agency should lead", name)
    await wu.say(life.canary(f"why {name}"))
    await life.press(wu, "to lead?", "Ask them to lead")
    await life.quiet()


async def give_back(life: Life, body: AgencyKey) -> None:
    """It gives the case back."""
    sue, group = life.district.sue, life.district.groups[body]
    await life.press(sue, "asks you to lead", "Give it back", place=group)
    await life.press(sue, "why do you give it back", "Not our task by law", place=group)


async def offer_first(life: Life) -> None:
    """To the police."""
    await offer(life, "Police")


async def return_first(life: Life) -> None:
    """They do not take it."""
    await give_back(life, PSB)
    await life.district.wu.wait_for("Police does not take the lead", life.district.groups[LEAD], timeout=TIMEOUT)


async def offer_second(life: Life) -> None:
    """To the supervising body."""
    await offer(life, "Procuratorate")


async def return_second(life: Life) -> None:
    """Nobody takes it: those above are to decide."""
    await give_back(life, SUPERVISING)
    await life.district.sue.wait_for("nobody has taken the lead from", timeout=TIMEOUT)


async def decide(life: Life) -> None:
    """They name the police."""
    sue = life.district.sue
    await sue.say("/lead 1")
    await life.press(sue, "who leads it?", "Police")
    await life.press(sue, "Police leads?", "Name the lead")
    await sue.wait_for("decided and told", timeout=TIMEOUT)


async def hold(life: Life) -> None:
    """Nobody may erase it."""
    sue = life.district.sue
    await sue.say("/hold 1")
    await life.press(sue, "put under legal hold", "Proceedings are running")
    await sue.wait_for("is under legal hold", timeout=TIMEOUT)


async def take_again(life: Life) -> None:
    """The new lead takes it."""
    sue, group = life.district.sue, life.district.groups[PSB]
    await life.press(sue, "Case 1 ·", "Acknowledge", place=group)


async def step_back(life: Life) -> None:
    """Who took it is too close to it: the body is asked anew."""
    sue = life.district.sue
    await sue.say("/recuse 1")
    await sue.wait_for("why you are too close to it", timeout=TIMEOUT)
    await sue.say(life.canary("why too close"))
    await sue.wait_for("You have stepped back from case 1", timeout=TIMEOUT)


async def afterwards(life: Life) -> None:
    """The case is there for who may still see it, and Rita reads how it stands."""
    life.enter("")
    wu, rita, sue = life.district.wu, life.district.rita, life.district.sue
    asked = await wu.say("/open 1")
    await wu.wait_for(life.canaries["story 1"].decode(), after=asked, timeout=TIMEOUT)
    asked = await rita.say("/status")
    await rita.wait_for("What you told us", after=asked, timeout=TIMEOUT)
    asked = await sue.say("/cases")
    await sue.wait_for("Cases", after=asked, timeout=TIMEOUT)
    await life.quiet()


STEPS: dict[str, Step] = {
    "begin": begin, "take": take, "note": note, "bring in": bring_in, "task": make_task, "done": finish_task,
    "answer back": take_answer_back, "question back": take_question_back, "offer": offer_first,
    "return": return_first, "offer again": offer_second, "return again": return_second, "decide": decide,
    "hold": hold, "take again": take_again, "step back": step_back,
}  # fmt: skip
HANDED = LifePlay("from hand to hand", STEPS, afterwards, reports=1, files=0, sooner=timedelta(hours=5))

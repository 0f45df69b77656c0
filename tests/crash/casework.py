"""The second half of a life: a case worked to its end by officers, stretch by stretch."""

from bot.domain.ids import AgencyKey
from tests.crash.life import TIMEOUT, Life, Step
from tests.crash.proof import look_at_updates

PSB = AgencyKey("PSB")


async def make_task(life: Life) -> None:
    """The lead makes a task of its own: its first action."""
    wu = life.district.wu
    await wu.say("/task 1")
    await life.press(wu, "what is to be done", "Make sure the child is safe")
    await life.press(wu, "a new task", "Make the task")
    await wu.wait_for("the task is made", timeout=TIMEOUT)


async def ask(life: Life) -> None:
    """A question waits for who reported."""
    wu = life.district.wu
    await wu.say("/ask 1")
    await life.press(wu, "Choose a question", "What else have you seen")
    await life.press(wu, "will be asked", "Send")
    await wu.wait_for("the question waits", timeout=TIMEOUT)


async def hand_over(life: Life) -> None:
    """All of it goes to whoever of the police is on call, and the giver reads that it has arrived."""
    wu = life.district.wu
    await wu.say("/handover 1")
    await life.press(wu, "give all of it", "Hand it over now")
    await life.district.sue.wait_for("is handed over to you", timeout=TIMEOUT)
    await wu.wait_for("it has arrived", timeout=TIMEOUT)


async def open_all(life: Life) -> None:
    """It is opened, and the giver hears so."""
    await life.press(life.district.sue, "is handed over to you", "Open all of it")
    await life.district.wu.wait_for("opened it at", timeout=TIMEOUT)


async def transfer(life: Life) -> None:
    """Others shall lead: which ones, and why."""
    wu = life.district.wu
    await wu.say("/transfer 1")
    await life.press(wu, "which agency should lead", "Police")
    await wu.say(life.canary("why another body leads"))
    await life.quiet()


async def ask_to_lead(life: Life) -> None:
    """The police are asked to lead."""
    wu = life.district.wu
    await life.press(wu, "to lead?", "Ask them to lead")
    await wu.wait_for("they are asked", timeout=TIMEOUT)


async def accept(life: Life) -> None:
    """They lead."""
    group = life.district.groups[PSB]
    await life.press(life.district.sue, "asks you to lead", "Accept the lead", place=group)
    await life.district.sue.wait_for("you lead it now", group, timeout=TIMEOUT)


async def answer(life: Life) -> None:
    """Who reported is answered."""
    wu = life.district.wu
    await wu.say("/reply 1")
    await life.press(wu, "Choose a text", "We are looking into it")
    await life.press(wu, "will read", "Send")


async def let_leave(life: Life) -> None:
    """The answer leaves."""
    wu = life.district.wu
    await life.pass_time(seconds=61)
    await wu.wait_for("can be read now", timeout=TIMEOUT)


async def close(life: Life) -> None:
    """It shall end: with which outcome."""
    wu = life.district.wu
    await wu.say("/close 1")
    await life.press(wu, "the outcome", "Protection order")
    await life.press(wu, "safe now?", "With a plan")


async def propose_end(life: Life) -> None:
    """The end is proposed, with a day to look again."""
    wu = life.district.wu
    await life.press(wu, "when do you look again", "In 7 days")
    await wu.say(life.canary("why tasks are left"))
    await life.press(wu, "second person", "Propose to close")
    await wu.wait_for("is proposed", timeout=TIMEOUT)


async def agree(life: Life) -> None:
    """The supervising body agrees."""
    await life.district.sue.say("/approve 1")
    await life.district.sue.wait_for("Case 1 is closed", timeout=TIMEOUT)


async def wait_some_days(life: Life) -> None:
    """The line erases the updates of before."""
    await life.quiet()
    await look_at_updates(life)
    await life.pass_time(days=3)


async def wait_a_week(life: Life) -> None:
    """The lead is reminded to look again."""
    await life.pass_time(days=4)


async def look_again(life: Life) -> None:
    """The child is safe."""
    wu = life.district.wu
    await wu.say("/look 1")
    await life.press(wu, "Is the child safe", "Safe")
    await wu.say(life.canary("what was seen"))
    await wu.wait_for("Nobody has to look again", timeout=TIMEOUT)


WORKED: dict[str, Step] = {
    "task": make_task, "ask": ask, "hand over": hand_over, "open all": open_all, "transfer": transfer,
    "to lead": ask_to_lead, "accept": accept,
}  # fmt: skip
"""While the case is open, before anybody is late."""
ENDED: dict[str, Step] = {
    "answer": answer, "leaving": let_leave, "close": close, "propose": propose_end, "agree": agree,
    "days": wait_some_days, "week": wait_a_week, "look": look_again,
}  # fmt: skip
"""To its end, and a look afterwards."""

"""Officers of the police on call, and whoever hands a case on."""

from tests.support.acting import begins, taps, writes
from tests.support.casework.roster import sit, taps_roster
from tests.support.officers import PSB, Officer, employ, officer
from tests.support.people import District


async def police_on_call(district: District, *users: int) -> list[Officer]:
    """Officers of the police who take part, in this order."""
    people = [officer(district, user, PSB) for user in users]
    for one in people:
        await employ(district, one)
        await taps_roster(one, PSB, "join")
    sit(district, *people)
    return people


async def hands_on(who: Officer, *, head: bool = False) -> None:
    """/recuse 1 and the reason."""
    await begins(*who.me, "recuse")
    if head:
        await taps(*who.me, "recuse", "who", "me")
    assert await writes(*who.me, "Her mother is my sister.")


async def hands_on_for_body(who: Officer) -> None:
    """/recuse 1 by a head, for the whole body, and the reason."""
    await begins(*who.me, "recuse")
    await taps(*who.me, "recuse", "who", "body")
    assert await writes(*who.me, "Her mother is my sister.")

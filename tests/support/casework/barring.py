"""An officer of the schools and their head, who step back from a case."""

from bot.domain.ids import CaseNumber, ChatId, MessageId
from bot.domain.people import Staff
from tests.support.acting import are_rights_of, begins, taps, writes
from tests.support.officers import EDU, ONE, Officer, officer
from tests.support.people import District

WHY, TYPED = "Her mother is my sister.", MessageId(77)
GROUP = ChatId(-502)
"""The chat of EDU, which the fixture has bound."""


async def people(district: District) -> tuple[Officer, Officer]:
    """An officer of the schools and their head."""
    amal, hana = officer(district, 20, EDU), officer(district, 21, EDU, head=True)
    for one in (amal, hana):
        staff = Staff(one.agent.person, one.visitor.user, "en", heads=one.agent.heads, bodies=one.agent.agencies)
        await are_rights_of(district, staff)
    return amal, hana


async def hands_on(who: Officer, number: CaseNumber = ONE, *, body: bool = False) -> None:
    """/recuse with the reason, by an officer for themselves or by a head for the whole body."""
    await begins(*who.me, "recuse", number)
    if who.agent.heads:
        await taps(*who.me, "recuse", "who", "body" if body else "me", number)
    assert await writes(*who.me, WHY, TYPED)

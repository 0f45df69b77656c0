"""The lead proposes to close the case of a child who is not safe: another body goes on with the child."""

from bot.domain.ids import AgencyKey
from tests.support.acting import begins, hands_in, taps, writes
from tests.support.officers import CYL, EDU, Officer, employ, officer, reported
from tests.support.people import District, Someone


async def proposes(amal: Officer, body: AgencyKey) -> None:
    """A P3 with a child who is not safe: this body goes on."""
    await begins(*amal.me, "close")
    for step, value in (("outcome", "school_measure"), ("safe", "no"), ("later", "never"), ("body", body)):
        await taps(*amal.me, "close", step, value)
    await writes(*amal.me, "The others have nothing to add")
    await hands_in(*amal.me)


async def ends_part(cara: Officer) -> None:
    await begins(*cara.me, "finish")
    await writes(*cara.me, "Nothing to add")


async def ready(district: District, rita: Someone) -> tuple[Officer, Officer]:
    """The lead's officer and another body's; nothing is missing before the end."""
    await reported(rita)
    amal, cara, hana = officer(district, 20, EDU), officer(district, 22, CYL), officer(district, 24, EDU, head=True)
    await employ(district, hana, head=EDU)
    await cara.takes()
    await amal.takes()
    await amal.assesses(1, 1, 2)
    await amal.acts("Talked to the class")
    await amal.answers("thank_you")
    await district.deliver()
    return amal, cara

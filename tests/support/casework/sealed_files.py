"""A case with files that its body has sealed, and officers who handle them."""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bot.domain.ids import AgencyKey, CaseNumber, ChatId, MessageId, UserId
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.people import Agent, Visitor
from bot.domain.second_factor import FactorKind
from bot.usecases.casework.bodies import taking
from bot.usecases.casework.disclosure import opening, sealed_files
from bot.usecases.oversight import opening_second_factor
from bot.usecases.services import Request
from tests.support.acting import asking
from tests.support.people import District, Someone, kinds
from tests.support.reporting.sent_files import sends

ONE = CaseNumber(1)

KEYS = (X25519PrivateKey.generate(), X25519PrivateKey.generate())


class OfficerInPrivate:
    """Somebody of a body, or of several, in the private chat."""

    def __init__(self, district: District, user: int, *agencies: str) -> None:
        self.district = district
        person = district.services.blind_index.person(UserId(user))
        self.agent = Agent(person, frozenset(AgencyKey(key) for key in agencies))
        self.visitor = Visitor(UserId(user), ChatId(user), person, "en", "Wu")

    async def opens(self) -> list[Notice]:
        await opening.open_story(await asking(self.district, self.agent, self.visitor), ONE)
        return await self.district.deliver()

    async def seals(self, message: int | None = None) -> list[Notice]:
        await sealed_files.seal_by_hand(await asking(self.district, self.agent, self.visitor), ONE, message or 0)
        return await self.district.deliver()

    async def releases(self) -> list[Notice]:
        await sealed_files.release(await asking(self.district, self.agent, self.visitor), ONE)
        return await self.district.deliver()


def gone_from(notices: list[Notice]) -> set[int]:
    """Chats from which a file is taken."""
    deleted = [n for n in notices if n.kind == "gone" and n.mode is Mode.DELETE]
    return {int(n.to.chat) for n in deleted if isinstance(n.to, ToChat)}


async def sealed_case(district: District) -> Someone:
    """A picture was kept before the type was chosen that tells what it may show; then the report was sent."""
    rita = Someone(district)
    await rita.is_reporting()
    await sends(rita, 70)
    await rita.say("He sent pictures.")
    await rita.change("harms", "sexual_online")
    await rita.check()
    await rita.send()
    await sealed_files.seal_waiting(rita.services, district.database.files, rita.now)
    await taking.acknowledge(await asking(district, OfficerInPrivate(district, 800, "PSB").agent, is_press=True), ONE)
    return rita


PIN = "804172"


async def sets_pin(who: OfficerInPrivate) -> list[str]:
    """From the question to the first opening; kinds of what is sent then."""
    services, now = who.district.services, who.district.time.at
    await opening_second_factor.choose(Request(services, who.visitor, now), FactorKind.PIN)
    for _ in range(2):
        await who.district.deliver()
        seen = await opening_second_factor.awaiting(Request(services, who.visitor, now), PIN)
        assert seen is not None
        await opening_second_factor.enter(await asking(who.district, who.agent, who.visitor), PIN, MessageId(77), seen)
    return kinds(await who.district.deliver())

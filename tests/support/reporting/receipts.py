"""Receipt codes: where one is shown, and coming back with it."""

from dataclasses import dataclass, field, replace

from bot.domain.access.receipts import Code
from bot.domain.ids import MessageId, PersonKey, UserId
from bot.domain.notices.notice import Notice
from bot.ports.blind_index import BlindIndex
from bot.usecases.reporting.sent_reports import follow_up
from bot.usecases.reporting.sent_reports.code_look_up import MaybeCode
from bot.usecases.services import Services
from tests.support.notices import facts_of
from tests.support.officers import reported
from tests.support.people import District, Someone
from tests.support.recorded_walks import recorded_walk


def code_in(sent: list[Notice]) -> Code:
    found = facts_of(next(notice for notice in sent if notice.kind == "receipt_code"))["code"]
    assert isinstance(found, list)
    return tuple(int(str(number)) for number in found)


async def receipt_of(rita: Someone) -> Code:
    """Rita has told of bullying and sent it; the code that she was shown."""
    await reported(rita)
    return code_in(rita.district.sent)


@recorded_walk
async def comes(person: Someone, code: Code | None, message: int = 500) -> list[Notice]:
    await follow_up.come(person.request, MaybeCode(code), MessageId(message))
    return await person.district.deliver()


WRONG = (1, 2, 3, 4, 5)


@dataclass
class CountedHashes:
    """The real keyed hashes, and how often a slow one was asked for."""

    blind_index: BlindIndex
    slow: list[str] = field(default_factory=list)

    def person(self, user: UserId) -> PersonKey:
        return self.blind_index.person(user)

    def keyed_hash(self, purpose: str, text: str) -> str:
        return self.blind_index.keyed_hash(purpose, text)

    async def slow_keyed_hash(self, purpose: str, text: str) -> str:
        self.slow.append(purpose)
        return await self.blind_index.slow_keyed_hash(purpose, text)


def replace_line(district: District, blind_index: BlindIndex) -> District:
    stocked = Services(
        district.services.profile,
        district.services.begin,
        district.services.tokens,
        blind_index,
        district.services.reading,
    )
    return replace(district, services=stocked)

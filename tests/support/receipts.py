"""Receipt codes: where one is shown, and coming back with it."""

from bot.domain.access.receipts import Code
from bot.domain.ids import MessageId
from bot.domain.notices.notice import Notice
from bot.usecases.reporting import follow_up
from tests.support.notices import facts_of
from tests.support.officers import reported
from tests.support.people import Someone


def code_in(sent: list[Notice]) -> Code:
    found = facts_of(next(notice for notice in sent if notice.kind == "receipt_code"))["code"]
    assert isinstance(found, list)
    return tuple(int(str(number)) for number in found)


async def receipt_of(rita: Someone) -> Code:
    """Rita has told of bullying and sent it; the code that she was shown."""
    await reported(rita)
    return code_in(rita.district.sent)


async def comes(person: Someone, code: Code | None, message: int = 500) -> list[Notice]:
    await follow_up.come(person.services, person.visitor, code, MessageId(message), person.now)
    return await person.district.deliver()

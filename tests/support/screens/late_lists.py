"""What a body reads of its late cases, as time passes."""

from datetime import timedelta

from bot.usecases.deadlines import reminders
from tests.support.casework.barring import GROUP
from tests.support.people import District
from tests.support.screens.chats import Chats


async def passes(district: District, chats: Chats, time: timedelta) -> None:
    """The ticker looks at what is due after that time, and it is sent."""
    district.time.move(seconds=int(time.total_seconds()))
    await reminders.act_on_due(district.services, district.time.at)
    district.time.move(seconds=3)
    await chats.deliver()


def in_group(chats: Chats, begins: str, of: int = GROUP) -> list[str]:
    """The messages in a group that begin so, the oldest first: in that of the schools, or another one."""
    return [one.text for (chat, _), one in sorted(chats.shown.items()) if chat == of and one.text.startswith(begins)]

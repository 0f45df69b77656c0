"""What every use case is given, and the one that only speaks."""

from dataclasses import dataclass

from bot.domain.notices import Notice
from bot.domain.profile import Profile
from bot.ports import Begin, Marks, Tokens


@dataclass(frozen=True)
class Line:
    """The district's line: its profile and the ways out. `begin` is bound to the inbox row of the update at hand."""

    profile: Profile
    begin: Begin
    tokens: Tokens
    marks: Marks


async def say(line: Line, *notices: Notice) -> None:
    """Tell something and change nothing else; closes the inbox row of the update at hand."""
    async with line.begin() as uow:
        await uow.outbox.add(*notices)
        await uow.commit()

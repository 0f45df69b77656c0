"""Buttons of what somebody has to do. They stand in private chats."""

from dataclasses import dataclass

from handlers.telegram.buttons import button


@button("wl1")
@dataclass(frozen=True)
class ShowDesk:
    """The desk as it is now; beside it stands /desk."""


@button("mi1")
@dataclass(frozen=True)
class MinePage:
    """A page of what is one's own; beside it stands /mine."""

    page: int

"""Gives the dispatcher that sends rows as soon as they are committed: that of the current epoch, if there is one."""

from bot.domain.queues.nobody import NobodySends
from bot.ports.queues.outbox import SendingPlaces


class Places:
    """`now` is called once in each transaction."""

    def __init__(self) -> None:
        self._sender: SendingPlaces = NobodySends()

    def begin(self, sender: SendingPlaces) -> None:
        """A new epoch begins with this dispatcher."""
        self._sender = sender

    def now(self) -> SendingPlaces:
        """The dispatcher of this moment, or one that sends nothing."""
        return self._sender

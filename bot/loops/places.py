"""Who sends rows as soon as they are written: the dispatcher of the epoch at hand, if there is one."""

from bot.ports.outbox import NobodySends, SendingPlaces


class Places:
    """`now` is asked once for each transaction."""

    def __init__(self) -> None:
        self._sender: SendingPlaces = NobodySends()

    def begin(self, sender: SendingPlaces) -> None:
        """An epoch begins."""
        self._sender = sender

    def now(self) -> SendingPlaces:
        """Whoever sends at this moment."""
        return self._sender

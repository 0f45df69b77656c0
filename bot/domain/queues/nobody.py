"""Stand-ins for a place where nobody takes or sends rows at once: every row waits until somebody looks."""

from bot.domain.ids import ChatId
from bot.domain.queues.delivery import OutboxRow
from bot.domain.queues.inbox import InboxRow


class NobodyTakes:
    """Every row waits until somebody looks."""

    number_taken = 0

    def reserve(self, lane: str) -> bool:
        """Returns False, because there is no place."""
        return False

    def give_back(self, lane: str) -> None:
        """Does nothing, because no place was reserved."""

    def take(self, row: InboxRow) -> None:
        """Does nothing, because no row is offered here."""


class NobodySends:
    """Every row waits until somebody looks."""

    def reserve(self, chat: ChatId, *, is_danger: bool) -> bool:
        """Never: no row is sent at once."""
        return False

    def give_back(self, chat: ChatId) -> None:
        """Does nothing, because no place was reserved."""

    def take(self, row: OutboxRow) -> bool:
        """Does nothing, because no row is offered here."""
        return False

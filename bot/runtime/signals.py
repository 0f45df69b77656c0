"""What wakes the loops of one process, and the rate limit that they share; made before anything that calls them."""

from dataclasses import dataclass, field

from bot.domain.queues.after_commit import AfterCommit
from bot.domain.queues.queue import Queue
from bot.loops.places import Places
from bot.loops.shared_limit import SharedLimit
from bot.loops.wake_up import WakeUp


@dataclass(frozen=True)
class Signals:
    """One for each process."""

    rate_limit: SharedLimit
    places: Places = field(default_factory=Places)
    inbox: WakeUp = field(default_factory=WakeUp)
    outbox: WakeUp = field(default_factory=WakeUp)
    fetches: WakeUp = field(default_factory=WakeUp)

    def of(self, queue: Queue) -> WakeUp:
        """The wake-up of the loop that works on this queue."""
        return self.inbox if queue is Queue.INBOX else self.outbox

    def after_commit(self) -> AfterCommit:
        """What a commit wakes in this process."""
        return AfterCommit(self.outbox.set, self.fetches.set, self.rate_limit.moved)

    def wake_all(self) -> None:
        """Wakes all loops."""
        for signal in (self.inbox, self.outbox, self.fetches):
            signal.set()

"""Decides whether one chat fails or Telegram is away. Says which chats must wait; sends nothing.

A chat that fails pauses, longer each time, and the others go on. Telegram counts as away when three chats have failed
within ten seconds and no call at all has succeeded meanwhile. Then one message at a time probes whether it is back, in
another chat each time. The first successful call of any kind ends that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.back_off import back_off
from bot.domain.ids import ChatId

WINDOW = timedelta(seconds=10)
CHATS = 3
"""The number of chats that must fail within WINDOW, with no success in it, before Telegram counts as away."""
LONGEST_PAUSE, LONGEST_DANGER_PAUSE = 60.0, 15.0
"""The longest pause of a chat that fails, in seconds; for an alert about danger it is shorter."""
ASK_AGAIN = (1.0, 2.0, 4.0)
"""Seconds between two probes whether Telegram is back; the last number from then on."""
STAYS = timedelta(seconds=7)
"""Trouble that lasts so long (three repeats: after 1, 2 and 4 s) pages the operator."""
SILENT = timedelta(minutes=5)
"""Supervisors are told of a chat that has failed for so long."""
FORGOTTEN = timedelta(hours=1)
MOST_TO_START = 5
"""The most attempts under an earlier leader that count towards the first pause."""


@dataclass
class Failing:
    """A chat in which no call has succeeded since `since`."""

    since: datetime
    last: datetime
    count: int
    is_told: bool = False

    def is_left_alone(self, now: datetime, longest: float) -> bool:
        """Whether its pause is not over yet. A clock that was set back ends the pause."""
        return self.last <= now < self.free_at(longest)

    def free_at(self, longest: float) -> datetime:
        """When its pause is over."""
        return self.last + timedelta(seconds=back_off(self.count - 1, longest))


class Outage:
    """Which chats fail, and since when. In memory only; how often a row was tried stands in the row."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._failing: dict[ChatId, Failing] = {}
        self._good_at: datetime | None = None
        self._bad_since: datetime | None = None
        self._suspects: dict[ChatId, datetime] = {}
        self._asked: set[ChatId] = set()
        self._asks = 0
        self._ask_at: datetime | None = None
        self._page_at: datetime | None = None
        self._reason = ""

    # --- what has happened ---

    def good(self, chat: ChatId | None = None) -> None:
        """A call has succeeded, in this chat if one is given."""
        if chat is not None:
            self._failing.pop(chat, None)
        if self.is_away:
            for failing in self._failing.values():
                failing.since = self._now()
        self._good_at, self._bad_since, self._ask_at, self._page_at = self._now(), None, None, None
        self._suspects.clear()
        self._asked.clear()
        self._asks, self._reason = 0, ""

    def failed(self, chat: ChatId, reason: str, attempts: int = 0) -> None:
        """A message to this chat had no answer, or an answer that does not depend on the message."""
        now = self._now()
        self._note(chat, now, attempts)
        self._bad_since = self._bad_since or now
        self._page_at = self._page_at or now + STAYS
        self._reason = reason
        self._suspects[chat] = now
        if not self.is_away and self._is_broad(now):
            self._ask_at = now + timedelta(seconds=ASK_AGAIN[0])

    def asking(self, chat: ChatId) -> None:
        """While Telegram is away: a message to this chat is the probe now; the next probe waits."""
        self._asked.add(chat)
        self._asks += 1
        pause = ASK_AGAIN[min(self._asks, len(ASK_AGAIN) - 1)]
        self._ask_at = self._now() + timedelta(seconds=pause)

    def begin_round(self) -> bool:
        """Begin a new round in which every chat may be probed again. False when no chat was probed in this round, or no
        probe is due."""
        if not self.may_ask:
            return False
        was_asked = bool(self._asked)
        self._asked.clear()
        return was_asked

    # --- what may be done ---

    @property
    def is_away(self) -> bool:
        """Whether Telegram counts as away: everything waits but one probe."""
        return self._ask_at is not None

    @property
    def may_ask(self) -> bool:
        """Whether a message may go out: always, unless Telegram is away."""
        return self._ask_at is None or not self._is_before(self._ask_at)

    def waiting(self, *, danger: bool = False) -> frozenset[ChatId]:
        """Chats that pause now; while Telegram is away also those that were probed in this round."""
        now, longest = self._now(), LONGEST_DANGER_PAUSE if danger else LONGEST_PAUSE
        alone = {chat for chat, failing in self._failing.items() if failing.is_left_alone(now, longest)}
        return frozenset(alone | self._asked)

    @property
    def failing(self) -> frozenset[ChatId]:
        """Chats whose last call failed."""
        return frozenset(self._failing)

    def next_change(self) -> datetime | None:
        """When the next chat may be written to, or the next probe is due; None when nothing waits."""
        now = self._now()
        longest = (LONGEST_PAUSE, LONGEST_DANGER_PAUSE)
        moments = [failing.free_at(each) for failing in self._failing.values() for each in longest]
        moments += [] if self._ask_at is None else [self._ask_at]
        return min((moment for moment in moments if moment > now), default=None)

    # --- what must be told ---

    @property
    def trouble(self) -> str:
        """Why nothing can be sent at all. Empty while something can be sent, or while the trouble is new."""
        lasts = self._bad_since is not None and self._now() - self._bad_since >= STAYS
        return self._reason if self.is_away or lasts else ""

    def seconds(self) -> float:
        """The seconds for which no call has succeeded."""
        return 0.0 if self._bad_since is None else (self._now() - self._bad_since).total_seconds()

    def must_page(self) -> bool:
        """Whether the operator must be paged now: when trouble has lasted `STAYS`, and then ever more seldom."""
        if self._page_at is None or self._is_before(self._page_at):
            return False
        self._page_at = self._now() + max(STAYS, timedelta(seconds=self.seconds()))
        return True

    def must_tell(self, chat: ChatId) -> bool:
        """Whether supervisors must be told of this chat: once, when it has failed for five minutes while Telegram was
        not away."""
        failing = self._failing.get(chat)
        if self.is_away or failing is None or failing.is_told or self._now() - failing.since < SILENT:
            return False
        failing.is_told = True
        return True

    # --- inside ---

    def _note(self, chat: ChatId, now: datetime, attempts: int) -> None:
        """Note that the chat failed. While Telegram is away a further failure does not count against the chat."""
        self._failing = {key: each for key, each in self._failing.items() if abs(now - each.last) < FORGOTTEN}
        failing = self._failing.setdefault(chat, Failing(now, now, min(attempts, MOST_TO_START)))
        failing.last = now
        failing.count += 0 if self.is_away and failing.count else 1

    def _is_broad(self, now: datetime) -> bool:
        lately = [chat for chat, at in self._suspects.items() if abs(now - at) <= WINDOW]
        is_quiet = self._good_at is None or abs(now - self._good_at) > WINDOW
        return is_quiet and len(lately) >= CHATS

    def _is_before(self, moment: datetime) -> bool:
        """Whether the moment is still to come. One that lies far off because the clock was set back does not count."""
        return timedelta() < moment - self._now() <= FORGOTTEN

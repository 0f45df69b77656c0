"""Tells a chat that fails from a Telegram that is away. Says which chats wait and when everything does; sends nothing.

A chat that fails is left alone for longer each time, and the others go on. Only when three chats have failed within ten
seconds and nothing at all was answered well meanwhile, Telegram is away: then one message at a time asks whether it is
back, from another chat each time. The first good answer, to whatever was asked, ends that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import ChatId

WINDOW = timedelta(seconds=10)
CHATS = 3
"""So many chats must fail within WINDOW, with no good answer in it, before everything waits."""
LONGEST_PAUSE, LONGEST_DANGER_PAUSE = 60.0, 15.0
"""Seconds for which a chat that fails is left alone at most; for an alert about danger it is less."""
ASK_AGAIN = (1.0, 2.0, 4.0)
"""Seconds between two messages that ask whether Telegram is back; from then on always the last."""
STAYS = timedelta(seconds=7)
"""Trouble that lasts so long (three repeats: after 1, 2 and 4 s) is told to whoever runs the line."""
SILENT = timedelta(minutes=5)
"""A chat that failed for so long is told to supervisors."""
FORGOTTEN = timedelta(hours=1)
MOST_TO_START = 5
"""A row that failed so often under another leader does not begin with the shortest pause again."""


@dataclass
class Failing:
    """A chat without a good answer since `since`."""

    since: datetime
    last: datetime
    count: int
    is_told: bool = False

    def is_left_alone(self, now: datetime, longest: float) -> bool:
        """Whether its pause lasts still; a clock that was set back ends it."""
        return self.last <= now < self.free_at(longest)

    def free_at(self, longest: float) -> datetime:
        """When its pause is over."""
        return self.last + timedelta(seconds=min(2.0 ** min(self.count - 1, 10), longest))


class Outage:
    """What failed since when, in memory: the rows themselves know how often they were tried."""

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
        """Telegram has answered something well, in this chat if one is given."""
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
        """A message to this chat had no answer, or none that says anything of the message."""
        now = self._now()
        self._note(chat, now, attempts)
        self._bad_since = self._bad_since or now
        self._page_at = self._page_at or now + STAYS
        self._reason = reason
        self._suspects[chat] = now
        if not self.is_away and self._is_broad(now):
            self._ask_at = now + timedelta(seconds=ASK_AGAIN[0])

    def asking(self, chat: ChatId) -> None:
        """While Telegram is away: a message to this chat asks now; the next one waits a little."""
        self._asked.add(chat)
        self._asks += 1
        pause = ASK_AGAIN[min(self._asks, len(ASK_AGAIN) - 1)]
        self._ask_at = self._now() + timedelta(seconds=pause)

    def begin_round(self) -> bool:
        """All chats may be asked again, where one may ask now; False when none was asked in this round."""
        if not self.may_ask:
            return False
        was_asked = bool(self._asked)
        self._asked.clear()
        return was_asked

    # --- what may be done ---

    @property
    def is_away(self) -> bool:
        """Whether everything waits, but for one message that asks."""
        return self._ask_at is not None

    @property
    def may_ask(self) -> bool:
        """Whether a message may go out: always, unless Telegram is away."""
        return self._ask_at is None or not self._is_before(self._ask_at)

    def waiting(self, *, danger: bool = False) -> frozenset[ChatId]:
        """Chats that are left alone now; while Telegram is away also those that were asked in this round."""
        now, longest = self._now(), LONGEST_DANGER_PAUSE if danger else LONGEST_PAUSE
        alone = {chat for chat, failing in self._failing.items() if failing.is_left_alone(now, longest)}
        return frozenset(alone | self._asked)

    @property
    def failing(self) -> frozenset[ChatId]:
        """Chats whose last answer was none."""
        return frozenset(self._failing)

    def next_change(self) -> datetime | None:
        """When the next chat, or the next message that asks, may go; None when nobody waits."""
        now = self._now()
        longest = (LONGEST_PAUSE, LONGEST_DANGER_PAUSE)
        moments = [failing.free_at(each) for failing in self._failing.values() for each in longest]
        moments += [] if self._ask_at is None else [self._ask_at]
        return min((moment for moment in moments if moment > now), default=None)

    # --- what must be told ---

    @property
    def trouble(self) -> str:
        """Why nothing can be sent at all; empty while something can, or may in a moment."""
        lasts = self._bad_since is not None and self._now() - self._bad_since >= STAYS
        return self._reason if self.is_away or lasts else ""

    def seconds(self) -> float:
        """For how long nothing has been answered well."""
        return 0.0 if self._bad_since is None else (self._now() - self._bad_since).total_seconds()

    def must_page(self) -> bool:
        """Whether whoever runs the line must hear now: when trouble stays, and then ever more seldom."""
        if self._page_at is None or self._is_before(self._page_at):
            return False
        self._page_at = self._now() + max(STAYS, timedelta(seconds=self.seconds()))
        return True

    def must_tell(self, chat: ChatId) -> bool:
        """Whether supervisors must hear of this chat: once, when it alone has failed for five minutes."""
        failing = self._failing.get(chat)
        if self.is_away or failing is None or failing.is_told or self._now() - failing.since < SILENT:
            return False
        failing.is_told = True
        return True

    # --- inside ---

    def _note(self, chat: ChatId, now: datetime, attempts: int) -> None:
        """What fails while Telegram is away says nothing of the chat."""
        self._failing = {key: each for key, each in self._failing.items() if abs(now - each.last) < FORGOTTEN}
        failing = self._failing.setdefault(chat, Failing(now, now, min(attempts, MOST_TO_START)))
        failing.last = now
        failing.count += 0 if self.is_away and failing.count else 1

    def _is_broad(self, now: datetime) -> bool:
        lately = [chat for chat, at in self._suspects.items() if abs(now - at) <= WINDOW]
        is_quiet = self._good_at is None or abs(now - self._good_at) > WINDOW
        return is_quiet and len(lately) >= CHATS

    def _is_before(self, moment: datetime) -> bool:
        """Whether the moment is still to come; one that a clock set back has put far off is not."""
        return timedelta() < moment - self._now() <= FORGOTTEN

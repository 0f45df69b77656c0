"""The rate of sending, tested against Telegram's own counters as the simulator has them."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ids import ChatId
from bot.loops.rate_limit import Limits, RateLimit
from bot.simulator.world.chats import Chat
from bot.simulator.world.flood import Flood
from tests.support.domain.examples import examples
from tests.support.loops.rate_limit import EDU, NOON, RITA, after, spend

WIRE = 0.2
"""Seconds from a send to its answer."""


@dataclass
class LimitedChats:
    """Chats with more to send than fits, limited as the dispatcher limits them, over virtual seconds."""

    backlog: dict[ChatId, int]
    latency: float = WIRE
    now: float = 0.0
    sent: dict[ChatId, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.limit = RateLimit(Limits(), NOON)
        self.flood = Flood(on=True, now=lambda: self.now)
        self.answers: dict[ChatId, float] = {}
        self.chats = {chat: Chat(chat, "private" if chat > 0 else "group") for chat in self.backlog}

    def run(self, seconds: float) -> None:
        """Sends what may be sent, and looks again when something changes."""
        end = self.now + seconds
        while self.now < end:
            for chat in sorted(self.backlog, key=lambda each: self.sent.get(each, 0)):
                if self.backlog[chat] and self.may(chat, danger=False):
                    self.send(chat)
            self.go_on(end)

    def go_on(self, end: float) -> None:
        """Moves on to the next answer, or to when sending is allowed again."""
        free = self.limit.next_free(after(self.now))
        moments = [*self.answers.values(), self.now + 60 if free is None else (free - NOON).total_seconds()]
        self.now = min(end, max(self.now + 1e-4, min(moments)))
        for answered in [chat for chat, moment in self.answers.items() if moment <= self.now]:
            self.limit.done(answered, after(self.now))
            del self.answers[answered]

    def may(self, chat: ChatId, *, danger: bool) -> bool:
        at = after(self.now)
        if chat in self.answers:
            return False
        return self.limit.remaining(at, danger=danger) > 0 and self.limit.free_at(chat, at, danger=danger) <= at

    def send(self, chat: ChatId) -> None:
        """Counted by the simulator's counters: raises where Telegram would answer 429."""
        spend(self.limit, chat, 1, after(self.now))
        self.flood.charge(self.chats[chat])
        self.answers[chat] = self.now + self.latency
        self.backlog[chat] -= 1
        self.sent[chat] = self.sent.get(chat, 0) + 1

    def danger_waits(self, chat: ChatId) -> float:
        """Seconds until an alert about danger is sent."""
        asked = self.now
        while not self.may(chat, danger=True):
            self.go_on(self.now + 60)
        self.send(chat)
        return self.now - asked


def test_all_chats_together_use_99_percent_of_the_limit_without_a_429() -> None:
    storm = LimitedChats({ChatId(number): 10_000 for number in range(1, 36)})
    storm.run(20)
    before = sum(storm.sent.values())
    storm.run(30)
    assert sum(storm.sent.values()) - before >= 0.99 * 30 * 30


@pytest.mark.parametrize("chat, most", [(EDU, 20 / 60), (RITA, 1.0)])
def test_one_chat_uses_99_percent_of_its_limit_without_a_429(chat: ChatId, most: float) -> None:
    storm = LimitedChats({chat: 10_000}, latency=0.05)
    storm.run(120)
    before = storm.sent[chat]
    storm.run(1800)
    assert storm.sent[chat] - before >= 0.99 * most * 1800


bursts = st.lists(st.tuples(st.integers(1, 25), st.floats(0.5, 70)), min_size=1, max_size=12)


@settings(deadline=None, max_examples=examples(10))
@given(bursts=bursts, latency=st.floats(0.0, 2.0), alerts=st.integers(1, 4))
def test_danger_waits_only_seconds_whatever_was_sent_before_without_a_429(
    bursts: list[tuple[int, float]], latency: float, alerts: int
) -> None:
    storm = LimitedChats({EDU: 0, RITA: 0, ChatId(-6): 10_000}, latency=latency)
    for size, pause in bursts:
        storm.backlog[EDU] += size
        storm.backlog[RITA] += size
        storm.run(pause)
    asked = storm.now
    for number in range(1, alerts + 1):
        storm.danger_waits(EDU)
        assert storm.now - asked <= number * (3.1 + latency) + latency


@settings(deadline=None, max_examples=examples(5))
@given(bursts=bursts, step=st.floats(0.05, 1.0))
def test_a_busy_group_gets_its_full_20_a_minute_however_it_began(bursts: list[tuple[int, float]], step: float) -> None:
    storm = LimitedChats({EDU: 0}, latency=0.05)
    for size, pause in bursts:
        storm.backlog[EDU] += size
        storm.run(pause)
    storm.backlog[EDU] = 10_000
    storm.run(120 + step)
    before, window = storm.sent[EDU], 20
    storm.run(3600)
    assert storm.sent[EDU] - before + window >= 0.99 * 20 * 60
    assert storm.sent[EDU] - before - window <= 20 * 60

"""A short storm of `make chaos`: a few people, a few blows, and the judge; and a broken dispatcher, found out."""

import asyncio
import signal
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.simulator.client import Refused
from tests.chaos.found import idle, is_put_off
from tests.chaos.ground import DealtBlow, ground_for
from tests.chaos.people import Reporter
from tests.chaos.plan import ALL, KINDS, Blow, make_plan
from tests.chaos.run import run
from tests.support.processes.crowd import place
from tests.support.waiting import until


async def test_in_a_storm_nothing_is_lost_or_doubled_and_nobody_is_stuck(tmp_path: Path) -> None:
    """Three adults, a child and somebody in danger, two with a picture, one who changes their words; the four blows of
    every storm, and five others. `make chaos` plays all kinds of blows with more people."""
    plan = make_plan(1, people=5, seconds=3.0, blows=9, kind=KINDS[0])
    told = await run(plan, tmp_path)
    assert told.verdict.is_clean, str(told)
    assert len(told.fallen) == 9
    assert all(touched for _, touched in told.fallen)
    assert told.faults >= 10


async def test_a_dispatcher_that_marks_before_sending_is_detected(tmp_path: Path) -> None:
    faults = tuple(Blow(0.0, "server_fault", 0.5) for _ in range(12))  # before any group has a card: the first all fail
    plan = replace(make_plan(1, people=3, seconds=1.0, blows=12, kind=KINDS[0]), blows=faults)
    told = await run(plan, tmp_path, broken=True, later=(), timeout=60.0)
    assert any("was not sent again" in words for words in told.verdict.lost), str(told)


def test_a_seed_always_gives_the_same_storm_and_a_long_storm_has_every_fault() -> None:
    first, again = (make_plan(7, people=200, seconds=60.0, blows=40) for _ in range(2))
    assert first == again
    assert first != make_plan(8, people=200, seconds=60.0, blows=40)
    assert {blow.kind for blow in first.blows} == set(first.kind.blows)


def test_a_fault_that_hits_nothing_does_not_count() -> None:
    assert idle([DealtBlow("kill", lambda: 1), DealtBlow("disk_full", lambda: 0)]) == [
        "the blow disk_full touched nothing"
    ]


def test_a_card_that_fails_though_its_chat_answers_lets_later_ones_pass_and_no_other_does() -> None:
    def journal(*codes: int) -> list[dict[str, Any]]:
        method = iter(["sendMessage", *["sendChatAction", "sendMessage"] * len(codes)])
        card = {"chat_id": -1, "params": {"text": "Case 1 · P3"}}
        return [card | {"n": n, "method": next(method), "code": code} for n, code in enumerate(codes)]

    calls = journal(0, 200, 500, 200, 200)
    assert is_put_off(calls, calls[0])
    for others in (journal(0, 200, 200), journal(0, 200, 0, 200, 200), journal(500, 500, 200)):
        assert not is_put_off(others, others[0])


async def test_somebody_who_has_blocked_the_bot_changes_their_words_once_they_have_unblocked_it() -> None:
    """Their edit was once refused by the world, and the judge missed it."""
    async with place(flood=False) as (_, world):
        rita = await world.person("Rita")
        told = await rita.say("canary he is beaten")
        reporter = Reporter(rita, "", "", [], edited="canary changed", told=[told], number=1, is_blocking=True)
        await rita.block()
        reporting = asyncio.ensure_future(reporter.report())
        with pytest.raises(Refused):
            await rita.edit(told, "refused")
        await rita.unblock()
        reporter.is_blocking = False
        await reporting
        assert [message.words for message in await rita.sees() if message.id == told.id] == ["canary changed"]


def test_six_seeds_in_a_row_cover_every_kind_of_fault() -> None:
    plans = [make_plan(seed, people=8, seconds=5.0, blows=40) for seed in range(1, 7)]
    assert {plan.kind for plan in plans} == set(KINDS)
    assert {blow.kind for plan in plans for blow in plan.blows} == set(ALL)


async def test_repeated_stop_signals_still_end_the_process_cleanly(tmp_path: Path) -> None:
    plan = make_plan(1, people=0, seconds=1.0, blows=4, kind=KINDS[0])
    async with ground_for(plan, tmp_path) as ground:
        await ground.start()
        [worker] = ground.workers.workers
        assert worker.process is not None
        ask = partial(worker.process.send_signal, signal.SIGTERM)
        ask()
        await until(lambda: not worker.runs, pause=0.002, meanwhile=ask)
        assert worker.process.returncode == 0

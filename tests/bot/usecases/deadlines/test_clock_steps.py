"""The machine's clock is set, in a run and across restarts: everything due is sent at its true time, no earlier and no
later, and each morning has its digest."""

import asyncio
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.access.contact_hours import after_quiet_hours
from bot.domain.access.pacing import APART
from tests.support.clock_steps import MORNING, TICK, LoopsRun
from tests.support.databases.databases import lay_tables
from tests.support.domain.examples import examples
from tests.support.machine import Machine
from tests.support.people import PROFILE

LATE = TICK * 2
"""One tick until it is seen, and one for what was tried again."""
SECOND = timedelta(seconds=3)
"""What is found together is told a little later."""


def assert_in_true_time(run: LoopsRun, since: datetime) -> None:
    """Everything that was due by now was sent: once, not before its moment, and not long after it."""
    for name, due in run.due.items():
        left = run.left[name]
        latest = paced(run, left, due) if name.startswith("breach") else due + LATE + SECOND
        if run.machine.true < latest:
            continue
        is_left_out = name.startswith("reminder") and not left  # a breach that was found in the same tick says more
        assert is_left_out or len(left) == 1, name
        assert all(due - SECOND <= at <= latest for at in left), name
    assert all(later - sooner >= APART - TICK - SECOND for sooner, later in pairwise(run.left["ladder"]))
    local = [at.astimezone(PROFILE.zone) for at in run.left["digest"]]
    mornings = [datetime.combine(at.date(), MORNING, PROFILE.zone) for at in local]
    assert [at for at, morning in zip(local, mornings, strict=True) if not morning <= at <= morning + LATE] == []
    assert mornings == expected_mornings(since, run.machine.true)


def paced(run: LoopsRun, left: list[datetime], due: datetime) -> datetime:
    """By when a breach is sent to the supervisor: found within a tick, an hour after what they were told before it, not
    at night; and a tick until it is sent."""
    before = [at for at in run.left["ladder"] if at <= due + TICK and at not in left]
    soonest = max([due + TICK, *(at + APART for at in before[-1:])])
    return after_quiet_hours(PROFILE.policy, PROFILE.zone, soonest + SECOND) + TICK + SECOND


def expected_mornings(since: datetime, until: datetime) -> list[datetime]:
    """The district's half past eights that the line has lived through."""
    first = since.astimezone(PROFILE.zone).date()
    days = [datetime.combine(first + timedelta(days=n), MORNING, PROFILE.zone) for n in range(40)]
    return [morning for morning in days if since < morning <= until - LATE]


ACTS = st.one_of(
    st.tuples(st.just("step"), st.sampled_from([-72.0, -8.0, -0.5, 0.5, 8.0, 72.0])),
    st.tuples(st.just("right"), st.just(0.0)),
    st.tuples(st.just("restart"), st.just(0.0)),
    st.tuples(st.just("write"), st.sampled_from([0.0, 0.0, 30.0, 400.0])),
    st.tuples(st.just("receive"), st.just(0.0)),
    st.tuples(st.just("report"), st.just(0.0)),
    st.tuples(st.just("go_on"), st.sampled_from([0.2, 0.5, 1.0, 9.0])),
)


async def live(folder: Path, acts: list[tuple[str, float]]) -> tuple[LoopsRun, datetime]:
    """All of that, one after the other, and then two quiet hours."""
    lay_tables(folder / "line.db")
    machine = Machine()
    machine.wait(minutes=1)
    run = LoopsRun(machine, f"sqlite:///{folder}/line.db", folder)
    since = machine.true
    await run.start()
    try:
        await run.set_up_staff()
        await run.go_on(0.2)
        for act, number in acts:
            await do(run, act, number)
        await run.go_on(2)
    finally:
        await run.database.close()
    return run, since


async def do(run: LoopsRun, act: str, number: float) -> None:
    """One act."""
    if act == "step":
        run.machine.step(hours=number)
    elif act == "right":
        run.machine.put_right()
    elif act in {"write", "go_on"}:
        await getattr(run, act)(number)
    else:
        await getattr(run, act)()


@settings(max_examples=examples(7), deadline=None)
@example([("right", 0.0), ("report", 0.0), ("go_on", 0.5), ("report", 0.0)])
@given(st.lists(ACTS, min_size=4, max_size=14))
def test_however_the_clock_steps_every_message_is_sent_at_its_true_time(acts: list[tuple[str, float]]) -> None:
    with TemporaryDirectory() as folder:
        run, since = asyncio.run(live(Path(folder), acts))
        assert_in_true_time(run, since)


@pytest.mark.parametrize("hours", [8.0, -8.0])
async def test_alerts_queued_while_the_clock_was_hours_off_go_out_at_once(tmp_path: Path, hours: float) -> None:
    acts = [("step", hours), ("write", 0.0), ("report", 0.0), ("right", 0.0), ("go_on", 0.5)]
    run, since = await live(tmp_path, acts)
    assert_in_true_time(run, since)
    assert run.left["say 1"][0] <= since + timedelta(minutes=45)


async def test_a_second_breach_within_the_hour_joins_the_next_message(tmp_path: Path) -> None:
    acts = [("report", 0.0), ("go_on", 0.5), ("report", 0.0), ("go_on", 1.0)]
    run, since = await live(tmp_path, acts)
    assert_in_true_time(run, since)
    first, second = run.left["breach 1"][0], run.left["breach 2"][0]
    assert APART <= second - first <= APART + TICK


async def test_a_clock_three_days_ahead_for_a_moment_skips_no_morning_digest(tmp_path: Path) -> None:
    acts = [("step", 72.0), ("go_on", 0.2), ("right", 0.0), ("go_on", 48.0)]
    run, since = await live(tmp_path, acts)
    assert_in_true_time(run, since)
    assert len(run.left["digest"]) == 3


async def test_a_clock_wrong_at_the_start_and_put_right_in_the_run_fires_no_deadline_early(tmp_path: Path) -> None:
    acts = [("report", 0.0), ("step", 72.0), ("restart", 0.0), ("go_on", 0.2), ("right", 0.0), ("go_on", 30.0)]
    run, since = await live(tmp_path, acts)
    assert_in_true_time(run, since)

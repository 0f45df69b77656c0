"""All nine bodies act on one case in the same instant, while its reporter writes: nobody's act is given up."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from bot.domain.ids import AgencyKey
from bot.profile.files import SHIPPED
from bot.simulator.client import Group
from storage.database.engine import Engine
from storage.queues.tables import inbox
from storage.records.tables import audit
from tests.support.processes.crowd import bind_at_once, looking, place, report
from tests.support.processes.fleet import Fleet, fleet
from tests.support.running.running_bot import USERNAME, still_queued
from tests.support.waiting import until

BODIES = tuple(map(AgencyKey, ("CIV", "CYL", "EDU", "HEA", "JUS", "PROC", "PSB", "SUP", "WOM")))
ROUTE = 'lead = "EDU"\nsupports = ["PSB", "CYL", "PROC"]\nfloor = "P3"'
TO_ALL = 'lead = "EDU"\nsupports = ["PSB", "PROC", "CIV", "HEA", "CYL", "WOM", "SUP", "JUS"]\nfloor = "P3"'
"""The route of bullying in the shipped profile, and one that leads to all bodies."""


async def test_nine_bodies_take_one_case_in_the_same_instant_and_each_has_it_at_the_first_attempt(
    postgres_url: str, tmp_path: Path
) -> None:
    """Two workers share the updates. The case has one version for all, so eight bodies come second at first."""
    program, more = ("tests.support.processes.quick",), {"PROFILE": str(profile_to_all(tmp_path))}
    async with (
        place(flood=False) as (base, world),
        fleet(base, tmp_path, postgres_url, size=2, program=program, more=more) as here,
        looking(base, tmp_path, postgres_url) as parts,
    ):
        groups = await bind_at_once(parts, world, BODIES)
        rita = await world.person("Rita")
        number = await report(rita)
        await until(partial(is_at_rest, here))
        await asyncio.gather(rita.say("Today again"), *(take(group, number) for group in groups.values()))
        await until(partial(is_at_rest, here))
        assert await bodies_that_have_a_case(postgres_url) == [*BODIES]
        assert await failures(postgres_url) == []


def profile_to_all(home: Path) -> Path:
    """The district, but that all bodies hear of bullying."""
    path, shipped = home / "profile.toml", (SHIPPED / "jiulongpo.toml").read_text("utf-8")
    assert ROUTE in shipped
    path.write_text(shipped.replace(ROUTE, TO_ALL), "utf-8")
    return path


async def take(group: Group, number: int) -> None:
    """The head of a body takes a case, in the group."""
    await group.owner.say(f"/take@{USERNAME} {number}", group)


async def is_at_rest(here: Fleet) -> bool:
    """Whether nothing waits in either queue, by the word of each process."""
    found = [await here.health(port) for port in here.ports]
    return all(facts is not None and not still_queued(facts, "inbox_open", "outbox_due") for facts in found)


async def bodies_that_have_a_case(url: str) -> list[str]:
    """The bodies that have acknowledged one, as often as they have."""
    return sorted(row.agency for row in await rows(url, audit) if row.action == "acknowledged")


async def failures(url: str) -> list[str]:
    """The reasons of the updates of which an attempt has failed."""
    return [row.reason for row in await rows(url, inbox) if row.attempts or row.parked]


async def rows(url: str, table: Table) -> list[Any]:
    """All rows of a table."""
    engine = Engine(url)
    try:
        async with engine.reading() as connection:
            return list((await connection.execute(select(table))).all())
    finally:
        await engine.close()

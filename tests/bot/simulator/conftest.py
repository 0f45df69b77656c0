"""A running simulator, the world's clock, its people, and a bare bot that calls it over HTTP."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.simulator.client import World
from bot.simulator.server import Simulator
from tests.support.running.simulated import TOKEN, Bot, Clock, Simulation


async def _place(*, flood: bool) -> AsyncIterator[Simulation]:
    clock = Clock()
    simulator = Simulator(token=TOKEN, now=clock.now, advance=clock.advance, flood=flood)
    url = await simulator.start()
    try:
        async with World(url) as world, aiohttp.ClientSession() as session:
            yield Simulation(simulator, url, clock, world, Bot(session, url))
    finally:
        await simulator.stop()


@pytest.fixture
async def place() -> AsyncIterator[Simulation]:
    async for made in _place(flood=False):
        yield made


@pytest.fixture
async def strict_place() -> AsyncIterator[Simulation]:
    async for made in _place(flood=True):
        yield made


@pytest.fixture
def bot(place: Simulation) -> Bot:
    return place.bot


@pytest.fixture
def world(place: Simulation) -> World:
    return place.world

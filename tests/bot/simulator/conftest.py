"""A running simulator, the world's clock, its people, and a bare bot that calls it over HTTP."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.simulator.client import World
from bot.simulator.server import Simulator
from tests.support.running.simulated import TOKEN, Bot, Clock, Place


async def _place(*, flood: bool) -> AsyncIterator[Place]:
    clock = Clock()
    simulator = Simulator(token=TOKEN, now=clock.now, advance=clock.advance, flood=flood)
    url = await simulator.start()
    try:
        async with World(url) as world, aiohttp.ClientSession() as session:
            yield Place(simulator, url, clock, world, Bot(session, url))
    finally:
        await simulator.stop()


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    async for made in _place(flood=False):
        yield made


@pytest.fixture
async def strict_place() -> AsyncIterator[Place]:
    async for made in _place(flood=True):
        yield made


@pytest.fixture
def bot(place: Place) -> Bot:
    return place.bot


@pytest.fixture
def world(place: Place) -> World:
    return place.world

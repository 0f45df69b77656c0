"""A network that reaches Telegram through a proxy only: all calls and files go that way, none goes past it."""

from pathlib import Path

import pytest
from pydantic import SecretStr
from telegram import Bot

from bot.domain.queues.delivery import Later
from bot.simulator.client import picture
from handlers.telegram.connection.transport import AiohttpRequest, NotSent
from handlers.telegram.sending.answers import outcome_of
from tests.support.processes.proxies import KINDS, NAME, WORD, proxy_of
from tests.support.running.conversation import send, tell
from tests.support.running.running_bot import free_port, running_bot, settings_for
from tests.support.running.wire import TOKEN

HOST = "telegram.invalid"
"""No machine has this name, and no server of names is asked for it: the proxy knows it."""


def way(kind: str, port: int, who: str = "") -> SecretStr:
    return SecretStr(f"{kind}://{who}127.0.0.1:{port}")


@pytest.mark.parametrize("kind", KINDS)
async def test_a_report_with_a_picture_goes_through_the_proxy(kind: str, tmp_path: Path) -> None:
    async with proxy_of(kind) as proxy, running_bot(tmp_path, proxy=way(kind, proxy.port)) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await rita.photo(picture())
        await rita.wait_for("1 file")
        await send(rita)
        port = int(here.base.rpartition(":")[2])
    assert set(proxy.asked) == {("127.0.0.1", port)}
    assert len(proxy.asked) >= 3


@pytest.mark.parametrize("kind", KINDS)
async def test_the_proxy_resolves_host_names(kind: str, tmp_path: Path) -> None:
    async with proxy_of(kind) as proxy, running_bot(tmp_path / "other") as here:
        port = int(here.base.rpartition(":")[2])
        settings = settings_for(f"http://{HOST}:{port}", tmp_path, proxy=way(kind, proxy.port))
        request = AiohttpRequest(proxy=settings.proxy_address)
        async with Bot(TOKEN, base_url=settings.bot_base, request=request) as bot:
            assert (await bot.get_me()).is_bot
    assert set(proxy.asked) == {(HOST, port)}


async def test_a_proxys_name_and_password_are_sent_to_it(tmp_path: Path) -> None:
    who = f"{NAME.decode()}:{WORD.decode()}@"
    async with proxy_of("socks5") as proxy, running_bot(tmp_path, proxy=way("socks5", proxy.port, who)) as here:
        rita = await here.world.person("Rita")
        await rita.say("/start")
        await rita.wait_for("Who is writing?")
    assert proxy.asked


REFUSALS = [("socks5", 1), ("socks5", 5), ("socks5", 0), ("http", 403), ("http", 407), ("http", 502), ("http", 0)]


@pytest.mark.parametrize(("kind", "answers"), REFUSALS)
async def test_a_call_refused_by_the_proxy_counts_as_not_sent_and_is_retried(kind: str, answers: int) -> None:
    async with proxy_of(kind) as proxy:
        proxy.answers = answers
        await is_not_sent(way(kind, proxy.port).get_secret_value())


@pytest.mark.parametrize("kind", ["socks5", "socks4", "http"])
async def test_a_proxy_that_is_away_or_wants_another_password_is_no_fault_of_the_message(kind: str) -> None:
    await is_not_sent(way(kind, free_port()).get_secret_value())
    async with proxy_of("socks5") as proxy:
        await is_not_sent(way("socks5", proxy.port, "courier:wrong-word@").get_secret_value())


async def is_not_sent(address: str) -> None:
    """And nobody reads where the proxy is, or by which password."""
    request = AiohttpRequest(proxy=address)
    await request.initialize()
    bot = Bot(TOKEN, base_url="http://127.0.0.1:9/bot", request=request)
    with pytest.raises(NotSent) as caught:
        await bot.send_message(1, "x")
    await request.shutdown()
    assert isinstance(outcome_of(caught.value), Later)
    assert "127.0.0.1" not in str(caught.value)
    assert "wrong-word" not in repr(caught.value)

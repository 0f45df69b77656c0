"""Updates posted to the webhook as Telegram posts them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from handlers.telegram.receiving.receive import Intake
from handlers.telegram.receiving.webhook import Webhook
from handlers.telegram.web import webhook_app

SECRET = "hook-secret"  # pragma: allowlist secret

HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}

RITA = {"id": 11, "type": "private"}


def message(chat: dict[str, Any], number: int = 1) -> dict[str, Any]:
    return {"update_id": number, "message": {"message_id": 1, "date": 1, "chat": chat, "from": {"id": 11}, "text": "x"}}


@asynccontextmanager
async def hook(intake: Intake) -> AsyncIterator[str]:
    runner = web.AppRunner(webhook_app(Webhook(intake, SECRET)), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
    finally:
        await runner.cleanup()

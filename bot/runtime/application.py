"""python-telegram-bot's Application over our own transport; it neither polls nor keeps jobs."""

from typing import Any

from telegram.ext import Application, ContextTypes

from bot.settings import Settings
from handlers.telegram.connection.transport import AiohttpRequest
from handlers.telegram.handling.context import Context

PtbApplication = Application[Any, Context, Any, Any, Any, Any]


def make_application(settings: Settings, request: AiohttpRequest) -> PtbApplication:
    """Built, not started; updates are handed to it one by one."""
    return (
        Application.builder()
        .token(settings.token.get_secret_value())
        .base_url(settings.bot_base)
        .base_file_url(settings.file_base)
        .request(request)
        .get_updates_request(request)
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=Context))
        .build()
    )

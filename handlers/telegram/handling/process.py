"""Hands a stored update to its handler, and gives the fault, if there was one, to the inbox loop."""

from contextlib import suppress
from typing import Any, cast

import structlog
from telegram import Update
from telegram.ext import Application

from bot.domain.queues.inbox import Fault, InboxRow, Retry
from handlers.telegram.handling.context import current_row
from handlers.telegram.handling.errors import faults_here
from handlers.telegram.receiving.raw_update import SHAPES, Json, read

log = structlog.get_logger()

App = Application[Any, Any, Any, Any, Any, Any]


class Processor:
    """Called once per attempt. Whether the update was handled is told by the inbox row, not by the return."""

    def __init__(self, application: App) -> None:
        self._application = application

    async def __call__(self, row: InboxRow) -> Fault | None:
        """Handle the update. Gives the fault that the error handler has noted, or None."""
        update = self._parsed(row)
        if update is None:
            return Fault("NoUpdate", Retry.NEVER)
        noted: list[Fault] = []
        row_token, fault_token = current_row.set(row.id), faults_here.set(noted)
        try:
            await self._application.process_update(update)
        finally:
            current_row.reset(row_token)
            faults_here.reset(fault_token)
        return noted[0] if noted else None

    def _parsed(self, row: InboxRow) -> Update | None:
        """As much of the update as can be read. Where not even sender and chat can be read, it is parked for an
        operator."""
        update, at = read(row.payload), int(row.received_at.timestamp())
        for shape in SHAPES if isinstance(update, dict) else ():
            with suppress(Exception):  # whatever a strange update breaks in the parser
                return Update.de_json(shape(cast("Json", update), at), self._application.bot)
        log.error("no_update", row=row.id)
        return None

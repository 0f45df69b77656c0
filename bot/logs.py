"""Logs of one shape: action and ids as JSON (or text); libraries may say that something happened, never what."""

import logging
import sys
import time

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.log_thinning import Thinning

OURS = "tipline"
"""Name of the only logger whose words are written; every line of a library loses its words."""
SHY_LIBRARIES = ("httpx", "httpcore", "telegram", "aiohttp.access", "sqlalchemy", "aiosqlite", "alembic")


class _Faceless(logging.Filter):
    """Takes words, arguments and traceback off what a library logs: they may hold names, texts or the token."""

    def __init__(self, thinning: Thinning) -> None:
        super().__init__()
        self._thinning = thinning

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name != OURS:
            kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
            record.msg, record.args = "library", None
            record.__dict__["facts"] = {"library": record.name, "at": f"{record.module}:{record.lineno}", "error": kind}
            record.exc_info = record.exc_text = record.stack_info = None
            return self._is_said(record)
        return True

    def _is_said(self, record: logging.LogRecord) -> bool:
        facts = record.__dict__["facts"]
        times = self._thinning.times({"event": "library", "level": record.levelname.lower(), **facts})
        facts |= {"times": times} if times > 1 else {}
        return times > 0


def _add_library_facts(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    event.update(getattr(event.get("_record"), "facts", {}))
    return event


def _thinned(thinning: Thinning) -> Processor:
    """Leaves out what is said too often."""

    def thin(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        times = thinning.times(event)
        if not times:
            raise structlog.DropEvent
        if times > 1:
            event["times"] = times
        return event

    return thin


def configure_logs(wanted: str) -> None:
    """Set the shape and the level, for example 'json info'; lines go to stderr."""
    thinning = Thinning(time.monotonic)
    words = wanted.split()
    level = next((word for word in words if word not in ("json", "text")), "info").upper()
    ending: Processor = structlog.dev.ConsoleRenderer() if "text" in words else structlog.processors.JSONRenderer()
    shared: list[Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at_time"),
    ]
    structlog.configure(
        processors=[*shared, _thinned(thinning), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=lambda *_: logging.getLogger(OURS),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_Faceless(thinning))
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, _add_library_facts],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, ending],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in SHY_LIBRARIES:
        logging.getLogger(name).setLevel(logging.ERROR)

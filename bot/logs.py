"""Logs of one shape: action and ids as JSON (or text); libraries may say that something happened, never what."""

import logging
import sys

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

OURS = "tipline"
"""Name of the only logger whose words are written; every line of a library loses its words."""
SHY_LIBRARIES = ("httpx", "httpcore", "telegram", "aiohttp.access", "sqlalchemy", "aiosqlite", "alembic")


class _Faceless(logging.Filter):
    """Takes words, arguments and traceback off what a library logs: they may hold names, texts or the token."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name != OURS:
            kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
            record.msg, record.args = "library", None
            record.__dict__["facts"] = {"library": record.name, "at": f"{record.module}:{record.lineno}", "error": kind}
            record.exc_info = record.exc_text = record.stack_info = None
        return True


def _add_library_facts(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    event.update(getattr(event.get("_record"), "facts", {}))
    return event


def configure_logs(wanted: str) -> None:
    """Set the shape and the level, for example 'json info'; lines go to stderr."""
    words = wanted.split()
    level = next((word for word in words if word not in ("json", "text")), "info").upper()
    ending: Processor = structlog.dev.ConsoleRenderer() if "text" in words else structlog.processors.JSONRenderer()
    shared: list[Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at_time"),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=lambda *_: logging.getLogger(OURS),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_Faceless())
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

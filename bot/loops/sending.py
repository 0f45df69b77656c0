"""One attempt to send a row. Whatever happens, it gives an outcome that can be recorded."""

import structlog

from bot.domain.errors import Unreachable, Unworded
from bot.domain.queues.delivery import Dead, MessagePart, OutboxRow, Outcome, Unclear
from bot.loops.repeats import AWAY
from bot.loops.writing import is_stray
from bot.ports.queues.delivery import Post

log = structlog.get_logger()

OUR_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)
"""Faults of the program that would come again each time: the row is a dead letter at once. Other faults may pass."""


async def send_once(post: Post, row: OutboxRow) -> Outcome:
    """Sends once and returns the outcome. A fault of the program that would come again (a broken view) is Dead. A fault
    that may pass is Unclear."""
    try:
        return await post.send(row)
    except Unreachable:
        return Unclear(AWAY)
    except BaseException as error:  # one broken notice must not stop the others
        if not is_stray(error):
            raise
        fault, said = (error.fault, error.said) if isinstance(error, Unworded) else (error, ())
        reason = type(fault).__name__
        log.error("send_fault", row=row.id, kind=row.notice.kind, error=reason, faults=row.faults + 1)
        parts = (MessagePart("", said),) if said else ()
        return Dead(reason, parts) if isinstance(fault, OUR_FAULTS) else Unclear(reason, parts=parts)

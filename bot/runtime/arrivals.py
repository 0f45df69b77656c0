"""Builds the limit on what one sender may send."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.domain.access.arrivals import BOUNDS, Bounds, LossNotice
from bot.usecases.reporting.chat.too_many import TooMany, tell
from bot.usecases.services import Services
from handlers.reporter.alarming import AlarmingUpdates
from handlers.telegram.handling.errors import person_of
from handlers.telegram.receiving.arrivals import BoundedAdmission, OfSender
from handlers.telegram.text.rendered import Text


def make_admission(
    services: Services, text: Text, now: Callable[[], datetime], bounds: Bounds = BOUNDS
) -> BoundedAdmission:
    """The limit of one process; each process counts what it stores itself."""
    languages = services.profile.languages

    async def tell_all(told: Sequence[OfSender]) -> None:
        await tell(services, now(), [too_many(one, languages) for one in told])

    return BoundedAdmission(AlarmingUpdates(services.profile, text), tell_all, bounds)


def too_many(one: OfSender, languages: tuple[str, ...]) -> TooMany:
    """Who has sent too much, and what they must be told."""
    judged = one.judged
    return TooMany(
        person_of(one.update.payload, languages),
        lost=judged.lost if judged.loss_notice is LossNotice.ENDS else 0,
        is_told=judged.loss_notice is not LossNotice.NOTHING,
        alarm_lost=judged.alarm_lost,
    )

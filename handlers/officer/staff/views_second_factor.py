"""What the second factor says: choose, set up, type the code, wait; and the neutral line where something was open."""

import io

import pyotp

from bot.domain.chats import SHOWN_AGAIN
from bot.domain.notices.officer.staff import SecondFactorAsked, SecondFactorClosed
from bot.domain.queues.delivery import OutboxRow
from bot.domain.second_factor import FactorKind, FactorStep, Verdict
from bot.usecases.access.second_factor import name_of
from handlers.officer.buttons import ChooseSecondFactor
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views

SHORTEST, LONGEST = "6", "12"


async def factor(context: RenderContext, row: OutboxRow, said: SecondFactorAsked) -> Rendered | None:
    """The outcome of the last code, the moment until which no code is accepted, and what the officer is asked for
    now."""
    locale, lines = row.locale, list[str]()
    if said.said is not None and said.said is not Verdict.WAIT:
        lines.append(context.text(f"lock-said-{said.said.value}", locale, shortest=SHORTEST))
    if said.until is not None:
        lines.append(context.text("lock-wait", locale, until=said.until))
    if said.step is FactorStep.ENROL:
        return await _enrolment(context, row, said, lines)
    if said.step is FactorStep.CODE:
        lines.append(context.text(f"lock-code-{said.kind}", locale))
        lines.append(context.text("lock-lost", locale, who=name_of(said.person)))
    elif said.step is not None:
        step = said.step.value.replace("_", "-")
        lines.append(context.text(f"lock-{step}", locale, shortest=SHORTEST, longest=LONGEST))
    kinds = [FactorKind(kind) for kind in FactorKind if said.step is FactorStep.CHOOSE]
    keys = tuple((Key(context.text(f"button-lock-{kind}", locale), pack(ChooseSecondFactor(kind))),) for kind in kinds)
    return Rendered("\n\n".join(lines), keys, protect=True)


async def _enrolment(
    context: RenderContext, row: OutboxRow, said: SecondFactorAsked, lines: list[str]
) -> Rendered | None:
    """The secret as a picture and as words, both covered; None when it has been confirmed meanwhile."""
    person = said.person
    async with context.reading() as uow:
        factor = await uow.second_factors.of(person)
    if factor is None or factor.confirmed or not factor.secret:
        return None
    name = context.text("lock-app-name", row.locale)
    uri = pyotp.TOTP(factor.secret).provisioning_uri(name=name_of(person), issuer_name=name)
    import segno  # noqa: PLC0415 - only who sets up an app is drawn a code

    picture = io.BytesIO()
    segno.make(uri, micro=False).save(picture, kind="png", scale=6, border=4)
    secret = " ".join(factor.secret[at : at + 4] for at in range(0, len(factor.secret), 4))
    lines.append(context.text("lock-enrol", row.locale, secret=secret))
    return Rendered("\n\n".join(lines), picture=picture.getvalue(), protect=True)


async def second_factor_closed(context: RenderContext, row: OutboxRow, said: SecondFactorClosed) -> Rendered:
    """The message in place of a content that was open: it is closed, and this command opens it again."""
    again, locale = f"/{said.doing}_{said.number}", row.locale
    key = "lock-closed" if said.minutes else "lock-closed-late"
    words = context.text(key, locale, minutes=said.minutes, again=again)
    if said.doing in SHOWN_AGAIN:
        return Rendered(words)
    return Rendered(f"{words} {context.text('lock-closed-kept', locale)}")


VIEWS = no_views().on(SecondFactorAsked, factor).on(SecondFactorClosed, second_factor_closed)

"""What the second lock says: choose, set up, type the code, wait; and the neutral line where something stood."""

import io
from datetime import datetime

import pyotp

from bot.domain.ids import PersonKey
from bot.domain.second_factor import LockKind, LockStep, Verdict
from bot.ports.delivery import OutboxRow
from bot.usecases.access.second_factor import name_of
from handlers.officer.buttons import LockWith
from handlers.telegram.buttons import pack
from handlers.telegram.rendered import Key, RenderContext, Rendered, View

SHORTEST, LONGEST = "6", "12"


async def lock(context: RenderContext, row: OutboxRow) -> Rendered | None:
    """Facts: step, kind, kinds, said (what became of the code before), person, until (no code is looked at before)."""
    facts, locale = row.notice.facts, row.locale
    said, step = facts.get("said"), str(facts.get("step") or "")
    lines = [context.text(f"lock-said-{said}", locale, shortest=SHORTEST)] if said and said != Verdict.WAIT else []
    if until := facts.get("until"):
        lines.append(context.text("lock-wait", locale, until=datetime.fromisoformat(str(until))))
    if step == LockStep.ENROL:
        return await _enrolment(context, row, lines)
    if step == LockStep.CODE:
        lines.append(context.text(f"lock-code-{facts['kind']}", locale))
        lines.append(context.text("lock-lost", locale, who=name_of(PersonKey(str(facts["person"])))))
    elif step:
        lines.append(context.text(f"lock-{step.replace('_', '-')}", locale, shortest=SHORTEST, longest=LONGEST))
    kinds = [LockKind(kind) for kind in LockKind if step == LockStep.CHOOSE]
    keys = tuple((Key(context.text(f"button-lock-{kind}", locale), pack(LockWith(kind))),) for kind in kinds)
    return Rendered("\n\n".join(lines), keys, protect=True)


async def _enrolment(context: RenderContext, row: OutboxRow, lines: list[str]) -> Rendered | None:
    """The secret as a picture and as words, both covered; None when it has been confirmed meanwhile."""
    person = PersonKey(str(row.notice.facts["person"]))
    async with context.begin() as uow:
        held = await uow.second_factors.of(person)
    if held is None or held.confirmed or not held.secret:
        return None
    name = context.text("lock-app-name", row.locale)
    uri = pyotp.TOTP(held.secret).provisioning_uri(name=name_of(person), issuer_name=name)
    import segno  # noqa: PLC0415 - only who sets up an app is drawn a code

    picture = io.BytesIO()
    segno.make(uri, micro=False).save(picture, kind="png", scale=6, border=4)
    secret = " ".join(held.secret[at : at + 4] for at in range(0, len(held.secret), 4))
    lines.append(context.text("lock-enrol", row.locale, secret=secret))
    return Rendered("\n\n".join(lines), picture=picture.getvalue(), protect=True)


async def lock_closed(context: RenderContext, row: OutboxRow) -> Rendered:
    """Where something was open: that it is closed, and what opens it again. Facts: doing, number, minutes."""
    facts, locale = row.notice.facts, row.locale
    again = f"/{facts['doing']} {facts['number']}"
    minutes = int(str(facts["minutes"]))
    key = "lock-closed" if minutes else "lock-closed-late"
    words = context.text(key, locale, minutes=minutes, again=again)
    if facts["doing"] in {"open", "case"}:
        return Rendered(words)
    return Rendered(f"{words} {context.text('lock-closed-kept', locale)}")


VIEWS: dict[str, View] = {"lock": lock, "lock_closed": lock_closed}

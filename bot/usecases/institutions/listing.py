"""/institutions: those that must report, those that never do, and one of them. A body sees those that it supervises."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.access.roles import ABOVE, Action
from bot.domain.errors import IllegalStep, NotFound
from bot.domain.institutions.period import ever, twelve_months
from bot.domain.institutions.registered import SILENT, InstitutionFilter, Registered
from bot.domain.notices.notice import Mode, Notice
from bot.domain.notices.supervisor.institutions import InstitutionCard, InstitutionList, InstitutionRow
from bot.usecases.access.asking import Act
from bot.usecases.access.transaction import transaction

PAGE = 8


@transaction(Action.INSTITUTIONS, again="institutions", only_reads=True)
async def list_institutions(act: Act, words: str = "", page: int = 1) -> None:
    """`/institutions [KIND] [AREA] [silent]`, one page at a time, or `/institutions CODE`. `words` are joined by a full
    stop. Raises NotFound for any other word."""
    asked = [word for word in words.split(".") if word]
    if len(asked) == 1 and (one := await seen(act, asked[0].upper())) is not None:
        await show(act, one)
        return
    wanted = parse(act, asked)
    zone = act.services.profile.zone
    found = await act.uow.institutions.page(wanted, skip=(page - 1) * PAGE, limit=PAGE + 1)
    store = act.uow.institutions
    said = InstitutionList(
        words=".".join(asked),
        page=page,
        total=await store.count(wanted),
        unlinked=await store.count(replace(wanted, unlinked=True)),
        silent=await store.count(replace(wanted, silent=twelve_months(act.now, zone))),
        never=await store.count(replace(wanted, silent=ever(act.now, zone))),
        rows=await _rows(act, found[:PAGE]),
        more=len(found) > PAGE,
    )
    await act.tell(Notice(said, act.to, slot="institutions", mode=Mode.EDIT if act.is_press else Mode.NEXT))


@transaction(Action.INSTITUTIONS, again="institution", only_reads=True)
async def open_institution(act: Act, code: str) -> None:
    """Shows one institution. Raises IllegalStep for one that this person may not see."""
    await show(act, await required(act, code))


async def show(act: Act, one: Registered) -> None:
    """Shows its card, in a message of its own."""
    may_remind = not ABOVE.isdisjoint(act.roles)
    await act.tell(
        Notice(InstitutionCard(code=one.code, may_remind=may_remind), act.to, slot=f"institution:{one.code}")
    )


async def seen(act: Act, code: str) -> Registered | None:
    """The institution, where this person may see it: a body those it supervises, those above all of them. None
    otherwise."""
    one = await act.uow.institutions.registered(code)
    is_theirs = one is not None and (act.scope.everything or one.institution.above in act.scope.agencies)
    return one if is_theirs else None


async def required(act: Act, code: str) -> Registered:
    """The institution with this code. Raises IllegalStep alike where the person may not see the institution and where
    it does not exist."""
    one = await seen(act, code.upper())
    if one is None:
        raise IllegalStep("no-such-institution")
    return one


def parse(act: Act, words: list[str]) -> InstitutionFilter:
    """What the words beside /institutions ask for. Raises NotFound (key unknown-words, with all that are allowed)."""
    profile = act.services.profile
    wanted = InstitutionFilter(above=None if act.scope.everything else frozenset(act.scope.agencies))
    for word in words:
        if word in profile.institution_kinds:
            wanted = replace(wanted, kind=word)
        elif word == SILENT:
            wanted = replace(wanted, silent=twelve_months(act.now, profile.zone))
        elif word in profile.areas:
            wanted = replace(wanted, area=word)
        else:
            raise NotFound("unknown-words", known=", ".join([*profile.institution_kinds, SILENT]))
    return wanted


async def _rows(act: Act, found: Sequence[Registered]) -> tuple[InstitutionRow, ...]:
    codes = [one.code for one in found]
    linked = await act.uow.institutions.count_staff(codes)
    reported = await act.uow.institutions.reported(codes, twelve_months(act.now, act.services.profile.zone))
    return tuple(
        InstitutionRow(
            code=one.code,
            name=one.institution.name,
            kind=one.institution.kind,
            area=one.institution.area,
            above=one.institution.above,
            linked=linked.get(one.code, 0),
            reported=one.code in reported,
        )
        for one in found
    )
